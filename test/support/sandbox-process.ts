// `opencharter start` with a port and a folder and nothing else: the sandbox as a newcomer meets it. Its story is told once a run; each file of tests goes
// on with a copy of the folder.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { z } from 'zod';
import { freePort, untilDone } from './app.js';
import { startProcess, type AppProcess } from './process.js';

export interface SandboxProcess {
  /** `http://localhost:PORT`, as in the links it writes. */
  readonly url: string;
  /** Where its database is. */
  readonly dataDir: string;
  /** The JSON at a path below `/api/v1`. */
  json(path: string): Promise<unknown>;
}

interface Started {
  readonly url: string;
  readonly app: AppProcess;
}

/** A slow machine tells the story for minutes; who waits longer than this waits in vain. */
const longestMs = 900_000;
const taken = z.object({ code: z.literal('EEXIST') });
const readiness = z.object({ ready: z.boolean(), reasons: z.array(z.string()) });

/** What an app waits for before it is ready; null when it is. */
export async function waitsFor(app: AppProcess, url: string): Promise<string | null> {
  if (!app.alive()) throw new Error(`the app ended: ${app.output()}`);
  try {
    const response = await fetch(`${url}/readyz`);
    const { ready, reasons } = readiness.parse(await response.json());
    return ready ? null : reasons.join('; ');
  } catch (error) {
    if (error instanceof TypeError || Object.prototype.toString.call(error) === '[object Error]') return String(error);
    throw error;
  }
}

async function startIn(dataDir: string): Promise<Started> {
  const port = await freePort();
  const app = startProcess({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  const url = `http://localhost:${String(port)}`;
  await untilDone('the sandbox is ready', () => waitsFor(app, url));
  return { app, url };
}

/** What stopped the story from being told in a folder; empty when nothing did. */
async function tell(folder: string): Promise<string> {
  try {
    const { app } = await startIn(folder);
    const code = await app.terminate();
    return code === 0 ? '' : `it ended with ${String(code)}: ${app.output()}`;
  } catch (error) {
    return String(error);
  }
}

function runFolder(): string {
  const folder = process.env['OPENCHARTER_TEST_DIR'];
  if (folder === undefined) throw new Error('the test run has no folder: see test/support/global-setup.mjs');
  return folder;
}

/** The folder in which the story is told, by the first file of tests that asks for it: with a port and a folder alone. */
async function storyFolder(): Promise<string> {
  const run = runFolder();
  const [folder, report] = [join(run, 'story'), join(run, 'story-told')];
  try {
    await mkdir(folder);
    await writeFile(`${report}.part`, await tell(folder));
    await rename(`${report}.part`, report);
  } catch (error) {
    if (!taken.safeParse(error).success) throw error;
  }
  for (;;) {
    if (!existsSync(report)) {
      await sleep(100);
      continue;
    }
    const problem = await readFile(report, 'utf8');
    if (problem === '') return folder;
    throw new Error(`the story could not be told: ${problem}`);
  }
}

/** A new folder with the data of a sandbox whose story is told; who takes it removes it. */
export async function toldFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(runFolder(), 'data-'));
  await cp(await storyFolder(), dataDir, { recursive: true });
  return dataDir;
}

/** Starts one before the tests of a file, with its story told, and ends it after them. */
export function useSandbox(): SandboxProcess {
  let started: Started | undefined;
  let dataDir = '';

  beforeAll(async () => {
    dataDir = await toldFolder();
    started = await startIn(dataDir);
  }, longestMs);
  afterAll(async () => {
    await started?.app.terminate();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  const url = (): string => started?.url ?? '';
  return {
    get url() {
      return url();
    },
    get dataDir() {
      return dataDir;
    },
    async json(path) {
      const response = await fetch(`${url()}/api/v1${path}`);
      return response.json();
    },
  };
}
