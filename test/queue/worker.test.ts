// The worker, with leases on the real engine: several instances share the lanes, each lane is drained by one at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Leases } from '../../src/queue/lease.js';
import { createWorker, type Drain, type Worker, type WorkerOptions } from '../../src/queue/worker.js';
import type { Log } from '../../src/shared/log.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createLeases, lanesCollection } from '../../src/storage/lanes.js';
import { openTestDatabase, quietLog } from '../support/database.js';

let database: Database;
let leases: Leases;
/** Work that is due: the items of each lane, in order. */
let due: Map<string, number[]>;
let workers: Worker[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, [lanesCollection]);
});

beforeEach(async () => {
  await database.collection(lanesCollection).deleteMany({});
  leases = createLeases(database, Date.now);
  due = new Map();
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});

function add(lane: string, ...items: number[]): void {
  due.set(lane, [...(due.get(lane) ?? []), ...items]);
}

function lanesWithWork(limit: number): Promise<string[]> {
  const lanes = [...due].filter(([, items]) => items.length > 0).map(([lane]) => lane);
  return Promise.resolve(lanes.slice(0, limit));
}

/** A drain that takes a lane's items one by one and does each. */
function each(perform: (lane: string, item: number) => Promise<void>): Drain {
  return async (lane, _lease, signal, stopping) => {
    for (;;) {
      const item = due.get(lane)?.[0];
      if (item === undefined || signal.aborted || stopping()) return;
      await perform(lane, item);
      due.get(lane)?.shift();
    }
  };
}

/** A drain whose items are done at once. */
function quick(perform: (lane: string, item: number) => void): Drain {
  return each((lane, item) => {
    perform(lane, item);
    return Promise.resolve();
  });
}

function worker(owner: string, drain: Drain, options: Partial<WorkerOptions> = {}): Worker {
  const made = createWorker({
    name: 'test',
    owner,
    dueLanes: lanesWithWork,
    drain,
    leases,
    concurrency: 4,
    pollMs: 60_000,
    leaseMs: 9000,
    log: quietLog,
    ...options,
  });
  workers.push(made);
  made.start();
  return made;
}

