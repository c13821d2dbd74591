// What is kept of the roadmap's issues: whatever changes while it is gathered, and whoever gathers it, in the end it is what mirror and ledger say.
import { beforeEach, expect, test } from '@jest/globals';
import { keepIssues, keepItem, type IssueKeeping } from '../../src/planning/keep.js';
import type { IssueKeeper } from '../../src/planning/store.js';
import { touching } from '../../src/planning/touch.js';
import type { MirrorReader, MirrorWriter } from '../../src/mirror/store.js';
import { drop } from '../../src/roadmap/decide/verbs.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createMirrorWriter } from '../../src/storage/mirror-writer.js';
import { createRoadmapIssues } from '../../src/storage/roadmap-issues.js';
import { createSearchIndex } from '../../src/storage/search.js';
import type { SearchDoc, SearchIndex } from '../../src/search/store.js';
import { queryTokens } from '../../src/search/tokens.js';
import { itemSource } from '../../src/planning/findable.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';
import { account, comment, issue, repository, sighting } from '../support/sightings.js';
import { adoptVersion, at, charterWith, createWorld, refOf, type Said, type World } from '../roadmap/world.js';
import { to } from '../roadmap/year.js';

const models = repository({ name: 'example/models', url: 'https://forge.example/example/models', asOf: at(-9) });
const seen = (fields: Parameters<typeof sighting>[0]) => sighting({ repository: models, asOf: at(-9), ...fields });
const first = 'RM-2026-001';
const charter = charterWith('horizons: [now, next, later]');

let database: Database;
let search: SearchIndex;
let issues: IssueKeeper;
let mirror: MirrorReader & MirrorWriter;
let world: World;

/** As two processes have it: each its own reading of one ledger and one database. */
function keeping(change: Partial<IssueKeeping> = {}): IssueKeeping {
  return {
    ledger: { sync: () => Promise.resolve(world.register) },
    charters: { version: () => Promise.resolve(world.adopted) },
    mirror,
    issues,
    texts: { texts: (commitments) => Promise.resolve(new Map(commitments.map((one) => [one, one]))) },
    search,
    ...change,
  };
}

function add(said: Said = {}): void {
  expect(world.do('p1', at(0), to.add('next'), { described: { lead: refOf('p4') }, ...said })).toBe('done');
}

async function titleOf(id = first): Promise<string | undefined> {
  return (await issues.issues([id])).get(id)?.title;
}

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  search = createSearchIndex(database);
  issues = createRoadmapIssues(database);
  const writer = createMirrorWriter(database, search);
  mirror = { ...createMirrorReader(database), ...touching(writer, issues) };
  world = createWorld(charter);
});

test('an item is kept as soon as it is one, and again when its issue is seen', async () => {
  const keep = keepIssues(keeping());
  add();
  await keep();
  expect([await issues.revisions(), (await issues.issues([first])).get(first)]).toEqual([new Map([[first, 1]]), null]);
  await mirror.see(seen({ subjects: [issue(1)] }), at(1));
  expect(await issues.touched()).toEqual([first]);
  await keep();
  expect([await titleOf(), await issues.touched()]).toEqual(['Issue 1', []]);
});

test('what is seen again and says the same is no change', async () => {
  const keep = keepIssues(keeping());
  add();
  await mirror.see(seen({ subjects: [issue(1)] }), at(1));
  await keep();
  const before = await issues.revisions();
  await mirror.see(seen({ subjects: [issue(1)], comments: [comment(5, 1)] }), at(2));
  expect(await issues.touched()).toEqual([first]);
  await keep();
  expect(await issues.revisions()).toEqual(before);
});

test('what changes while it is gathered is gathered again, by whoever comes second', async () => {
  add();
  await mirror.see(seen({ subjects: [issue(1, { title: 'before' })] }), at(1));
  let meanwhile: (() => Promise<void>) | null = async () => {
    await mirror.see(seen({ subjects: [issue(1, { title: 'after', updatedAt: at(2) })] }), at(2));
    await keepItem(keeping(), first);
  };
  const slow: IssueKeeping['mirror'] = {
    ...mirror,
    async subject(ref) {
      const found = await mirror.subject(ref);
      const task = meanwhile;
      meanwhile = null;
      await task?.();
      return found;
    },
  };
  await keepItem(keeping({ mirror: slow }), first);
  expect(meanwhile).toBeNull();
  expect(await titleOf()).toBe('after');
});

test('two at once end with one', async () => {
  add();
  await mirror.see(seen({ subjects: [issue(1)] }), at(1));
  await Promise.all([keepItem(keeping(), first), keepItem(keeping(), first), keepItem(keeping(), first)]);
  expect([await titleOf(), await issues.touched()]).toEqual(['Issue 1', []]);
});

