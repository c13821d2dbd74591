// Votes found by polling: 500 comments with ballots, on issues and on a pull request of one repository of a simulated Gitee that sends no webhook.
// How long from the poll's beginning until every ballot is counted, and how many calls; then once more, with nothing new. The app is in this
// process, with a clock that is moved. The database is MONGODB_URI's, or an embedded engine.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApp } from '../src/compose/app.js';
import { identOf } from '../src/sandbox/gitee/ident.js';
import { startSimulatedGitee } from '../src/sandbox/gitee/index.js';
import { instant } from '../src/shared/time.js';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { table } from './support/report.js';
import { until } from './support/stage.js';

const [comments, issues] = [500, 9];
const repo = 'openclaw/models';
const pollEveryMs = 2 * 60_000;
const users = Array.from({ length: 50 }, (_, i) => ({ login: `member-${String(i + 1)}`, id: 1001 + i }));
const logins = users.map(({ login }) => login);

const charterYml = `
version: 1
foundation: { id: openclaw, name: OpenClaw Foundation, license: Apache-2.0, language: zh }
repositories: ["gitee:openclaw/*"]
default_motion: technical
bodies:
  tsc: { name: Technical Steering Committee, seats: [${logins.join(', ')}] }
motions:
  technical:
    title: Technical decision
    scope: technical
    electorate: [tsc]
    period: P7D
    passes_when: ["yes > no"]
`;
const people = users.map(
  ({ login, id }) =>
    `  - { id: ${login}, name: ${login}, gitee: { login: ${login}, id: ${String(id)} }, affiliations: [{ org: independent }] }`,
);

const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const governanceDir = join(folder, 'governance');
await mkdir(governanceDir);
await writeFile(join(governanceDir, 'charter.yml'), charterYml);
await writeFile(join(governanceDir, 'people.yml'), `organizations: []\npeople:\n${people.join('\n')}\n`);
const log = pino({ level: 'warn' });
const given = process.env['MONGODB_URI'];
const engine = given === undefined ? await startEmbedded(join(folder, 'db'), log) : null;

let time = Date.now();
const clock = { now: () => instant(time) };
const gitee = await startSimulatedGitee({
  clock,
  bot: { login: 'opencharter-bot', id: 900 },
  seed: { users, organizations: [{ login: 'openclaw', id: 2001 }], repositories: [{ name: repo, id: 3001 }] },
});
const app = await startApp({
  clock,
  log,
  config: {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'https://charter.example',
    mongodbUri: given ?? engine?.uri ?? '',
    dataDir: folder,
    governanceDir,
    github: null,
    gitee: { url: gitee.url, token: gitee.token, webhookSecret: 'unused', webhookMode: 'signature', proxy: null },
    forgeWrites: 'off',
    role: 'all',
    logLevel: 'warn',
  },
});
const { polls, ledger } = app.stores;
await until('the first poll is noted', async () => (await polls.get('gitee', repo)) !== null);

async function ballots(): Promise<number> {
  const { motions } = await ledger.sync();
  return [...motions.values()].reduce((count, motion) => count + motion.ballots.length, 0);
}

/** Lets a poll come; how long it took, how many calls it cost. */
async function poll(): Promise<{ readonly ms: number; readonly calls: number }> {
  const mark = gitee.calls.mark();
  time += pollEveryMs;
  const now = clock.now();
  await until('the poll begins', () => gitee.calls.mark() > mark);
  const began = performance.now();
  await until('the poll is done', async () => ((await polls.wholeAt('gitee')) ?? '') >= now);
  return { ms: performance.now() - began, calls: gitee.calls.mark() - mark };
}

const as = (i: number) => gitee.as(logins[i % logins.length] ?? '');
const numbers: (string | number)[] = [
  as(0).openPull(repo, { title: 'Adopt safetensors', body: '/vote technical' }).number,
  ...Array.from({ length: issues }, (_, i) =>
    identOf(as(i + 1).openIssue(repo, { title: `Issue ${String(i)}`, body: '/vote technical' }).id),
  ),
];
await poll();
for (let i = 0; i < comments; i += 1) {
  time += 100;
  const number = numbers[i % numbers.length];
  if (number !== undefined) as(Math.floor(i / numbers.length)).comment(repo, number, i % 3 === 0 ? '/no' : '/yes');
}
const rows: string[][] = [['', 'objects', 'calls', 'seconds', 'objects/s']];
const found = await poll();
if ((await ballots()) !== comments) throw new Error(`${String(await ballots())} ballots are counted`);
const quiet = await poll();
const later = await poll();
for (const [name, objects, { ms, calls }] of [
  [`${String(comments)} comments`, comments, found],
  ['nothing new, read again', 0, quiet],
  ['nothing new', 0, later],
] as const) {
  rows.push([name, String(objects), String(calls), (ms / 1000).toFixed(2), (objects / (ms / 1000)).toFixed(0)]);
}
console.log('\npolling a repository of Gitee\n');
table(rows);
await app.stop();
await gitee.stop();
await engine?.stop();
await rm(folder, { recursive: true, force: true });
