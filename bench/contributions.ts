// How many contributions a second go the whole way of the policies, from webhook to check on the head: pull requests opened, then a push to each,
// as fast as their webhooks are accepted; and the calls that each costs. The app is a process of its own, GitHub a simulated one. The database is
// MONGODB_URI's, or an embedded engine.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { startProcess } from '../test/support/process.js';
import { members, repository, startForge, writeGovernance } from './support/foundation.js';
import { secret } from './support/load.js';
import { table } from './support/report.js';
import { addressOf, until } from './support/stage.js';

const contributions = 200;
/** Webhooks without their answer yet. */
const inFlight = 32;

const policyYml = `
version: 1
policies:
  dco: { enforce: block }
  title: { enforce: block }
  description: { enforce: warn, sections: [Why] }
  owners: { enforce: block }
  paths: { enforce: block, rules: [{ paths: ['**/*.pkl'], forbidden: true }] }
`;

const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const log = { info: () => undefined, warn: console.warn, error: console.error };
const given = process.env['MONGODB_URI'];
const engine = given === undefined ? await startEmbedded(join(folder, 'db'), log) : null;
const github = await startForge();
const governance = join(folder, 'governance');
await writeGovernance(governance);
await writeFile(join(governance, 'policy.yml'), policyYml);
const app = startProcess({
  MONGODB_URI: given ?? engine?.uri ?? '',
  GOVERNANCE_DIR: governance,
  PORT: '0',
  APP_ID: String(github.appId),
  PRIVATE_KEY: github.privateKey,
  WEBHOOK_SECRET: secret,
  GHE_HOST: github.hostAndPort,
  GHE_PROTOCOL: 'http',
});
process.once('exit', () => void app.kill());
github.webhooks.setTarget(`${await addressOf(app)}/api/github/webhooks`);

function authorOf(i: number): string {
  return members[i % members.length] ?? '';
}

function signedMessage(i: number, text: string): string {
  const { id, login } = github.as(authorOf(i)).account;
  return `${text}\n\nSigned-off-by: ${login} <${String(id)}+${login}@users.noreply.github.com>\n`;
}

/** Delivers what waits, several webhooks at once, each accepted before its sender sends the next. */
async function deliver(): Promise<void> {
  const ids = github.webhooks.pending().map(({ id }) => id);
  async function sender(): Promise<void> {
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
      const [attempt] = await github.webhooks.deliverInOrder([id]);
      if (attempt?.status !== 202) throw new Error(`a webhook was not accepted: ${JSON.stringify(attempt)}`);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, sender));
}

function hasCheck(number: number): boolean {
  const { sha } = github.pull(repository, number).pull.head;
  return github
    .checkRuns(repository, sha)
    .some(({ name, status }) => name === 'OpenCharter / policy' && status === 'completed');
}

interface Measured {
  readonly perSecond: number;
  readonly callsEach: number;
}

/** Sends the webhooks that wait, and measures until each pull request has its check. */
async function measure(what: string, numbers: readonly number[]): Promise<Measured> {
  const before = github.calls.mark();
  const began = performance.now();
  await deliver();
  await until(what, () => numbers.every(hasCheck));
  const perSecond = numbers.length / ((performance.now() - began) / 1000);
  return { perSecond, callsEach: github.calls.since(before).length / numbers.length };
}

const owners = `approvers: [${members.slice(0, 5).join(', ')}]\n`;
github.as(authorOf(0)).commit(repository, { OWNERS: owners, 'src/OWNERS': owners });
await deliver();

const numbers = Array.from({ length: contributions }, (_, i) => {
  const title = `feat: load format ${String(i)}`;
  const edits = Object.fromEntries(
    Array.from({ length: 10 }, (_, file) => [`src/format-${String(i)}/${String(file)}.ts`, title]),
  );
  const commits = [{ message: signedMessage(i, title), edits }];
  return github.as(authorOf(i)).openPull(repository, { title, body: '## Why\nIt is asked for.\n', commits }).number;
});
const opened = await measure('every new pull request has its check', numbers);
for (const [i, number] of numbers.entries()) {
  github.as(authorOf(i)).push(repository, number, { message: signedMessage(i, 'fix: name it better') });
}
const pushed = await measure('every pushed pull request has its check', numbers);
await app.terminate();
await github.stop();
await engine?.stop();
await rm(folder, { recursive: true, force: true });

console.log(`${String(contributions)} pull requests, ${String(inFlight)} webhooks at a time, five policies\n`);
table([
  ['', 'a second, webhook to check', 'calls each'],
  ...Object.entries({ opened, pushed }).map(([name, { perSecond, callsEach }]) => [
    name,
    perSecond.toFixed(1),
    callsEach.toFixed(1),
  ]),
]);
