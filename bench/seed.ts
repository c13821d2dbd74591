// How long a new sandbox takes to be ready: half a year of the foundation, told through the real webhooks, on the embedded database. Aim: 10 s, at
// most 20 s on two cores.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { startApp } from '../src/compose/app.js';
import { readConfig } from '../src/config.js';
import { options, table } from './support/report.js';

interface Run {
  readonly seconds: number;
  readonly webhooks: number;
  readonly calls: number;
  readonly motions: number;
}

async function run(): Promise<Run> {
  const dataDir = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', PUBLIC_URL: 'http://localhost:3000' });
  if (!config.ok) throw new Error(config.error.join('; '));
  const log = pino({ level: 'warn' }, pino.destination(2));
  const started = performance.now();
  const app = await startApp({ config: config.value, log });
  while (!app.ready().ready) await sleep(50);
  const seconds = (performance.now() - started) / 1000;
  const { motions } = await app.stores.ledger.sync();
  const webhooks = await app.database.connection.collection('deliveries').countDocuments();
  const { github, gitee } = app.sandbox ?? {};
  const calls = (github?.calls.mark() ?? 0) + (gitee?.calls.mark() ?? 0);
  await app.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  return { seconds, webhooks, calls, motions: motions.size };
}

const { rounds } = options({ seconds: 0, rounds: 3 });
const rows = [['run', 'seconds until ready', 'webhooks', 'API calls', 'motions']];
for (let round = 1; round <= rounds; round += 1) {
  const { seconds, webhooks, calls, motions } = await run();
  rows.push([String(round), seconds.toFixed(1), String(webhooks), String(calls), String(motions)]);
}
table(rows);
