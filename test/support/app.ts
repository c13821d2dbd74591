// The whole app against a simulated GitHub or Gitee: real HTTP, real database, a clock that stands until it is moved.
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { pino, type Logger } from 'pino';
import { startApp, type App } from '../../src/compose/app.js';
import type { Config } from '../../src/config.js';
import type { PaceLimits } from '../../src/forges/gitee/pace.js';
import { motionViewSchema, type MotionView } from '../../src/motions/view.js';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import type { ChecksPolicy } from '../../src/sandbox/gitee/state.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { openTestDatabase, testEngineUri } from './database.js';
import { onGitee, onGitHub, placeOf, startTestGitee, type TestForge } from './forges.js';
import { charterOn, charterYml, peopleOn, peopleYml, seed } from './foundation.js';
import { startGitHub, testClock, type TestClock } from './simulated-github.js';

export { charterYml, members, peopleYml, seed } from './foundation.js';

/** A folder with governance files, removed at the end of the test. */
export async function governanceDir(
  charter = charterYml,
  people = peopleYml,
  policy?: string,
  roadmap?: string,
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'opencharter-governance-'));
  await writeFile(join(dir, 'charter.yml'), charter);
  await writeFile(join(dir, 'people.yml'), people);
  if (policy !== undefined) await writeFile(join(dir, 'policy.yml'), policy);
  if (roadmap !== undefined) await writeFile(join(dir, 'roadmap.yml'), roadmap);
  cleanups.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

type Cleanup = () => Promise<unknown>;

/** Of what is started now: it ends with the test, or with all that share it. */
let cleanups: Cleanup[] = [];

async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

afterEach(cleanUp);

/** Done when what is started now ends. */
export function atEnd(cleanup: Cleanup): void {
  cleanups.push(cleanup);
}

/** What the tests of a describe block share: started before the first of them, stopped after the last. Each takes a subject of its own. */
export function shared<T>(start: () => Promise<T>): () => T {
  const own: Cleanup[] = [];
  const started: T[] = [];
  async function among(task: () => Promise<void>): Promise<void> {
    const others = cleanups;
    cleanups = own;
    await task();
    cleanups = others;
  }
  beforeAll(() =>
    among(async () => {
      started.push(await start());
    }),
  );
  afterAll(() => among(cleanUp));
  return () => {
    const [found] = started;
    if (found === undefined) throw new Error('it is there in tests only');
    return found;
  };
}

export interface WorldOptions {
  readonly charter?: string;
  readonly people?: string;
  /** policy.yml; without it no contribution is judged. */
  readonly policy?: string;
  /** roadmap.yml; without it there is no roadmap. */
  readonly roadmap?: string;
  readonly config?: Partial<Config>;
  readonly clock?: TestClock;
  /** What the app logs goes here. */
  readonly log?: Logger;
  /** The app's own limits on calls to Gitee. */
  readonly giteeLimits?: PaceLimits | null;
  /** So many times shorter than in production comments wait between two edits: 20 by default. */
  readonly hurry?: number;
}

/** The app and its forge. */
export interface World {
  readonly forge: TestForge;
  readonly clock: TestClock;
  readonly config: Config;
  readonly url: string;
  app: App;
  /** Another instance on the same database, at a port of its own unless told otherwise. */
  readonly startAnother: (change?: Partial<Config>) => Promise<App>;
  /** Waits until webhooks, deliveries and effects are done. */
  readonly settle: () => Promise<void>;
  /** Waits until the app knows of what its forge sends no webhook for. On Gitee that is found by polling: the clock is moved on. */
  readonly notice: () => Promise<void>;
  readonly get: (path: string) => Promise<unknown>;
  readonly motion: (id: string) => Promise<MotionView>;
  /** The newest motion in an issue or pull request; null when there is none. */
  readonly motionIn: (number: Ref, repo?: string) => Promise<MotionView | null>;
}

/** The app and its GitHub. */
export interface TestWorld extends World {
  readonly github: SimulatedGitHub;
}

/** The longer it has been waited (ms) the seldomer it is asked, for a question costs what is waited for its time: at most a tenth late, or 250 ms. */
function untilNextAsked(waited: number): Promise<void> {
  return sleep(Math.min(250, 15 + waited / 10));
}

/** Waits until a question has the answer yes; fails with `what` after 60 s, or as long as is said. */
export async function until(
  what: string,
  question: () => Promise<boolean> | boolean,
  withinMs = 60_000,
): Promise<void> {
  const began = Date.now();
  while (!(await question())) {
    const waited = Date.now() - began;
    if (waited > withinMs) throw new Error(`waited ${String(withinMs / 1000)} s in vain until ${what}`);
    await untilNextAsked(waited);
  }
}

