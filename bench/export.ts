// How long `opencharter export` takes, how many files it makes and how much memory it needs: a portal with 2,000 items of a roadmap and 20,000 changes,
// one with 2,000 motions, and a small one to compare with. Aims: under 60 s for the items; as much memory in the last third as in the first.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { readConfig } from '../src/config.js';
import { connect } from '../src/storage/connect.js';
import { adopt, fill, type Size } from './support/large-portal.js';
import { median, table } from './support/report.js';

const { values } = parseArgs({ options: { items: { type: 'string' }, motions: { type: 'string' } } });
const sizes: readonly Size[] = [
  { items: 50, motions: 50 },
  { items: Number(values.items ?? 2000), motions: 0 },
  { items: 0, motions: Number(values.motions ?? 2000) },
];
const log = pino({ level: 'warn' }, pino.destination(2));
const report = z.object({ code: z.number(), mebibytes: z.array(z.number()), most: z.number() });

async function sizeOf(dir: string): Promise<{ readonly files: number; readonly mebibytes: number }> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const bytes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return { files: files.length, mebibytes: bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20 };
}

function third(all: readonly number[], which: 0 | 2): string {
  const part = Math.ceil(all.length / 3);
  return median(all.slice(which * part, (which + 1) * part)).toFixed(0);
}

async function measure(size: Size): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
  const config = readConfig({ DATA_DIR: folder, PORT: '0', PUBLIC_URL: 'http://localhost:3000' });
  if (!config.ok) throw new Error(config.error.join('; '));
  await adopt(config.value, log);
  const database = await connect({ uri: null, dataDir: folder, dbName: 'opencharter_sandbox', log });
  await fill(database, size);
  const dir = join(folder, 'site');
  const began = performance.now();
  const child = fork(fileURLToPath(new URL('support/export.ts', import.meta.url)), [dir, folder]);
  const [answer] = z.tuple([report, z.unknown()]).parse(await once(child, 'message'));
  const seconds = (performance.now() - began) / 1000;
  if (answer.code !== 0) throw new Error('the export failed');
  const { files, mebibytes } = await sizeOf(dir);
  await database.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  const memory = [third(answer.mebibytes, 0), third(answer.mebibytes, 2), answer.most.toFixed(0)];
  return [
    `${String(size.items)} items, ${String(size.motions)} motions`,
    seconds.toFixed(1),
    String(files),
    mebibytes.toFixed(0),
    ...memory,
  ];
}

const rows = [['', 'seconds', 'files', 'MiB', 'memory, first third', 'last third', 'most, MiB']];
for (const size of sizes) rows.push([...(await measure(size))]);
table(rows);
