// The simulated GitHub's pull requests: commits, files, reviews, comparisons and Git's objects, as GitHub's own description says.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/sandbox/github/actor.js';
import { otherFields, shorterBy } from '../../src/sandbox/forge/faults.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { pullCommits } from '../../src/sandbox/forge/pull.js';
import { violations } from '../support/github-openapi.js';
import { installationClient, startGitHub, testClock } from '../support/simulated-github.js';

let github: SimulatedGitHub;
let client: Awaited<ReturnType<typeof installationClient>>;
let wang: Actor;
const clock = testClock();
const repo = 'openclaw/models';
const models = { owner: 'openclaw', repo: 'models' };
const pull = { ...models, pull_number: 1 };

beforeEach(async () => {
  github = await startGitHub({ clock });
  client = await installationClient(github);
  wang = github.as('wang-bo');
});

afterEach(async () => {
  await github.stop();
  expect(violations(github.calls.all({ tokens: true }))).toEqual([]);
});

async function statusOf(call: Promise<{ status: number }>): Promise<unknown> {
  return call.then(
    ({ status }) => status,
    (error: unknown) => (typeof error === 'object' && error !== null && 'status' in error ? error.status : error),
  );
}

describe('commits', () => {
  test('name author and committer as they typed themselves, with the account behind each e-mail', async () => {
    const noreply = '1001+lin-mei@users.noreply.github.com';
    wang.openPull(repo, {
      title: 'Load shards',
      commits: [
        { message: 'mine', edits: { a: '1' } },
        { message: 'theirs', edits: { a: '2' }, author: { name: 'Nobody', email: 'nobody@example.org' } },
        {
          message: 'hers\n\nSigned-off-by: Lin Mei <lin@example.org>',
          edits: { a: '3' },
          author: { name: 'Lin Mei', email: 'lin@example.org', login: 'lin-mei' },
          committer: { name: '林梅', email: noreply },
          verified: true,
        },
        { message: 'in the web editor', edits: { a: '4' }, onPages: true },
      ],
    });
    const { data } = await client.rest.pulls.listCommits(pull);
    expect(
      data.map(({ commit, author, committer }) => [
        commit.message.split('\n')[0],
        commit.author?.email,
        author?.login ?? null,
        commit.committer?.name,
        committer?.login ?? null,
        commit.verification?.verified,
      ]),
    ).toEqual([
      ['mine', '1002+wang-bo@users.noreply.github.com', 'wang-bo', 'Wang Bo', 'wang-bo', false],
      ['theirs', 'nobody@example.org', null, 'Wang Bo', 'wang-bo', false],
      ['hers', 'lin@example.org', 'lin-mei', '林梅', 'lin-mei', true],
      ['in the web editor', '1002+wang-bo@users.noreply.github.com', 'wang-bo', 'GitHub', 'web-flow', true],
    ]);
  });

  test('of 260, the list ends at 250, the count and a comparison in pages do not', async () => {
    const commits = Array.from({ length: 260 }, (_, i) => ({ message: `c${i}`, edits: { a: String(i) } }));
    const { base, head } = wang.openPull(repo, { title: 'Many', commits }).pull;
    expect((await client.rest.pulls.get(pull)).data.commits).toBe(260);
    const listed = await client.paginate(client.rest.pulls.listCommits, { ...pull, per_page: 100 });
    expect([listed.length, listed[0]?.commit.message, listed.at(-1)?.commit.message]).toEqual([250, 'c0', 'c249']);
    const basehead = `${base.sha}...${head.sha}`;
    const pages = [];
    for (const page of [1, 2, 3]) {
      const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...models, basehead, per_page: 100, page });
      pages.push([data.total_commits, data.commits.length, data.commits.at(-1)?.commit.message, data.files?.length]);
    }
    expect(pages).toEqual([
      [260, 100, 'c99', 1],
      [260, 100, 'c199', 0],
      [260, 60, 'c259', 0],
    ]);
    const { data: whole } = await client.rest.repos.compareCommitsWithBasehead({ ...models, basehead });
    expect([whole.commits.length, whole.commits.at(-1)?.sha]).toEqual([250, head.sha]);
  });

  test('a branch merged in brings a merge commit, and none of its own commits', async () => {
    wang.openPull(repo, { title: 'One', edits: { mine: '1' } });
    wang.commit(repo, { theirs: '1' });
    wang.push(repo, 1, { merge: 'main' });
    const { data } = await client.rest.pulls.listCommits(pull);
    expect(data.map(({ commit, parents }) => [commit.message, parents.length])).toEqual([
      ['One', 1],
      ["Merge branch 'main'", 2],
    ]);
    expect((await client.rest.pulls.listFiles(pull)).data.map(({ filename }) => filename)).toEqual(['mine']);
  });
});

