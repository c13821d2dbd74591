// Group commit and the order of receipt.
import { describe, expect, test } from '@jest/globals';
import { createAcceptor, type Acceptor } from '../../src/inbox/accept.js';
import { createReceipts } from '../../src/inbox/order.js';
import type { ReceivedDelivery } from '../../src/inbox/delivery.js';
import type { Acceptance } from '../../src/inbox/store.js';
import { quietLog } from '../support/database.js';

/** A clock that shows these instants one after the other. */
function showing(...times: string[]): { now(): string } {
  let i = -1;
  return { now: () => times[(i = Math.min(i + 1, times.length - 1))] ?? '' };
}

function at(ms: number): string {
  return new Date(Date.UTC(2026, 2, 1) + ms).toISOString();
}

interface Slow {
  readonly acceptor: Acceptor;
  readonly batches: (readonly ReceivedDelivery[])[];
  readonly woken: string[];
  /** Ends the write in hand. */
  finish(answers?: readonly Acceptance[]): Promise<void>;
}

/** An acceptor over a store that ends a write only when told. */
function slow(): Slow {
  const [batches, woken]: [(readonly ReceivedDelivery[])[], string[]] = [[], []];
  let end: (answers: readonly Acceptance[]) => void = () => undefined;
  const acceptor = createAcceptor({
    store: {
      insert: (batch) => {
        batches.push(batch);
        return new Promise((resolve) => (end = resolve));
      },
    },
    clock: showing(at(0), at(1), at(2), at(3), at(4), at(5)),
    instance: 'a',
    onStored: (lane) => woken.push(lane),
    log: quietLog,
  });
  async function settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    acceptor,
    batches,
    woken,
    async finish(answers) {
      await settled();
      end(answers ?? (batches.at(-1) ?? []).map(() => 'stored'));
      await settled();
    },
  };
}

function send({ acceptor }: Slow, id: string, bytes = 10): Promise<Acceptance> {
  const body = Buffer.alloc(bytes, id);
  return acceptor.accept({ id, forge: 'github', event: 'issues', lane: `lane-${id}`, body });
}

describe('group commit', () => {
  test('writes the first at once, and then together what arrived meanwhile', async () => {
    const made = slow();
    const answers = ['a', 'b', 'c'].map((id) => send(made, id));
    await made.finish();
    await made.finish();
    expect(await Promise.all(answers)).toEqual(['stored', 'stored', 'stored']);
    expect(made.batches.map((batch) => batch.map(({ id }) => id))).toEqual([['a'], ['b', 'c']]);
    expect(made.woken).toEqual(['lane-a', 'lane-b', 'lane-c']);
  });

  test('gives each delivery its own answer, and wakes only lanes that have something new', async () => {
    const made = slow();
    const answers = [send(made, 'a')];
    await new Promise((resolve) => setImmediate(resolve));
    for (const id of ['b', 'c', 'd']) answers.push(send(made, id));
    await made.finish();
    await made.finish(['duplicate', 'conflict', 'stored']);
    expect(await Promise.all(answers)).toEqual(['stored', 'duplicate', 'conflict', 'stored']);
    expect(made.woken).toEqual(['lane-a', 'lane-d']);
  });

  test('calls unavailable whatever the store did not answer for', async () => {
    const made = slow();
    const answer = send(made, 'a');
    await made.finish([]);
    expect(await answer).toBe('unavailable');
  });

  test('knows what it is still storing', async () => {
    const made = slow();
    const answers = [send(made, 'a'), send(made, 'b')];
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.acceptor.inFlightBefore('lane-b', at(1))).toBe(false);
    expect(made.acceptor.inFlightBefore('lane-b', at(2))).toBe(true);
    expect(made.acceptor.inFlightBefore('lane-c', at(2))).toBe(false);
    await made.finish();
    await made.finish();
    await Promise.all(answers);
    expect(made.acceptor.inFlightBefore('lane-b', at(2))).toBe(false);
  });
});

describe('the order of receipt', () => {
  test('is total within one millisecond', () => {
    const next = createReceipts(showing(at(0)), 'a');
    const orders = Array.from({ length: 1000 }, () => next().order);
    expect(orders).toEqual([...new Set(orders)].sort());
  });

  test('never goes back when the clock does', () => {
    const next = createReceipts(showing(at(5), at(3), at(4), at(6)), 'a');
    const receipts = [next(), next(), next(), next()];
    expect(receipts.map(({ receivedAt }) => receivedAt)).toEqual([at(5), at(5), at(5), at(6)]);
    expect(receipts.map(({ order }) => order)).toEqual(receipts.map(({ order }) => order).sort());
  });

  test('tells two instances apart', () => {
    const [a, b] = [createReceipts(showing(at(0)), 'a')(), createReceipts(showing(at(0)), 'b')()];
    expect(a.order).not.toBe(b.order);
  });
});
