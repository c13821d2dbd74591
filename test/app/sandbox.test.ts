// The sandbox from outside: it is seeded through the real webhooks, keeps everything, moves its clock, and refuses what it cannot be.
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { startApp, type App, type AppOptions } from '../../src/compose/app.js';
import type { Config } from '../../src/config.js';
import { motionViewSchema, type MotionView } from '../../src/motions/view.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { databaseUri, days, freePort, governanceDir, until, untilDone } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { startProcess } from '../support/process.js';
import { waitsFor } from '../support/sandbox-process.js';

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
const running = new Set<App>();

afterAll(async () => {
  for (const app of running) await app.stop();
});

/** The settings of a sandbox on a database of its own, dropped at the end. */
async function settings(change: Partial<Config> = {}): Promise<Config> {
  const name = `sandbox-${randomUUID()}`;
  await openTestDatabase(`${name}_sandbox`);
  return {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://charter.example:3000',
    mongodbUri: databaseUri(name),
    dataDir: tmpdir(),
    governanceDir: './governance',
    github: null,
    gitee: null,
    forgeWrites: 'on',
    role: 'all',
    logLevel: 'silent',
    ...change,
  };
}

async function start(config: Config, more: Partial<AppOptions> = {}): Promise<App> {
  const app = await startApp({ config, log, ...more });
  running.add(app);
  await untilDone('the sandbox is ready', () => {
    const { ready, reasons } = app.ready();
    return ready ? null : reasons.join('; ');
  });
  return app;
}

async function stop(app: App): Promise<void> {
  running.delete(app);
  await app.stop();
}

function sandboxOf({ sandbox }: App): Sandbox {
  if (!sandbox) throw new Error('this app is no sandbox');
  return sandbox;
}

async function motionsOf(url: string | null): Promise<readonly MotionView[]> {
  const response = await fetch(`${url ?? ''}/api/v1/motions?per_page=100`);
  const listed = z.array(z.object({ id: z.string() })).parse(await response.json());
  const motions = listed.map(async ({ id }) => (await fetch(`${url ?? ''}/api/v1/motions/${id}`)).json());
  return z.array(motionViewSchema).parse(await Promise.all(motions));
}

function summary(motions: readonly MotionView[]): readonly string[] {
  return motions.map(({ id, state, outcome, title }) => [id, state, outcome ?? '', title].join(' '));
}

function open(motions: readonly MotionView[]): readonly MotionView[] {
  return motions.filter(({ state }) => state === 'open');
}

/** The open motion that is due first, on GitHub alone. */
async function firstDue({ url }: App): Promise<MotionView> {
  const [first] = open(await motionsOf(url)).toSorted((a, b) => (a.closes_at ?? '').localeCompare(b.closes_at ?? ''));
  if (!first) throw new Error('nothing is open');
  return first;
}

let config: Config;
let app: App;

beforeAll(async () => {
  config = await settings();
  app = await start(config);
}, 900_000);

test('a new sandbox tells of half a year: motions of every outcome, four open, one that waits for a second', async () => {
  const motions = await motionsOf(app.url);
  const count = (outcome: string) => motions.filter((motion) => motion.outcome === outcome).length;
  expect(motions).toHaveLength(39);
  expect(count('carried')).toBe(26);
  expect(count('no-quorum')).toBe(2);
  for (const outcome of ['lost', 'too-few-affiliations', 'superseded', 'withdrawn', 'lapsed', 'cancelled'])
    expect([outcome, count(outcome)]).toEqual([outcome, 1]);
  expect(open(motions).map(({ kind, tally }) => [kind, tally.yes, tally.no, tally.advisory.yes])).toEqual([
    ['technical', 2, 0, 1],
    ['technical', 2, 1, 1],
    ['technical', 2, 1, 2],
    ['artifact', 3, 0, 1],
  ]);
  expect(motions.filter(({ state }) => state === 'proposed').map(({ kind }) => kind)).toEqual(['membership']);
  expect(motions.filter(({ recused }) => recused.length > 0).map(({ recused }) => recused.length)).toEqual([2]);
  const early = motions.filter(({ closed_at: closed, closes_at: due }) => closed && due && closed < due);
  expect(early.length).toBeGreaterThan(5);
  expect(new Set(motions.map(({ proposed_at: at }) => at.slice(0, 7))).size).toBeGreaterThan(5);
});

test('everything in it has been handled, and the ledger tells it in order', async () => {
  const { stores, database } = app;
  // The pull request with ROADMAP.md comes a little later.
  const left = () => database.connection.collection('deliveries').countDocuments({ state: { $ne: 'done' } });
  await until('every delivery is handled', async () => (await left()) === 0);
  expect((await stores.effects.counts()).dead).toBe(0);
  const entries = await database.connection.collection('ledger').find().sort({ _id: 1 }).toArray();
  const times = entries.map(({ text }) => z.object({ at: z.string() }).parse(JSON.parse(String(text))).at);
  expect([...times].sort()).toEqual(times);
  expect(Date.parse(times[0] ?? '')).toBeLessThan(Date.now() - days(182));
});

