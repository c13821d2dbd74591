// Contributions kept for the policies, on the real engine: written as they were read, made due, moved, found by index.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ContributionDraft, ContributionReader, ContributionStore } from '../../src/evaluation/store.js';
import { subjectKey } from '../../src/shared/refs.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createContributionReader } from '../../src/storage/contribution-reader.js';
import { createContributionStore } from '../../src/storage/contributions.js';
import { charterVersion, draftOf, evaluated, failingDco, passingTitle, pullRef } from '../support/contributions.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

let database: Database;
let store: ContributionStore;
let reader: ContributionReader;

const models = ['github:openclaw/models'];
const [one, two, three] = [pullRef(1), pullRef(2), pullRef(3)];

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  store = createContributionStore(database);
  reader = createContributionReader(database);
});

async function put(...drafts: readonly ContributionDraft[]): Promise<void> {
  for (const draft of drafts)
    expect(await store.put(draft, (await store.find(draft.ref))?.revision ?? null)).toBe(true);
}

async function dueAt(number: number): Promise<number | null | undefined> {
  return (await store.find(pullRef(number)))?.dueAt;
}

describe('a contribution', () => {
  test('is found as it was written, in any letter case, with its revision', async () => {
    const draft = draftOf(one, { evaluated: evaluated({ verdict: 'fail', findings: [failingDco()] }) });
    await put(draft);
    expect(await store.find({ ...one, repo: 'OpenClaw/Models' })).toEqual({ ...draft, revision: 1 });
    expect(await store.find(two)).toBeNull();
  });

  test.each([
    ['that somebody else wrote first', null, false],
    ['that somebody else has written since', 1, false],
    ['as it is now', 2, true],
    ['that is newer than what is kept', 3, false],
  ])('%s', async (_, revision, written) => {
    await put(draftOf(one), draftOf(one, { title: 'Second' }));
    expect(await store.put(draftOf(one, { title: 'Mine' }), revision)).toBe(written);
    expect(await store.find(one)).toMatchObject({ title: written ? 'Mine' : 'Second', revision: written ? 3 : 2 });
  });

  test('is not written anew when it is gone', async () => {
    expect(await store.put(draftOf(one), 1)).toBe(false);
    expect(await store.find(one)).toBeNull();
  });

  test('is found by its head while it is open', async () => {
    const head = 'd'.repeat(40);
    await put(
      draftOf(one, { head }),
      draftOf(two),
      draftOf(three, { head, state: 'closed' }),
      draftOf(pullRef(1, 'openclaw/docs'), { head }),
    );
    expect((await store.byHead('github', 'OpenClaw/models', head)).map(({ ref }) => ref)).toEqual([one]);
  });
});

describe('what is due', () => {
  test.each([
    ['nothing is due', null, 50, 50],
    ['it is due later', 90, 50, 50],
    ['it is due earlier: that stays', 20, 50, 20],
  ])('while %s', async (_, before, at, after) => {
    await put(draftOf(one, { dueAt: before }));
    await store.due(one, at);
    expect(await dueAt(1)).toBe(after);
  });

  test('makes an evaluation that is under way begin again, even if it was due already', async () => {
    await put(draftOf(one, { dueAt: 20 }));
    await store.due(one, 50);
    expect(await store.put(draftOf(one), 1)).toBe(false);
  });

  test('is nothing that is closed or unknown', async () => {
    await put(draftOf(one, { state: 'merged' }));
    await store.due(one, 50);
    await store.due(two, 50);
    expect(await dueAt(1)).toBeNull();
    expect(await store.find(two)).toBeNull();
  });

  test('are all open ones to a branch after a push to it, and no others', async () => {
    await put(
      draftOf(one),
      draftOf(two, { base: 'next' }),
      draftOf(three, { state: 'closed' }),
      draftOf(pullRef(4), { dueAt: 20 }),
      draftOf(pullRef(1, 'openclaw/docs')),
    );
    await store.dueOn('github', 'OpenClaw/Models', 'main', 50);
    expect(await Promise.all([1, 2, 3, 4].map(dueAt))).toEqual([50, null, null, 20]);
    expect((await store.find(pullRef(1, 'openclaw/docs')))?.dueAt).toBeNull();
  });

  test('comes by time, then what was evaluated under another charter; what is to be tried later waits for its time', async () => {
    const other = evaluated({ charter: `sha256:${'d'.repeat(64)}` });
    await put(
      draftOf(one, { dueAt: 40 }),
      draftOf(two, { dueAt: 30 }),
      draftOf(three, { dueAt: 60, evaluated: other }),
      draftOf(pullRef(4), { evaluated: other }),
      draftOf(pullRef(5), { evaluated: evaluated() }),
      draftOf(pullRef(6), { evaluated: other, state: 'closed' }),
      draftOf(pullRef(7)),
    );
    expect(await store.dueBy(50, charterVersion, 10)).toEqual([two, one, pullRef(4)]);
    expect(await store.dueBy(50, charterVersion, 1)).toEqual([two]);
    expect(await store.dueBy(50, charterVersion, 2)).toEqual([two, one]);
  });
});

