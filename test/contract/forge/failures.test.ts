// The forge contract: whatever goes wrong on the way or there comes back as a value, after one call, and tells nobody's secrets.
import { createServer } from 'node:http';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { forges } from './forges.js';
import { startRelay, type Trouble } from './relay.js';
import { startWorld, valueOf, type ContractWorld } from './world.js';

const marker = '<!-- m -->';

function answer(status: number, headers: Readonly<Record<string, string>> = {}, body?: unknown): Trouble {
  return { instead: { status, headers, ...(body === undefined ? {} : { body }) } };
}

function wait(retryAfterMs: number) {
  return { kind: 'wait', retryAfterMs };
}

const json = { 'content-type': 'application/json' };

const failures: readonly (readonly [string, Trouble, object])[] = [
  ['404', answer(404), { kind: 'gone' }],
  ['410', answer(410), { kind: 'gone' }],
  ['403, a right that is missing', answer(403), { kind: 'refused' }],
  ['422', answer(422), { kind: 'refused' }],
  ['451', answer(451), { kind: 'refused' }],
  ['408', answer(408), { kind: 'unavailable' }],
  ['500', answer(500), { kind: 'unavailable' }],
  ['502 with a page for people', answer(502, { 'content-type': 'text/html' }, '<html>'), { kind: 'unavailable' }],
  ['503', answer(503), { kind: 'unavailable' }],
  ['429 with Retry-After', answer(429, { 'retry-after': '7' }), wait(7000)],
  ['429 with Retry-After of no time', answer(429, { 'retry-after': '0' }), wait(1000)],
  ['429 without a time', answer(429), wait(60_000)],
  ['403 with Retry-After', answer(403, { 'retry-after': '30' }), wait(30_000)],
  ['403 with Retry-After as a date', answer(403, { 'retry-after': 'Sun, 01 Mar 2026 09:12:30 GMT' }), wait(30_000)],
  [
    '403 with a quota that is spent',
    answer(403, {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.parse('2026-03-01T09:13:00Z') / 1000),
    }),
    wait(61_000),
  ],
  [
    'a page for people in place of an answer',
    answer(200, { 'content-type': 'text/html' }, '<html>maintenance</html>'),
    { kind: 'unavailable' },
  ],
  ['an answer of another shape', answer(200, json, { id: 'five' }), { kind: 'unavailable' }],
  ['a list in place of an object', answer(200, json, []), { kind: 'unavailable' }],
  ['an answer that is not JSON', answer(200, json, '{"id":'), { kind: 'unavailable' }],
  ['no answer', 'silence', { kind: 'unavailable' }],
  ['an answer that was lost', 'lost', { kind: 'unavailable' }],
  ['an answer that was cut', 'cut', { kind: 'unavailable' }],
];

describe.each(forges)('on $forge', (driver) => {
  let world: ContractWorld;
  let number: string;

  beforeEach(async () => {
    world = await startWorld(driver, { timeoutMs: 4000 });
    number = world.as('lin-mei').openPull({ title: 'P' });
  });

  function noSecretIn(text: string): void {
    for (const secret of world.there.secrets) expect(text).not.toContain(secret);
  }

  describe.each(failures)('%s', (_, trouble, error) => {
    test('fails a reading as a value, after one call', async () => {
      world.trouble(trouble);
      const read = await world.forge.read.head(world.on(number));
      expect(read).toMatchObject({ ok: false, error });
      expect(world.calls()).toBe(1);
      noSecretIn(JSON.stringify(read));
    });

    test('fails a write as a value, after one call: only the outbox repeats one', async () => {
      world.trouble(trouble);
      const made = await world.forge.write.createComment(world.on(number), marker);
      expect(made).toMatchObject({ ok: false, error });
      expect(world.calls()).toBe(1);
      noSecretIn(JSON.stringify(made));
    });
  });

  test.each(['lost', 'cut'] as const)('a comment whose answer was %s is there, and is found', async (trouble) => {
    const since = world.clock.now();
    world.trouble(trouble);
    await world.forge.write.createComment(world.on(number), marker);
    const found = valueOf(await world.forge.write.findComment(world.on(number), marker, since));
    expect(world.there.comments(number).map(({ id }) => id)).toEqual([found?.id]);
  });

  test('a token that is not taken is unavailable: the wish outlives the mistake', async () => {
    world.relay.trouble(answer(401), () => true, 100);
    const read = await world.forge.read.head(world.on(number));
    expect(read).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    noSecretIn(JSON.stringify(read));
  });

  test.each([
    ['was asked to wait', answer(429, { 'retry-after': '20' }), 20_000],
    ['was asked to wait with 403', answer(403, { 'retry-after': '20' }), 20_000],
  ])('after one that %s nothing is sent until then', async (_, trouble, ms) => {
    world.trouble(trouble);
    await world.forge.write.addLabel(world.on(number), 'a');
    world.calls();
    world.wait(ms - 5000);
    const held = await world.forge.write.addLabel(world.on(number), 'a');
    expect(held).toMatchObject({ ok: false, error: wait(5000) });
    expect(world.calls()).toBe(0);
    world.wait(5000);
    expect(await world.forge.write.addLabel(world.on(number), 'a')).toMatchObject({ ok: true });
  });

  test('each call is told of by its template, with its status', async () => {
    world.trouble(answer(502));
    await world.forge.read.head(world.on(number));
    world.trouble('lost');
    await world.forge.read.head(world.on(number));
    await world.forge.read.head(world.on(number));
    const own = world.observed.filter(({ endpoint }) => /\/pulls\/\{\w+\}$/.test(endpoint));
    expect(own.map(({ status }) => status)).toEqual([502, 'error', 200]);
  });

  test('where nobody is, it is unavailable, and no address of the inside is told', async () => {
    await world.relay.stop();
    await world.forge.read.head(world.on(number));
    const read = await world.forge.read.head(world.on(number));
    expect(read).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(JSON.stringify(read)).not.toMatch(/127\.0\.0\.1|localhost/);
  });

  test.each([301, 302, 307, 308])('a redirect (%i) to another host is not followed with our token', async (status) => {
    const seen: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, json).end('{}');
    });
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const location = `http://127.0.0.1:${String(port)}/there`;
    world.trouble(answer(status, { location }));
    await world.forge.read.head(world.on(number));
    world.trouble(answer(status, { location }));
    await world.forge.write.createComment(world.on(number), 'x');
    other.close();
    other.closeAllConnections();
    expect(seen.filter((authorization) => authorization !== undefined)).toEqual([]);
  });

  test('names from outside lead nowhere else: to no other path, and to no other host', async () => {
    const other = await startRelay();
    for (const repo of ['..', '../..', 'openclaw/..', 'openclaw', '', `@${new URL(other.url).host}/x`]) {
      expect((await world.forge.read.head(world.on(number, repo))).ok).toBe(false);
      expect((await world.forge.read.subject(world.on('1/../../x', repo))).ok).toBe(false);
    }
    expect(other.calls).toEqual([]);
    await other.stop();
  });
});
