// Reading pull requests from GitHub: real Probot, real HTTP, the simulated GitHub.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shorterBy } from '../../../src/sandbox/forge/faults.js';
import type { SimulatedGitHub } from '../../../src/sandbox/github/index.js';
import { githubApp, type TestedGitHub } from '../../support/github-app.js';
import { violations } from '../../support/github-openapi.js';
import { startGitHub, testClock } from '../../support/simulated-github.js';

const repo = 'openclaw/models';
const clock = testClock();
const check = 'OpenCharter / policy';
let server: SimulatedGitHub;
let github: TestedGitHub;

beforeEach(async () => {
  server = await startGitHub({ clock });
  github = githubApp(server);
});

afterEach(async () => {
  expect(violations(server.calls.all({ tokens: true }))).toEqual([]);
  await server.stop();
});

type Opening = Parameters<ReturnType<SimulatedGitHub['as']>['openPull']>[1];

function open(opening: Partial<Opening> = {}) {
  const { number, pull } = server.as('lin-mei').openPull(repo, { title: 'A change', body: 'Why', ...opening });
  return { ref: { forge: 'github', repo, number: String(number) } as const, number, head: pull.head.sha };
}

async function read(ref: ReturnType<typeof open>['ref']) {
  const pull = await github.pulls.pull(ref);
  if (!pull.ok) throw new Error(pull.error.detail);
  return pull.value;
}

/** The endpoints called since, with how often. */
async function counted(what: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const mark = server.calls.mark();
  await what();
  return server.calls.countByTemplate(mark);
}

describe('a pull request', () => {
  test('costs one call for itself and one for each of its lists', async () => {
    const { ref } = open();
    const calls = await counted(async () => {
      const pull = await read(ref);
      await github.pulls.commits(ref, pull);
      await github.pulls.files(ref, pull);
      await github.pulls.reviews(ref);
      await github.pulls.texts(repo, { branch: 'main' }, ['OWNERS', '.github/opencharter.yml']);
      await github.pulls.accounts(repo, ['lin-mei', 'wang-bo', 'nobody-here']);
    });
    expect(Object.values(calls)).toEqual([1, 1, 1, 1, 2]);
  });
});

describe('commits', () => {
  test('above 250 are all read, by a comparison', async () => {
    const commits = Array.from({ length: 260 }, (_, i) => ({ message: `Commit ${i}`, edits: { a: String(i) } }));
    const { ref } = open({ commits });
    const pull = await read(ref);
    const mark = server.calls.mark();
    const answer = await github.pulls.commits(ref, pull);
    if (!answer.ok || !answer.value.complete) throw new Error('not read');
    expect(answer.value.value.map(({ message }) => message)).toEqual(commits.map(({ message }) => message));
    expect(server.calls.countByTemplate(mark)).toEqual({ 'GET /repos/{owner}/{repo}/compare/{basehead}': 3 });
  });

  test('in a list that lies are not complete', async () => {
    const { ref } = open({ commits: [{ edits: { a: '1' } }, { edits: { a: '2' } }] });
    const pull = await read(ref);
    server.faults.fail({ path: /\/commits$/, mode: { lie: shorterBy(1) } });
    const why = { code: 'fewer-than-reported', read: 1, reported: 2 };
    expect(await github.pulls.commits(ref, pull)).toEqual({ ok: true, value: { complete: false, why } });
  });
});

test('reviews are told with the commit they were given for', async () => {
  const { ref, number, head } = open();
  const review = server.as('wang-bo').review(repo, number, 'approve');
  server.as('chen-yu').review(repo, number, 'request-changes', 'No');
  server.as('lin-mei').push(repo, number);
  server.as('wang-bo').dismissReview(repo, number, review.id);
  const value = [
    { id: String(review.id), account: { id: 1002 }, state: 'dismissed', head, tree: null },
    { account: { id: 1003 }, state: 'changes-requested', head },
  ];
  expect(await github.pulls.reviews(ref)).toMatchObject({ ok: true, value: { complete: true, value } });
});

describe('texts', () => {
  beforeEach(() => {
    server.as('wang-bo').commit(repo, { OWNERS: 'approvers: [林梅]\n', 'docs/OWNERS': 'reviewers: [wang-bo]\n' });
  });

  async function texts(app: TestedGitHub, at: { branch: string } | { commit: string }, paths: readonly string[]) {
    const answer = await app.pulls.texts(repo, at, paths);
    if (!answer.ok || !answer.value.complete) throw new Error('not read');
    return answer.value.value;
  }

  const wanted = ['OWNERS', 'docs', 'docs/OWNERS', 'missing/OWNERS'];
  const found = new Map([
    ['OWNERS', 'approvers: [林梅]\n'],
    ['docs/OWNERS', 'reviewers: [wang-bo]\n'],
  ]);

  test('are the same without GraphQL', async () => {
    server.faults.fail({ path: '/graphql', mode: { status: 404 } });
    const plain = await texts(github, { branch: 'main' }, wanted);
    expect(plain.texts).toEqual(found);
    expect(plain).toEqual(await texts(githubApp(server), { branch: 'main' }, wanted));
  });

  test('of several hundred paths are looked for in the tree first', async () => {
    const paths = [...wanted, ...Array.from({ length: 300 }, (_, i) => `${i}/OWNERS`)];
    const calls = await counted(async () => {
      expect((await texts(github, { branch: 'main' }, paths)).texts).toEqual(found);
    });
    expect(calls).toMatchObject({ 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': 1 });
  });

  test.each([{ branch: 'none' }, { commit: '0'.repeat(40) }])('at %j, which is not there, are gone', async (at) => {
    expect(await github.pulls.texts(repo, at, ['OWNERS'])).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });
});

test('accounts are known by their logins, with GraphQL and without', async () => {
  const known = { ok: true, value: new Map([['lin-mei', 1001]]) };
  expect(await github.pulls.accounts(repo, ['Lin-Mei', 'nobody-here', 'openclaw'])).toEqual(known);
  server.faults.fail({ path: '/graphql', mode: { status: 501 } });
  expect(await github.pulls.accounts(repo, ['Lin-Mei', 'nobody-here'])).toEqual(known);
});

test('open pull requests are listed a hundred a call, with whether our check is on their heads', async () => {
  const pulls = Array.from({ length: 101 }, () => open());
  const [checked, closed] = pulls;
  if (!checked || !closed) throw new Error('none opened');
  const startedAt = clock.now();
  const url = 'https://charter.test';
  const run = { name: check, subject: checked.ref, head: checked.head, externalId: 'p', title: 'T', summary: 'S', url };
  await github.write.createCheck({ ...run, state: 'in_progress', startedAt, completedAt: null });
  const first = await github.pulls.open(repo, check, null);
  if (!first.ok) throw new Error(first.error.detail);
  expect(first.value.items).toHaveLength(100);
  expect(first.value.items.filter((pull) => pull.checked === true)).toMatchObject([{ head: checked.head }]);
  const second = await github.pulls.open(repo, check, first.value.next);
  expect(second).toMatchObject({ ok: true, value: { items: [{ number: pulls.at(-1)?.ref.number }], next: null } });
  const newest = await github.pulls.newest(repo, null);
  expect(newest.ok && newest.value.items[0]).toBe(pulls.at(-1)?.ref.number);
});