describe('files', () => {
  test('a moved file is a rename of the one with the same name; a binary one has no patch', async () => {
    wang.commit(repo, { 'a/OWNERS': 'same\n', 'b/README.md': 'same\n', 'old.txt': 'text\n' });
    wang.openPull(repo, {
      title: 'Move',
      commits: [
        { renames: { 'b/README.md': 'c/README.md', 'a/OWNERS': 'd/OWNERS' } },
        { edits: { 'old.txt': null, 'x.bin': 'a\0b' } },
      ],
    });
    const { data } = await client.rest.pulls.listFiles(pull);
    expect(
      data.map(({ filename, status, previous_filename: old, changes, patch }) => [
        filename,
        status,
        old,
        changes,
        patch === undefined,
      ]),
    ).toEqual([
      ['c/README.md', 'renamed', 'b/README.md', 0, true],
      ['d/OWNERS', 'renamed', 'a/OWNERS', 0, true],
      ['old.txt', 'removed', undefined, 1, false],
      ['x.bin', 'added', undefined, 0, true],
    ]);
  });

  test('of 3,010, the list ends at 3,000, the count does not', async () => {
    const edits = Object.fromEntries(Array.from({ length: 3010 }, (_, i) => [`f/${String(i).padStart(4, '0')}`, 'x']));
    wang.openPull(repo, { title: 'Large', edits });
    const { data } = await client.rest.pulls.get(pull);
    expect([data.changed_files, data.additions]).toEqual([3010, 3010]);
    expect((await client.rest.pulls.listFiles({ ...pull, per_page: 100, page: 30 })).data).toHaveLength(100);
    expect((await client.rest.pulls.listFiles({ ...pull, per_page: 100, page: 31 })).data).toHaveLength(0);
  });
});

describe('reviews', () => {
  test('are listed oldest first, each bound to the head it was given for', async () => {
    const first = wang.openPull(repo, { title: 'One' }).pull.head.sha;
    const lin = github.as('lin-mei');
    const { id } = lin.review(repo, 1, 'request-changes', 'Not yet');
    const second = wang.push(repo, 1).sha;
    github.as('stranger').review(repo, 1, 'comment', 'Nice');
    lin.review(repo, 1, 'approve');
    github.as('chen-yu').dismissReview(repo, 1, id);
    const { data } = await client.rest.pulls.listReviews(pull);
    expect(data.map(({ user, state, commit_id: head, body }) => [user?.login, state, head, body])).toEqual([
      ['lin-mei', 'DISMISSED', first, 'Not yet'],
      ['stranger', 'COMMENTED', second, 'Nice'],
      ['lin-mei', 'APPROVED', second, ''],
    ]);
    expect((await client.rest.pulls.getReview({ ...pull, review_id: id })).data.id).toBe(id);
    expect(await statusOf(client.rest.pulls.getReview({ ...pull, review_id: 1 }))).toBe(404);
    expect((await client.rest.pulls.listReviews({ ...pull, per_page: 2, page: 2 })).data).toHaveLength(1);
  });

  test('nobody approves or refuses their own, and a comment is not dismissed', () => {
    wang.openPull(repo, { title: 'One' });
    expect(() => wang.review(repo, 1, 'approve')).toThrow('their own');
    expect(() => wang.review(repo, 1, 'request-changes')).toThrow('their own');
    const { id } = wang.review(repo, 1, 'comment');
    expect(() => {
      wang.dismissReview(repo, 1, id);
    }).toThrow('cannot be dismissed');
  });
});