test('its links lead to the pages of its own forge, wherever that listens', async () => {
  const first = await firstDue(app);
  expect(first.subjects[0]?.url).toMatch(/^http:\/\/charter\.example:3000\/sandbox\/openclaw\/models\/issues\/\d+$/);
  expect(first.ballots[0]?.url).toMatch(/\/sandbox\/openclaw\/models\/issues\/\d+#issuecomment-\d+$/);
  const linked = open(await motionsOf(app.url)).find(({ subjects }) => subjects.length === 2);
  expect(linked?.subjects.map(({ url }) => url)).toContainEqual(
    expect.stringMatching(/^http:\/\/charter\.example:3000\/sandbox\/gitee\/openclaw\/[\w-]+\/issues\/I\w+$/),
  );
});

test('people, outsiders and a bot are there to act as, on one forge or both', () => {
  const players = sandboxOf(app).players();
  const both = { github: 'oc-lin-mei', gitee: 'oc_linmei' };
  expect(players[0]).toEqual({ id: 'oc-lin-mei', name: 'Lin Mei · 林梅', role: 'person', accounts: both });
  const people = players.filter(({ role }) => role === 'person');
  expect(people).toHaveLength(25);
  expect(people.filter(({ accounts }) => accounts.github === undefined)).toHaveLength(2);
  for (const [id, name, role, accounts] of [
    ['passer-by', 'Passer-by', 'outsider', { github: 'passer-by', gitee: 'passer-by' }],
    ['helper-bot[bot]', 'Helper', 'bot', { github: 'helper-bot[bot]' }],
  ] as const)
    expect(players).toContainEqual({ id, name, role, accounts });
});

test('a second process on the same sandbox is refused, in words', async () => {
  await expect(startApp({ config, log })).rejects.toThrow(/another process runs this sandbox/);
});

test('after a restart all is as it was, and people go on', async () => {
  const before = summary(await motionsOf(app.url));
  const decision = await firstDue(app);
  const number = Number(decision.subjects[0]?.number);
  const said = sandboxOf(app).github.comments('openclaw/models', number).length;
  await stop(app);
  app = await start(config);
  expect(summary(await motionsOf(app.url))).toEqual(before);
  const { github, settle } = sandboxOf(app);
  expect(github.comments('openclaw/models', number)).toHaveLength(said);
  const comment = github.as('oc-rahul-deshpande').comment('openclaw/models', number, '/yes Agreed.');
  await settle();
  expect(github.reactions(comment.id).map(({ content }) => content)).toEqual(['eyes']);
  expect((await firstDue(app)).tally).toMatchObject({ yes: 3, no: 1 });
});

test('time moved on by three days closes what is due by then, and stays moved after a restart', async () => {
  const { clock, settle } = sandboxOf(app);
  const first = await firstDue(app);
  await clock.advance(days(3));
  await settle();
  const now = clock.now();
  expect(Date.parse(now)).toBeGreaterThan(Date.now() + days(3) - 60_000);
  await until('the motion is closed', async () => open(await motionsOf(app.url)).length === 3);
  const after = await motionsOf(app.url);
  expect(after.find(({ id }) => id === first.id)).toMatchObject({ outcome: 'carried', closed_at: first.closes_at });
  await stop(app);
  app = await start(config);
  expect(sandboxOf(app).clock.now() >= now).toBe(true);
});

test('its data is refused by a live foundation', async () => {
  const name = new URL(config.mongodbUri ?? '').pathname.slice(1);
  const github = { appId: 1, privateKey: 'none', webhookSecret: 'none', baseUrl: null, proxy: null };
  const live = { ...config, mongodbUri: databaseUri(`${name}_sandbox`), github };
  await expect(startApp({ config: live, log })).rejects.toThrow(/holds the data of a sandbox/);
});

test.each(['web', 'worker'] as const)('ROLE=%s is refused, in words', async (role) => {
  await expect(startApp({ config: await settings({ role }), log })).rejects.toThrow(`ROLE=${role} is for a configured`);
});

test("under another foundation's charter it begins with a small world that says what to try", async () => {
  const other = await start(await settings({ governanceDir: await governanceDir() }));
  const { github, players, settle } = sandboxOf(other);
  expect(players().filter(({ role }) => role === 'person')).toHaveLength(9);
  const opened = github.as('wang-bo').openIssue('openclaw/welcome', { title: 'A vote', body: '/vote' });
  expect(opened.number).toBe(2);
  await settle();
  expect(summary(await motionsOf(other.url))).toEqual([expect.stringMatching(/open {2}A vote$/)]);
  await stop(other);
});

test('without a seed it has the people and repositories only, at once', async () => {
  const bare = await start(await settings(), { seed: 'nothing' });
  const { github, players } = sandboxOf(bare);
  expect(players().filter(({ role }) => role === 'person')).toHaveLength(25);
  expect(github.as('oc-lin-mei').openIssue('openclaw/welcome', { title: 'First' }).number).toBe(1);
  await stop(bare);
});

test('killed in the middle of its seeding it begins again, and nothing is there twice', async () => {
  const { mongodbUri } = await settings();
  const port = String(await freePort());
  const environment = { MONGODB_URI: mongodbUri ?? '', PORT: port, LOG_LEVEL: 'info', GOVERNANCE_DIR: './governance' };
  const url = `http://127.0.0.1:${port}`;
  const first = startProcess(environment);
  try {
    await untilDone('it is in the middle', async () => {
      const reason = await waitsFor(first, url);
      if (reason === null) throw new Error('it was seeded before it could be killed');
      return /being seeded: step (?:[5-9]|1\d|2[0-4]) of 27/.test(reason) ? null : reason;
    });
  } finally {
    await first.kill();
  }
  const second = startProcess(environment);
  try {
    await untilDone('it is ready', () => waitsFor(second, url));
    const motions = await motionsOf(url);
    expect(motions).toHaveLength(39);
    expect(open(motions)).toHaveLength(4);
    expect(second.output()).toMatch(/seeding of this sandbox was interrupted/);
    expect(second.output()).toMatch(/seeding the sandbox: \w+ \d{4}, \d+ motions so far/);
    expect(await second.terminate()).toBe(0);
  } finally {
    await second.kill();
  }
}, 900_000);