/** A promise and the function that fulfils it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a worker', () => {
  test('drains what is due at its start, each lane in order', async () => {
    const done: string[] = [];
    add('a', 1, 2, 3);
    add('b', 1, 2);
    await worker(
      'one',
      quick((lane, item) => done.push(`${lane}${String(item)}`)),
    ).idle();
    expect(done.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(done.filter((item) => item.startsWith('b'))).toEqual(['b1', 'b2']);
  });

  test('begins at once with a lane it is woken for, without polling', async () => {
    const began = gate();
    const made = worker('one', quick(began.open));
    await made.idle();
    add('a', 1);
    made.wake('a');
    await began.opened;
  });

  test('finds by polling what nobody woke it for', async () => {
    const began = gate();
    const made = worker('one', quick(began.open), { pollMs: 20 });
    await made.idle();
    add('a', 1);
    await began.opened;
  });

  test('goes on with other lanes while one is slow', async () => {
    const slow = gate();
    const other = gate();
    add('slow', 1);
    add('other', 1);
    const made = worker(
      'one',
      each((lane) => {
        if (lane !== 'slow') other.open();
        return lane === 'slow' ? slow.opened : other.opened;
      }),
    );
    await other.opened;
    slow.open();
    await made.idle();
  });

  test('works in as many lanes at a time as it may, and no more', async () => {
    let [now, most] = [0, 0];
    const full = gate();
    for (let i = 0; i < 20; i += 1) add(`lane-${String(i)}`, 1, 2);
    const made = worker(
      'one',
      each(async () => {
        now += 1;
        most = Math.max(most, now);
        if (now === 3) full.open();
        await full.opened;
        await sleep(1);
        now -= 1;
      }),
      { concurrency: 3 },
    );
    await made.idle();
    expect(most).toBe(3);
  });

  test('drains more lanes than it sees at a time', async () => {
    let done = 0;
    for (let i = 0; i < 250; i += 1) add(`lane-${String(i)}`, 1);
    const made = worker(
      'one',
      quick(() => (done += 1)),
      { concurrency: 16 },
    );
    await made.idle();
    expect(done).toBe(250);
  });

  test('looks again at a lane it was woken for while at work in it', async () => {
    const first = gate();
    const second = gate();
    let runs = 0;
    const made = worker('one', async () => {
      runs += 1;
      if (runs === 1) await first.opened;
      else second.open();
    });
    made.wake('a');
    await sleep(20);
    made.wake('a');
    first.open();
    await second.opened;
  });

  test('survives a drain that throws, says so, and comes back to the lane', async () => {
    const errors: object[] = [];
    const log: Log = { ...quietLog, error: (fields) => void errors.push(fields) };
    let failures = 2;
    add('a', 1);
    const made = worker(
      'one',
      each(() => (failures-- > 0 ? Promise.reject(new Error('a surprise')) : Promise.resolve())),
      { log, pollMs: 10 },
    );
    await made.idle();
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatchObject({ queue: 'test', lane: 'a' });
  });

  test('survives failing to look for work', async () => {
    let failures = 2;
    const began = gate();
    add('a', 1);
    worker('one', quick(began.open), {
      pollMs: 10,
      dueLanes: (limit) => (failures-- > 0 ? Promise.reject(new Error('away')) : lanesWithWork(limit)),
    });
    await began.opened;
  });

  test('stops after the item in hand and leaves the rest', async () => {
    const inHand = gate();
    const finish = gate();
    add('a', 1, 2, 3);
    const made = worker(
      'one',
      each(() => {
        inHand.open();
        return finish.opened;
      }),
    );
    await inHand.opened;
    const stopped = made.stop();
    made.wake('b');
    finish.open();
    await stopped;
    expect(due.get('a')).toEqual([2, 3]);
    expect(await leases.acquire('test a', 'two', 9000)).not.toBeNull();
  });
});

describe('two instances', () => {
  test('never drain a lane at once, and lose or double no item', async () => {
    const inLane = new Map<string, number>();
    const done: string[] = [];
    let overlaps = 0;
    for (let i = 0; i < 10; i += 1) add(`lane-${String(i)}`, 1, 2, 3, 4, 5);
    const drain = each(async (lane, item) => {
      inLane.set(lane, (inLane.get(lane) ?? 0) + 1);
      if ((inLane.get(lane) ?? 0) > 1) overlaps += 1;
      await sleep(2);
      done.push(`${lane}/${String(item)}`);
      inLane.set(lane, (inLane.get(lane) ?? 0) - 1);
    });
    const both = [worker('one', drain, { pollMs: 5 }), worker('two', drain, { pollMs: 5 })];
    await Promise.all(both.map((made) => made.idle()));
    expect(overlaps).toBe(0);
    expect(done).toHaveLength(50);
    expect(new Set(done).size).toBe(50);
  });

  test('take up the lane of one that died when its lease has run out', async () => {
    add('a', 1);
    await leases.acquire('test a', 'died', 300);
    const left = await database.collection(lanesCollection).findOne({ _id: 'test a' });
    let at = 0;
    const made = worker(
      'one',
      quick(() => (at = Date.now())),
      { pollMs: 20 },
    );
    await made.idle();
    expect(at).toBeGreaterThanOrEqual(left?.until ?? Infinity);
  });

  test('do not spin on a lane that another holds', async () => {
    let [asked, tried] = [0, 0];
    add('a', 1);
    const held = await leases.acquire('test a', 'other', 60_000);
    worker(
      'one',
      each(() => Promise.resolve()),
      {
        pollMs: 50,
        dueLanes: (limit) => {
          asked += 1;
          return lanesWithWork(limit);
        },
        leases: {
          ...leases,
          acquire: (lane, owner, ttl) => {
            tried += 1;
            return leases.acquire(lane, owner, ttl);
          },
        },
      },
    );
    await sleep(500);
    expect(asked).toBeLessThanOrEqual(11);
    expect(tried).toBeLessThanOrEqual(11);
    if (held) await leases.release(held);
  });
});

describe('a lease', () => {
  test('is kept by heartbeats for as long as the work takes', async () => {
    const [began, finish] = [gate(), gate()];
    // The time of leases goes on between two heartbeats by almost as much as they last.
    let [time, prolongedAt] = [0, 0];
    const timed = createLeases(database, () => time);
    let aborted = true;
    add('a', 1);
    const made = worker(
      'one',
      async (lane, _lease, signal) => {
        began.open();
        await finish.opened;
        aborted = signal.aborted;
        due.delete(lane);
      },
      {
        leases: {
          ...timed,
          async heartbeat(lease, ttl) {
            const at = time;
            const held = await timed.heartbeat(lease, ttl);
            if (held) prolongedAt = Math.max(prolongedAt, at);
            return held;
          },
        },
      },
    );
    await began.opened;
    for (let beats = 0; beats < 2; beats += 1) {
      time += 8999;
      while (prolongedAt < time) await sleep(5);
    }
    expect(await timed.acquire('test a', 'two', 9000)).toBeNull();
    finish.open();
    await made.idle();
    expect(aborted).toBe(false);
  });

  test('that passed to another stops the drain: nothing more is written', async () => {
    const lost = gate();
    const written: number[] = [];
    add('a', 1, 2, 3);
    const made = worker('one', async (_lane, _lease, signal) => {
      signal.addEventListener('abort', lost.open);
      for (const item of [1, 2, 3]) {
        if (signal.aborted) return;
        written.push(item);
        await lost.opened;
      }
    });
    while (written.length === 0) await sleep(5);
    await database
      .collection(lanesCollection)
      .updateOne({ _id: 'test a' }, { $set: { owner: 'two' }, $inc: { fence: 1 } });
    await lost.opened;
    due.delete('a');
    await made.stop();
    expect(written).toEqual([1]);
    expect(await database.collection(lanesCollection).findOne({ _id: 'test a' })).toMatchObject({ owner: 'two' });
  });

  test('whose heartbeats do not come through is given up before it runs out', async () => {
    const lost = gate();
    const leaseMs = 1500;
    // Timers that are late, all of them, still end in the order of their times.
    let [hasRunOut, wasInTime] = [false, false];
    function giveUp(): void {
      wasInTime = !hasRunOut;
      lost.open();
    }
    add('a', 1);
    worker(
      'one',
      async (lane, _lease, signal) => {
        const runsOut = setTimeout(() => (hasRunOut = true), leaseMs);
        signal.addEventListener('abort', giveUp);
        if (signal.aborted) giveUp();
        await lost.opened;
        clearTimeout(runsOut);
        due.delete(lane);
      },
      { leaseMs, leases: { ...leases, heartbeat: () => Promise.reject(new Error('the database is away')) } },
    );
    await lost.opened;
    expect(wasInTime).toBe(true);
  });
});
