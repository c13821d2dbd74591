// The app as a new user starts it: the command, a port and a folder, and nothing else.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort, governanceDir, untilDone } from '../support/app.js';
import { startProcess, type AppProcess } from '../support/process.js';
import { runCommand } from '../support/run.js';
import { toldFolder, waitsFor } from '../support/sandbox-process.js';

const started: AppProcess[] = [];
let dataDir = '';

beforeAll(async () => {
  dataDir = await toldFolder();
}, 900_000);
afterAll(async () => {
  for (const app of started.splice(0)) await app.kill();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

async function start(port: number): Promise<AppProcess> {
  const app = startProcess({ PORT: String(port), DATA_DIR: dataDir });
  started.push(app);
  await untilDone('the app is ready', () => waitsFor(app, `http://localhost:${String(port)}`));
  return app;
}

/** The status of an answer; null while nobody listens. */
async function statusOf(port: number, path: string): Promise<number | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** The page without the nonce, which is another one each time. */
async function charterPage(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/charter`);
  return (await response.text()).replaceAll(/nonce="[^"]*"/g, '');
}

test('with a port and a folder alone the app is ready, shows every page, and starts again on the same folder', async () => {
  const port = await freePort();
  const app = await start(port);
  const pages = [
    '/',
    '/motions',
    '/resolutions',
    '/charter',
    '/commands',
    '/status',
    '/bodies',
    '/people',
    '/organizations',
  ];
  const api = ['motions', 'resolutions', 'bodies', 'people', 'organizations', 'openapi.json'];
  const paths = [
    ...pages,
    ...pages.map((path) => (path === '/' ? '/zh' : `/zh${path}`)),
    ...api.map((name) => `/api/v1/${name}`),
    '/healthz',
    '/metrics',
  ];
  const answers: (readonly [string, number | null])[] = [];
  for (const path of paths) answers.push([path, await statusOf(port, path)]);
  expect(answers).toEqual(paths.map((path) => [path, 200]));

  const listed = await runCommand(['deliveries', 'list'], { DATA_DIR: dataDir });
  expect(listed).toMatchObject({ code: 0, err: '' });
  expect(listed.out).toMatch(/ done +0 +github:[-0-9a-f]+ +issue_comment +github:openclaw\//);
  const dead = await runCommand(['deliveries', 'list', '--state', 'dead'], { DATA_DIR: dataDir });
  expect(dead).toEqual({ code: 0, out: 'none\n', err: '' });
  expect(app.alive()).toBe(true);
  const charter = await charterPage(port);

  expect(await app.terminate()).toBe(0);
  expect(await statusOf(port, '/healthz')).toBeNull();
  const again = await start(port);
  expect(await charterPage(port)).toBe(charter);
  expect(await again.terminate()).toBe(0);
}, 300_000);

test("check finds the repository's own charter good", async () => {
  const { code, out, err } = await runCommand(['check']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^openclaw: the charter is good on /);
});

test('check of a broken folder ends with 1 and each error with its place', async () => {
  const dir = await governanceDir();
  await writeFile(join(dir, 'charter.yml'), 'version: 1\nfoundation: { id: openclaw }\nmotion: {}\n');
  const { code, out, err } = await runCommand(['check', dir]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^charter\.yml:3:1: .*motion/m);
});

test('a reader who leaves ends a command without a stack trace', async () => {
  const { code, err } = await runCommand(['check'], {}, { reader: false });
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
