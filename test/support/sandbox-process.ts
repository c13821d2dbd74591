// `opencharter start` with a port and a folder and nothing else: the sandbox as a newcomer meets it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { freePort, until } from './app.js';
import { startProcess, type AppProcess } from './process.js';

export interface SandboxProcess {
  /** `http://localhost:PORT`, as in the links it writes. */
  readonly url: string;
  /** The JSON at a path below `/api/v1`. */
  json(path: string): Promise<unknown>;
}

/** Starts one before the tests of a file, waits until its story is told, and ends it after them. */
export function useSandbox(): SandboxProcess {
  let app: AppProcess | undefined;
  let dataDir = '';
  let url = '';

  async function isReady(): Promise<boolean> {
    if (app?.alive() !== true) throw new Error(`the app ended: ${app?.output() ?? ''}`);
    try {
      const response = await fetch(`${url}/readyz`);
      await response.arrayBuffer();
      return response.status === 200;
    } catch (error) {
      if (error instanceof TypeError || Object.prototype.toString.call(error) === '[object Error]') return false;
      throw error;
    }
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'opencharter-data-'));
    const port = await freePort();
    url = `http://localhost:${String(port)}`;
    app = startProcess({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
    await until('the sandbox is ready', isReady, 300_000);
  }, 330_000);
  afterAll(async () => {
    await app?.terminate();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  return {
    get url() {
      return url;
    },
    async json(path) {
      const response = await fetch(`${url}/api/v1${path}`);
      return response.json();
    },
  };
}
