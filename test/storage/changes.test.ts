// What pages show has a number that changes with it, in the process that writes at once, in others when they poll.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineCollection } from '../../src/storage/collection.js';
import type { Database } from '../../src/storage/connect.js';
import { openTestDatabase } from '../support/database.js';

interface Row {
  readonly _id: string;
  readonly n: number;
}

const fields = { _id: String, n: Number };
const shown = defineCollection<Row>({ name: 'shown', fields, shown: true, indexes: [] });
const inner = defineCollection<Row>({ name: 'inner', fields, indexes: [] });

async function two(): Promise<readonly [Database, Database]> {
  const name = `test-${randomUUID()}`;
  return [await openTestDatabase(name), await openTestDatabase(name)];
}

/** Polls until the version is another; fails when it is not within a minute. */
async function learns({ changes }: Database, before: number): Promise<void> {
  for (const began = Date.now(); changes.version() === before && Date.now() - began < 60_000;) {
    await changes.poll();
    await sleep(10);
  }
  expect(changes.version()).not.toBe(before);
}

describe('the version', () => {
  const rows = async (database: Database): Promise<void> => {
    await database.collection(shown).insertMany([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
  };
  test.each<[string, (database: Database) => Promise<unknown>]>([
    ['an insertion', (database) => database.collection(shown).insertOne({ _id: 'c', n: 1 })],
    ['an update', (database) => database.collection(shown).updateOne({ _id: 'a' }, { $set: { n: 2 } })],
    ['a replacement', (database) => database.collection(shown).replaceOne({ _id: 'a' }, { n: 3 })],
    ['a removal', (database) => database.collection(shown).deleteOne({ _id: 'a' })],
    ['a bulk write', (database) => database.collection(shown).bulkWrite([{ deleteOne: { filter: { _id: 'b' } } }])],
    ['a find and update', (database) => database.collection(shown).findOneAndUpdate({ _id: 'b' }, { $inc: { n: 1 } })],
  ])('is another after %s, at once', async (_, write) => {
    const database = await openTestDatabase();
    await rows(database);
    const before = database.changes.version();
    await write(database);
    expect(database.changes.version()).not.toBe(before);
  });

  test('is another after a write that failed: it may have been carried out', async () => {
    const database = await openTestDatabase();
    await rows(database);
    const before = database.changes.version();
    await expect(database.collection(shown).insertOne({ _id: 'a', n: 2 })).rejects.toThrow('E11000');
    expect(database.changes.version()).not.toBe(before);
  });

  test('stays after reads, and after writes to what no page shows', async () => {
    const database = await openTestDatabase();
    await rows(database);
    const before = database.changes.version();
    expect(await database.collection(shown).find({ _id: 'a' }).toArray()).toEqual([{ _id: 'a', n: 1 }]);
    expect(await database.collection(shown).countDocuments({ n: 1 })).toBe(2);
    await database.collection(inner).insertOne({ _id: 'x', n: 1 });
    expect(database.changes.version()).toBe(before);
  });
});

describe('another process', () => {
  test('learns of a write when it polls, and of each further one', async () => {
    const [writer, reader] = await two();
    for (const id of ['a', 'b', 'c']) {
      const before = reader.changes.version();
      await writer.collection(shown).insertOne({ _id: id, n: 1 });
      await learns(reader, before);
    }
  });

  test('is told of the last write before the writer ends', async () => {
    const [writer, reader] = await two();
    await writer.collection(shown).insertOne({ _id: 'a', n: 1 });
    await learns(reader, 0);
    const before = reader.changes.version();
    await writer.collection(shown).insertOne({ _id: 'b', n: 1 });
    await writer.close();
    await reader.changes.poll();
    expect(reader.changes.version()).not.toBe(before);
  });

  test('that changed nothing sees the same number at every poll', async () => {
    const [writer, reader] = await two();
    await writer.collection(shown).insertOne({ _id: 'a', n: 1 });
    await learns(reader, 0);
    const before = reader.changes.version();
    await reader.changes.poll();
    await reader.changes.poll();
    expect(reader.changes.version()).toBe(before);
  });
});
