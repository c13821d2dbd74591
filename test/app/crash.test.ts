// Killed at random points, with one process and with two: nothing accepted is lost, nothing is done twice, every outcome is right.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { motionViewSchema } from '../../src/motions/view.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { systemClock } from '../../src/shared/time.js';
import { charterYml, databaseUri, freePort, governanceDir, members, seed, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { startProcess, type AppProcess } from '../support/process.js';
import { startGitHub } from '../support/simulated-github.js';

const motionCount = 20;
const kills = 30;
const year = String(new Date().getUTCFullYear());
/** Ballots are all in long before this, so that each outcome is known beforehand. */
const period = 'PT110S';

const crashCharter = charterYml
  .replaceAll('period: P7D', `period: ${period}`)
  .replaceAll('minimum_period: P1D', 'minimum_period: PT5S');

/** What is done in the motion with this number, and what must come of it. A quick one is decided by its fourth ballot, whichever that is. */
function story(i: number): { readonly kind: string; readonly choices: readonly string[]; readonly outcome: string } {
  switch (i % 4) {
    case 0:
      return { kind: 'technical', choices: ['yes', 'yes', 'yes', 'no', 'abstain', 'yes', 'no'], outcome: 'carried' };
    case 1:
      return { kind: 'quick', choices: ['no', 'no', 'no', 'no'], outcome: 'lost' };
    case 2:
      return { kind: 'technical', choices: ['yes', 'yes'], outcome: 'no-quorum' };
    default:
      return { kind: 'quick', choices: ['yes', 'yes', 'yes', 'yes'], outcome: 'carried' };
  }
}

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A repeatable sequence of numbers in [0, 1). */
function chance(seedText: string): () => number {
  let n = 0;
  return () => {
    n += 1;
    return (
      createHash('sha256')
        .update(`${seedText}/${String(n)}`)
        .digest()
        .readUInt32BE() /
      2 ** 32
    );
  };
}

interface Scene {
  readonly github: SimulatedGitHub;
  readonly url: string;
  readonly dbName: string;
  readonly start: (first: boolean) => AppProcess;
}

async function scene(): Promise<Scene> {
  const github = await startGitHub({ clock: systemClock, seed });
  cleanups.push(() => github.stop());
  const [port, otherPort] = [await freePort(), await freePort()];
  const dbName = `crash-${randomUUID()}`;
  const url = `http://127.0.0.1:${String(port)}`;
  const environment = {
    MONGODB_URI: databaseUri(dbName),
    GOVERNANCE_DIR: await governanceDir(crashCharter),
    PUBLIC_URL: 'https://charter.example',
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: github.webhookSecret,
    GHE_HOST: github.hostAndPort,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'warn',
  };
  github.webhooks.setTarget(`${url}/api/github/webhooks`);
  const start = (first: boolean): AppProcess => {
    const app = startProcess({ ...environment, PORT: String(first ? port : otherPort) });
    cleanups.push(() => app.kill());
    return app;
  };
  return { github, url, dbName, start };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch (error) {
    if (error instanceof TypeError || String(error).includes('fetch failed')) return false;
    throw error;
  }
}

async function getText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
  return response.text();
}

/** Opens the motions and casts the ballots while the app comes and goes; what was not accepted is sent again, as its sender would. */
async function act(github: SimulatedGitHub, pace: number): Promise<readonly number[]> {
  const numbers = Array.from({ length: motionCount }, (_, i) => {
    const caller = github.as(members[i % members.length] ?? 'lin-mei');
    const opening = { title: `Motion ${String(i)}`, body: `/vote ${story(i).kind}` };
    return i % 2 === 0
      ? caller.openIssue('openclaw/models', opening).number
      : caller.openPull('openclaw/models', opening).number;
  });
  await untilAccepted(github);
  for (let round = 0; round < members.length; round += 1) {
    for (const [i, n] of numbers.entries()) {
      const choice = story(i).choices[round];
      if (choice !== undefined)
        github.as(members[round] ?? '').comment('openclaw/models', n, `/${choice} because ${String(i)}`);
      await sleep(pace / motionCount);
    }
    await github.webhooks.redeliverFailed();
  }
  return numbers;
}

/** Sends again what was refused, until GitHub has had an answer 2xx to every webhook. */
async function untilAccepted(github: SimulatedGitHub): Promise<void> {
  await github.webhooks.idle();
  let failed = await github.webhooks.redeliverFailed();
  while (failed.length > 0) {
    await sleep(300);
    failed = await github.webhooks.redeliverFailed();
  }
}

