// Several instances, crashes and surprises: who performs an effect, and that nobody does it twice.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ForgeWriter } from '../../src/forges/forge.js';
import type { Effect } from '../../src/outbox/effect.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { createEffectStore } from '../../src/storage/effects.js';
import { createLeases } from '../../src/storage/lanes.js';
import { watchQueries } from '../support/explain.js';
import { outboxBench, type OutboxBench } from '../support/outbox.js';
import { startGitHub, testClock } from '../support/simulated-github.js';

const clock = testClock();
const repo = 'openclaw/models';
let server: SimulatedGitHub;
let bench: OutboxBench;

beforeAll(async () => {
  server = await startGitHub({ clock });
});

afterAll(() => server.stop());

beforeEach(async () => {
  bench = await outboxBench(server, clock);
});

afterEach(() => bench.outbox.stop());

function issue() {
  const { number } = server.as('lin-mei').openIssue(repo, { title: 'A proposal', body: '' });
  return { number, subject: { forge: 'github', repo, number: String(number) } } as const;
}

function comment(subject: Effect['subject'], body: string, key = `comment ${subject.number}`): Effect {
  const marker = `<!-- ${key} -->`;
  return { kind: 'comment', key, subject, marker, body: `${body} ${marker}`, everyMs: 0 };
}

function label(subject: Effect['subject'], name: string): Effect {
  return { kind: 'label', key: `label ${subject.number}`, subject, label: name };
}

/** Something that happens once. */
function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

/** The writer of the app with one call replaced. */
function writerWith(changes: Partial<ForgeWriter>): { writerOf: () => ForgeWriter } {
  const writer = { ...bench.github.write, ...changes };
  return { writerOf: () => writer };
}

describe('an instance that dies', () => {
  test('between the call and its answer leaves one comment, made whole by another instance', async () => {
    const { number, subject } = issue();
    // Its clock is slow: for all others its lease has run out when they look.
    const leases = createLeases(bench.database, () => Date.now() - 60_000);
    const answered = signal();
    const called = signal();
    const dying = bench.another({
      ...writerWith({
        async createComment(...args) {
          const made = await bench.github.write.createComment(...args);
          called.give();
          await answered.given;
          return made;
        },
      }),
      leases: { ...leases, heartbeat: () => Promise.reject(new Error('dead')) },
    });
    await bench.outbox.stop();
    dying.start();
    await dying.want([comment(subject, 'open')], 0);
    await called.given;

    bench.outbox.start();
    await bench.pass(5000);
    expect(server.comments(repo, number)).toHaveLength(1);
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 0 });

    answered.give();
    await dying.stop();
    await bench.perform(comment(subject, 'closed'));
    expect(server.comments(repo, number).map(({ body }) => body)).toEqual([expect.stringMatching(/^closed/)]);
  });

  test('before the call leaves the comment to another instance', async () => {
    const { number, subject } = issue();
    await bench.outbox.stop();
    const store = createEffectStore(bench.database);
    await bench.outbox.want([comment(subject, 'open')], 0);
    const stored = await store.nextDue(`github:${repo}#${number}`, bench.time.now);
    if (!stored) throw new Error('nothing due');
    await store.begin(stored, stored.remote, { at: bench.time.now, version: 1 });
    bench.outbox.start();
    await bench.outbox.idle();
    expect(server.comments(repo, number)).toEqual([]);
    await bench.pass(3000);
    expect(server.comments(repo, number)).toHaveLength(1);
  });
});

describe('an instance that has lost its lane', () => {
  test('makes no further call', async () => {
    const { number, subject } = issue();
    const leases = createLeases(bench.database, Date.now);
    await bench.outbox.stop();
    const stalled = bench.another({
      ...writerWith({
        async addLabel(...args) {
          const added = await bench.github.write.addLabel(...args);
          bench.time.now += 60_000;
          return added;
        },
      }),
      leases: { ...leases, holds: () => Promise.resolve(false) },
    });
    await bench.outbox.want([label(subject, 'motion/open')], 0);
    stalled.start();
    await stalled.idle();
    await stalled.want([label(subject, 'motion/carried')], 0);
    while (!bench.observed.some(({ result }) => result === 'lost')) await new Promise((next) => setTimeout(next, 10));
    await stalled.stop();
    expect(server.labels(repo, number)).toEqual(['motion/open', 'motion/carried']);

    bench.outbox.start();
    await bench.outbox.idle();
    expect(server.labels(repo, number)).toEqual(['motion/carried']);
  });

  test('can not record an attempt over what another has performed', async () => {
    const { subject } = issue();
    const store = createEffectStore(bench.database);
    await bench.outbox.stop();
    await bench.outbox.want([comment(subject, 'open')], 0);
    const stored = await store.nextDue(`github:${repo}#${subject.number}`, bench.time.now);
    bench.outbox.start();
    await bench.outbox.idle();
    const url = await bench.outbox.urlOf(`comment ${subject.number}`);
    if (!stored) throw new Error('nothing due');
    expect(await store.begin(stored, stored.remote, { at: bench.time.now, version: 1 })).toBe(false);
    expect(url).not.toBeNull();
    expect(await bench.outbox.urlOf(`comment ${subject.number}`)).toBe(url);
  });
});

