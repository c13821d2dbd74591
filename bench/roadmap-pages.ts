// Pages of the roadmap with 2,000 items and 20,000 changes beside the same with 50 items: rendered anew, and from the cache. They take turns within one
// run, because such figures drift by far more than they differ. Aim: p99 with 2,000 items at most 1.5 times that with 50. Then what a reader waits for
// when something has changed, and in another minute.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { storesOn } from '../src/compose/stores.js';
import { readConfig } from '../src/config.js';
import { createRoadmapReader } from '../src/planning/read.js';
import { plus, systemClock } from '../src/shared/time.js';
import { connect } from '../src/storage/connect.js';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { copy } from './support/copy.js';
import { adopt, fill } from './support/large-portal.js';
import { load, readingOf, type Load } from './support/load.js';
import { median, options, percentile, table } from './support/report.js';

const sizes = [50, 2000] as const;
const connections = 4;
const paths = [
  '/roadmap',
  '/roadmap?status=shipped&theme=safety',
  '/roadmap/RM-2026-007',
  '/roadmap/changes',
  '/api/v1/roadmap',
  '/api/v1/roadmap/changes?slip=true',
  '/feeds/roadmap.atom',
];
const log = pino({ level: 'warn' }, pino.destination(2));

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(...args: readonly string[]): Promise<Running> {
  const child = fork(fileURLToPath(new URL('support/pages.ts', import.meta.url)), args);
  const [{ port }] = z.tuple([z.object({ port: z.number() }), z.unknown()]).parse(await once(child, 'message'));
  return { child, port };
}

async function check(port: number, path: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
  if (!response.ok) throw new Error(`${path} is ${String(response.status)}: ${await response.text()}`);
}

const { seconds, rounds } = options({ seconds: 1, rounds: 5 });
const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const engine = await startEmbedded(join(folder, 'db'), log);
const config = readConfig({ DATA_DIR: folder, PORT: '0', PUBLIC_URL: 'http://localhost:3000' });
if (!config.ok) throw new Error(config.error.join('; '));
const open = (dbName: string) => connect({ uri: engine.uri, dataDir: folder, dbName, log });
await adopt({ ...config.value, mongodbUri: engine.uri }, log);
const seeded = await open('opencharter_sandbox');
const databases = await Promise.all(sizes.map((size) => open(`bench-${String(size)}`)));
for (const [i, database] of databases.entries()) {
  await copy(seeded, database);
  await fill(database, { items: sizes[i] ?? 0, motions: 50 });
}

const portals = await Promise.all(
  databases.flatMap(({ connection }, i) =>
    ['rendering', 'portal'].map(async (kind) => ({
      what: `${kind === 'portal' ? 'kept' : 'rendered'}, ${String(sizes[i])} items`,
      ...(await start(kind, engine.uri, connection.name)),
    })),
  ),
);
console.log(`${String(connections)} connections, ${String(rounds)} rounds of ${String(seconds)} s each, medians\n`);
for (const path of paths) {
  const turns = portals.map(({ what, port }) => ({ what, port, results: new Array<Load>() }));
  for (const { port } of turns) {
    await check(port, path);
    await load(port, connections, 2 * seconds, () => readingOf(path));
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { port, results } of turns) results.push(await load(port, connections, seconds, () => readingOf(path)));
  }
  const rows = turns.map(({ what, results }) => ({
    what,
    rate: median(results.map(({ perSecond }) => perSecond)),
    p50: median(results.map(({ latencies }) => percentile(latencies, 0.5))),
    p99: median(results.map(({ latencies }) => percentile(latencies, 0.99))),
  }));
  table([
    [path, 'per second', 'p50 ms', 'p99 ms', '× p99 with 50'],
    ...rows.map(({ what, rate, p50, p99 }, i) => {
      const base = rows[i % 2]?.p99 ?? Number.NaN;
      return [what, rate.toFixed(0), p50.toFixed(2), p99.toFixed(2), (p99 / base).toFixed(2)];
    }),
  ]);
  console.log('');
}
for (const { child } of portals) child.disconnect();

/** Milliseconds of each of several goes. */
async function timed(goes: number, task: (go: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let go = 0; go < goes; go += 1) {
    const began = performance.now();
    await task(go);
    times.push(performance.now() - began);
  }
  return times;
}

const rows = [['items', 'first reading, ms', 'something else has changed, ms', 'another minute, ms']];
for (const [i, database] of databases.entries()) {
  const stores = storesOn(database, systemClock, () => undefined);
  let [version, now] = [0, systemClock.now()];
  const reader = createRoadmapReader({ ...stores, clock: { now: () => now }, version: () => version });
  await stores.ledger.sync();
  const first = await timed(1, () => reader.roadmap());
  const changed = await timed(21, () => {
    version += 1;
    return reader.roadmap();
  });
  const minute = await timed(21, () => {
    now = plus(now, 60_000);
    return reader.roadmap();
  });
  rows.push([String(sizes[i]), ...[first, changed, minute].map((times) => median(times).toFixed(1))]);
}
table(rows);

await Promise.all([seeded, ...databases].map((database) => database.close()));
await engine.stop();
await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
