// Leases on lanes, on the real engine.
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Lease, Leases } from '../../src/queue/lease.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createLeases, lanesCollection } from '../../src/storage/lanes.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

const ttl = 9000;
let database: Database;
let leases: Leases;
let time = 0;
let count = 0;
let lane = '';

async function acquired(owner: string, of = lane): Promise<Lease> {
  const lease = await leases.acquire(of, owner, ttl);
  if (!lease) throw new Error(`${owner} did not get ${of}`);
  return lease;
}

beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, [lanesCollection]);
  leases = createLeases(database, () => time);
});

beforeEach(() => {
  count += 1;
  time = count * 1_000_000;
  lane = `inbox lane-${String(count)}`;
});

describe('a lane', () => {
  test('is held by one at a time', async () => {
    await acquired('a');
    expect(await leases.acquire(lane, 'b', ttl)).toBeNull();
    expect(await leases.acquire(lane, 'a', ttl)).toBeNull();
  });

  test('goes to exactly one of many who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => leases.acquire(lane, `owner-${String(i)}`, ttl)),
    );
    expect(answers.filter((lease) => lease !== null)).toHaveLength(1);
  });

  test('is free again when it is given back', async () => {
    await leases.release(await acquired('a'));
    await acquired('b');
  });

  test('is free again when its time is up', async () => {
    await acquired('a');
    time += ttl - 1;
    expect(await leases.acquire(lane, 'b', ttl)).toBeNull();
    time += 1;
    await acquired('b');
  });

  test('stays with its owner by heartbeats', async () => {
    const lease = await acquired('a');
    time += ttl - 1;
    expect(await leases.heartbeat(lease, ttl)).toBe(true);
    time += ttl - 1;
    expect(await leases.acquire(lane, 'b', ttl)).toBeNull();
    expect(await leases.holds(lease)).toBe(true);
  });
});

describe('a lease whose lane has passed to another', () => {
  test('can be neither prolonged nor given back, and holds nothing', async () => {
    const old = await acquired('a');
    time += ttl;
    const taken = await acquired('b');
    expect(await leases.heartbeat(old, ttl)).toBe(false);
    expect(await leases.holds(old)).toBe(false);
    await leases.release(old);
    expect(await leases.holds(taken)).toBe(true);
  });

  test('is told apart from a later one of the same owner', async () => {
    const old = await acquired('a');
    time += ttl;
    const again = await acquired('a');
    expect(await leases.heartbeat(old, ttl)).toBe(false);
    expect(await leases.holds(again)).toBe(true);
  });
});

describe('the fence of a lane', () => {
  test('grows with each acquisition', async () => {
    const fences: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const lease = await acquired(`owner-${String(i)}`);
      fences.push(lease.fence);
      if (i % 2 === 0) await leases.release(lease);
      else time += ttl;
    }
    expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b));
  });

  test('does not fall when the lane was swept in between', async () => {
    for (let i = 0; i < 5; i += 1) await leases.release(await acquired('a'));
    const last = await acquired('a');
    await leases.release(last);
    time += 60_000;
    expect(await leases.sweep(30_000)).toBeGreaterThan(0);
    expect(await database.collection(lanesCollection).findOne({ _id: lane })).toBeNull();
    expect((await acquired('b')).fence).toBeGreaterThan(last.fence);
  });

  test('does not fall although sweeps and acquisitions run at the same time', async () => {
    const fences: number[] = [];
    for (let i = 0; i < 30; i += 1) {
      const lease = await acquired('a');
      fences.push(lease.fence);
      await leases.release(lease);
      time += 10;
      const [next] = await Promise.all([acquired('b'), leases.sweep(5)]);
      fences.push(next.fence);
      await leases.release(next);
      time += 10;
      await leases.sweep(5);
    }
    expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b));
  });

  test('comes from the floor when the lane was made and left without one', async () => {
    await leases.release(await acquired('a', 'inbox busy'));
    const busy = await acquired('a', 'inbox busy');
    await leases.release(busy);
    time += 60_000;
    await leases.sweep(30_000);
    await database.collection(lanesCollection).insertOne({ _id: lane, owner: 'died', fence: null, until: time });
    expect((await acquired('b')).fence).toBeGreaterThan(busy.fence);
  });
});

test('a sweep leaves lanes that are held or were held lately', async () => {
  const held = await acquired('a');
  await leases.release(await acquired('a', 'inbox lately'));
  time += 1000;
  await leases.sweep(5000);
  expect(await leases.holds(held)).toBe(true);
  expect(await database.collection(lanesCollection).findOne({ _id: 'inbox lately' })).not.toBeNull();
});

test('every query has an index', async () => {
  const watch = watchQueries(database);
  const lease = await acquired('a');
  await leases.heartbeat(lease, ttl);
  await leases.holds(lease);
  await leases.release(lease);
  time += 10;
  await leases.sweep(5);
  await watch.assertIndexed();
});
