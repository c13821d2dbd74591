// The connection: collections that check, indexes that are made, errors that help.
import { describe, expect, test } from '@jest/globals';
import { defineCollection, type Keyed } from '../../src/storage/collection.js';
import { connect, ensureIndexes } from '../../src/storage/connect.js';
import { journaledBy } from '../../src/storage/write-concern.js';
import { openTestDatabase, quietLog } from '../support/database.js';

interface SeatDoc extends Keyed {
  readonly body: string;
  readonly holder: string;
}

const seats = defineCollection<SeatDoc>({
  name: 'seats',
  fields: { _id: String, body: String, holder: { type: String, required: true } },
  indexes: [{ keys: { body: 1, holder: 1 }, options: { unique: true } }, { keys: { holder: 1 } }],
});

describe('a database', () => {
  test('reads through the mongoose model what the driver wrote, and the other way round', async () => {
    const database = await openTestDatabase();
    await database.collection(seats).insertOne({ _id: 'a', body: 'tsc', holder: 'lin-mei' });
    await database.model(seats).create({ _id: 'b', body: 'tsc', holder: 'wang-bo' });
    expect(await database.model(seats).findById('a').lean()).toEqual({ _id: 'a', body: 'tsc', holder: 'lin-mei' });
    expect(await database.collection(seats).findOne({ _id: 'b' })).toEqual({
      _id: 'b',
      body: 'tsc',
      holder: 'wang-bo',
    });
  });

  test('the mongoose model refuses a document that is not as declared', async () => {
    const database = await openTestDatabase();
    await expect(database.model(seats).create({ _id: 'a', body: 'tsc' })).rejects.toThrow('holder');
    const withRank = { _id: 'a', body: 'tsc', holder: 'x', rank: 1 };
    await expect(database.model(seats).create(withRank)).rejects.toThrow('rank');
  });

  test('has the declared indexes after ensureIndexes, which may run again', async () => {
    const database = await openTestDatabase();
    await ensureIndexes(database, [seats]);
    await ensureIndexes(database, [seats]);
    const made = await database.collection(seats).indexes();
    expect(made.map(({ name }) => name).sort()).toEqual(['_id_', 'body_1_holder_1', 'holder_1']);
    await database.collection(seats).insertOne({ _id: 'a', body: 'tsc', holder: 'lin-mei' });
    const again = database.collection(seats).insertOne({ _id: 'b', body: 'tsc', holder: 'lin-mei' });
    await expect(again).rejects.toThrow('E11000');
  });

  test('is ready while open and not after', async () => {
    const database = await openTestDatabase();
    expect(database.ready()).toBe(true);
    await database.close();
    expect(database.ready()).toBe(false);
  });

  test('asks for a journaled write unless a call says otherwise', async () => {
    const database = await openTestDatabase();
    const sent: unknown[] = [];
    database.connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (commandName === 'insert') sent.push(command['writeConcern']);
    });
    await database.collection(seats).insertOne({ _id: 'a', body: 'tsc', holder: 'x' });
    await database
      .collection(seats)
      .insertOne({ _id: 'b', body: 'tsc', holder: 'y' }, { writeConcern: { w: 1, journal: false } });
    expect(sent).toEqual([database.journaled, { w: 1, j: false }]);
    expect(database.journaled).toEqual({ w: 1, j: true });
  });
});

describe('the journaled write concern', () => {
  test.each([
    ['a standalone server', { isWritablePrimary: true }, 1],
    ['a replica set', { isWritablePrimary: true, setName: 'rs0' }, 'majority'],
    ['a member that is not primary', { isWritablePrimary: false, setName: 'rs0' }, 'majority'],
    ['a sharded cluster', { isWritablePrimary: true, msg: 'isdbgrid' }, 'majority'],
  ])('of %s', (_, hello, w) => {
    expect(journaledBy(hello)).toEqual({ w, j: true });
  });
});

describe('a server that cannot be reached', () => {
  test('is an error that names it without its password', async () => {
    const options = { dataDir: 'unused', dbName: 'x', log: quietLog };
    const attempt = connect({ uri: 'mongodb://user:secret@127.0.0.1:9/?tls=false', ...options });
    await expect(attempt).rejects.toThrow(
      'could not reach MongoDB at mongodb://127.0.0.1:9/ within 3 s: check MONGODB_URI',
    );
  });

  test('is waited for as long as its address says', async () => {
    const uri = 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=100';
    const attempt = connect({ uri, dataDir: 'unused', dbName: 'x', log: quietLog });
    await expect(attempt).rejects.toThrow('could not reach MongoDB at mongodb://127.0.0.1:9/ within 0.1 s');
  });

  test.each(['', 'localhost:27017', 'http://localhost'])(
    'an address that is none (%p) is an error that says so',
    async (uri) => {
      await expect(connect({ uri, dataDir: 'unused', dbName: 'x', log: quietLog })).rejects.toThrow('MONGODB_URI');
    },
  );
});
