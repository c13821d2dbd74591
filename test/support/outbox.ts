// An outbox for tests: a real database, real Probot and the simulated GitHub; real time is moved by hand.
import type { Effect } from '../../src/outbox/effect.js';
import type { ObservedEffect } from '../../src/outbox/drain.js';
import { createOutbox, type OutboxOptions, type RunningOutbox } from '../../src/outbox/outbox.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import type { Clock } from '../../src/shared/time.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createEffectStore, effectsCollection } from '../../src/storage/effects.js';
import { createLeases, lanesCollection } from '../../src/storage/lanes.js';
import { openTestDatabase, quietLog } from './database.js';
import { githubApp, type TestedGitHub } from './github-app.js';

/** Everything a test of the outbox holds. `pass` lets time go by and performs what is due then. */
export interface OutboxBench {
  readonly database: Database;
  readonly github: TestedGitHub;
  readonly outbox: RunningOutbox;
  readonly observed: ObservedEffect[];
  readonly time: { now: number };
  pass(ms: number): Promise<void>;
  /** Wishes and performs. */
  perform(...effects: readonly Effect[]): Promise<void>;
  /** Another instance on the same database and time. */
  another(options?: Partial<OutboxOptions>): RunningOutbox;
}

const needed = [effectsCollection, lanesCollection];
let opened: Promise<Database> | null = null;

/** The one database of a test file, emptied for each bench. */
async function emptyDatabase(): Promise<Database> {
  opened ??= openTestDatabase();
  const database = await opened;
  await ensureIndexes(database, needed);
  await Promise.all(needed.map(({ name }) => database.connection.collection(name).deleteMany({})));
  return database;
}

/** An outbox that is started, on an empty database; the one of the test before must have been stopped. */
export async function outboxBench(server: SimulatedGitHub, clock: Clock): Promise<OutboxBench> {
  const database = await emptyDatabase();
  const time = { now: Date.parse('2026-11-21T00:00:00Z') };
  const observed: ObservedEffect[] = [];
  // Short for the tests in which no answer comes, and long enough for a busy machine in all others.
  const github = githubApp(server, { now: () => time.now, timeoutMs: 4000 });
  let instances = 0;

  function instance(own: Partial<OutboxOptions> = {}): RunningOutbox {
    instances += 1;
    return createOutbox({
      store: createEffectStore(database),
      writerOf: (forge) => (forge === 'github' ? github.write : null),
      leases: createLeases(database, Date.now),
      owner: `instance-${instances}`,
      clock,
      now: () => time.now,
      random: () => 0.5,
      log: quietLog,
      observe: (effect) => observed.push(effect),
      writes: 'on',
      pollMs: 60_000,
      ...own,
    });
  }

  const outbox = instance();
  outbox.start();
  return {
    database,
    github,
    outbox,
    observed,
    time,
    another: instance,
    async pass(ms) {
      time.now += ms;
      await outbox.idle();
    },
    async perform(...effects) {
      await outbox.want(effects, 0);
      await outbox.idle();
    },
  };
}
