// opencharter policy try on a simulated GitHub over HTTP: one pull request, a replay, limits, stops; and that nothing is written.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyTryCommand } from '../../src/cli/policy.js';
import type { PolicyOptions } from '../../src/cli/policy-session.js';
import { openPolicyTry } from '../../src/compose/policy-try.js';
import { readReadingConfig } from '../../src/config.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { startGitHub, testClock, type TestClock } from '../support/simulated-github.js';

const repo = 'openclaw/models';
const signed = { author: { name: 'Lin Mei', email: 'mei@example.org', login: 'lin-mei' } };
const signOff = 'Signed-off-by: Lin Mei <mei@example.org>';
const both = 'dco: { enforce: block }\n  title: { enforce: warn }';

let github: SimulatedGitHub;
let clock: TestClock;
let folder: string;
let stop: AbortController;
let out: string[];
let err: string[];

beforeEach(async () => {
  clock = testClock();
  github = await startGitHub({ clock });
  folder = await mkdtemp(join(tmpdir(), 'opencharter-try-'));
  stop = new AbortController();
  [out, err] = [[], []];
});

afterEach(async () => {
  await github.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A policy.yml with these lines below `policies:`. */
async function policyFile(entries: string, name = 'policy.yml'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `version: 1\npolicies:\n  ${entries}\n`);
  return path;
}

/** A governance folder with this policy.yml. */
async function governance(entries: string): Promise<void> {
  await policyFile(entries);
  await writeFile(
    join(folder, 'charter.yml'),
    `version: 1
foundation: { id: example, name: Example }
repositories: ["github:example/*"]
bodies: { tsc: { name: TSC, seats: [lin-mei] } }
motions:
  technical: { title: T, scope: technical, electorate: [tsc], period: P7D, passes_when: ["yes > 1/2 of cast"] }
`,
  );
  await writeFile(
    join(folder, 'people.yml'),
    'organizations: []\npeople: [{ id: lin-mei, name: Lin Mei, affiliations: [{ org: independent }] }]\n',
  );
}

const asApp = () => ({
  APP_ID: String(github.appId),
  PRIVATE_KEY: github.privateKey,
  WEBHOOK_SECRET: github.webhookSecret,
});

interface Given extends Partial<PolicyOptions> {
  /** With the settings of the app; default as nobody. */
  readonly app?: boolean;
}

async function run(subject: string, { app = false, ...given }: Given = {}): Promise<number> {
  const environment = {
    GHE_HOST: github.hostAndPort,
    GHE_PROTOCOL: 'http',
    GOVERNANCE_DIR: folder,
    ...(app ? asApp() : {}),
  };
  const options = { file: null, last: null, json: false, language: 'en', ...given } as const;
  const open = (forge: ForgeId, file: string | null) => openPolicyTry(forge, file, readReadingConfig(environment));
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    bar: null,
    colours: false,
  };
  return policyTryCommand(subject, options, open, io, { clock, stop: stop.signal });
}

function open(title: string, message = title): number {
  clock.advance(60_000);
  return github.as('lin-mei').openPull(repo, { title, commits: [{ message, ...signed }] }).number;
}

