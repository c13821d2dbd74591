// Syncing a large repository: 10,000 issues and 20,000 comments on a simulated GitHub in its own process, read by `opencharter sync` in
// its own. How many calls, how long, and the most memory the syncing process had; then once more, with nothing new. MONGODB_URI's server,
// or an embedded engine.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { startProcess } from '../test/support/process.js';
import { writeGovernance } from './support/foundation.js';
import { secret } from './support/load.js';
import { table } from './support/report.js';
import { until } from './support/stage.js';

const [issues, commentsEach] = [10_000, 2];
const place = z.object({ hostAndPort: z.string(), appId: z.int(), privateKey: z.string() });
const counted = z.object({ calls: z.int() });

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function asJson(line: unknown): unknown {
  return JSON.parse(String(line));
}

/** The forge's process, and the lines it says. */
function startForge(): { readonly child: ChildProcess; readonly line: () => Promise<unknown> } {
  const loader = ['--no-warnings', '--import', path('support/register.mjs')];
  const args = [...loader, path('support/sync-forge.ts'), String(issues), String(commentsEach)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => asJson((await lines.next()).value) };
}

/** Peak resident memory so far in MiB, as Linux keeps it; null elsewhere and after the end. */
async function peakOf(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kib = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

interface Run {
  readonly seconds: number;
  readonly peakMiB: number | null;
  readonly said: string;
}

async function sync(environment: Readonly<Record<string, string>>): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, [path('../bin/opencharter.mjs'), 'sync', 'github:openclaw/models'], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  let [said, peakMiB]: [string, number | null] = ['', null];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const closed = once(child, 'close');
  while (child.exitCode === null) {
    peakMiB = (await peakOf(child.pid)) ?? peakMiB;
    await Promise.race([closed, sleep(200)]);
  }
  if (child.exitCode !== 0) throw new Error(`the sync ended with ${String(child.exitCode)}: ${said}`);
  return { seconds: (performance.now() - began) / 1000, peakMiB, said: said.trim().split('\n').at(-1) ?? '' };
}

const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const log = { info: () => undefined, warn: console.warn, error: console.error };
const given = process.env['MONGODB_URI'];
const engine = given === undefined ? await startEmbedded(join(folder, 'db'), log) : null;
const forge = startForge();
const { hostAndPort, appId, privateKey } = place.parse(await forge.line());
await writeGovernance(join(folder, 'governance'));
const environment = {
  MONGODB_URI: given ?? engine?.uri ?? '',
  GOVERNANCE_DIR: join(folder, 'governance'),
  PORT: '0',
  APP_ID: String(appId),
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: secret,
  GHE_HOST: hostAndPort,
  GHE_PROTOCOL: 'http',
};
const app = startProcess(environment);
process.once('exit', () => void app.kill());
await until('the app has adopted its charter', async () => {
  const url = /"url":"(http:[^"]+)"/.exec(app.output())?.[1];
  if (!app.alive()) throw new Error(`the app ended: ${app.output()}`);
  return url !== undefined && (await fetch(`${url}/readyz`)).ok;
});
await app.terminate();

async function calls(): Promise<number> {
  forge.child.stdin?.write('\n');
  return counted.parse(await forge.line()).calls;
}

const rows: string[][] = [['', 'objects', 'calls', 'a hundredth of objects', 'seconds', 'objects/s', 'peak MiB']];
for (const [name, objects] of [
  ['first', issues * (1 + commentsEach)],
  ['again', 0],
] as const) {
  const before = await calls();
  const { seconds, peakMiB, said } = await sync(environment);
  console.log(said);
  const shown = [objects, (await calls()) - before, objects / 100].map((n) => n.toLocaleString('en'));
  rows.push([name, ...shown, seconds.toFixed(1), (objects / seconds).toFixed(0), peakMiB?.toFixed(0) ?? '-']);
}
console.log(`\nsyncing ${issues.toLocaleString('en')} issues with ${String(commentsEach)} comments each\n`);
table(rows);
forge.child.stdin?.end();
await engine?.stop();
await rm(folder, { recursive: true, force: true });
