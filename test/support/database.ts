// A fresh database for a test, on the one engine of the run.
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll } from '@jest/globals';
import type { Log } from '../../src/shared/log.js';
import { connect, type Database } from '../../src/storage/connect.js';

/** Says nothing. */
export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The address of the run's engine, for tests that start the app itself. */
export function testEngineUri(): string {
  const uri = process.env['OPENCHARTER_TEST_MONGODB'];
  if (uri === undefined)
    throw new Error('the engine of the test run was not started: see test/support/global-setup.mjs');
  return uri;
}

const opened: Database[] = [];

/** A database of its own, empty and without indexes; dropped and closed after the test file. Call it at any time, as often as needed. */
export async function openTestDatabase(dbName = `test-${randomUUID()}`): Promise<Database> {
  const options = { uri: testEngineUri(), dataDir: tmpdir(), dbName, log: quietLog, monitorCommands: true };
  const database = await connect(options);
  opened.push(database);
  return database;
}

afterAll(async () => {
  for (const database of opened.splice(0)) {
    if (database.ready()) await database.connection.dropDatabase();
    await database.close();
  }
});
