// The index is kept in line with projections and the charter, and filled again from nothing.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Charter } from '../../src/charter/charter.js';
import type { Projections } from '../../src/events/store.js';
import { newRegister } from '../../src/motions/register.js';
import { findableProjections, keepSearch, motionSource, type SearchKeeping } from '../../src/search/keep.js';
import { readQuery } from '../../src/search/query.js';
import type { SearchIndex } from '../../src/search/store.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { motionProjection, motionsCollection } from '../../src/storage/motions.js';
import { createProjections } from '../../src/storage/projections.js';
import { resolutionProjection, resolutionsCollection } from '../../src/storage/resolutions.js';
import { createSearchIndex, searchCollection } from '../../src/storage/search.js';
import { openTestDatabase } from '../support/database.js';
import { ballot, motion, openPortal, resolution } from '../support/portal.js';

const yes = {
  name: 'yes',
  aliases: ['赞成'],
  usage: '/yes [reason]',
  who: { en: 'anyone', zh: '任何人' },
  what: { en: 'votes in favour', zh: '投赞成票' },
  examples: [],
};

let database: Database;
let index: SearchIndex;
let projections: Projections;
let charter: Charter;

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, [searchCollection, motionsCollection, resolutionsCollection]);
  index = createSearchIndex(database);
  projections = findableProjections(createProjections(database), index);
  const inForce = await (await openPortal()).store.charter();
  if (!inForce) throw new Error('the test portal has a charter');
  charter = inForce.charter;
});

async function found(text: string): Promise<readonly string[]> {
  const { items } = await index.find({ tokens: readQuery(text).tokens, kind: null, page: 1, perPage: 100 });
  return items.map(({ id }) => id).toSorted();
}

/** The job, with a charter version in force that was adopted on that day. */
function job(named: Charter, day: string): () => Promise<void> {
  const register = { ...newRegister().state, charterVersion: named.version, adoptedAt: `${day}T00:00:00.000Z` };
  const keeping: SearchKeeping = {
    search: index,
    ledger: { sync: () => Promise.resolve(register) },
    charters: { version: () => Promise.resolve({ charter: named, refs: new Map(), accounts: new Map() }) },
    commands: [yes],
    sources: [motionSource(projections, motionProjection(database), resolutionProjection(database))],
  };
  return keepSearch(keeping);
}

test('a motion is found by its title, its id and the reasons that stand, and its resolution beside it', async () => {
  const ballots = [ballot({ reason: 'thrifty' }), ballot({ reason: 'hasty', superseded: true })];
  await projections.putResolution(resolution(1, { title: 'Adopt safetensors' }), 7);
  await projections.putMotion(motion(1, { title: 'Adopt safetensors', ballots }), 7);
  expect(await found('safetensors')).toEqual(['motion:M-2026-0001', 'resolution:R-2026-001']);
  expect(await found('M-2026-0001')).toEqual(['motion:M-2026-0001', 'resolution:R-2026-001']);
  expect(await found('thrifty')).toEqual(['motion:M-2026-0001']);
  expect(await found('hasty')).toEqual([]);
});

describe('the charter in force', () => {
  test.each([
    ['林梅', ['body:tsc', 'person:lin-mei']],
    ['StarForge', ['organization:starforge', 'person:kofi-mensah', 'person:lin-mei']],
    ['技术决定', ['kind:motions.technical']],
    ['Apache', ['clause:foundation', 'clause:foundation.license']],
    ['赞成', ['command:yes']],
  ])('is found by %s', async (query, ids) => {
    await job(charter, '2026-01-02')();
    expect(await found(query)).toEqual(ids);
  });

  test('a newer one removes what is gone, and an instance that lags behind brings nothing back', async () => {
    await job(charter, '2026-01-02')();
    const fewer = { ...charter, version: 'sha256:b', people: charter.people.slice(0, 1) };
    await job(fewer, '2026-02-02')();
    expect(await found('王博')).toEqual([]);
    await job(charter, '2026-01-02')();
    expect(await found('王博')).toEqual([]);
    expect(await found('林梅')).toEqual(['body:tsc', 'person:lin-mei']);
  });
});

test('an index that was lost is filled again', async () => {
  await projections.putMotion(motion(1, { title: 'Adopt safetensors', resolution: 'R-2026-001' }), 7);
  await projections.putResolution(resolution(1, { title: 'Adopt safetensors' }), 7);
  const keep = job(charter, '2026-01-02');
  await keep();
  await database.collection(searchCollection).deleteMany({});
  await keep();
  expect(await found('safetensors')).toEqual(['motion:M-2026-0001', 'resolution:R-2026-001']);
  expect(await found('技术决定')).toEqual(['kind:motions.technical']);
  expect(await index.isComplete()).toBe(true);
});
