// Ways to run: shadow mode, roles apart, settings from files, wrong settings, stopping and starting again.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { systemClock } from '../../src/shared/time.js';
import { databaseUri, days, freePort, governanceDir, members, seed, startWorld, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { startProcess, type AppProcess } from '../support/process.js';
import { startGitHub } from '../support/simulated-github.js';

const repo = 'openclaw/models';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function run(environment: Readonly<Record<string, string>>): AppProcess {
  const app = startProcess({ LOG_LEVEL: 'warn', ...environment });
  cleanups.push(() => app.kill());
  return app;
}

async function exitOf(app: AppProcess): Promise<number | null> {
  await until('the app has ended', () => !app.alive());
  return app.terminate();
}

/** The status of /readyz; null while nobody listens. */
async function readiness(url: string): Promise<number | null> {
  try {
    return (await fetch(`${url}/readyz`)).status;
  } catch {
    return null;
  }
}

/** A GitHub and the settings of an app for it, on a database of its own; the private key is in a file. */
async function deployment() {
  const github = await startGitHub({ clock: systemClock, seed });
  cleanups.push(() => github.stop());
  const folder = await mkdtemp(join(tmpdir(), 'opencharter-key-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'key.pem'), github.privateKey);
  const dbName = `modes-${randomUUID()}`;
  await openTestDatabase(dbName);
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  github.webhooks.setTarget(`${url}/api/github/webhooks`);
  const environment = {
    PORT: String(port),
    MONGODB_URI: databaseUri(dbName),
    GOVERNANCE_DIR: await governanceDir(),
    APP_ID: String(github.appId),
    PRIVATE_KEY_FILE: join(folder, 'key.pem'),
    WEBHOOK_SECRET: github.webhookSecret,
    GHE_HOST: github.hostAndPort,
    GHE_PROTOCOL: 'http',
  };
  return { github, url, environment };
}

test('with FORGE_WRITES=off everything is decided and shown in the portal, and nothing is asked of GitHub', async () => {
  const { github, clock, settle, motion, get, url } = await startWorld({ config: { forgeWrites: 'off' } });
  const { number: n } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '/vote technical' });
  for (const login of members) github.as(login).comment(repo, n, '/yes');
  github.as('stranger').comment(repo, n, '/vote technical');
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', tally: { yes: 7 } });
  clock.advance(days(8));
  await until('the motion is closed', async () => (await motion('M-2026-0001')).resolution !== null);
  await settle();
  expect(await get('/api/v1/resolutions/R-2026-001')).toMatchObject({ motion: 'M-2026-0001' });
  expect(await (await fetch(`${url}/motions/M-2026-0001`)).text()).toContain('R-2026-001');
  expect(github.calls.all()).toEqual([]);
  expect([github.labels(repo, n), github.comments(repo, n).filter(({ author }) => author.type === 'Bot')]).toEqual([
    [],
    [],
  ]);
});

test('an instance for HTTP is ready when the one for the work has adopted the charter, and they share a vote', async () => {
  const { github, url, environment } = await deployment();
  const web = run({ ...environment, ROLE: 'web' });
  await until('the web instance answers', async () => (await readiness(url)) !== null);
  expect(await readiness(url)).toBe(503);
  const worker = run({ ...environment, ROLE: 'worker' });
  await until('the charter is in force', async () => (await readiness(url)) === 200);
  const { number: n } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '/vote technical' });
  await until('the motion is shown on GitHub', () => github.labels(repo, n).includes('motion/open'));
  await until('it is shown', async () => (await fetch(`${url}/api/v1/motions/M-2026-0001`)).status === 200);

  expect(await worker.terminate()).toBe(0);
  const ballot = github.as('lin-mei').comment(repo, n, '/yes');
  await github.webhooks.idle();
  expect(github.webhooks.sent().at(-1)?.attempts.at(-1)?.status).toBe(202);
  expect(github.reactions(ballot.id)).toEqual([]);
  run({ ...environment, ROLE: 'worker' });
  await until('the next worker takes it up', () => github.reactions(ballot.id).length === 1);
  expect(await web.terminate()).toBe(0);
});

test('a forge half configured stops the start, which names every missing variable', async () => {
  const app = run({ APP_ID: '4711' });
  expect(await exitOf(app)).toBe(1);
  expect(app.output()).toMatch(/PRIVATE_KEY.*WEBHOOK_SECRET/);
  expect(app.output()).not.toMatch(/\n\s+at /);
});

test("the sandbox refuses a live foundation's data", async () => {
  const live = `mode-${randomUUID()}`;
  const world = await startWorld({ config: { mongodbUri: databaseUri(`${live}_sandbox`) } });
  await openTestDatabase(`${live}_sandbox`);
  const app = run({ MONGODB_URI: databaseUri(live), GOVERNANCE_DIR: world.config.governanceDir, PORT: '0' });
  expect(await exitOf(app)).toBe(1);
  expect(app.output()).toMatch(/holds the data of a live foundation.*started as a sandbox/);
});

test('SIGTERM in the middle of the work ends it with 0 within ten seconds; what came meanwhile is done after the next start', async () => {
  const { github, url, environment } = await deployment();
  const first = run(environment);
  await until('the app is ready', async () => (await readiness(url)) === 200);
  const { number: n } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '/vote technical' });
  const ballots = members.map((login) => github.as(login).comment(repo, n, '/yes'));
  const asked = Date.now();
  expect(await first.terminate()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(await readiness(url)).toBeNull();
  await github.webhooks.idle();

  run(environment);
  await until('the app is ready again', async () => (await readiness(url)) === 200);
  await github.webhooks.redeliverFailed();
  await until('every ballot is accepted', () => ballots.every(({ id }) => github.reactions(id).length > 0));
  expect(ballots.map(({ id }) => github.reactions(id).length)).toEqual(members.map(() => 1));
  await until('the motion comment is there', () =>
    github.comments(repo, n).some(({ author }) => author.type === 'Bot'),
  );
});
