// What belongs to something is found in the mirror: by what the texts say now, wherever it may be read by everybody.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Sighting } from '../../src/forges/sighting.js';
import { noteLinks } from '../../src/jobs/note-links.js';
import { mirrorSighting } from '../../src/mirror/mirror.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createMarkStore } from '../../src/storage/marks.js';
import { mirrorCollection } from '../../src/storage/mirror-document.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createMirrorWriter } from '../../src/storage/mirror-writer.js';
import { createRoadmapIssues } from '../../src/storage/roadmap-issues.js';
import { createSearchIndex } from '../../src/storage/search.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';
import { issue, minute, pull, repository, sighting } from '../support/sightings.js';

let database: Database;
let reader: ReturnType<typeof createMirrorReader>;
const charter = { repositories: ['github:openclaw/*'] };
const item = 'github:openclaw/models#12';
const docs = repository({ id: 3002, name: 'openclaw/docs', url: 'https://forge.example/openclaw/docs' });

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  reader = createMirrorReader(database);
});

async function see(...sightings: readonly Sighting[]): Promise<void> {
  const writer = createMirrorWriter(database, createSearchIndex(database));
  for (const [i, each] of sightings.entries()) await mirrorSighting(writer, charter, each, minute(20 + i));
}

async function belonging(...keys: string[]): Promise<readonly string[]> {
  return (await reader.belonging(keys)).map(({ ref: { repo, number } }) => `${repo}#${number}`);
}

const linked = [
  sighting({ subjects: [issue(3, { body: 'Part of #12' }), pull(5, { body: 'Closes RM-2026-001' }), issue(4)] }),
  sighting({ repository: docs, subjects: [pull(8, { body: '属于 openclaw/models#12' })] }),
];

describe('what belongs to something', () => {
  test('is what says so, the newest first', async () => {
    await see(...linked);
    expect(await belonging(item)).toEqual(['openclaw/docs#8', 'openclaw/models#3']);
    expect(await belonging(item, 'RM-2026-001')).toEqual(['openclaw/docs#8', 'openclaw/models#5', 'openclaw/models#3']);
  });

  test('is what says so now', async () => {
    await see(...linked, sighting({ subjects: [issue(3, { body: 'Part of #13', updatedAt: minute(9) })] }));
    expect(await belonging('github:openclaw/models#12', 'RM-2026-001')).not.toContain('openclaw/models#3');
    expect(await belonging('github:openclaw/models#13')).toEqual(['openclaw/models#3']);
  });

  test('is not what was deleted, or is hidden, or is for members only', async () => {
    await see(
      ...linked,
      sighting({ removed: [{ kind: 'subject', number: '3', to: null }] }),
      sighting({ repository: { ...docs, isPublic: false, asOf: minute(30) } }),
      sighting({ subjects: [issue(9, { body: 'Part of #12', forMembers: true })] }),
    );
    expect(await belonging(item)).toEqual([]);
  });

  test('of several keys that are subjects themselves are those that are there', async () => {
    await see(...linked);
    const found = await reader.among([
      item,
      'github:openclaw/docs#8',
      'github:openclaw/models#4',
      'gitee:x/y#I1',
      'RM-2026-001',
    ]);
    expect(found.map(({ title }) => title)).toEqual(['Pull request 8', 'Issue 4']);
  });

  test('is found by an index', async () => {
    await see(...linked);
    const watch = watchQueries(database);
    await belonging(item);
    await reader.among([item]);
    await reader.noteBelonging();
    await watch.assertIndexed();
  });
});

test('what was mirrored before texts were read so is noted once', async () => {
  await see(...linked);
  const mirror = database.collection(mirrorCollection);
  const forget = () => mirror.updateMany({ kind: 'subject' }, { $unset: { belongs: true } });
  await forget();
  const issues = createRoadmapIssues(database);
  const shown = { item: 'RM-2026-001', seq: 1, charter: null, issue: null, updates: [], links: [], refers: [] };
  await issues.put(shown, 0);
  const tools = { marks: createMarkStore(database), mirror: reader, issues, clock: { now: () => minute(50) } };
  await noteLinks(tools)();
  expect(await belonging(item)).toHaveLength(2);
  expect(await issues.touched()).toEqual(['RM-2026-001']);
  await forget();
  await noteLinks(tools)();
  expect(await belonging(item)).toEqual([]);
});