test('the open ones of a repository tell how they were judged, and whether they are due', async () => {
  await put(
    draftOf(one, { evaluated: evaluated({ verdict: 'fail', findings: [failingDco()] }) }),
    draftOf(two, { evaluated: null, dueAt: 7 }),
    draftOf(three, { state: 'closed' }),
    draftOf(pullRef(1, 'openclaw/docs')),
  );
  const { head, title, draft, base } = draftOf(one);
  const shown = { head, title, draft, base };
  const { at } = evaluated({});
  const found = await store.openIn('github', 'OpenClaw/models');
  expect(found.toSorted((a, b) => a.ref.number.localeCompare(b.ref.number))).toEqual([
    { ...shown, ref: one, isDue: false, evaluated: { head, at, verdict: 'fail', hasFindings: true } },
    { ...shown, ref: two, isDue: true, evaluated: null },
  ]);
});

describe('repositories', () => {
  test('are those of a forge with open contributions, as they are written', async () => {
    await put(
      draftOf(pullRef(1, 'OpenClaw/Models')),
      draftOf(pullRef(2, 'OpenClaw/Models')),
      draftOf(pullRef(1, 'openclaw/docs')),
      draftOf(pullRef(1, 'openclaw/old'), { state: 'closed' }),
      draftOf({ ...one, forge: 'gitee' }),
    );
    expect(await store.repositories('github')).toEqual(['openclaw/docs', 'OpenClaw/Models']);
  });
});

describe('a renamed repository', () => {
  const approval = {
    kind: 'approve',
    cancel: false,
    account: draftOf(one).author,
    person: null,
    head: 'a'.repeat(40),
    tree: 't'.repeat(40),
    at: '2026-03-02T10:00:00.000Z',
  } as const;
  const moved = pullRef(1, 'openclaw/weights');
  const rename = (): Promise<void> => store.move('github', 'openclaw/models', 'openclaw/weights');

  test('takes its contributions along, with their origins and histories, however often it is told', async () => {
    await put(draftOf(one, { evaluated: evaluated(), approvals: [approval] }), draftOf(two));
    await rename();
    await rename();
    expect(await store.find(one)).toBeNull();
    const wanted = { ref: moved, origin: 'github:openclaw/models#1', approvals: [approval], revision: 1 };
    expect(await store.find(moved)).toMatchObject(wanted);
    expect(await store.find(pullRef(2, 'openclaw/weights'))).not.toBeNull();
    expect(await reader.history(moved)).toHaveLength(1);
    expect(
      (await reader.list({ filter: { repo: 'openclaw/weights' }, page: 1, perPage: 9 }, ['github:openclaw/weights']))
        .total,
    ).toBe(2);
  });

  test('whose new name was heard of before keeps what is newer, the approvals of both, and is judged again', async () => {
    await put(draftOf(one, { approvals: [approval], commented: true }), draftOf(moved, { title: 'Newer' }));
    await rename();
    await rename();
    const wanted = {
      title: 'Newer',
      approvals: [approval],
      commented: true,
      dueAt: 0,
      origin: 'github:openclaw/models#1',
    };
    expect(await store.find(moved)).toMatchObject(wanted);
    expect(await store.find(one)).toBeNull();
  });

  test('to the same name in another letter case loses nothing', async () => {
    await put(draftOf(one));
    await store.move('github', 'openclaw/models', 'OpenClaw/Models');
    expect(await store.find(one)).not.toBeNull();
  });
});

describe('the history', () => {
  test('has the last evaluation of each head, the newest head first', async () => {
    const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
    const failing = { findings: [failingDco(), passingTitle()], verdict: 'fail' } as const;
    await put(
      draftOf(one, { evaluated: evaluated({ head: a, at: '2026-03-02T10:00:00.000Z' }) }),
      draftOf(one, { evaluated: evaluated({ head: a, at: '2026-03-02T11:00:00.000Z', ...failing }) }),
      draftOf(one, { evaluated: evaluated({ head: b, at: '2026-03-02T12:00:00.000Z' }) }),
    );
    const history = await reader.history(one);
    expect(history.map(({ head, verdict }) => [head, verdict])).toEqual([
      [b, 'pass'],
      [a, 'fail'],
    ]);
    expect(history[1]?.findings[0]).toEqual({
      policy: 'dco',
      verdict: 'fail',
      enforce: 'block',
      key: 'dco.fail',
      overridden: false,
    });
  });

  test('does not go back when an older evaluation ends later', async () => {
    await put(draftOf(one, { evaluated: evaluated({ at: '2026-03-02T11:00:00.000Z' }) }));
    await store.put(draftOf(one, { evaluated: evaluated({ at: '2026-03-02T10:00:00.000Z', verdict: 'fail' }) }), 7);
    expect(await reader.history(one)).toMatchObject([{ verdict: 'pass' }]);
  });
});

