// The app in processes of its own on a database of its own, a simulated GitHub in this process, and open motions to vote in.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mongoose';
import { z } from 'zod';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { startProcess, type AppProcess } from '../../test/support/process.js';
import { members, repository, startForge, writeGovernance } from './foundation.js';
import { secret } from './load.js';

const motionCount = 60;
/** Nobody may have more unfinished ones. */
const motionsOfOne = 3;
const patienceMs = 60_000;

/** A stage on which ballots are cast. */
export interface Stage {
  readonly github: SimulatedGitHub;
  /** Casts the next ballot: each is by the next member in the next motion. Answers the comment and when its webhook was sent. */
  cast(): { readonly comment: number; readonly sentAt: number; readonly accepted: Promise<void> };
  /** Waits until the portal counts every ballot that was cast. */
  counted(): Promise<void>;
  stop(): Promise<void>;
}

/** Waits until the answer is yes; throws after a minute. */
export async function until(what: string, question: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await question())) {
    if (performance.now() > deadline) throw new Error(`waited a minute in vain until ${what}`);
    await sleep(20);
  }
}

/** Where the app listens, once it is ready. */
export async function addressOf(app: AppProcess): Promise<string> {
  const address = (): string | undefined => /"url":"(http:[^"]+)"/.exec(app.output())?.[1];
  await until('the app listens', () => {
    if (!app.alive()) throw new Error(`the app ended: ${app.output()}`);
    return address() !== undefined;
  });
  const url = address() ?? '';
  await until('the app is ready', async () => (await fetch(`${url}/readyz`)).ok);
  return url;
}

const textOfBallot = ['/yes', '/no it breaks the old file format', '/yes the results convinced me', '/abstain'];

/** The address of a database on the server. */
function withName(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/]+)\/?[^?]*/, `$1/${name}`);
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

const tallies = z.array(z.object({ tally: z.object({ ballots: z.number() }) }));

/** Starts so many processes on a new database of the server and opens the motions. `folder`: for governance files. */
export async function openStage(server: string, folder: string, processes: number): Promise<Stage> {
  const name = `bench-${randomUUID()}`;
  const uri = withName(server, name);
  const governance = join(folder, name);
  await writeGovernance(governance);
  const github = await startForge();
  const environment = {
    MONGODB_URI: uri,
    GOVERNANCE_DIR: governance,
    PORT: '0',
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: secret,
    GHE_HOST: github.hostAndPort,
    GHE_PROTOCOL: 'http',
  };
  const apps: AppProcess[] = [];
  const urls: string[] = [];
  for (let i = 0; i < processes; i += 1) {
    const app = startProcess(environment);
    apps.push(app);
    process.once('exit', () => void app.kill());
    urls.push(await addressOf(app));
  }

  let sent = 0;
  /** Sends every webhook that waits, those of the app's own doings too; to the processes in turn. */
  async function deliver(): Promise<void> {
    const attempts = github.webhooks.pending().map(({ id }) => {
      sent += 1;
      github.webhooks.setTarget(`${urls[sent % urls.length] ?? ''}/api/github/webhooks`);
      return github.webhooks.deliverInOrder([id]);
    });
    const refused = (await Promise.all(attempts)).flat().find(({ status }) => status !== 202);
    if (refused) throw new Error(`a webhook was not accepted: ${JSON.stringify(refused)}`);
  }

  const numbers: number[] = [];
  for (let i = 0; i < motionCount; i += 1) {
    const opening = { title: `Motion ${String(i + 1)}`, body: '/vote technical' };
    const proposer = members[Math.floor(i / motionsOfOne)] ?? '';
    numbers.push(github.as(proposer).openIssue(repository, opening).number);
    await deliver();
  }
  await until('every motion is open and shown', async () => {
    await deliver();
    return numbers.every(
      (n) => github.comments(repository, n).length === 1 && github.labels(repository, n).length === 1,
    );
  });

  let ballots = 0;
  return {
    github,
    cast() {
      const voter = members[(ballots + Math.floor(ballots / motionCount)) % members.length] ?? '';
      const number = numbers[ballots % motionCount] ?? 0;
      const text = textOfBallot[ballots % textOfBallot.length] ?? '';
      ballots += 1;
      const { id } = github.as(voter).comment(repository, number, text);
      return { comment: id, sentAt: performance.now(), accepted: deliver() };
    },
    async counted() {
      const expected = Math.min(ballots, motionCount * members.length);
      await until('every ballot is counted', async () => {
        const response = await fetch(`${urls[0] ?? ''}/api/v1/motions?per_page=100`);
        const shown = tallies.parse(await response.json()).reduce((sum, { tally }) => sum + tally.ballots, 0);
        return shown === expected;
      });
    },
    async stop() {
      for (const app of apps) await app.terminate();
      await github.stop();
      await dropDatabase(uri);
      await rm(governance, { recursive: true, force: true });
    },
  };
}
