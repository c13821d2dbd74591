// The mirror on the real engine: whatever order things are seen in, it ends in the state the forge changed last; what is removed is gone.
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sighting } from '../../src/forges/sighting.js';
import { hideForeign, mirrorSighting } from '../../src/mirror/mirror.js';
import type { MirrorReader, MirrorWriter } from '../../src/mirror/store.js';
import type { SearchIndex, SearchSource } from '../../src/search/store.js';
import { queryTokens } from '../../src/search/tokens.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { mirrorCollection } from '../../src/storage/mirror-document.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createMirrorWriter } from '../../src/storage/mirror-writer.js';
import { createSearchIndex } from '../../src/storage/search.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';
import { account, comment, issue, minute, pull, repository, sighting } from '../support/sightings.js';

let database: Database;
let mirror: MirrorReader & MirrorWriter & SearchSource;
let search: SearchIndex;
const charter = { repositories: ['github:openclaw/*'] };
const ref = { forge: 'github', repo: 'openclaw/models', number: '7' } as const;
const firstPage = { page: 1, perPage: 100 };
const lin = account(1001, 'lin-mei');

async function freshMirror(): Promise<void> {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  search = createSearchIndex(database);
  mirror = { ...createMirrorReader(database), ...createMirrorWriter(database, search) };
}
beforeEach(freshMirror);

/** Takes sightings in, each received at the minute it stands at in the list. */
async function see(...sightings: readonly Sighting[]): Promise<void> {
  for (const [i, each] of sightings.entries()) await mirrorSighting(mirror, charter, each, minute(20 + i));
}

async function stored(): Promise<readonly object[]> {
  return database
    .collection(mirrorCollection)
    .find({ _id: { $gte: '' } }, { sort: { _id: 1 } })
    .toArray();
}

async function bodies(): Promise<readonly string[]> {
  return (await mirror.comments(ref, firstPage)).items.map(({ body }) => body);
}

async function foundBySearch(text: string): Promise<readonly string[]> {
  const query = { tokens: queryTokens(text, 5), kind: null, page: 1, perPage: 30 };
  return (await search.find(query)).items.map(({ url }) => url);
}