describe('pushes', () => {
  test('several commits, an amended one, a new series, and new messages for the old one', () => {
    const shown = () => pullCommits(github.pull(repo, 1).pull).map(({ message }) => message);
    wang.openPull(repo, { title: 'One', message: 'a', edits: { x: '1' } });
    wang.push(repo, 1, { commits: [{ message: 'b', edits: { y: '1' } }, { message: 'c' }] });
    expect(shown()).toEqual(['a', 'b', 'c']);
    wang.push(repo, 1, { amend: true, message: 'c2', edits: { z: '1' } });
    expect(shown()).toEqual(['a', 'b', 'c2']);
    const lin = github.as('lin-mei').push(repo, 1, { amend: true, message: 'c3' });
    expect(lin).toMatchObject({ message: 'c3', authorId: 1002, committerId: 1001 });
    expect([...lin.files.keys()]).toEqual(['README.md', 'x', 'y', 'z']);
    const { tree } = github.pull(repo, 1).pull.head;
    const [first] = pullCommits(github.pull(repo, 1).pull);
    const reworded = wang.reword(repo, 1, (message) => `${message}!`);
    expect([shown(), reworded.tree]).toEqual([['a!', 'b!', 'c3!'], tree]);
    expect(pullCommits(github.pull(repo, 1).pull)[0]?.author).toEqual(first?.author);
    wang.push(repo, 1, { restart: true, message: 'all', edits: { x: '1' } });
    expect([shown(), [...github.pull(repo, 1).pull.head.files.keys()]]).toEqual([['all'], ['README.md', 'x']]);
  });

  test('to a branch move the pull requests from it; a closed one stays until it is opened again', async () => {
    const before = wang.openPull(repo, { title: 'One', branch: 'feature' }).pull.head.sha;
    const after = wang.commit(repo, { x: '1' }, { branch: 'feature' }).sha;
    expect((await client.rest.pulls.get(pull)).data.head.sha).toBe(after);
    wang.close(repo, 1);
    const later = wang.push(repo, 1).sha;
    expect((await client.rest.pulls.get(pull)).data.head.sha).toBe(after);
    wang.reopen(repo, 1);
    expect((await client.rest.pulls.get(pull)).data.head.sha).toBe(later);
    expect(new Set([before, after, later]).size).toBe(3);
  });

  test('another base compares with that base', async () => {
    wang.commit(repo, { 'next.txt': 'n' }, { branch: 'next' });
    wang.openPull(repo, { title: 'One', edits: { x: '1' } });
    wang.retarget(repo, 1, 'next');
    const { data } = await client.rest.pulls.get(pull);
    expect([data.base.ref, data.base.sha, data.changed_files]).toEqual([
      'next',
      github.state.repositories.get(3001)?.branches.get('next')?.sha,
      1,
    ]);
    wang.setDraft(repo, 1, true);
    expect((await client.rest.pulls.get(pull)).data.draft).toBe(true);
  });
});

