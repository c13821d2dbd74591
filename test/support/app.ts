// The whole app against a simulated GitHub: real Probot, real HTTP, real database, a clock that stands until it is moved.
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from '@jest/globals';
import { pino, type Logger } from 'pino';
import { startApp, type App } from '../../src/compose/app.js';
import type { Config } from '../../src/config.js';
import { motionViewSchema, type MotionView } from '../../src/motions/view.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { openTestDatabase, testEngineUri } from './database.js';
import { startGitHub, testClock, type TestClock } from './simulated-github.js';

/** Seven members of the TSC of six groups, two maintainers, and some outside. */
export const members = [
  'lin-mei',
  'wang-bo',
  'chen-yu',
  'kofi-mensah',
  'ana-souza',
  'yuki-tanaka',
  'ola-nowak',
] as const;

export const seed = {
  users: [
    ...members.map((login, i) => ({ login, id: 1001 + i })),
    { login: 'maintainer-mo', id: 1101 },
    { login: 'maintainer-mi', id: 1102 },
    { login: 'stranger', id: 6666 },
    { login: 'other-bot[bot]', id: 7777, type: 'Bot' as const },
  ],
  organizations: [{ login: 'openclaw', id: 2001, members: [...members, 'maintainer-mo', 'maintainer-mi'] }],
  repositories: [
    { name: 'openclaw/models', id: 3001 },
    { name: 'openclaw/docs', id: 3002 },
    { name: 'stranger/thing', id: 3004 },
  ],
  installedOn: ['openclaw', 'stranger'],
};

export const peopleYml = `
organizations:
  - { id: huaxin-group, name: Huaxin Group }
  - { id: starforge, name: StarForge Labs, type: company, parent: huaxin-group }
  - { id: beta-university, name: Beta University, type: university }
people:
${seed.users
  .slice(0, 9)
  .map(({ login, id }, i) => {
    const org = i < 2 ? 'starforge' : i < 4 ? 'beta-university' : 'independent';
    return `  - { id: ${login}, name: { en: "${login}", zh: "${login}" }, github: { login: ${login}, id: ${String(id)} }, affiliations: [{ org: ${org} }] }`;
  })
  .join('\n')}
`;

/** The charter of the tests; each kind is there for one rule. */
export const charterYml = `
version: 1
foundation: { id: openclaw, name: { en: OpenClaw Foundation, zh: OpenClaw 基金会 }, license: Apache-2.0, language: en }
repositories: ["github:openclaw/*"]
default_motion: technical
bodies:
  tsc: { name: { en: Technical Steering Committee, zh: 技术指导委员会 }, seats: [${members.join(', ')}] }
  maintainers: { name: { en: Maintainers, zh: 维护者 }, seats: [maintainer-mo, maintainer-mi] }
motions:
  technical:
    title: { en: Technical decision, zh: 技术决定 }
    scope: technical
    electorate: [tsc]
    callers: [tsc, maintainers]
    period: P7D
    quorum: ["ballots >= 1/2 of electorate"]
    passes_when: ["yes > 1/2 of cast"]
  quick:
    title: { en: Quick decision, zh: 快速决定 }
    scope: technical
    electorate: [tsc]
    period: P7D
    quorum: ["ballots >= 1/2 of electorate"]
    passes_when: ["yes > 1/2 of electorate"]
    close_early: when-decided
    minimum_period: P1D
  noticed:
    title: { en: Noticed decision, zh: 公示决定 }
    scope: governance
    electorate: [tsc]
    seconds: 2
    notice: P3D
    period: P7D
    passes_when: ["yes >= 2/3 of cast"]
  kept:
    title: { en: Kept on push, zh: 推送后保留 }
    scope: technical
    electorate: [tsc]
    period: P7D
    on_push: keep
    passes_when: ["yes > no"]
  fragile:
    title: { en: Lost on push, zh: 推送后失败 }
    scope: technical
    electorate: [tsc]
    period: P7D
    on_push: lost
    remind: never
    passes_when: ["yes > no"]
`;

/** A folder with governance files, removed at the end of the test. */
export async function governanceDir(charter = charterYml, people = peopleYml, policy?: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'opencharter-governance-'));
  await writeFile(join(dir, 'charter.yml'), charter);
  await writeFile(join(dir, 'people.yml'), people);
  if (policy !== undefined) await writeFile(join(dir, 'policy.yml'), policy);
  cleanups.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export interface WorldOptions {
  readonly charter?: string;
  readonly people?: string;
  /** policy.yml; without it no contribution is judged. */
  readonly policy?: string;
  readonly config?: Partial<Config>;
  readonly clock?: TestClock;
  /** What the app logs goes here. */
  readonly log?: Logger;
}

/** The app and its GitHub. */
export interface TestWorld {
  readonly github: SimulatedGitHub;
  readonly clock: TestClock;
  readonly config: Config;
  readonly url: string;
  app: App;
  /** Another instance on the same database, at a port of its own unless told otherwise. */
  readonly startAnother: (change?: Partial<Config>) => Promise<App>;
  /** Waits until webhooks, deliveries and effects are done. */
  readonly settle: () => Promise<void>;
  readonly get: (path: string) => Promise<unknown>;
  readonly motion: (id: string) => Promise<MotionView>;
}

/** Waits until a question has the answer yes; fails with `what` after 60 s, or as long as is said. */
export async function until(
  what: string,
  question: () => Promise<boolean> | boolean,
  withinMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await question())) {
    if (Date.now() > deadline) throw new Error(`waited ${String(withinMs / 1000)} s in vain until ${what}`);
    await sleep(25);
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

/** Starts a GitHub and the app on it. Everything is stopped after the test. */
export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const clock = options.clock ?? testClock();
  const github = await startGitHub({ clock, seed });
  cleanups.push(() => github.stop());
  const port = await freePort();
  const dbName = `app-${randomUUID()}`;
  await openTestDatabase(dbName);
  const config: Config = {
    port,
    host: '127.0.0.1',
    publicUrl: 'https://charter.example',
    mongodbUri: databaseUri(dbName),
    dataDir: tmpdir(),
    governanceDir: await governanceDir(options.charter, options.people, options.policy),
    github: {
      appId: github.appId,
      privateKey: github.privateKey,
      webhookSecret: github.webhookSecret,
      baseUrl: `${github.url}/api/v3`,
      proxy: null,
    },
    gitee: null,
    forgeWrites: 'on',
    role: 'all',
    logLevel: 'silent',
    ...options.config,
  };
  const { log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }) } = options;
  const startOne = async (change: Partial<Config>): Promise<App> => {
    const app = await startApp({ config: { ...config, ...change }, clock, log, monitorCommands: true });
    cleanups.push(() => app.stop());
    await until('the app is ready', () => app.ready().ready);
    return app;
  };
  const app = await startOne({});
  const url = `http://127.0.0.1:${String(port)}`;
  github.webhooks.setTarget(`${url}/api/github/webhooks`);
  const world: TestWorld = {
    github,
    clock,
    config,
    url,
    app,
    startAnother: (change = {}) => startOne({ port: 0, ...change }),
    async settle() {
      for (let round = 0; round < 2; round += 1) {
        await github.webhooks.idle();
        await world.app.idle();
      }
    },
    async get(path) {
      const response = await fetch(`${url}${path}`);
      if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
      return response.json();
    },
    motion: async (id) => motionViewSchema.parse(await world.get(`/api/v1/motions/${id}`)),
  };
  return world;
}

/** Milliseconds. */
export const hours = (n: number): number => n * 60 * 60 * 1000;
export const days = (n: number): number => hours(24 * n);
