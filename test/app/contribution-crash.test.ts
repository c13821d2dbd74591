// Killed at random moments while pull requests come, and shared by two instances: every head has one right check, every pull request one comment.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { systemClock } from '../../src/shared/time.js';
import { charterYml, databaseUri, freePort, governanceDir, peopleYml, seed, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { models, signedOff, startPolicyWorld } from '../support/policies.js';
import { startProcess, type AppProcess } from '../support/process.js';
import { startGitHub } from '../support/simulated-github.js';

const policy = 'version: 1\npolicies:\n  dco: { enforce: block }\n';
const title = 'feat: load in pieces';
const message = signedOff(title, 'stranger', 6666);
const kills = 8;
const pullCount = 16;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A pull request, whether it ends well, and its last head. */
interface Told {
  readonly number: number;
  readonly mended: boolean;
  readonly head: string;
}

/** Opens one without a sign-off; every second one is mended by a forced push. */
function open(github: SimulatedGitHub, i: number): Told {
  const stranger = github.as('stranger');
  const { number, pull } = stranger.openPull(models, { title, body: 'Loads in pieces.', message: title });
  const mended = i % 2 === 0;
  return { number, mended, head: mended ? stranger.reword(models, number, () => message).sha : pull.head.sha };
}

function conclusions(github: SimulatedGitHub, all: readonly Told[]): unknown {
  return all.map(({ head }) => github.checkRuns(models, head).map(({ conclusion }) => conclusion));
}

function expected(all: readonly Told[]): unknown {
  return all.map(({ mended }) => [mended ? 'success' : 'failure']);
}

/** What our bot says there: one comment of what blocks, or at most one that all is well. */
function comments(github: SimulatedGitHub, { number }: Told): readonly string[] {
  return github.comments(models, number).map(({ body }) => body);
}

async function expectRight(github: SimulatedGitHub, all: readonly Told[]): Promise<void> {
  await until(
    'every check is right',
    () => JSON.stringify(conclusions(github, all)) === JSON.stringify(expected(all)),
    100_000,
  );
  await until('every comment is right', () =>
    all.every((one) => {
      const told = comments(github, one);
      return one.mended ? told.every((text) => !text.includes('--signoff')) : told.length > 0;
    }),
  );
  for (const one of all) expect(comments(github, one).length).toBeLessThanOrEqual(1);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch (error) {
    if (String(error).includes('fetch failed')) return false;
    throw error;
  }
}

/** A repeatable number in [0, 1). */
function chance(n: number): number {
  return (
    createHash('sha256')
      .update(`contributions ${String(n)}`)
      .digest()
      .readUInt32BE() /
    2 ** 32
  );
}

/** Sends again what was refused, until every webhook has had an answer 2xx. */
async function untilAccepted(github: SimulatedGitHub): Promise<void> {
  await github.webhooks.idle();
  while ((await github.webhooks.redeliverFailed()).length > 0) await sleep(300);
}

test(`killed ${String(kills)} times, the app gives each of ${String(pullCount)} pull requests its check and its comment once`, async () => {
  const github = await startGitHub({ clock: systemClock, seed });
  cleanups.push(() => github.stop());
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const dbName = `crash-${randomUUID()}`;
  await openTestDatabase(dbName);
  const environment = {
    MONGODB_URI: databaseUri(dbName),
    GOVERNANCE_DIR: await governanceDir(charterYml, peopleYml, policy),
    PUBLIC_URL: 'https://charter.example',
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: github.webhookSecret,
    GHE_HOST: github.hostAndPort,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'warn',
    PORT: String(port),
  };
  github.webhooks.setTarget(`${url}/api/github/webhooks`);
  let app: AppProcess = startProcess(environment);
  cleanups.push(() => app.kill());
  const all: Told[] = [];
  for (let killed = 0; killed < kills; killed += 1) {
    await until(`the app is ready; it said: ${app.output()}`, () => isReady(url));
    for (let i = 0; i < pullCount / kills; i += 1) all.push(open(github, all.length));
    await github.webhooks.redeliverFailed();
    await sleep(chance(killed) * 1200);
    await app.kill();
    app = startProcess(environment);
  }
  await until('the app is ready after the last kill', () => isReady(url));
  await untilAccepted(github);
  await expectRight(github, all);
}, 240_000);

test('two instances at once on the same events do nothing twice', async () => {
  const { github, startAnother, url, settle } = await startPolicyWorld({ policy });
  const other = await startAnother();
  const targets = [url, other.url ?? url].map((one) => `${one}/api/github/webhooks`);
  const all: Told[] = [];
  for (let i = 0; i < pullCount; i += 1) {
    github.webhooks.setTarget(targets[i % 2] ?? '');
    all.push(open(github, i));
  }
  await expectRight(github, all);
  await settle();
  await other.idle();
  await expectRight(github, all);
});