test('two instances on one database perform each of many effects once', async () => {
  const other = bench.another();
  other.start();
  const issues = Array.from({ length: 12 }, issue);
  const mark = server.calls.mark();
  const effects = issues.flatMap(({ subject }) => [
    comment(subject, 'first', `first ${subject.number}`),
    comment(subject, 'second', `second ${subject.number}`),
    label(subject, 'motion/open'),
  ]);
  await Promise.all([bench.outbox.want(effects, 0), other.want(effects, 0)]);
  await Promise.all([bench.outbox.idle(), other.idle()]);
  await other.stop();
  // On a starved machine a lane may have passed on in the middle of a create, which is then looked for some seconds later, behind what came after it.
  while ((await bench.outbox.counts()).pending > 0) {
    bench.time.now += 5000;
    await bench.outbox.idle();
  }
  for (const { number } of issues) {
    const texts = server.comments(repo, number).map(({ body }) => body.slice(0, 5));
    expect([texts.sort(), server.labels(repo, number)]).toEqual([['first', 'secon'], ['motion/open']]);
  }
  expect(server.calls.since(mark).filter(({ method }) => method !== 'GET')).toHaveLength(36);
});

test('a surprise is tried again, after looking, and other lanes go on', async () => {
  const [{ number, subject }, fine] = [issue(), issue()];
  let surprises = 1;
  await bench.outbox.stop();
  const surprised = bench.another(
    writerWith({
      async createComment(...args) {
        const made = await bench.github.write.createComment(...args);
        if (args[0].number === subject.number && surprises > 0) {
          surprises -= 1;
          throw new Error('a defect after the call');
        }
        return made;
      },
    }),
  );
  surprised.start();
  await surprised.want([comment(subject, 'open'), comment(fine.subject, 'open')], 0);
  await surprised.idle();
  expect(server.comments(repo, fine.number)).toHaveLength(1);
  bench.time.now += 5000;
  await surprised.idle();
  await surprised.stop();
  expect(server.comments(repo, number)).toHaveLength(1);
  expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 0 });
});

test('effects of a lane are performed in the order in which they were wished', async () => {
  const { number, subject } = issue();
  const keys = Array.from({ length: 8 }, (_, i) => `${i} of ${number}`);
  await bench.perform(...keys.map((key) => comment(subject, key, key)));
  expect(server.comments(repo, number).map(({ body }) => body.split(' <')[0])).toEqual(keys);
});

test('the same new wishes made by many at once are kept once', async () => {
  await bench.outbox.stop();
  const { number, subject } = issue();
  const store = createEffectStore(bench.database);
  const wishes = [comment(subject, 'open'), label(subject, 'motion/open')];
  const wishing = { state: 'pending', asOf: 0, now: bench.time.now, wishedAt: clock.now() } as const;
  await Promise.all(Array.from({ length: 10 }, () => store.want(wishes, wishing)));
  expect(await store.list({ state: 'pending', limit: 10 })).toMatchObject([{ version: 1 }, { version: 1 }]);
  bench.outbox.start();
  await bench.outbox.idle();
  expect(server.comments(repo, number)).toHaveLength(1);
});

test('no query of the outbox scans a collection', async () => {
  const watch = watchQueries(bench.database);
  const { subject } = issue();
  await bench.perform(comment(subject, 'open'), label(subject, 'motion/open'));
  await bench.perform(comment(subject, 'closed'), label(subject, 'motion/lost'));
  await bench.outbox.counts();
  await bench.outbox.retryDead();
  await bench.outbox.list({ state: 'dead', limit: 10 });
  await bench.outbox.urlOf('comment 1');
  const text = { kind: 'comment', id: '1' } as const;
  await bench.perform({ kind: 'reaction', key: 'dead', subject, text });
  server.faults.fail({ path: /labels/, mode: { status: 502 } });
  await bench.perform(label(subject, 'motion/carried'));
  await watch.assertIndexed();
});
