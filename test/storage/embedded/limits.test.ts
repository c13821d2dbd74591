// What a running engine may take: memory for its cache, and open files however many collections came and went.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { connect, type Database } from '../../../src/storage/connect.js';
import { cacheMiB } from '../../../src/storage/embedded/limits.js';
import { quietLog } from '../../support/database.js';

const gib = 1024 ** 3;
const status = z.object({
  wiredTiger: z.object({
    cache: z.object({ 'maximum bytes configured': z.number() }),
    connection: z.object({ 'files currently open': z.number() }),
  }),
});

let dataDir: string;
let database: Database;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'opencharter-limits-'));
  database = await connect({ uri: null, dataDir, dbName: 'app', log: quietLog });
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function engineStatus(): Promise<z.infer<typeof status>['wiredTiger']> {
  return status.parse(await database.connection.getClient().db('admin').command({ serverStatus: 1 })).wiredTiger;
}

test.each([
  ['what the engine takes by itself, of little', 0.5 * gib, 256],
  ['a quarter', 2 * gib, 512],
  ['a gibibyte at most', 64 * gib, 1024],
])('%s', (_, memory, expected) => {
  expect(cacheMiB(memory)).toBe(expected);
});

test('a running engine has the cache', async () => {
  const bytes = (await engineStatus()).cache['maximum bytes configured'];
  expect(bytes).toBeGreaterThanOrEqual(256 * 1024 ** 2);
  expect(bytes).toBeLessThanOrEqual(Math.max(256 * 1024 ** 2, totalmem() / 4));
});

test('a running engine closes the files of collections that nobody uses any more', async () => {
  const passing = database.connection.getClient().db('passing');
  for (let i = 0; i < 200; i += 1) await passing.collection(`c${String(i)}`).createIndexes([{ key: { a: 1 } }]);
  expect((await engineStatus()).connection['files currently open']).toBeGreaterThan(400);
  await passing.dropDatabase();
  while ((await engineStatus()).connection['files currently open'] > 300) await pause(500);
});
