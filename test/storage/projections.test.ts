// The projections of motions and resolutions on the real engine.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { motionProjection, motionsCollection } from '../../src/storage/motions.js';
import { resolutionProjection, resolutionsCollection } from '../../src/storage/resolutions.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';
import { motion, resolution } from '../support/portal.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, [motionsCollection, resolutionsCollection]);
});

const firstPage = { filter: {}, page: 1, perPage: 30 };

describe('motions', () => {
  test('a view made from an older ledger entry never replaces a newer one', async () => {
    const motions = motionProjection(database);
    await motions.put(motion(1, { title: 'newer' }), 9);
    await motions.put(motion(1, { title: 'older' }), 8);
    expect((await motions.find('M-2026-0001'))?.title).toBe('newer');
    await motions.put(motion(1, { title: 'mended' }), 9);
    expect((await motions.find('M-2026-0001'))?.title).toBe('mended');
  });

  test('of many writers at once the newest sequence stays, whatever the order', async () => {
    const motions = motionProjection(database);
    const sequences = [5, 1, 12, 3, 9, 12, 2, 11, 7, 4, 10, 6, 8];
    await Promise.all(sequences.map((seq) => motions.put(motion(2, { title: `from ${String(seq)}` }), seq)));
    expect((await motions.find('M-2026-0002'))?.title).toBe('from 12');
  });

  test('a list leaves out electorate and ballots, newest first, numbers beyond four digits after those before', async () => {
    const motions = motionProjection(database);
    await motions.removeAll();
    const sameTime = { proposed_at: '2026-05-05T00:00:00.000Z' };
    for (const number of [9999, 10_000, 9998]) await motions.put(motion(number, sameTime), number);
    const { items, total } = await motions.list(firstPage);
    expect(total).toBe(3);
    expect(items.map(({ id }) => id)).toEqual(['M-2026-10000', 'M-2026-9999', 'M-2026-9998']);
    expect(items[0]).not.toHaveProperty('electorate');
    expect(items[0]).not.toHaveProperty('ballots');
  });

  test('filters combine; a subject is found by its key', async () => {
    const motions = motionProjection(database);
    await motions.removeAll();
    await motions.put(motion(1, { state: 'closed', outcome: 'lost' }), 1);
    await motions.put(motion(2, { state: 'closed', outcome: 'carried', kind: 'governance' }), 2);
    await motions.put(motion(3), 3);
    async function ids(filter: Record<string, string>): Promise<readonly string[]> {
      return (await motions.list({ ...firstPage, filter })).items.map(({ id }) => id);
    }
    expect(await ids({ state: 'closed' })).toEqual(['M-2026-0002', 'M-2026-0001']);
    expect(await ids({ state: 'closed', outcome: 'lost' })).toEqual(['M-2026-0001']);
    expect(await ids({ kind: 'governance', outcome: 'lost' })).toEqual([]);
    expect(await ids({ subject: 'github:openclaw/models#3' })).toEqual(['M-2026-0003']);
  });

  test('removing all leaves none', async () => {
    const motions = motionProjection(database);
    await motions.removeAll();
    expect(await motions.list(firstPage)).toEqual({ items: [], total: 0 });
    expect(await motions.find('M-2026-0001')).toBeNull();
  });
});

test('resolutions: an older one never replaces a newer, the list is newest first', async () => {
  const resolutions = resolutionProjection(database);
  await resolutions.put(resolution(1, { superseded_by: 'R-2026-002' }), 20);
  await resolutions.put(resolution(1), 10);
  await resolutions.put(resolution(2), 20);
  expect((await resolutions.find('R-2026-001'))?.superseded_by).toBe('R-2026-002');
  const { items } = await resolutions.list(firstPage);
  expect(items.map(({ id }) => id)).toEqual(['R-2026-002', 'R-2026-001']);
  await resolutions.removeAll();
  expect((await resolutions.list(firstPage)).total).toBe(0);
});

test('every query has an index', async () => {
  const watch = watchQueries(database);
  const motions = motionProjection(database);
  const resolutions = resolutionProjection(database);
  for (let number = 1; number <= 40; number += 1) await motions.put(motion(number), number);
  await resolutions.put(resolution(1), 1);
  await motions.list({ filter: {}, page: 2, perPage: 10 });
  await motions.list({ filter: { state: 'open' }, page: 2, perPage: 10 });
  await motions.list({ filter: { state: 'open', kind: 'technical', title: 'x' }, page: 1, perPage: 10 });
  await resolutions.list(firstPage);
  await motions.find('M-2026-0001');
  await motions.removeAll();
  await resolutions.removeAll();
  expect(watch.shapes().length).toBeGreaterThan(6);
  await watch.assertIndexed();
});