describe('what is seen', () => {
  test('is shown with its text, its author, and an address of its own', async () => {
    await see(sighting({ subjects: [pull(7, { head: 'abc', labels: ['bug'] })], comments: [comment(991, 7)] }));
    expect(await mirror.subject(ref)).toEqual({
      ref,
      isPull: true,
      title: 'Pull request 7',
      body: 'What it does',
      state: 'open',
      draft: false,
      labels: ['bug'],
      author: lin,
      createdAt: minute(7),
      updatedAt: minute(7),
      closedAt: null,
      head: 'abc',
      commentsCount: 0,
      url: 'https://forge.example/openclaw/models/pull/7',
    });
    expect(await mirror.comments(ref, firstPage)).toMatchObject({
      total: 1,
      items: [{ body: 'Comment 991', author: { login: 'wang-bo' }, url: expect.stringMatching(/#issuecomment-991$/) }],
    });
  });

  test.each([
    ['later', 8, 'new'],
    ['at the same second', 7, 'new'],
    ['earlier', 6, 'Pull request 7'],
  ])('and was changed %s by the forge than what is there, stands as "%s"', async (_, at, title) => {
    await see(
      sighting({ subjects: [pull(7)] }),
      sighting({ subjects: [pull(7, { title: 'new', updatedAt: minute(at) })] }),
    );
    expect(await mirror.subject(ref)).toMatchObject({ title });
  });

  test('in a delivery of a comment leaves the head that is known', async () => {
    await see(
      sighting({ subjects: [pull(7, { head: 'abc' })] }),
      sighting({ subjects: [pull(7, { updatedAt: minute(9), title: 'renamed' })] }),
    );
    expect(await mirror.subject(ref)).toMatchObject({ head: 'abc', title: 'renamed' });
  });

  test('is kept up to 64 KiB, never cut within a character', async () => {
    await see(sighting({ subjects: [pull(7, { body: '投'.repeat(60_000) })] }));
    const kept = (await mirror.subject(ref))?.body ?? '';
    expect(kept).toBe('投'.repeat(21_845));
  });

  test('of an account that no longer exists has no author', async () => {
    await see(sighting({ subjects: [pull(7, { author: null })] }));
    expect(await mirror.subject(ref)).toMatchObject({ author: null });
  });

  test('is not mirrored from repositories of others', async () => {
    const theirs = repository({ id: 9, name: 'stranger/thing' });
    await see(sighting({ repository: theirs, subjects: [pull(7)] }));
    expect(await stored()).toEqual([]);
  });
});

describe('names', () => {
  test('are the latest: a login changes everywhere, whatever is old', async () => {
    await see(sighting({ subjects: [pull(7)] }));
    await see(sighting({ asOf: minute(9), subjects: [issue(8, { author: account(1001, 'mei-lin') })] }));
    await see(sighting({ subjects: [issue(5)] }));
    expect((await mirror.subject(ref))?.author?.login).toBe('mei-lin');
    expect((await mirror.subjects({ author: 'Mei-Lin' }, firstPage)).total).toBe(3);
    expect((await mirror.subjects({ author: 'lin-mei' }, firstPage)).total).toBe(0);
  });

  test('of a renamed repository change everywhere at once', async () => {
    await see(sighting({ subjects: [pull(7)] }));
    const renamed = repository({ name: 'openclaw/weights', url: 'https://forge.example/openclaw/weights' });
    await see(sighting({ repository: renamed }));
    await see(sighting({ subjects: [issue(6)] }));
    expect(await mirror.subject(ref)).toBeNull();
    const now = { ...ref, repo: 'openclaw/weights' };
    expect(await mirror.subject(now)).toMatchObject({
      ref: now,
      url: 'https://forge.example/openclaw/weights/pull/7',
    });
  });
});

const secret = 'unspeakable';

describe('what is removed', () => {
  const written = sighting({
    subjects: [issue(7, { title: secret, body: secret })],
    comments: [comment(991, 7, { body: secret })],
  });
  const removals: readonly [string, Sighting][] = [
    ['a comment', sighting({ removed: [{ kind: 'comment', id: '991', number: '7' }], subjects: [issue(7)] })],
    ['an issue', sighting({ removed: [{ kind: 'subject', number: '7', to: null }] })],
    [
      'an issue that becomes one for members only',
      sighting({ subjects: [issue(7, { body: secret, forMembers: true, updatedAt: minute(8) })] }),
    ],
    ['a repository that becomes private', sighting({ repository: repository({ isPublic: false }) })],
    ['a repository that leaves the foundation', sighting({ repository: repository({ name: 'stranger/models' }) })],
  ];

  test.each(removals)('%s leaves no text in the database, and nothing late brings it back', async (_, removal) => {
    const earlier = { ...written, subjects: [issue(7, { title: secret, updatedAt: minute(6) })] };
    await see(written, removal, earlier, written);
    const texts = JSON.stringify(await stored());
    const shown = await bodies();
    expect(shown).toEqual([]);
    if (removal.removed[0]?.kind !== 'comment') expect(texts).not.toContain(secret);
    expect(texts).not.toContain('Comment');
    expect(await foundBySearch(secret)).toHaveLength(removal.removed[0]?.kind === 'comment' ? 1 : 0);
  });

  test('a repository that is public again is mirrored again', async () => {
    await see(written, sighting({ repository: repository({ isPublic: false }) }));
    await mirrorSighting(mirror, charter, sighting(), minute(40));
    await mirrorSighting(mirror, charter, written, minute(41));
    expect(await mirror.subject(ref)).toMatchObject({ title: secret });
    expect(await foundBySearch(secret)).toHaveLength(2);
  });

  test('what was deleted while a repository was private stays away when it is public again', async () => {
    const written = sighting({ subjects: [pull(7)], comments: [comment(991, 7, { body: 'a regretted secret' })] });
    const closed = repository({ isPublic: false, asOf: minute(21) });
    const deleted = [{ kind: 'comment', id: '991', number: '7' }] as const;
    await see(written, sighting({ repository: closed, removed: deleted }));
    await see(sighting({ repository: repository({ asOf: minute(59) }), subjects: [pull(7)] }));
    await mirrorSighting(mirror, charter, written, minute(20));
    expect(await bodies()).toEqual([]);
    expect(await foundBySearch('regretted')).toEqual([]);
  });

  test('a repository that the charter leaves out is hidden', async () => {
    await see(written);
    await hideForeign(mirror, { repositories: ['github:openclaw/docs'] }, minute(50));
    expect(JSON.stringify(await stored())).not.toContain(secret);
    expect(await mirror.repositories()).toEqual([]);
  });
});

test('comments on issues and on pull requests that a forge numbers apart are never taken for one another', async () => {
  const there = repository({ id: 5001, url: 'https://gitee.example/openclaw/models' });
  const seen = { forge: 'gitee', repository: there } as const;
  const onPull = comment(991, 7, { row: 'pulls', body: 'said of the change' });
  const onIssue = { ...comment(991, 0, { body: 'said of the question' }), number: 'I1ABC' };
  const subjects = [pull(7), { ...issue(0), number: 'I1ABC' }];
  await mirror.see(sighting({ ...seen, subjects, comments: [onPull, onIssue] }), minute(20));
  const bodies = async () =>
    Promise.all(
      ['7', 'I1ABC'].map(async (number) => {
        const { items } = await mirror.comments({ forge: 'gitee', repo: 'openclaw/models', number }, firstPage);
        return items.map(({ body }) => body);
      }),
    );
  expect(await bodies()).toEqual([['said of the change'], ['said of the question']]);
  expect(await foundBySearch('said')).toHaveLength(2);
  const removed = [{ kind: 'comment', id: '991', row: 'pulls', number: '7' }] as const;
  await mirror.see(sighting({ ...seen, removed }), minute(21));
  expect(await bodies()).toEqual([[], ['said of the question']]);
  expect(await foundBySearch('said')).toEqual(['https://gitee.example/openclaw/models/issues/I1ABC#note_991']);
});

describe('a transferred issue', () => {
  const docs = repository({ id: 3002, name: 'openclaw/docs', url: 'https://forge.example/openclaw/docs' });
  const seven = sighting({ subjects: [issue(7)], comments: [comment(991, 7)] });
  const away = (to: typeof docs): Sighting =>
    sighting({ removed: [{ kind: 'subject', number: '7', to: { repository: to, number: '3' } }] });
  const arrived = sighting({ repository: docs, subjects: [issue(3)] });
  const there = { forge: 'github', repo: 'openclaw/docs', number: '3' } as const;

  test('takes its comments along, those too that are seen late', async () => {
    await see(seven, away(docs), arrived, sighting({ comments: [comment(992, 7)] }));
    expect(await mirror.subject(ref)).toBeNull();
    const { items } = await mirror.comments(there, firstPage);
    expect(items.map(({ body }) => body)).toEqual(['Comment 991', 'Comment 992']);
  });

  test.each([
    ['out of the foundation', { name: 'stranger/docs' }],
    ['to a private repository', { isPublic: false }],
  ])('%s is gone with its comments', async (_, fields) => {
    await see(seven, away({ ...docs, ...fields }));
    expect(JSON.stringify(await stored())).not.toMatch(/Issue 7|Comment/);
  });
});

const events: readonly Sighting[] = [
  sighting({ subjects: [pull(7, { head: 'one' })], asOf: minute(7) }),
  sighting({ subjects: [pull(7, { updatedAt: minute(8), title: 'second' })], comments: [comment(991, 7)] }),
  sighting({
    subjects: [pull(7, { updatedAt: minute(9), head: 'two', author: account(1001, 'mei') })],
    asOf: minute(9),
  }),
  sighting({ comments: [comment(991, 7, { body: 'edited', updatedAt: minute(10) })] }),
  sighting({ comments: [comment(992, 7)] }),
  sighting({ removed: [{ kind: 'comment', id: '992', number: '7' }] }),
  sighting({ subjects: [issue(8)], comments: [comment(993, 8)] }),
  sighting({ removed: [{ kind: 'subject', number: '8', to: null }] }),
  sighting({ subjects: [pull(7, { updatedAt: minute(9), head: 'two', labels: ['x'] })], asOf: minute(8) }),
];

test('any order and any repetition of the same deliveries end in the same mirror', async () => {
  async function endOf(order: readonly number[]): Promise<readonly object[]> {
    await database.collection(mirrorCollection).deleteMany({ _id: { $gte: '' } });
    for (const i of order) {
      const each = events[i];
      if (each) await mirrorSighting(mirror, charter, each, minute(20 + i));
    }
    return stored();
  }
  const inOrder = await endOf(events.map((_, i) => i));
  expect(JSON.stringify(inOrder)).toMatch(/"head":"two".*"login":"mei"/);
  const orders = fc
    .tuple(
      fc.shuffledSubarray([...events.keys()], { minLength: events.length }),
      fc.array(fc.nat(events.length - 1), { maxLength: 6 }),
    )
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await endOf(order)).toEqual(inOrder);
    }),
    { numRuns: 60 },
  );
}, 600_000);