describe('merging', () => {
  const two = {
    title: 'Two',
    commits: [
      { message: 'a\n\nSigned-off-by: W <w@x.org>', edits: { a: '1' } },
      { message: 'b', edits: { b: '1' } },
    ],
  };
  const squashed = 'Two (#1)\n\n* a\n\nSigned-off-by: W <w@x.org>\n\n* b\n\n---------\n\nSigned-off-by: W <w@x.org>';

  test.each([
    ['merge', 2, 'Merge pull request #1 from openclaw/change-1\n\nTwo', 'lin-mei', 'GitHub', true],
    ['squash', 1, squashed, 'wang-bo', 'GitHub', true],
    ['rebase', 1, 'b', 'wang-bo', 'Lin Mei', false],
  ] as const)(
    'by %s keeps what came to the base meanwhile',
    (method, parents, message, author, committer, verified) => {
      wang.openPull(repo, two);
      wang.commit(repo, { c: '1' });
      const made = github.as('lin-mei').merge(repo, 1, { method });
      expect(made).toMatchObject({ message, verified, committer: { name: committer } });
      expect([made.parents.length, [...made.files.keys()].sort()]).toEqual([parents, ['README.md', 'a', 'b', 'c']]);
      expect(github.state.accounts.get(made.authorId ?? 0)?.login).toBe(author);
    },
  );

  test('the only commit is squashed under its own message', () => {
    wang.openPull(repo, { title: 'One', message: 'Only\n\nSigned-off-by: W <w@x.org>', edits: { a: '1' } });
    expect(wang.merge(repo, 1, { method: 'squash' }).message).toBe('Only (#1)\n\nSigned-off-by: W <w@x.org>');
  });

  test('in the queue the second stands on the first, and only the first is merged', () => {
    wang.openPull(repo, { title: 'One', edits: { a: '1' } });
    wang.openPull(repo, { title: 'Two', edits: { b: '1' } });
    const first = wang.enqueue(repo, 1, { method: 'squash' });
    const second = wang.enqueue(repo, 2, { method: 'squash', message: 'My own words' });
    expect([second.parents, second.message, github.pull(repo, 1).state]).toEqual([[first], 'My own words', 'open']);
    expect(() => wang.mergeQueued(repo, 2)).toThrow('not the first');
    wang.mergeQueued(repo, 1);
    wang.mergeQueued(repo, 2);
    const branches = github.state.repositories.get(3001)?.branches;
    expect([branches?.get('main'), github.pull(repo, 2).pull.mergeCommit]).toEqual([second, second]);
    expect([...(branches?.keys() ?? [])].filter((name) => name.startsWith('gh-readonly-queue/'))).toEqual([]);
  });
});

describe('comparisons, branches and objects', () => {
  test.each([
    ['ahead', 'main...feature', 1, 0],
    ['behind', 'feature...main', 0, 1],
    ['identical', 'main...main', 0, 0],
    ['diverged', 'feature...other/branch', 1, 1],
  ])('%s', async (status, basehead, ahead, behind) => {
    wang.commit(repo, { a: '1' }, { branch: 'feature' });
    wang.commit(repo, { b: '1' }, { branch: 'other/branch' });
    const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...models, basehead });
    expect([data.status, data.ahead_by, data.behind_by, data.files?.length]).toEqual([status, ahead, behind, ahead]);
    expect(await statusOf(client.rest.repos.compareCommitsWithBasehead({ ...models, basehead: 'main...no' }))).toBe(
      404,
    );
  });

  test('a tip by branch and by ref; a tree, whole or one level; a blob, also of a fork', async () => {
    github.as('stranger').openPull(repo, { title: 'One', fork: true, edits: { 'a/b/c.txt': 'text\n' } });
    const { sha, tree } = github.pull(repo, 1).pull.head;
    wang.commit(repo, { x: '1' }, { branch: 'release/1' });
    const tip = github.state.repositories.get(3001)?.branches.get('release/1')?.sha;
    expect((await client.rest.repos.getBranch({ ...models, branch: 'release/1' })).data.commit.sha).toBe(tip);
    expect((await client.rest.git.getRef({ ...models, ref: 'heads/release/1' })).data.object.sha).toBe(tip);
    expect(await statusOf(client.rest.git.getRef({ ...models, ref: 'heads/nothing' }))).toBe(404);
    expect(await statusOf(client.rest.repos.getBranch({ ...models, branch: 'nothing' }))).toBe(404);
    const { data: whole } = await client.rest.git.getTree({ ...models, tree_sha: sha, recursive: '1' });
    expect(whole.tree.map(({ path, type }) => `${type} ${path}`)).toEqual([
      'blob README.md',
      'tree a',
      'tree a/b',
      'blob a/b/c.txt',
    ]);
    const { data: level } = await client.rest.git.getTree({ ...models, tree_sha: tree });
    expect(level.tree.map(({ path }) => path)).toEqual(['README.md', 'a']);
    const folder = whole.tree.find(({ path }) => path === 'a/b')?.sha ?? '';
    const { data: inside } = await client.rest.git.getTree({ ...models, tree_sha: folder });
    expect([inside.sha, inside.tree.map(({ path }) => path)]).toEqual([folder, ['c.txt']]);
    const { data: blob } = await client.rest.git.getBlob({ ...models, file_sha: inside.tree[0]?.sha ?? '' });
    expect(Buffer.from(blob.content, 'base64').toString()).toBe('text\n');
    expect(await statusOf(client.rest.git.getBlob({ ...models, file_sha: '0'.repeat(40) }))).toBe(404);
    expect(await statusOf(client.rest.git.getTree({ ...models, tree_sha: '0'.repeat(40) }))).toBe(404);
  });
});

