// The index check itself: it sees every kind of query, and tells an indexed one from a scan.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { defineCollection, type Keyed } from '../../src/storage/collection.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { openTestDatabase } from './database.js';
import { watchQueries } from './explain.js';

interface CatDoc extends Keyed {
  readonly name: string;
  readonly color: string;
}
const cats = defineCollection<CatDoc>({
  name: 'cats',
  fields: { _id: String, name: String, color: String },
  indexes: [{ keys: { name: 1 } }],
});

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, [cats]);
  await database.collection(cats).insertMany([
    { _id: 'a', name: 'Mimi', color: 'red' },
    { _id: 'b', name: 'Tom', color: 'grey' },
  ]);
});

interface Query {
  readonly what: string;
  readonly run: (by: Partial<CatDoc>) => Promise<unknown>;
}
const queries: readonly Query[] = [
  { what: 'find', run: (by) => database.collection(cats).find(by).toArray() },
  { what: 'findOne of the model', run: (by) => database.model(cats).findOne(by).lean() },
  {
    what: 'aggregate',
    run: (by) =>
      database
        .collection(cats)
        .aggregate([{ $match: by }])
        .toArray(),
  },
  { what: 'countDocuments', run: (by) => database.collection(cats).countDocuments(by) },
  { what: 'distinct', run: (by) => database.collection(cats).distinct('name', by) },
  { what: 'updateOne', run: (by) => database.collection(cats).updateOne(by, { $set: { color: 'red' } }) },
  { what: 'deleteMany', run: (by) => database.collection(cats).deleteMany(by) },
  { what: 'findOneAndUpdate', run: (by) => database.collection(cats).findOneAndUpdate(by, { $set: { color: 'x' } }) },
];

describe('the index check', () => {
  test.each(queries)('accepts $what by an indexed field', async ({ run }) => {
    const watch = watchQueries(database);
    await run({ name: 'Tom' });
    expect(watch.shapes()).toHaveLength(1);
    await watch.assertIndexed();
  });

  test.each(queries)('refuses $what by a field without an index', async ({ run }) => {
    const watch = watchQueries(database);
    await run({ color: 'red' });
    await expect(watch.assertIndexed()).rejects.toThrow(/scan a whole collection:\n\w+ cats \{.*color/);
  });

  test('explains one query of each shape, whatever the values', async () => {
    const watch = watchQueries(database);
    for (const name of ['a', 'b', 'c']) await database.collection(cats).findOne({ name: { $in: [name, 'd'] } });
    await database.collection(cats).findOne({ _id: 'a' });
    expect(watch.shapes()).toHaveLength(2);
    await watch.assertIndexed();
  });

  test('looks at every statement of a bulk write', async () => {
    const watch = watchQueries(database);
    await database
      .collection(cats)
      .bulkWrite([
        { updateOne: { filter: { name: 'Tom' }, update: { $set: { color: 'x' } } } },
        { updateOne: { filter: { color: 'grey' }, update: { $set: { color: 'x' } } } },
      ]);
    await expect(watch.assertIndexed()).rejects.toThrow('color');
  });

  test('does not mind what is sent after it was asked', async () => {
    const watch = watchQueries(database);
    await watch.assertIndexed();
    await database.collection(cats).findOne({ color: 'red' });
    expect(watch.shapes()).toEqual([]);
  });
});
