// What is kept beside the ledger, on the real engine: advisory ballots, commands done, marks, people, bindings, projected motions.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AdvisoryBallot } from '../../src/events/store.js';
import { createAdvisoryStore } from '../../src/storage/advisory.js';
import { createBindingStore } from '../../src/storage/bindings.js';
import { collections } from '../../src/storage/collections.js';
import { createCommandLog } from '../../src/storage/command-log.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createMarkStore } from '../../src/storage/marks.js';
import { motionsCollection } from '../../src/storage/motions.js';
import { createPeopleStore, peopleCollection } from '../../src/storage/people.js';
import { createProjections } from '../../src/storage/projections.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries, type QueryWatch } from '../support/explain.js';

let database: Database;
let watch: QueryWatch;

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  watch = watchQueries(database);
});

function minute(n: number): string {
  return `2026-03-01T09:${String(n).padStart(2, '0')}:00.000Z`;
}

function advisory(key: string, receivedAt: string, motion = 'M-2026-0001'): AdvisoryBallot {
  return {
    key,
    motion,
    account: { forge: 'github', id: 6666, login: 'stranger', bot: false },
    choice: 'no',
    reason: 'too early',
    receivedAt,
    forgeTime: receivedAt,
    source: { forge: 'github', repo: 'openclaw/models', number: '12', text: 'comment', id: '991', line: 1 },
  };
}

describe('advisory ballots', () => {
  test('are kept once a key, and read by motion in the order of receipt', async () => {
    const store = createAdvisoryStore(database);
    const [first, second] = [advisory('a', minute(1)), advisory('b', minute(0))];
    for (const ballot of [first, second, { ...first, reason: 'changed' }]) await store.put(ballot);
    await store.put(advisory('c', minute(0), 'M-2026-0002'));
    expect(await store.of('M-2026-0001')).toEqual([second, first]);
    expect(await store.of('M-2026-0003')).toEqual([]);
    await watch.assertIndexed();
  });
});

describe('the command log', () => {
  test('knows which texts are done, however often that is noted', async () => {
    const log = createCommandLog(database);
    expect(await log.isDone('github:comment:991')).toBe(false);
    await Promise.all([0, 1, 2].map((n) => log.done('github:comment:991', minute(n))));
    expect(await log.isDone('github:comment:991')).toBe(true);
    expect(await log.isDone('github:comment:992')).toBe(false);
    await watch.assertIndexed();
  });
});

describe('a mark', () => {
  test('is refused to others until it has expired', async () => {
    const marks = createMarkStore(database);
    expect(await marks.until('count')).toBeNull();
    expect(await marks.claim('count', 'a', minute(0), minute(10))).toBe(true);
    expect(await marks.claim('count', 'b', minute(9), minute(19))).toBe(false);
    expect(await marks.until('count')).toBe(minute(10));
    expect(await marks.claim('another', 'b', minute(9), minute(19))).toBe(true);
    expect(await marks.claim('count', 'b', minute(10), minute(20))).toBe(true);
    expect(await marks.claim('count', 'a', minute(11), minute(21))).toBe(false);
    await watch.assertIndexed();
  });

  test('is given again to its holder, who may be trying anew after a crash', async () => {
    const marks = createMarkStore(database);
    const claims = [1, 2, 3, 4].map(() => marks.claim('count', 'a', minute(0), minute(10)));
    expect(await Promise.all(claims)).toEqual([true, true, true, true]);
  });

  test('goes to one of many who claim it at once', async () => {
    const [one, another] = [createMarkStore(database), createMarkStore(database)];
    for (let round = 0; round < 20; round += 1) {
      const claims = await Promise.all(
        [one, another, one, another].map((marks, n) =>
          marks.claim(`round ${round}`, `holder ${n}`, minute(0), minute(1)),
        ),
      );
      expect(claims.filter((claimed) => claimed)).toHaveLength(1);
    }
  });
});

describe('people', () => {
  test('have one ref each, for good, however many ask at once', async () => {
    const [one, another] = [createPeopleStore(database), createPeopleStore(database)];
    const [a, b] = await Promise.all([one.refsFor(['lin-mei', 'wang-bo']), another.refsFor(['wang-bo', 'chen-yu'])]);
    const all = await one.refsFor(['lin-mei', 'wang-bo', 'chen-yu']);
    expect(all).toEqual(new Map([...a, ...b]));
    for (const ref of all.values()) expect(ref).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(all.values()).size).toBe(3);
    await watch.assertIndexed();
  });

  test('are found by ref, those erased are not', async () => {
    const people = createPeopleStore(database);
    const refs = await people.refsFor(['lin-mei', 'wang-bo']);
    const [lin = '', wang = ''] = [refs.get('lin-mei'), refs.get('wang-bo')];
    expect(await people.personOf([lin, wang, '0000000000000000'])).toEqual(
      new Map([
        [lin, 'lin-mei'],
        [wang, 'wang-bo'],
      ]),
    );
    await database.collection(peopleCollection).updateOne({ _id: wang }, { $set: { erased: true } });
    expect(await people.personOf([lin, wang])).toEqual(new Map([[lin, 'lin-mei']]));
    await watch.assertIndexed();
  });
});

describe('bindings', () => {
  test('keep the first id of a person and login, whatever its letter case', async () => {
    const bindings = createBindingStore(database);
    const account = { person: 'lin-mei', forge: 'github', login: 'Lin-Mei' } as const;
    await bindings.keep([{ ...account, id: 1001 }]);
    await bindings.keep([
      { ...account, login: 'lin-mei', id: 6666 },
      { person: 'wang-bo', forge: 'github', login: 'wang-bo', id: 1002 },
    ]);
    const asked = [account, { ...account, person: 'wang-bo' }, { ...account, forge: 'gitee' as const }];
    expect(await bindings.of(asked)).toEqual([{ ...account, id: 1001 }]);
    expect(await bindings.of([{ person: 'wang-bo', forge: 'github', login: 'wang-bo' }])).toHaveLength(1);
    await watch.assertIndexed();
  });
});

describe('projected motions', () => {
  test('are named with the seq they were last projected at', async () => {
    await database.collection(motionsCollection).insertMany([
      { _id: 'M-2026-0001', seq: 7, order: 'a', terms: [], view: {} },
      { _id: 'M-2026-0002', seq: 9, order: 'b', terms: [], view: {} },
    ]);
    expect(await createProjections(database).projected()).toEqual(
      new Map([
        ['M-2026-0001', 7],
        ['M-2026-0002', 9],
      ]),
    );
    await watch.assertIndexed();
  });
});