describe('lists', () => {
  test('of pull requests are filtered, sorted and paged; sorted by update the oldest comes first', async () => {
    for (const title of ['one', 'two', 'three']) {
      wang.openPull(repo, { title });
      clock.advance(1000);
    }
    wang.close(repo, 2);
    clock.advance(1000);
    wang.editTitle(repo, 1, 'first');
    const numbers = async (query: Parameters<typeof client.rest.pulls.list>[0]) =>
      (await client.rest.pulls.list(query)).data.map(({ number }) => number);
    expect(await numbers({ ...models, state: 'all' })).toEqual([3, 2, 1]);
    expect(await numbers({ ...models, state: 'all', sort: 'updated' })).toEqual([3, 2, 1]);
    expect(await numbers({ ...models, state: 'all', sort: 'updated', direction: 'desc' })).toEqual([1, 2, 3]);
    expect(await numbers({ ...models, sort: 'created', direction: 'asc', per_page: 1, page: 2 })).toEqual([3]);
  });

  test('can lie: shorter than they are, or with other fields', async () => {
    wang.openPull(repo, { title: 'one', commits: [{ edits: { a: '1' } }, { edits: { a: '2' } }] });
    github.faults.fail({ path: '/repos/{owner}/{repo}/pulls/{pull_number}/commits', mode: { lie: shorterBy(1) } });
    expect((await client.rest.pulls.listCommits(pull)).data).toHaveLength(1);
    expect((await client.rest.pulls.listCommits(pull)).data).toHaveLength(2);
    const template = '/repos/{owner}/{repo}/git/trees/{tree_sha}';
    github.faults.fail({ path: template, mode: { lie: otherFields({ truncated: true }) } });
    expect((await client.rest.git.getTree({ ...models, tree_sha: 'main' })).data.truncated).toBe(true);
    github.faults.fail({ path: template, mode: { lie: shorterBy(9) } });
    expect((await client.rest.git.getTree({ ...models, tree_sha: 'main' })).data.tree).toEqual([]);
  });
});

describe('annotations', () => {
  const remark = { path: 'a b.txt', start_line: 2, end_line: 2, annotation_level: 'failure', message: 'Here' } as const;

  test('an update adds to those there are; more than 50 at once are refused', async () => {
    const { sha } = wang.openPull(repo, { title: 'one' }).pull.head;
    const output = { title: 'One', summary: 'text', annotations: [remark] };
    const { data: made } = await client.rest.checks.create({ ...models, name: 'policy', head_sha: sha, output });
    const run = { ...models, check_run_id: made.id };
    const { data: updated } = await client.rest.checks.update({
      ...run,
      output: { summary: 'more', annotations: [{ ...remark, title: 'Two' }, remark] },
    });
    expect([made.output.annotations_count, updated.output.annotations_count]).toEqual([1, 3]);
    const { data } = await client.rest.checks.listAnnotations({ ...run, per_page: 2 });
    expect(data.map(({ title, message, start_line: line }) => [title, message, line])).toEqual([
      [null, 'Here', 2],
      ['Two', 'Here', 2],
    ]);
    const many = { summary: 'many', annotations: Array.from({ length: 51 }, () => remark) };
    expect(await statusOf(client.rest.checks.update({ ...run, output: many }))).toBe(422);
  });
});
