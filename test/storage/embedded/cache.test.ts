// How much memory the engine's cache takes, and that a running engine is told.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { connect } from '../../../src/storage/connect.js';
import { cacheMiB } from '../../../src/storage/embedded/cache.js';
import { quietLog } from '../../support/database.js';

const gib = 1024 ** 3;
const status = z.object({ wiredTiger: z.object({ cache: z.object({ 'maximum bytes configured': z.number() }) }) });

test.each([
  ['what the engine takes by itself, of little', 0.5 * gib, 256],
  ['a quarter', 2 * gib, 512],
  ['a gibibyte at most', 64 * gib, 1024],
])('%s', (_, memory, expected) => {
  expect(cacheMiB(memory)).toBe(expected);
});

test('a running engine has the cache', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'opencharter-cache-'));
  const database = await connect({ uri: null, dataDir, dbName: 'app', log: quietLog });
  try {
    const answer = status.parse(await database.connection.getClient().db('admin').command({ serverStatus: 1 }));
    const bytes = answer.wiredTiger.cache['maximum bytes configured'];
    expect(bytes).toBeGreaterThanOrEqual(256 * 1024 ** 2);
    expect(bytes).toBeLessThanOrEqual(Math.max(256 * 1024 ** 2, totalmem() / 4));
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
