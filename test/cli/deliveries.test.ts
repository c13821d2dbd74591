// opencharter deliveries, over a store of its own.
import { describe, expect, test } from '@jest/globals';
import { listDeliveries, retryDelivery, showDelivery } from '../../src/cli/deliveries.js';
import type { CommandOutput } from '../../src/cli/check.js';
import type { DeliveryRecord } from '../../src/inbox/delivery.js';

const record: DeliveryRecord = {
  id: 'guid-1',
  forge: 'github',
  event: 'issue_comment',
  lane: 'github:openclaw/models#12',
  receivedAt: '2026-03-01T09:12:00.000Z',
  order: '2026-03-01T09:12:00.000Z/000000/a',
  state: 'dead',
  attempts: 12,
  dueAt: 0,
  error: 'Error: never',
};

function recorded(): { readonly io: CommandOutput; readonly out: string[]; readonly err: string[] } {
  const [out, err]: [string[], string[]] = [[], []];
  return { io: { out: (text) => void out.push(text), err: (text) => void err.push(text) }, out, err };
}

describe('deliveries list', () => {
  test('shows one a line, with why it failed', async () => {
    const { io, out } = recorded();
    expect(await listDeliveries({ list: () => Promise.resolve([record]) }, io, { state: 'dead', page: 1 })).toBe(0);
    expect(out).toEqual([
      '2026-03-01T09:12:00.000Z  dead     12  github:guid-1  issue_comment  github:openclaw/models#12  Error: never',
    ]);
  });

  test('says that there is none, and how to see more', async () => {
    const none = recorded();
    await listDeliveries({ list: () => Promise.resolve([]) }, none.io, { state: null, page: 1 });
    expect(none.out).toEqual(['none']);
    const full = recorded();
    await listDeliveries({ list: ({ perPage }) => Promise.resolve(Array(perPage).fill(record)) }, full.io, {
      state: null,
      page: 2,
    });
    expect(full.out.at(-1)).toBe('… more: --page 3');
  });
});

describe('deliveries show', () => {
  const store = { find: () => Promise.resolve(record), body: () => Promise.resolve(Buffer.from('{"secret":1}')) };

  test('shows the state, and the body only when asked for', async () => {
    const plain = recorded();
    expect(await showDelivery(store, plain.io, 'guid-1', { body: false })).toBe(0);
    expect(plain.out).toContain('state       dead');
    expect(plain.out.join('\n')).not.toContain('secret');
    const whole = recorded();
    await showDelivery(store, whole.io, 'guid-1', { body: true });
    expect(whole.out.at(-1)).toBe('{"secret":1}');
  });

  test('fails for one it does not know', async () => {
    const { io, err } = recorded();
    const empty = { find: () => Promise.resolve(null), body: () => Promise.resolve(null) };
    expect(await showDelivery(empty, io, 'x', { body: true })).toBe(1);
    expect(err).toEqual(['no delivery x']);
  });
});

describe('deliveries retry', () => {
  test.each([
    ['retried', 0, 'delivery x is tried again now'],
    ['done', 1, 'delivery x was handled; it is not handled twice'],
    ['unknown', 1, 'no delivery x'],
  ] as const)('%s', async (answer, code, words) => {
    const { io, out, err } = recorded();
    expect(await retryDelivery({ retry: () => Promise.resolve(answer) }, io, 'x')).toBe(code);
    expect([...out, ...err]).toEqual([words]);
  });
});