function writes(): readonly string[] {
  return github.calls
    .all({ tokens: true })
    .filter(({ method, path }) => method !== 'GET' && !/access_tokens|graphql/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}

describe('one pull request', () => {
  test.each([
    ['as nobody', false],
    ['as the installation', true],
  ])('read %s that passes: a line for each policy, and exit code 0', async (_, app) => {
    await governance(both);
    const number = open('feat: load a model', `feat: load a model\n\n${signOff}`);
    expect(await run(`github:${repo}#${number}`, { app })).toBe(0);
    expect(err).toEqual([]);
    expect(out[0]).toBe(`✔ ${repo}#${number} passes`);
    expect(out.filter((line) => /^[✔✘…–] (dco|title):/.test(line))).toHaveLength(2);
    expect(writes()).toEqual([]);
  });

  test('that fails: how to mend it with the commands, and exit code 1', async () => {
    const file = await policyFile(both, 'other.yml');
    const number = open('load a model');
    expect(await run(`github:${repo}#${number}`, { file })).toBe(1);
    const text = out.join('\n');
    expect(out[0]).toMatch(new RegExp(`^✘ ${repo}#${number} is blocked: .+`));
    expect(text).toContain('✘ dco: fails (block).');
    expect(text).toContain('git push --force-with-lease');
    expect(text).toContain('✘ title: fails (warn).');
    expect(out.at(-1)).toMatch(/\/approve/);
  });

  test('in Chinese', async () => {
    const file = await policyFile(both, 'other.yml');
    const number = open('load a model');
    await run(`github:${repo}#${number}`, { file, language: 'zh' });
    expect(out[0]).toMatch(/^✘ openclaw\/models#\d+ 不能合并：/);
  });

  test("as JSON: the API's contribution", async () => {
    const file = await policyFile('title: { enforce: block }', 'other.yml');
    const number = open('load a model');
    expect(await run(`github:${repo}#${number}`, { file, json: true })).toBe(1);
    expect(JSON.parse(out.join('\n'))).toEqual({
      forge: 'github',
      repo,
      number: String(number),
      url: `${github.url}/${repo}/pull/${number}`,
      title: 'load a model',
      author: { forge: 'github', id: 1001, login: 'lin-mei' },
      head: github.pull(repo, number).pull.head.sha,
      verdict: 'fail',
      findings: [
        { policy: 'title', verdict: 'fail', enforce: 'block', summary: expect.any(String), details: expect.any(Array) },
      ],
      overrides: [],
      updated_at: expect.stringMatching(/^2026-03-01T/),
    });
  });

  test.each<[string, string, RegExp]>([
    ['that is not there', `github:${repo}#99`, /#99 cannot be read: it does not exist, or is not to be seen/],
    ['of a private repository', 'github:openclaw/secret#1', /only public repositories/],
    ['of another form', `github:${repo}`, /names no pull request/],
  ])('%s: why, and exit code 2', async (_, subject, why) => {
    const file = await policyFile(both, 'other.yml');
    expect(await run(subject, { file })).toBe(2);
    expect(err[0]).toMatch(why);
    expect(out).toEqual([]);
  });

  test('of which a part cannot be read: pending, and exit code 2', async () => {
    const file = await policyFile(both, 'other.yml');
    const number = open('feat: x');
    github.faults.fail({ path: /\/commits$/, mode: { status: 502 } });
    expect(await run(`github:${repo}#${number}`, { file })).toBe(2);
    expect(out[0]).toMatch(/^… .+ cannot be judged: /);
  });

  test('behind a used up limit: when it ends, and exit code 2', async () => {
    const file = await policyFile(both, 'other.yml');
    const number = open('feat: x');
    github.faults.fail({ mode: { status: 403, retryAfter: 1800 } });
    expect(await run(`github:${repo}#${number}`, { file })).toBe(2);
    expect(err[0]).toMatch(/limit of calls is reached until 09:4\d UTC, 30:00 from now; .*60 calls an hour/);
  });

  test('under a file with errors: each by its line, and exit code 2', async () => {
    const file = await policyFile('dcoo: { enforce: block }', 'other.yml');
    expect(await run(`github:${repo}#1`, { file })).toBe(2);
    expect(err).toEqual([expect.stringMatching(/other\.yml:3:3: policies\.dcoo: .+ \(did you mean "dco"\?\)$/)]);
    expect(github.calls.all()).toEqual([]);
  });
});

describe('a replay', () => {
  beforeEach(() => {
    open('feat: a', `feat: a\n\n${signOff}`);
    open('feat: b');
    open('no type', `no type\n\n${signOff}`);
  });

  test('tells how many pass, as if all steps were in force', async () => {
    const file = await policyFile(
      'dco: { enforce: [shadow, { level: block, from: 2030-01-01 }] }\n  title: { enforce: [{ level: warn, from: 2030-01-01 }] }',
      'other.yml',
    );
    expect(await run(`github:${repo}`, { last: '100', file })).toBe(0);
    expect(out.slice(0, 3)).toEqual([
      `The last 3 pull requests of ${repo}, as if all steps were in force:`,
      '  dco: 2 pass, 1 fail, 0 pending, 0 not concerned',
      '  title: 2 pass, 1 fail, 0 pending, 0 not concerned',
    ]);
    expect(err.at(-1)).toMatch(/^3\/3 pull requests, \d+ calls$/);
    expect(writes()).toEqual([]);
  });

  test('compares the policies in force with others, reading each pull request once', async () => {
    await governance('dco: { enforce: block }');
    const file = await policyFile('title: { enforce: block }', 'other.yml');
    expect(await run(`github:${repo}`, { last: '2', file })).toBe(0);
    const text = out.join('\n');
    expect(out[0]).toBe('2 of 2 differ.');
    expect(text).toMatch(/#3 no type\n {2}title: not in force → ✘ fails \(block\): .+/);
    expect(text).toMatch(/#2 feat: b\n {2}dco: ✘ fails \(block\) → not in force: .+/);
    expect(text).toMatch(/ {2}dco\n {4}before: 1 pass, 1 fail, 0 pending, 0 not concerned\n {4}after: {2}not in force/);
    const pulls = github.calls.all().filter(({ path }) => /\/pulls\/\d+$/.test(path));
    expect(pulls).toHaveLength(2);
  });

  test('as JSON', async () => {
    await governance('dco: { enforce: block }');
    const file = await policyFile('dco: { enforce: warn }', 'other.yml');
    await run(`github:${repo}`, { last: '3', file, json: true });
    expect(JSON.parse(out.join('\n'))).toEqual({
      repository: `github:${repo}`,
      asked: 3,
      read: 3,
      before: { dco: { pass: 2, fail: 1, pending: 0, skip: 0 } },
      after: { dco: { pass: 2, fail: 1, pending: 0, skip: 0 } },
      differences: [
        {
          number: '2',
          title: 'feat: b',
          policies: [
            {
              policy: 'dco',
              before: expect.objectContaining({ verdict: 'fail', enforce: 'block' }),
              after: expect.objectContaining({ verdict: 'fail', enforce: 'warn' }),
            },
          ],
        },
      ],
    });
  });

  test('waits for a limit to end, and says so', async () => {
    const file = await policyFile(both, 'other.yml');
    github.faults.fail({ path: /\/pulls\/2$/, mode: { status: 403, retryAfter: 1 } });
    expect(await run(`github:${repo}`, { last: '3', file })).toBe(0);
    expect(err).toContainEqual(expect.stringMatching(/^waiting 0:0\d: 403/));
    expect(out[0]).toMatch(/^The last 3 /);
  });

  test('that is stopped tells what it has, and exits with 130', async () => {
    const file = await policyFile(both, 'other.yml');
    github.faults.fail({ path: /\/pulls\/2$/, mode: { status: 403, retryAfter: 600 } });
    const stopping = run(`github:${repo}`, { last: '3', file });
    while (!err.some((line) => line.startsWith('waiting'))) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    expect(await stopping).toBe(130);
    expect(out[0]).toMatch(/^1 pull request /);
  });

  test('of a repository that is not there: why, and exit code 2', async () => {
    const file = await policyFile(both, 'other.yml');
    expect(await run('github:openclaw/nowhere', { last: '3', file })).toBe(2);
    expect(err[0]).toMatch(/openclaw\/nowhere cannot be read: it does not exist/);
  });
});
