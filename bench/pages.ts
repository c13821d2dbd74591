// Pages a second with their latency: home, motions and one motion, rendered anew, from the cache, and as 304, beside Express sending the same bytes
// from memory. On the sandbox's half year, with 1,000 and with 200,000 mirrored objects. All take turns within one run, because such figures
// drift by far more than they differ. Aims: 0.25 of Express when rendering, 0.8 for 304; p99 with 200,000 at most 1.3 times that with 1,000; the
// first page under 60 KB with everything it loads.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { startApp } from '../src/compose/app.js';
import { readConfig } from '../src/config.js';
import { connect, type Database } from '../src/storage/connect.js';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { mirrorCollection, type MirrorDoc } from '../src/storage/mirror-document.js';
import { copy } from './support/copy.js';
import { load, readingOf, type Load } from './support/load.js';
import { median, options, percentile, table } from './support/report.js';

const sizes = [1000, 200_000] as const;
const connections = 10;
const log = pino({ level: 'warn' }, pino.destination(2));

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

interface Turn {
  readonly what: string;
  readonly port: number;
  readonly request: Buffer;
  readonly results: Load[];
}

async function start(...args: readonly string[]): Promise<Running> {
  const child = fork(fileURLToPath(new URL('support/pages.ts', import.meta.url)), args);
  const [{ port }] = z.tuple([z.object({ port: z.number() }), z.unknown()]).parse(await once(child, 'message'));
  return { child, port };
}

/** Tells the sandbox's story into a database of the server; answers its name. */
async function seed(uri: string, dataDir: string): Promise<string> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', PUBLIC_URL: 'http://localhost:3000' });
  if (!config.ok) throw new Error(config.error.join('; '));
  const app = await startApp({ config: { ...config.value, mongodbUri: uri }, log });
  while (!app.ready().ready) await sleep(50);
  const { name } = app.database.connection;
  await app.stop();
  return name;
}

function issue(number: number): MirrorDoc {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  return {
    _id: `github:999#${String(number)}`,
    kind: 'subject',
    version: `${at} ${at}`,
    gone: false,
    repo: 'github:999',
    subject: null,
    number: String(number),
    author: 'github:account:1001',
    pull: number % 3 === 0,
    state: number % 4 === 0 ? 'open' : 'closed',
    order: at,
    name: null,
    data: {
      title: `Issue number ${String(number)}`,
      draft: false,
      labels: ['bug'],
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      commentsCount: 0,
      body: 'The loader reads the header twice. '.repeat(8),
    },
  };
}

async function fill(database: Database, size: number): Promise<void> {
  for (let from = 0; from < size; from += 1000) {
    const documents = Array.from({ length: 1000 }, (_, i) => issue(from + i));
    await database.collection(mirrorCollection).insertMany(documents, { ordered: false });
  }
}

async function bodyOf(port: number, path: string): Promise<{ body: string; etag: string }> {
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
  if (!response.ok) throw new Error(`${path} is ${String(response.status)}: ${await response.text()}`);
  return { body: await response.text(), etag: response.headers.get('etag') ?? '' };
}

/** Bytes on the wire of a page with its styles, scripts and icon, compressed as a browser asks for it. */
async function transferOf(port: number, path: string): Promise<number> {
  const { body } = await bodyOf(port, path);
  const linked = [...body.replaceAll('&#x3D;', '=').matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    ([, asset]) => asset ?? '',
  );
  const sizes = [path, ...new Set(linked)].map(async (address) => {
    const url = `http://127.0.0.1:${String(port)}${address}`;
    const { headers } = await fetch(url, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip, br' } });
    return Number(headers.get('content-length')) + JSON.stringify([...headers]).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const { seconds, rounds } = options({ seconds: 1, rounds: 5 });
const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const engine = await startEmbedded(join(folder, 'db'), log);
const names = [await seed(engine.uri, folder), 'bench-large'];
const [small, large] = await Promise.all(
  names.map((dbName) => connect({ uri: engine.uri, dataDir: folder, dbName, log })),
);
if (!small || !large) throw new Error('no databases');
await copy(small, large);
await fill(small, sizes[0]);
await fill(large, sizes[1]);
await Promise.all([small.close(), large.close()]);

const fixed = await start('fixed');
const portals = await Promise.all(
  names.map(async (name, i) => ({
    size: String(sizes[i]),
    rendering: await start('rendering', engine.uri, name),
    cached: await start('portal', engine.uri, name),
  })),
);
const first = portals[0]?.cached.port ?? 0;
const motions = z
  .array(z.object({ id: z.string() }))
  .parse(JSON.parse((await bodyOf(first, '/api/v1/motions?outcome=carried')).body));
const paths = ['/', '/motions', `/motions/${motions[0]?.id ?? ''}`];

console.log(`${String(connections)} connections, ${String(rounds)} rounds of ${String(seconds)} s each, medians\n`);
for (const path of paths) {
  const { body } = await bodyOf(first, path);
  await fetch(`http://127.0.0.1:${String(fixed.port)}${path}`, { method: 'POST', body });
  const turns: Turn[] = [{ what: 'Express, same bytes', port: fixed.port, request: readingOf(path), results: [] }];
  for (const { size, rendering, cached } of portals) {
    const { etag } = await bodyOf(cached.port, path);
    turns.push(
      { what: `rendered, ${size} objects`, port: rendering.port, request: readingOf(path), results: [] },
      { what: `kept, ${size} objects`, port: cached.port, request: readingOf(path), results: [] },
      {
        what: `304, ${size} objects`,
        port: cached.port,
        request: readingOf(path, { 'If-None-Match': etag }),
        results: [],
      },
    );
  }
  // A portal runs for weeks: what the first seconds spend on compiling its code is left out.
  for (const { port, request } of turns) await load(port, connections, 4 * seconds, () => request);
  for (let round = 0; round < rounds; round += 1) {
    for (const { port, request, results } of turns) results.push(await load(port, connections, seconds, () => request));
  }
  const rate = ({ results }: Turn): number => median(results.map(({ perSecond }) => perSecond));
  const at = (share: number, { results }: Turn): string =>
    median(results.map(({ latencies }) => percentile(latencies, share))).toFixed(2);
  const base = turns[0] ? rate(turns[0]) : Number.NaN;
  const rows = turns.map((turn) => [
    turn.what,
    rate(turn).toFixed(0),
    at(0.5, turn),
    at(0.99, turn),
    (rate(turn) / base).toFixed(2),
  ]);
  const kilobytes = (Buffer.byteLength(body) / 1024).toFixed(0);
  table([[`${path} (${kilobytes} KB)`, 'per second', 'p50 ms', 'p99 ms', '× Express'], ...rows]);
  console.log('');
}
console.log(`the first page with all it loads: ${((await transferOf(first, '/')) / 1024).toFixed(1)} KB on the wire`);

for (const { child } of [fixed, ...portals.flatMap(({ rendering, cached }) => [rendering, cached])]) child.disconnect();
await engine.stop();
await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
