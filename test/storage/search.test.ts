// The search index on the real engine.
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readQuery } from '../../src/search/query.js';
import type { SearchDoc, SearchIndex, SearchKind } from '../../src/search/store.js';
import { maxResults } from '../../src/search/store.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createSearchIndex, searchCollection } from '../../src/storage/search.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

let database: Database;
let index: SearchIndex;

beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, [searchCollection]);
  index = createSearchIndex(database);
});

beforeEach(async () => {
  await database.collection(searchCollection).deleteMany({});
});

function doc(id: string, fields: Partial<SearchDoc> = {}): SearchDoc {
  return {
    id,
    kind: 'issue',
    title: '',
    text: '',
    where: '',
    url: `/${id}`,
    at: '2026-03-01T00:00:00.000Z',
    version: 1,
    ...fields,
  };
}

/** The ids found, in order. */
async function found(text: string, kind: SearchKind | null = null): Promise<readonly string[]> {
  const { items } = await index.find({ tokens: readQuery(text).tokens, kind, page: 1, perPage: 100 });
  return items.map(({ id }) => id);
}

describe('finding', () => {
  beforeEach(async () => {
    await index.putAll([
      doc('a', { title: 'Adopt safetensors', text: 'C-Bench 评测 needs it' }),
      doc('b', { title: '采用评测集', text: 'we vote on safetensors', at: '2026-04-01T00:00:00.000Z' }),
      doc('c', { kind: 'kind', title: { en: 'Technical decision', zh: '技术决定' }, text: '插值与加载', at: null }),
      doc('d', { title: 'Votes', text: '一张票', keywords: 'M-2026-0007', where: 'openclaw/models#12' }),
    ]);
  });

  test.each([
    ['a word, in a title before one in a text', 'SafeTensors', ['a', 'b']],
    ['a word in the singular', 'vote', ['d', 'b']],
    ['all words, wherever they stand', 'safetensors vote', ['b']],
    ['nothing where one word is missing', 'safetensors nowhere', []],
    ['Chinese in titles and texts', '评测', ['b', 'a']],
    ['Chinese, longer', '评测集', ['b']],
    ['two Chinese characters', '插值', ['c']],
    ['one Chinese character, the last of its words', '票', ['d']],
    ['one Chinese character, the first of its words', '插', ['c']],
    ['one Chinese character, in a title before one in a text', '评', ['b', 'a']],
    ['one Chinese character beside other words', '技 加载', ['c']],
    ['both scripts', 'C-Bench 评测', ['a']],
    ['a title in either language', '技术决定', ['c']],
    ['a title in the other language', 'technical', ['c']],
    ['a keyword', 'm-2026-0007', ['d']],
    ['where it stands', 'openclaw models', ['d']],
    ['nothing for nothing', ' ', []],
    ['words of an operator as words', '{"$gt": ""} safetensors', []],
    ['words of a pattern as words', '.*', []],
    ['signs between words as such', '"safetensors" -adopt $', ['a']],
    ['a mark of the index as nothing', '^safetensors', ['a', 'b']],
  ])('%s', async (_, query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  test('only of one kind', async () => {
    expect(await found('插值', 'kind')).toEqual(['c']);
    expect(await found('插值', 'issue')).toEqual([]);
  });

  test('what it shows', async () => {
    const { items, total } = await index.find({ tokens: ['decision'], kind: null, page: 1, perPage: 1 });
    expect(total).toBe(1);
    expect(items).toEqual([
      {
        id: 'c',
        kind: 'kind',
        title: { en: 'Technical decision', zh: '技术决定' },
        text: '插值与加载',
        where: '',
        url: '/c',
        at: null,
      },
    ]);
  });
});

test('pages follow each other, newest first, and end at the most that is counted', async () => {
  const many = Array.from({ length: maxResults + 50 }, (_, i) =>
    doc(`n${String(i)}`, { text: 'common', at: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString() }),
  );
  await index.putAll(many);
  const page = (number: number): ReturnType<SearchIndex['find']> =>
    index.find({ tokens: ['common'], kind: null, page: number, perPage: 2 });
  expect((await page(1)).items.map(({ id }) => id)).toEqual(['n1049', 'n1048']);
  expect((await page(2)).items.map(({ id }) => id)).toEqual(['n1047', 'n1046']);
  expect((await page(1)).total).toBe(maxResults);
  expect((await page(maxResults)).items).toEqual([]);
});

describe('order of writes', () => {
  test('an older version never replaces a newer one', async () => {
    await index.put(doc('a', { title: 'new', version: 2 }));
    await index.put(doc('a', { title: 'old', version: 1 }));
    expect(await found('new')).toEqual(['a']);
    expect(await found('old')).toEqual([]);
  });

  test('the same version again replaces what is there, so that an index can be mended', async () => {
    await index.put(doc('a', { title: 'first' }));
    await index.put(doc('a', { title: 'second' }));
    expect(await found('first')).toEqual([]);
    expect(await found('second')).toEqual(['a']);
  });

  test('many at once, some of them late', async () => {
    await index.put(doc('a', { title: 'new', version: 2 }));
    await index.putAll([doc('a', { title: 'old' }), doc('b', { title: 'new' })]);
    expect((await found('new')).toSorted()).toEqual(['a', 'b']);
    expect(await found('old')).toEqual([]);
  });

  test('the same late ones again, beside newer ones of others', async () => {
    await index.putAll([doc('a', { title: 'first' }), doc('b', { title: 'first', version: 3 })]);
    await index.putAll([
      doc('a', { title: 'second', version: 2 }),
      doc('b', { title: 'second' }),
      doc('c', { title: 'second' }),
    ]);
    expect((await found('second')).toSorted()).toEqual(['a', 'c']);
    expect(await found('first')).toEqual(['b']);
  });

  test('two writers at once leave the newer', async () => {
    await Promise.all([3, 1, 4, 2, 5].map((version) => index.put(doc('a', { title: `v${String(version)}`, version }))));
    expect(await found('v5')).toEqual(['a']);
  });

  test('what was removed is gone, its text too, and nothing brings it back', async () => {
    await index.put(doc('a', { title: 'secret', text: 'secret' }));
    await index.remove('a');
    await index.put(doc('a', { title: 'secret', version: 99 }));
    expect(await found('secret')).toEqual([]);
    const kept = await database.collection(searchCollection).findOne({ _id: 'a' });
    expect(JSON.stringify(kept)).not.toContain('secret');
  });

  test('what was removed before it came stays away', async () => {
    await index.remove('a');
    await index.put(doc('a', { title: 'late' }));
    expect(await found('late')).toEqual([]);
  });

  test('what was removed at a version comes back with a later one', async () => {
    await index.remove('a', 5);
    await index.put(doc('a', { title: 'same', version: 5 }));
    expect(await found('same')).toEqual([]);
    await index.put(doc('a', { title: 'later', version: 6 }));
    expect(await found('later')).toEqual(['a']);
  });

  test('a removal that comes late leaves the newer document', async () => {
    await index.put(doc('a', { title: 'newer', version: 6 }));
    await index.remove('a', 5);
    expect(await found('newer')).toEqual(['a']);
  });

  test('what a newer charter does not name is removed', async () => {
    await index.putAll([
      doc('p', { kind: 'person', title: 'left' }),
      doc('q', { kind: 'person', title: 'stayed', version: 2 }),
      doc('i', { title: 'left' }),
    ]);
    await index.removeOlder(['person'], 2);
    expect(await found('left')).toEqual(['i']);
    expect(await found('stayed')).toEqual(['q']);
  });
});

test('an index is whole once somebody says so, and not when an earlier tokenizer said it', async () => {
  expect(await index.isComplete()).toBe(false);
  await index.put(doc('a', { title: 'kept' }));
  await index.put(doc('b', { title: 'forgotten' }));
  const collection = database.collection(searchCollection);
  await collection.updateOne({ _id: 'b' }, { $set: { tokenizer: 0 } });
  await index.complete();
  expect(await index.isComplete()).toBe(true);
  expect(await found('forgotten')).toEqual([]);
  expect(await found('kept')).toEqual(['a']);
  await collection.updateOne({ _id: 'complete' }, { $set: { tokenizer: 0 } });
  expect(await index.isComplete()).toBe(false);
});

test('a text of many words is found by its first ones', async () => {
  const words = Array.from({ length: 3000 }, (_, i) => `w${String(i)}`);
  await index.put(doc('a', { text: words.join(' ') }));
  expect(await found('w7')).toEqual(['a']);
  expect(await found('w2999')).toEqual([]);
});

test('no search scans the collection', async () => {
  const watch = watchQueries(database);
  await index.putAll([doc('a', { title: 'one two' }), doc('b', { title: 'one' })]);
  await found('one');
  await found('one two');
  await found('one two', 'issue');
  await index.remove('b', 3);
  await index.removeOlder(['person', 'body'], 1);
  await index.isComplete();
  await index.complete();
  await watch.assertIndexed();
});
