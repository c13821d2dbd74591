// opencharter policy try on a simulated Gitee over HTTP: as nobody and as an account, one pull request and the last ones; nothing is written.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyTryCommand } from '../../src/cli/policy.js';
import { openPolicyTry } from '../../src/compose/policy-try.js';
import { readReadingConfig } from '../../src/config.js';
import type { SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { giteeViolations } from '../support/gitee-description.js';
import { startGitee } from '../support/simulated-gitee.js';
import { testClock, type TestClock } from '../support/simulated-github.js';

const repo = 'openclaw/models';
const signed = { author: { name: '林梅', email: 'mei@example.org', login: 'lin-mei' } };
const signOff = 'Signed-off-by: 林梅 <mei@example.org>';

let gitee: SimulatedGitee;
let clock: TestClock;
let folder: string;
let out: string[];
let err: string[];

beforeEach(async () => {
  clock = testClock();
  gitee = await startGitee({ clock });
  folder = await mkdtemp(join(tmpdir(), 'opencharter-try-gitee-'));
  await writeFile(
    join(folder, 'policy.yml'),
    'version: 1\npolicies:\n  dco: { enforce: block }\n  title: { enforce: warn }\n  owners: { enforce: warn }\n',
  );
  [out, err] = [[], []];
});

afterEach(async () => {
  await gitee.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Given {
  readonly last?: string;
  readonly json?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

function run(subject: string, { last, json = false, environment = {} }: Given = {}): Promise<number> {
  const options = { file: join(folder, 'policy.yml'), last: last ?? null, json, language: 'en' } as const;
  const settings = { GITEE_URL: gitee.url, GOVERNANCE_DIR: folder, ...environment };
  const open = (forge: ForgeId, file: string | null) => openPolicyTry(forge, file, readReadingConfig(settings));
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    bar: null,
    colours: false,
  };
  return policyTryCommand(subject, options, open, io, { clock, stop: new AbortController().signal });
}

function open(title: string, message = title): number {
  clock.advance(60_000);
  return gitee.as('lin-mei').openPull(repo, { title, commits: [{ message, ...signed }] }).number;
}

/** Calls that write, or that Gitee does not describe; tokens that were sent. */
function wrongCalls(): readonly string[] {
  const calls = gitee.calls.all();
  const writing = calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  return [...writing, ...giteeViolations(calls)];
}

describe('one pull request', () => {
  test.each([
    ['as nobody', () => ({})],
    ["as the bot's account, by its token alone", () => ({ GITEE_TOKEN: gitee.token })],
  ])('is read %s', async (_, environment) => {
    const good = open('feat: load a model', `feat: load a model\n\n${signOff}`);
    const bad = open('load a model');
    expect(await run(`gitee:${repo}#${good}`, { environment: environment() })).toBe(0);
    expect(out[0]).toBe(`✔ ${repo}#${good} passes`);
    out.length = 0;
    expect(await run(`gitee:${repo}#${bad}`, { environment: environment() })).toBe(1);
    expect(out[0]).toMatch(new RegExp(`^✘ ${repo}#${bad} is blocked: .+`));
    expect(out.join('\n')).toContain('✘ title: fails (warn).');
    expect(out.at(-1)).toMatch(/Gitee does not tell for which commit/);
    expect(err).toEqual([]);
    expect(wrongCalls()).toEqual([]);
    const asked = gitee.calls.all().some(({ path }) => path.endsWith('/user'));
    expect(asked).toBe('GITEE_TOKEN' in environment());
  });

  test("as JSON is the API's contribution", async () => {
    const number = open('feat: x');
    expect(await run(`gitee:${repo}#${number}`, { json: true })).toBe(1);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      forge: 'gitee',
      repo,
      number: String(number),
      author: { forge: 'gitee', id: 5001, login: 'lin-mei' },
      head: gitee.pull(repo, number).pull.head.sha,
      verdict: 'fail',
    });
  });

  test.each<[string, string, RegExp]>([
    ['that is not there', `gitee:${repo}#99`, /#99 cannot be read: .*; without GITEE_TOKEN only public repositories/],
    ['of a private repository', 'gitee:openclaw/secret#1', /only public repositories/],
    ['that is an issue', `gitee:${repo}#I4CF12`, /is not of the form/],
  ])('%s: why, and exit code 2', async (_, subject, why) => {
    expect(await run(subject)).toBe(2);
    expect(err[0]).toMatch(why);
    expect(out).toEqual([]);
  });

  test('behind a used up limit: when it ends', async () => {
    const number = open('feat: x');
    gitee.faults.fail({ mode: { status: 429, retryAfter: 1800 } });
    expect(await run(`gitee:${repo}#${number}`)).toBe(2);
    expect(err[0]).toMatch(/limit of calls is reached until 09:4\d UTC, 30:00 from now; without GITEE_TOKEN/);
  });
});

test('the last ones of a repository are replayed', async () => {
  open('feat: a', `feat: a\n\n${signOff}`);
  open('feat: b');
  open('no type', `no type\n\n${signOff}`);
  expect(await run(`gitee:${repo}`, { last: '2', json: true })).toBe(0);
  expect(JSON.parse(out.join('\n'))).toMatchObject({
    repository: `gitee:${repo}`,
    read: 2,
    after: { dco: { pass: 1, fail: 1 }, title: { pass: 1, fail: 1 } },
  });
  expect(wrongCalls()).toEqual([]);
});