test('another process finds what was touched and not kept, and what the ledger has changed', async () => {
  add();
  await mirror.see(seen({ subjects: [issue(1)] }), at(1));
  await keepIssues(keeping())();
  await mirror.see(seen({ subjects: [issue(1, { title: 'later', updatedAt: at(2) })] }), at(2));
  expect(world.do('p1', at(3), drop)).toBe('done');
  await keepIssues(keeping())();
  expect([await titleOf(), (await issues.madeFrom()).get(first)?.seq]).toEqual(['later', world.item().seq]);
});

test('another charter version says what the form means', async () => {
  const keep = keepIssues(keeping());
  add();
  await mirror.see(seen({ subjects: [issue(1, { body: '### Horizon\n\nsoon' })] }), at(1));
  await keep();
  expect((await issues.issues([first])).get(first)?.wish).toBeNull();
  adoptVersion(world, charterWith('horizons: [soon, later]'), at(2));
  await keep();
  expect((await issues.issues([first])).get(first)?.wish).toBe('soon');
});

test('the updates are those of each lead while they led', async () => {
  const keep = keepIssues(keeping());
  add();
  world.do('p1', at(4), to.status('in-progress'), { described: { lead: refOf('p5') } });
  const says = (id: number, who: number, days: number) =>
    comment(id, 1, {
      author: account(1000 + who, `p${String(who)}`),
      body: `Update: ${String(id)}`,
      createdAt: at(days),
      updatedAt: at(days),
    });
  const comments = [says(1, 5, 1), says(2, 4, 2), says(3, 1, 3), says(4, 4, 5), says(5, 5, 6), says(6, 5, 7)];
  await mirror.see(seen({ subjects: [issue(1)], comments }), at(8));
  await keep();
  expect((await issues.beside(first))?.updates.map(({ text }) => text)).toEqual(['6', '5', '2']);
  expect((await issues.issues([first])).get(first)?.updates.map(({ text }) => text)).toEqual(['6', '2']);
});

test('an issue of a task is linked when it appears, though the item named it first', async () => {
  const keep = keepIssues(keeping());
  add();
  await mirror.see(seen({ subjects: [issue(1, { body: '- [ ] #2\n- [x] write it' })] }), at(1));
  await keep();
  expect((await issues.issues([first])).get(first)?.progress).toEqual({ done: 1, total: 2 });
  const closed = issue(2, { state: 'closed', updatedAt: at(2), closedAt: at(2) });
  await mirror.see(seen({ subjects: [closed] }), at(2));
  await keep();
  expect((await issues.issues([first])).get(first)?.progress).toEqual({ done: 2, total: 2 });
  expect((await issues.beside(first))?.links).toMatchObject([{ title: 'Issue 2', state: 'closed', isPull: false }]);
});

test('of a repository that is not public any more nothing is shown', async () => {
  const keep = keepIssues(keeping());
  add();
  await mirror.see(seen({ subjects: [issue(1)] }), at(1));
  await keep();
  await mirror.see(seen({ subjects: [issue(1)], repository: { ...models, isPublic: false, asOf: at(2) } }), at(2));
  await keep();
  expect((await issues.issues([first])).get(first)).toBeNull();
});

async function found(text: string): Promise<readonly unknown[]> {
  const query = { tokens: queryTokens(text, 5), kind: 'item', page: 1, perPage: 30 } as const;
  return (await search.find(query)).items.map(({ id, title, url }) => [id, url, title]);
}

test('an item is found by its title as it is now, its id and its outcome, and all of them are there for an empty index', async () => {
  const keep = keepIssues(keeping());
  add({ described: { outcome: '[en] Anybody can load them\n[zh] 任何人都能加载' } });
  await mirror.see(seen({ subjects: [issue(1, { title: 'Publish weights' })] }), at(1));
  await keep();
  const item = (title: string) => [[`item:${first}`, `/roadmap/${first}`, title]];
  for (const text of ['weights', first, 'anybody load', '加载']) {
    expect([text, await found(text)]).toEqual([text, item('Publish weights')]);
  }
  await mirror.see(seen({ subjects: [issue(1, { title: 'Publish data', updatedAt: at(2) })] }), at(2));
  await keep();
  expect([await found('weights'), await found('data')]).toEqual([[], item('Publish data')]);
  const listed: SearchDoc[] = [];
  for await (const doc of itemSource(keeping()).documents()) listed.push(doc);
  expect(listed).toMatchObject([{ id: `item:${first}`, title: 'Publish data', kind: 'item' }]);
});

test('every question has an index', async () => {
  const watch = watchQueries(database);
  const keep = keepIssues(keeping());
  add();
  await mirror.see(seen({ subjects: [issue(1)], comments: [comment(5, 1)] }), at(1));
  await keep();
  await mirror.see(seen({}), at(2));
  await mirror.see(seen({ subjects: [issue(1)], repository: { ...models, isPublic: false, asOf: at(3) } }), at(3));
  await keep();
  await Promise.all([issues.revisions(), issues.issues([first]), issues.beside(first)]);
  await watch.assertIndexed();
});
