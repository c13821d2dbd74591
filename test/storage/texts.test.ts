// The store of texts behind commitments, on the real engine.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { opens } from '../../src/ledger/commitment.js';
import type { TextStore } from '../../src/ledger/store.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createTextStore, textsCollection } from '../../src/storage/texts.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

let database: Database;
let texts: TextStore;

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  texts = createTextStore(database);
});

async function commit(text: string, purpose: string): Promise<string> {
  const commitment = await texts.commit(text, purpose);
  if (commitment === null) throw new Error('no commitment');
  return commitment;
}

describe('a commitment', () => {
  test('is null for an empty text, and nothing is stored', async () => {
    expect(await texts.commit('', 'x')).toBeNull();
    expect(await database.collection(textsCollection).findOne({ purpose: 'x' })).toBeNull();
  });

  test('is opened by the text and salt stored under it', async () => {
    const commitment = await commit('因为 it is slow', 'x');
    const stored = await database.collection(textsCollection).findOne({ _id: commitment });
    expect(opens(commitment, stored?.text ?? '', stored?.salt ?? '')).toBe(true);
    expect(await texts.texts([commitment, 'unknown'])).toEqual(new Map([[commitment, '因为 it is slow']]));
  });

  test('is the same again for the same purpose, and another one for another', async () => {
    expect(await commit('why', 'x')).toBe(await commit('why', 'x'));
    expect(await commit('why', 'x')).not.toBe(await commit('why', 'y'));
  });

  test('is one, however many ask for it at once', async () => {
    const other = createTextStore(database);
    const made = await Promise.all([texts, other, texts, other].map((store) => store.commit('why', 'x')));
    expect(new Set(made).size).toBe(1);
    expect(await database.collection(textsCollection).countDocuments({ purpose: 'x' })).toBe(1);
  });

  test('never stands for another text than the one given', async () => {
    const first = await commit('why', 'x');
    const second = await commit('why not', 'x');
    expect(await commit('why not', 'x')).toBe(second);
    expect([...(await texts.texts([first, second])).values()].sort()).toEqual(['why', 'why not']);
  });

  test('is found by index only', async () => {
    const watch = watchQueries(database);
    await texts.texts([await commit('a', 'x'), await commit('a', 'x')]);
    await watch.assertIndexed();
  });
});