function shownState(github: SimulatedGitHub, numbers: readonly number[]): unknown {
  return numbers.map((n, i) => {
    const comments = github.comments('openclaw/models', n);
    const people = comments.filter(({ author }) => author.type !== 'Bot');
    return {
      labels: github.labels('openclaw/models', n),
      botComments: comments.length - people.length,
      eyes: people.map(({ id }) =>
        github
          .reactions(id)
          .map(({ content }) => content)
          .join(),
      ),
      result: comments.at(-1)?.body.includes(`M-${year}-`) ?? false,
      outcome: story(i).outcome,
    };
  });
}

function expectedState(numbers: readonly number[]): unknown {
  return numbers.map((_n, i) => ({
    labels: [`motion/${story(i).outcome}`],
    botComments: 2,
    eyes: story(i).choices.map(() => 'eyes'),
    result: true,
    outcome: story(i).outcome,
  }));
}

const listSchema = z.array(motionViewSchema.omit({ electorate: true, ballots: true }));

async function list(url: string): Promise<z.infer<typeof listSchema>> {
  return listSchema.parse(JSON.parse(await getText(`${url}/api/v1/motions?per_page=100`)));
}

/** Every motion's JSON as the API gives it, byte for byte. */
async function api(url: string): Promise<readonly string[]> {
  return Promise.all((await list(url)).map(({ id }) => getText(`${url}/api/v1/motions/${id}`)));
}

function gauge(metrics: string, name: string): number {
  return Number(new RegExp(`^opencharter_${name} (\\d+)`, 'm').exec(metrics)?.[1] ?? NaN);
}

async function checkAll(
  { github, url, dbName, start }: Scene,
  numbers: readonly number[],
  processes: AppProcess[],
): Promise<void> {
  const views = (await api(url)).map((text) => motionViewSchema.parse(JSON.parse(text)));
  expect(views).toHaveLength(motionCount);
  const outcomeOf = new Map(views.map((view) => [view.subjects[0]?.number, view.outcome]));
  expect(numbers.map((n) => outcomeOf.get(String(n)))).toEqual(numbers.map((_n, i) => story(i).outcome));
  const resolutions = views.flatMap(({ resolution }) => resolution ?? []).sort();
  expect(resolutions).toEqual(resolutions.map((_r, i) => `R-${year}-${String(i + 1).padStart(3, '0')}`));
  expect(shownState(github, numbers)).toEqual(expectedState(numbers));
  for (const view of views.filter(({ subjects }) => subjects[0]?.head)) {
    const runs = github.checkRuns('openclaw/models', view.subjects[0]?.head ?? '');
    expect(runs.map(({ conclusion }) => conclusion)).toEqual([view.outcome === 'carried' ? 'success' : 'failure']);
  }
  const metrics = await getText(`${url}/metrics`);
  expect([gauge(metrics, 'queue_pending'), gauge(metrics, 'deliveries_dead'), gauge(metrics, 'effects_dead')]).toEqual([
    0, 0, 0,
  ]);

  const before = await api(url);
  for (const app of processes) expect(await app.terminate()).toBe(0);
  const database = await openTestDatabase(dbName);
  await database.connection.dropCollection('motions');
  await database.connection.dropCollection('resolutions');
  start(true);
  await until('the app is ready again', () => isReady(url));
  await until('the projections are rebuilt', async () => (await list(url)).length === motionCount);
  expect(await api(url)).toEqual(before);
}

test.each([1, 2])(
  `with %i process(es) killed ${String(kills)} times in all, ${String(motionCount)} motions end right`,
  async (processCount) => {
    const stage = await scene();
    const { github, url, start } = stage;
    const processes = Array.from({ length: processCount }, (_, i) => start(i === 0));
    await until('the app is ready', () => isReady(url));
    const acting = act(github, 3500);
    const random = chance(`crash ${String(processCount)}`);
    for (let killed = 0; killed < kills; killed += 1) {
      await sleep(300 + random() * 1400);
      const victim = Math.floor(random() * processCount);
      await processes[victim]?.kill();
      processes[victim] = start(victim === 0);
    }
    const numbers = await acting;
    await until(`the app is ready after the last kill; it said: ${processes.map((app) => app.output()).join()}`, () =>
      isReady(url),
    );
    await untilAccepted(github);
    await until(
      'every motion is closed and shown',
      async () => {
        await sleep(400);
        const views = await list(url);
        const metrics = await getText(`${url}/metrics`);
        return (
          views.length === motionCount &&
          views.every(
            ({ state, outcome, resolution }) => state === 'closed' && (outcome !== 'carried' || resolution !== null),
          ) &&
          gauge(metrics, 'queue_pending') + gauge(metrics, 'effects_pending') === 0
        );
      },
      160_000,
    );
    await checkAll(stage, numbers, processes);
  },
  360_000,
);
