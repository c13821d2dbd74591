// A start that fails half way says what to mend, and leaves nothing open.
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { startApp } from '../../src/compose/app.js';
import type { Config } from '../../src/config.js';
import { databaseUri, governanceDir, startWorld, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';

const log = pino({ level: 'silent' });
const taken = createServer();

beforeEach(async () => {
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
});
afterEach(async () => {
  taken.close();
  await once(taken, 'close');
});

function takenPort(): number {
  const address = taken.address();
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
  return address.port;
}

/** Everything open in this process that a start opens: connections, servers, timers, children. */
function open(): readonly string[] {
  const kinds = ['TCPServerWrap', 'TCPSocketWrap', 'PipeWrap', 'ProcessWrap', 'Timeout'];
  return process
    .getActiveResourcesInfo()
    .filter((kind) => kinds.includes(kind))
    .sort();
}

async function configOf(dbName: string, change: Partial<Config>): Promise<Config> {
  return {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'https://charter.example',
    mongodbUri: databaseUri(dbName),
    dataDir: tmpdir(),
    governanceDir: await governanceDir(),
    github: { appId: 1, privateKey: 'a key', webhookSecret: 'a secret', baseUrl: null, proxy: null },
    gitee: null,
    forgeWrites: 'off',
    role: 'all',
    logLevel: 'silent',
    ...change,
  };
}

/** Expects the start to fail so, and that soon no more is open than before it. */
async function expectFailure(config: Config, reason: RegExp): Promise<void> {
  const before = open();
  await expect(startApp({ config, log, seed: 'nothing' })).rejects.toThrow(reason);
  await until('everything is closed', () => open().length <= before.length);
}

test.each<[string, Partial<Config>]>([
  ['live', {}],
  ['in the sandbox', { github: null }],
])('%s, with a port that is in use', async (_mode, change) => {
  const name = `failed-${randomUUID()}`;
  await openTestDatabase(change.github === null ? `${name}_sandbox` : name);
  await expectFailure(await configOf(name, { ...change, port: takenPort() }), /EADDRINUSE/);
});

test('in another mode than its data', async () => {
  const name = `failed-${randomUUID()}`;
  const world = await startWorld({ config: { mongodbUri: databaseUri(`${name}_sandbox`) } });
  await world.app.stop();
  await openTestDatabase(`${name}_sandbox`);
  await expectFailure(await configOf(name, { github: null }), /holds the data of a live foundation/);
});