/** For so long work may stand still on a busy machine, in ms. */
const standstillMs = 120_000;

/** Waits as long as something gets on: until `left` says null, failing with `what` when it has said the same for two minutes. */
export async function untilDone(what: string, left: () => Promise<string | null> | string | null): Promise<void> {
  const began = Date.now();
  let [said, since] = ['', began];
  for (;;) {
    const now = await left();
    if (now === null) return;
    if (now !== said) [said, since] = [now, Date.now()];
    if (Date.now() > since + standstillMs) throw new Error(`it got no further until ${what}: ${said}`);
    await untilNextAsked(Date.now() - began);
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/**
 * A port of the loopback interface that nobody listens on now. Below those the system gives to clients: a client that knocks on the port of a
 * stopped server could otherwise be given that very port, connect to itself, and hold it against the server's return.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(12_000, 32_000);
  return (await canListen(port)) ? port : freePort();
}

/** The address of a database on the run's engine. */
export function databaseUri(name: string): string {
  const [address = '', query] = testEngineUri().split('?');
  return `${address.replace(/\/+$/, '')}/${name}${query === undefined ? '' : `?${query}`}`;
}

async function startWith(forge: TestForge, clock: TestClock, options: WorldOptions): Promise<World> {
  cleanups.push(() => forge.stop());
  const port = await freePort();
  const dbName = `app-${randomUUID()}`;
  await openTestDatabase(dbName);
  const charter = charterOn(forge.id, options.charter ?? charterYml);
  const people = peopleOn(forge.id, options.people ?? peopleYml);
  const config: Config = {
    port,
    host: '127.0.0.1',
    publicUrl: 'https://charter.example',
    mongodbUri: databaseUri(dbName),
    dataDir: tmpdir(),
    governanceDir: await governanceDir(charter, people, options.policy, options.roadmap),
    ...forge.settings,
    forgeWrites: 'on',
    role: 'all',
    logLevel: 'silent',
    ...options.config,
  };
  const { log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }), giteeLimits, hurry = 20 } = options;
  const startOne = async (change: Partial<Config>): Promise<App> => {
    const app = await startApp({
      config: { ...config, ...change },
      clock,
      log,
      monitorCommands: true,
      hurry,
      ...(giteeLimits === undefined ? {} : { giteeLimits }),
    });
    cleanups.push(() => app.stop());
    await until('the app is ready', () => app.ready().ready);
    return app;
  };
  const app = await startOne({});
  const url = `http://127.0.0.1:${String(port)}`;
  forge.target(url);
  const world: World = {
    forge,
    clock,
    config,
    url,
    app,
    startAnother: (change = {}) => startOne({ port: 0, ...change }),
    async settle() {
      for (let round = 0; round < 2; round += 1) {
        await forge.webhooks.idle();
        await world.app.idle();
      }
    },
    async notice() {
      await world.settle();
      if (forge.id === 'github') return;
      clock.advance(pollEveryMs);
      const now = clock.now();
      await until('Gitee is polled', async () => ((await world.app.stores.polls.wholeAt('gitee')) ?? '') >= now);
      await world.settle();
    },
    async get(path) {
      const response = await fetch(`${url}${path}`);
      if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
      return response.json();
    },
    motion: async (id) => motionViewSchema.parse(await world.get(`/api/v1/motions/${id}`)),
    async motionIn(number, repo = 'openclaw/models') {
      const filter = { subject: placeOf(forge, repo, number) };
      const { items } = await world.app.stores.motions.list({ filter, page: 1, perPage: 1 });
      return items[0] ? world.motion(items[0].id) : null;
    },
  };
  return world;
}

/** A little more than the time between two polls, in ms. */
const pollEveryMs = 130_000;

/** Starts a forge and the app on it alone, as fast as it can: the people and the charter are the same on each. Everything is stopped after the test. */
export async function startOn(
  on: ForgeId,
  options: WorldOptions & { readonly checks?: ChecksPolicy } = {},
): Promise<World> {
  const clock = options.clock ?? testClock();
  const forge =
    on === 'github'
      ? onGitHub(await startGitHub({ clock, seed }))
      : onGitee(await startTestGitee(clock, options.checks));
  return startWith(forge, clock, { giteeLimits: null, ...options });
}

/** Starts a GitHub and the app on it. Everything is stopped after the test. */
export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const clock = options.clock ?? testClock();
  const github = await startGitHub({ clock, seed });
  return Object.assign(await startWith(onGitHub(github), clock, options), { github });
}

/** Milliseconds. */
export const hours = (n: number): number => n * 60 * 60 * 1000;
export const days = (n: number): number => hours(24 * n);