test('many writers at once end in the same mirror too', async () => {
  await Promise.all(
    [...events, ...events].map((each, i) => mirrorSighting(mirror, charter, each, minute(20 + (i % events.length)))),
  );
  expect(await mirror.subject(ref)).toMatchObject({ head: 'two', labels: ['x'], author: { login: 'mei' } });
  expect(await bodies()).toEqual(['edited']);
});

describe('lists', () => {
  test('are of the newest first, a page at a time, and by every filter', async () => {
    const subjects = [1, 2, 3, 4, 5].map((n) => (n % 2 === 0 ? pull(n, { head: `h${String(n)}` }) : issue(n)));
    await see(sighting({ subjects: [...subjects, pull(6, { state: 'merged', author: account(1002, 'wang-bo') })] }));
    const numbers = async (filter: Parameters<MirrorReader['subjects']>[0], page = firstPage) =>
      (await mirror.subjects(filter, page)).items.map(({ ref: { number } }) => number).join(' ');
    expect(await numbers({})).toBe('6 5 4 3 2 1');
    expect(await numbers({}, { page: 2, perPage: 4 })).toBe('2 1');
    expect(await numbers({ isPull: true })).toBe('6 4 2');
    expect(await numbers({ isPull: true, state: 'open', forge: 'github', repo: 'OpenClaw/Models' })).toBe('4 2');
    expect(await numbers({ author: 'wang-bo', state: 'merged' })).toBe('6');
    expect(await numbers({ number: '3' })).toBe('3');
    expect(await numbers({ head: 'h4' })).toBe('4');
    expect(await numbers({ repo: 'openclaw/none' })).toBe('');
    expect(await numbers({ forge: 'gitee' })).toBe('');
    expect(await mirror.counts()).toEqual({ issues: 3, pulls: 3, comments: 0 });
  });

  test('say of each repository when it was seen last', async () => {
    await see(sighting({ subjects: [pull(7)] }));
    const { forge, repo } = ref;
    const url = 'https://forge.example/openclaw/models';
    expect(await mirror.repositories()).toEqual([{ forge, id: 3001, repo, url, seenAt: minute(20), syncedAt: null }]);
  });

  test('a comment is found by what it says, not by the title of its thread; what a bot says is not found', async () => {
    const bot = { ...account(7777, 'helper-bot[bot]'), bot: true };
    const said = [
      comment(991, 7, { body: 'I agree' }),
      comment(992, 7, { author: bot, body: 'I agree, says the bot' }),
    ];
    await see(sighting({ subjects: [pull(7, { title: 'Require SPDX' })], comments: said }));
    expect(await foundBySearch('spdx')).toEqual(['/contributions/github/openclaw/models/7']);
    expect(await foundBySearch('agree')).toEqual(['https://forge.example/openclaw/models/pull/7#issuecomment-991']);
  });

  test('give search every document, and every query of all this has an index', async () => {
    const watch = watchQueries(database);
    await see(...events);
    const urls: string[] = [];
    for await (const doc of mirror.documents()) urls.push(doc.url);
    expect(urls).toEqual([
      '/contributions/github/openclaw/models/7',
      'https://forge.example/openclaw/models/pull/7#issuecomment-991',
    ]);
    await mirror.subjects({ author: 'mei', isPull: true }, firstPage);
    await mirror.subjects({ repo: 'openclaw/models', head: 'two' }, firstPage);
    await mirror.counts();
    await mirror.repositories();
    await bodies();
    await mirror.hide('github', 3001, minute(59));
    await watch.assertIndexed();
  });
});