describe('the portal', () => {
  const failing = evaluated({ verdict: 'fail', findings: [failingDco()], waitsFor: { role: 'author' } });
  async function seed(): Promise<void> {
    await put(
      draftOf(one, { evaluated: failing }),
      draftOf(two, { evaluated: evaluated(), createdAt: '2026-03-03T10:00:00.000Z' }),
      draftOf(three, { evaluated: failing, state: 'closed' }),
      draftOf(pullRef(4), { evaluated: failing, isPublic: false }),
      draftOf(pullRef(5, 'openclaw/hidden'), { evaluated: failing }),
      draftOf(pullRef(10)),
    );
  }
  test.each([
    [{}, ['2', '10', '3', '1']],
    [{ verdict: 'fail' }, ['3', '1']],
    [{ verdict: 'fail', state: 'open' }, ['1']],
    [{ waiting: 'author' }, ['1']],
    [{ waiting: 'app' }, []],
    [{ author: 'lin-mei', verdict: 'pass' }, ['2']],
    [{ repo: 'OpenClaw/MODELS', number: '3' }, ['3']],
    [{ forge: 'gitee' }, []],
    [{ head: 'a'.repeat(40), verdict: 'pass' }, ['2']],
  ])('lists by %j', async (filter, numbers) => {
    await seed();
    const { items, total } = await reader.list({ filter: { ...filter }, page: 1, perPage: 10 }, models);
    expect(items.map(({ ref }) => ref.number)).toEqual(numbers);
    expect(total).toBe(numbers.length);
  });

  test('lists page by page', async () => {
    await seed();
    const page = await reader.list({ filter: {}, page: 2, perPage: 3 }, models);
    expect([page.items.map(({ ref }) => ref.number), page.total]).toEqual([['1'], 4]);
    expect((await reader.list({ filter: {}, page: 3, perPage: 3 }, models)).items).toEqual([]);
  });

  test('is shown nothing that is not public', async () => {
    await seed();
    const hidden = pullRef(4);
    expect(await reader.find(hidden)).toBeNull();
    expect(await reader.history(hidden)).toEqual([]);
    expect([...(await reader.among([subjectKey(one), subjectKey(hidden)])).keys()]).toEqual([subjectKey(one)]);
  });

  test('is told how often policies pass, what fails most, and how often it was overridden', async () => {
    const override = {
      policy: 'dco',
      head: 'a'.repeat(40),
      person: 'wang-bo',
      reason: 'by hand',
      at: '2026-03-02T10:00:00.000Z',
    };
    await put(
      draftOf(one, { evaluated: evaluated({ findings: [failingDco({ override }), passingTitle()] }) }),
      draftOf(two, { evaluated: evaluated({ findings: [failingDco(), passingTitle({ verdict: 'skip' })] }) }),
      draftOf(three, { evaluated: evaluated({ findings: [passingTitle({ policy: 'dco' })] }) }),
      draftOf(pullRef(4), { evaluated: failing, isPublic: false }),
      draftOf(pullRef(5)),
    );
    expect(await reader.counts()).toEqual([
      {
        policy: 'dco',
        pass: 1,
        fail: 2,
        pending: 0,
        skip: 0,
        overridden: 1,
        failures: [{ key: 'dco.fail', count: 2 }],
      },
      { policy: 'title', pass: 1, fail: 0, pending: 0, skip: 1, overridden: 0, failures: [] },
    ]);
  });
});

test('every query has an index', async () => {
  const watch = watchQueries(database);
  await put(draftOf(one, { evaluated: evaluated() }), draftOf(one, { evaluated: evaluated() }));
  await put(draftOf(pullRef(1, 'openclaw/weights')));
  await store.byHead('github', 'openclaw/models', 'a'.repeat(40));
  await store.isOrigin('github:openclaw/models#1');
  await store.due(one, 1);
  await store.dueOn('github', 'openclaw/models', 'main', 1);
  await store.dueBy(0, 'another', 10);
  await store.repositories('github');
  await store.openIn('github', 'openclaw/models');
  await store.move('github', 'openclaw/models', 'openclaw/weights');
  await reader.list({ filter: {}, page: 1, perPage: 1 }, models);
  await reader.list({ filter: { verdict: 'pass', state: 'open' }, page: 1, perPage: 1 }, models);
  await reader.among([subjectKey(one)]);
  await reader.history(pullRef(1, 'openclaw/weights'));
  await reader.counts();
  expect(watch.shapes().length).toBeGreaterThan(12);
  await watch.assertIndexed();
});
