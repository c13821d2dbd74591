// The simulated GitHub's REST API: each endpoint, asked by real Probot, answered as GitHub's own description says.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { violations } from '../support/github-openapi.js';
import { installationClient, probotFor, startGitHub, testClock } from '../support/simulated-github.js';

let github: SimulatedGitHub;
let client: Awaited<ReturnType<typeof installationClient>>;
const clock = testClock();
const models = { owner: 'openclaw', repo: 'models' };

beforeEach(async () => {
  github = await startGitHub({ clock });
  client = await installationClient(github);
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

describe('the app', () => {
  test('knows itself and finds its installation by repository, organization and list', async () => {
    const app = await probotFor(github).auth();
    const { data: self } = await app.rest.apps.getAuthenticated();
    const { data: installations } = await app.rest.apps.listInstallations();
    const { data: byRepo } = await app.rest.apps.getRepoInstallation(models);
    const { data: byOrg } = await app.rest.apps.getOrgInstallation({ org: 'openclaw' });
    const { data: byId } = await app.rest.apps.getInstallation({ installation_id: byRepo.id });
    expect(self?.slug).toBe('opencharter');
    expect(installations.map(({ id }) => id)).toEqual([byRepo.id]);
    expect([byOrg.id, byId.id]).toEqual([byRepo.id, byRepo.id]);
    expect(await statusOf(app.rest.apps.getUserInstallation({ username: 'stranger' }))).toBe(404);
  });

  test('calls for tokens are flagged, so that counts can leave them out', async () => {
    await client.rest.repos.get(models);
    expect(github.calls.all().map(({ template }) => template)).toEqual(['/repos/{owner}/{repo}']);
    expect(github.calls.countByTemplate(0, { tokens: true })).toEqual({
      'POST /app/installations/{installation_id}/access_tokens': 1,
      'GET /repos/{owner}/{repo}': 1,
    });
  });

  test('lists the repositories of the installation', async () => {
    const { data } = await client.rest.apps.listReposAccessibleToInstallation();
    expect(data.repositories.map(({ name }) => name)).toEqual(['models', 'docs', 'secret']);
  });
});

describe('who may call', () => {
  test.each([
    ['without a token what is public is read', undefined, 'GET', '/repos/openclaw/models', 200],
    ['without a token what is private is not there', undefined, 'GET', '/repos/openclaw/secret', 404],
    ['without a token nothing is written', undefined, 'POST', '/repos/openclaw/models/issues', 401],
    ['a made-up token is refused', 'token ghs_nothing', 'GET', '/repos/openclaw/models', 401],
    ['a made-up JSON web token is refused', 'bearer a.b.c', 'GET', '/app', 401],
    ['the app is not known without its JSON web token', undefined, 'GET', '/app', 401],
  ])('%s', async (_, authorization, method, path, status) => {
    const headers = authorization === undefined ? {} : { authorization };
    const body = method === 'POST' ? { body: '{"title":"Hello"}' } : {};
    const response = await fetch(`${github.url}/api/v3${path}`, { method, headers, ...body });
    expect(response.status).toBe(status);
  });

  test('a token ends after an hour', async () => {
    let real = Date.now();
    const own = await startGitHub({ realNow: () => real });
    const octokit = await installationClient(own);
    expect(await statusOf(octokit.rest.repos.get(models))).toBe(200);
    real += 3_600_001;
    expect(await statusOf(octokit.rest.repos.get(models))).toBe(401);
    await own.stop();
  });

  test('an installation does not write elsewhere, and writes nothing it has no permission for', async () => {
    const thing = { owner: 'stranger', repo: 'thing', title: 'Hello' };
    expect(await statusOf(client.rest.issues.create(thing))).toBe(403);
    const own = await startGitHub({
      app: { id: 1, slug: 'reader', webhookSecret: 'x', permissions: { issues: 'read', metadata: 'read' } },
    });
    const reader = await installationClient(own);
    expect(await statusOf(reader.rest.issues.listForRepo(models))).toBe(200);
    expect(await statusOf(reader.rest.issues.create({ ...models, title: 'Hello' }))).toBe(403);
    await own.stop();
  });
});

describe('accounts and repositories', () => {
  test('a user is found by login and by id, also after a rename; the old login may be taken by a stranger', async () => {
    github.as('lin-mei').rename('mei-lin');
    github.addUser({ login: 'lin-mei', id: 9999 });
    const { data: old } = await client.rest.users.getByUsername({ username: 'lin-mei' });
    const { data: now } = await client.request('GET /user/{account_id}', { account_id: 1001 });
    expect([old.id, now.login]).toEqual([9999, 'mei-lin']);
    expect(await statusOf(client.rest.users.getByUsername({ username: 'nobody' }))).toBe(404);
  });

  test('the bot is a user of type Bot', async () => {
    const { data } = await client.rest.users.getByUsername({ username: 'opencharter[bot]' });
    expect([data.login, data.type]).toEqual(['opencharter[bot]', 'Bot']);
  });

  test('a renamed repository is found under its old name', async () => {
    github.as('wang-bo').renameRepository('openclaw/models', 'weights');
    const { data } = await client.rest.repos.get(models);
    expect([data.id, data.full_name]).toEqual([3001, 'openclaw/weights']);
    expect(await statusOf(client.rest.issues.create({ ...models, title: 'Hello' }))).toBe(201);
  });

  test('the rate limit', async () => {
    expect(await statusOf(client.rest.rateLimit.get())).toBe(200);
  });
});

describe('issues', () => {
  test('are made, read, edited, closed and listed', async () => {
    const { data: made } = await client.rest.issues.create({ ...models, title: 'One', body: 'text', labels: ['new'] });
    const issue = { ...models, issue_number: made.number };
    await client.rest.issues.update({ ...issue, title: 'Two', state: 'closed' });
    const { data } = await client.rest.issues.get(issue);
    expect([data.title, data.state, data.user?.type, data.closed_by?.login]).toEqual([
      'Two',
      'closed',
      'Bot',
      'opencharter[bot]',
    ]);
    expect((await client.rest.issues.listForRepo(models)).data).toEqual([]);
    expect((await client.rest.issues.listForRepo({ ...models, state: 'all', labels: 'NEW' })).data).toHaveLength(1);
  });

  test('issues and pull requests share their numbers', async () => {
    const wang = github.as('wang-bo');
    expect([
      wang.openIssue('openclaw/models', { title: 'a' }).number,
      wang.openPull('openclaw/models', { title: 'b' }).number,
    ]).toEqual([1, 2]);
    const { data } = await client.rest.issues.listForRepo(models);
    expect(data.map(({ number, pull_request: pull }) => [number, pull !== undefined])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test('a deleted issue is gone, a missing one not found', async () => {
    const wang = github.as('wang-bo');
    const comment = wang.comment('openclaw/models', wang.openIssue('openclaw/models', { title: 'a' }).number, 'text');
    wang.deleteIssue('openclaw/models', 1);
    expect(await statusOf(client.rest.issues.get({ ...models, issue_number: 1 }))).toBe(410);
    expect(await statusOf(client.rest.issues.createComment({ ...models, issue_number: 1, body: 'x' }))).toBe(410);
    expect(await statusOf(client.rest.issues.getComment({ ...models, comment_id: comment.id }))).toBe(404);
    expect(await statusOf(client.rest.issues.get({ ...models, issue_number: 2 }))).toBe(404);
  });

  test('a transferred issue has a new id and number, keeps its comments, and is found from its old place', async () => {
    const wang = github.as('wang-bo');
    const old = wang.openIssue('openclaw/models', { title: 'a', labels: ['x'] });
    const comment = wang.comment('openclaw/models', 1, 'text');
    wang.openIssue('openclaw/docs', { title: 'first here' });
    wang.transferIssue('openclaw/models', 1, 'openclaw/docs');
    const { data } = await client.rest.issues.get({ ...models, issue_number: 1 });
    expect([data.number, data.id === old.id, data.repository_url]).toEqual([
      2,
      false,
      `${github.url}/api/v3/repos/openclaw/docs`,
    ]);
    await client.rest.issues.createComment({ ...models, issue_number: 1, body: 'followed' });
    expect(github.comments('openclaw/docs', 2).map(({ id, body }) => (id === comment.id ? 'same' : body))).toEqual([
      'same',
      'followed',
    ]);
  });
});

describe('comments', () => {
  beforeEach(() => {
    github.as('wang-bo').openIssue('openclaw/models', { title: 'a' });
  });
  const issue = { ...models, issue_number: 1 };

  test('are made as the bot by way of the app, edited and deleted', async () => {
    const { data: made } = await client.rest.issues.createComment({ ...issue, body: 'one' });
    expect([made.user?.login, made.user?.type, made.performed_via_github_app?.id]).toEqual([
      'opencharter[bot]',
      'Bot',
      4711,
    ]);
    expect(made.created_at).toBe('2026-03-01T09:12:00Z');
    const comment = { ...models, comment_id: made.id };
    await client.rest.issues.updateComment({ ...comment, body: 'two' });
    expect((await client.rest.issues.getComment(comment)).data.body).toBe('two');
    expect(await statusOf(client.rest.issues.deleteComment(comment))).toBe(204);
    expect(await statusOf(client.rest.issues.deleteComment(comment))).toBe(404);
  });

  test('are listed in pages with links, oldest first', async () => {
    const chen = github.as('chen-yu');
    for (let i = 1; i <= 205; i += 1) chen.comment('openclaw/models', 1, String(i));
    const { headers } = await client.rest.issues.listComments({ ...issue, per_page: 500, page: 2 });
    const url = `${github.url}/api/v3/repos/openclaw/models/issues/1/comments?per_page=500`;
    const links = [
      [1, 'prev'],
      [1, 'first'],
      [3, 'next'],
      [3, 'last'],
    ].map(([page, rel]) => `<${url}&page=${page}>; rel="${rel}"`);
    expect(headers.link).toBe(links.join(', '));
    const mark = github.calls.mark();
    const all = await client.paginate(client.rest.issues.listComments, { ...issue, per_page: 100 });
    expect(all.map(({ body }) => Number(body))).toEqual(Array.from({ length: 205 }, (_, i) => i + 1));
    expect(github.calls.since(mark)).toHaveLength(3);
    expect(
      (await client.rest.issues.listCommentsForRepo({ ...models, sort: 'updated', direction: 'desc' })).data[0]?.body,
    ).toBe('205');
  });

  test('since leaves out what was last changed before', async () => {
    const chen = github.as('chen-yu');
    chen.comment('openclaw/models', 1, 'early');
    clock.advance(60_000);
    chen.comment('openclaw/models', 1, 'late');
    const { data } = await client.rest.issues.listComments({ ...issue, since: '2026-03-01T09:12:30Z' });
    expect(data.map(({ body }) => body)).toEqual(['late']);
  });

  test.each([
    ['empty', ' '],
    ['too long', 'x'.repeat(65_537)],
  ])('%s ones are refused', async (_, body) => {
    expect(await statusOf(client.rest.issues.createComment({ ...issue, body }))).toBe(422);
  });
});

describe('reactions and labels', () => {
  beforeEach(() => {
    github.as('wang-bo').openIssue('openclaw/models', { title: 'a', labels: ['First'] });
  });
  const issue = { ...models, issue_number: 1 };

  test('a reaction is made once: 201, then 200', async () => {
    const { id } = github.as('chen-yu').comment('openclaw/models', 1, '/yes');
    const eyes = { ...models, comment_id: id, content: 'eyes' } as const;
    expect(await statusOf(client.rest.reactions.createForIssueComment(eyes))).toBe(201);
    expect(await statusOf(client.rest.reactions.createForIssueComment(eyes))).toBe(200);
    github.as('chen-yu').react(id, 'heart');
    const { data } = await client.rest.reactions.listForIssueComment({ ...models, comment_id: id });
    expect(data.map(({ content, user }) => [content, user?.login])).toEqual([
      ['eyes', 'opencharter[bot]'],
      ['heart', 'chen-yu'],
    ]);
    expect(github.reactions(id)).toHaveLength(2);
    const [own, others] = data.map((reaction) => ({ ...models, comment_id: id, reaction_id: reaction.id }));
    if (!own || !others) throw new Error('two reactions expected');
    expect(await statusOf(client.rest.reactions.deleteForIssueComment(own))).toBe(204);
    expect(await statusOf(client.rest.reactions.deleteForIssueComment(others))).toBe(403);
  });

  test('an issue has reactions too', async () => {
    expect(await statusOf(client.rest.reactions.createForIssue({ ...issue, content: '+1' }))).toBe(201);
    expect((await client.rest.reactions.listForIssue(issue)).data).toHaveLength(1);
    expect((await client.rest.issues.get(issue)).data.reactions).toMatchObject({ '+1': 1, total_count: 1 });
  });

  test('labels are added, made if missing, ignore case, and are removed once', async () => {
    await client.rest.issues.addLabels({ ...issue, labels: ['motion/open', 'FIRST'] });
    expect(github.labels('openclaw/models', 1)).toEqual(['First', 'motion/open']);
    const label = { ...issue, name: 'motion/open' };
    expect((await client.rest.issues.removeLabel(label)).data.map(({ name }) => name)).toEqual(['First']);
    expect(await statusOf(client.rest.issues.removeLabel(label))).toBe(404);
    expect((await client.rest.issues.listLabelsOnIssue(issue)).data).toHaveLength(1);
  });

  test('labels of a repository are made once', async () => {
    const label = { ...models, name: 'motion/carried', color: '00ff00', description: 'Carried' };
    expect(await statusOf(client.rest.issues.createLabel(label))).toBe(201);
    expect(await statusOf(client.rest.issues.createLabel(label))).toBe(422);
    expect((await client.rest.issues.getLabel({ ...models, name: 'motion/carried' })).data.color).toBe('00ff00');
    expect((await client.rest.issues.listLabelsForRepo(models)).data.map(({ name }) => name)).toEqual([
      'First',
      'motion/carried',
    ]);
  });
});

describe('code', () => {
  test('a pull request has head, files and commits', async () => {
    const chen = github.as('chen-yu');
    chen.openPull('openclaw/models', {
      title: 'Change',
      edits: { 'README.md': '# models\nmore\n', 'a/b.txt': 'new\n' },
      fork: true,
    });
    const pull = { ...models, pull_number: 1 };
    const { data } = await client.rest.pulls.get(pull);
    expect([data.head.label, data.head.repo.fork, data.changed_files, data.commits]).toEqual([
      'chen-yu:change-1',
      true,
      2,
      1,
    ]);
    const { data: files } = await client.rest.pulls.listFiles(pull);
    expect(
      files.map(({ filename, status, additions, deletions, patch }) => [filename, status, additions, deletions, patch]),
    ).toEqual([
      ['README.md', 'modified', 1, 0, '@@ -1,0 +2,1 @@\n+more'],
      ['a/b.txt', 'added', 1, 0, '@@ -0,0 +1,1 @@\n+new'],
    ]);
    chen.push('openclaw/models', 1);
    const { data: commits } = await client.rest.pulls.listCommits(pull);
    expect(commits.map(({ author }) => author?.login)).toEqual(['chen-yu', 'chen-yu']);
    expect((await client.rest.pulls.list({ ...models, head: 'chen-yu:change-1' })).data).toHaveLength(1);
    expect(await statusOf(client.rest.pulls.get({ ...models, pull_number: 2 }))).toBe(404);
  });

  test('a push with the same tree has another head and the same tree', async () => {
    const chen = github.as('chen-yu');
    const before = chen.openPull('openclaw/models', { title: 'Change' }).pull.head;
    const after = chen.push('openclaw/models', 1, { sameTree: true });
    const other = chen.push('openclaw/models', 1);
    const trees = await Promise.all(
      [before, after, other].map(async ({ sha }) => {
        const { data } = await client.rest.git.getCommit({ ...models, commit_sha: sha });
        expect((await client.rest.repos.getCommit({ ...models, ref: sha })).data.commit.tree.sha).toBe(data.tree.sha);
        return data.tree.sha;
      }),
    );
    expect(after.sha).not.toBe(before.sha);
    expect(trees).toEqual([before.tree, before.tree, other.tree]);
    expect(other.tree).not.toBe(before.tree);
  });

  test('files and folders are read at a branch or a commit', async () => {
    github
      .as('chen-yu')
      .commit('openclaw/models', { 'charter/charter.yml': 'version: 1\n', 'charter/people/a.yml': '{}\n' });
    const { data: file } = await client.rest.repos.getContent({ ...models, path: 'charter/charter.yml' });
    if (Array.isArray(file) || !('content' in file)) throw new Error('a file expected');
    expect(Buffer.from(file.content, 'base64').toString()).toBe('version: 1\n');
    const { data: folder } = await client.rest.repos.getContent({ ...models, path: 'charter', ref: 'main' });
    if (!Array.isArray(folder)) throw new Error('a folder expected');
    expect(folder.map(({ path, type }) => [path, type])).toEqual([
      ['charter/charter.yml', 'file'],
      ['charter/people', 'dir'],
    ]);
    expect(await statusOf(client.rest.repos.getContent({ ...models, path: 'nothing' }))).toBe(404);
    expect(await statusOf(client.rest.repos.getContent({ ...models, path: '', ref: 'nowhere' }))).toBe(404);
  });

  test('objects have the hashes that git gives them', async () => {
    const { data } = await client.rest.repos.getContent({ owner: 'openclaw', repo: 'docs', path: 'README.md' });
    if (Array.isArray(data)) throw new Error('a file expected');
    expect(data.sha).toBe('9b693281560ca6be7cb405a08f9268819adefefd');
    expect([...github.state.repositories.values()][1]?.branches.get('main')?.tree).toBe(
      'abf2d0ce15c7f5c1673c5372cbe44083b309e4f4',
    );
  });

  test('check runs are made, updated, found by name, app and commit, and doubled ones are seen by the tests', async () => {
    const { head } = github.as('chen-yu').openPull('openclaw/models', { title: 'Change' }).pull;
    const check = { ...models, name: 'OpenCharter / vote', head_sha: head.sha, external_id: 'M-2026-0001' };
    const output = { title: 'Open', summary: 'text' };
    const { data: made } = await client.rest.checks.create({ ...check, status: 'in_progress', output });
    expect([made.status, made.conclusion, made.pull_requests.map(({ number }) => number)]).toEqual([
      'in_progress',
      null,
      [1],
    ]);
    const run = { ...models, check_run_id: made.id };
    await client.rest.checks.update({ ...run, conclusion: 'success' });
    const { data } = await client.rest.checks.get(run);
    expect([data.status, data.conclusion, data.output.title, data.external_id]).toEqual([
      'completed',
      'success',
      'Open',
      'M-2026-0001',
    ]);
    await client.rest.checks.create(check);
    const at = { ...models, ref: head.sha };
    expect(
      (await client.rest.checks.listForRef({ ...at, check_name: 'OpenCharter / vote', app_id: 4711 })).data.total_count,
    ).toBe(1);
    expect((await client.rest.checks.listForRef({ ...at, filter: 'all' })).data.total_count).toBe(2);
    expect((await client.rest.checks.listForRef({ ...at, app_id: 1 })).data.check_runs).toEqual([]);
    expect(github.checkRuns('openclaw/models', head.sha)).toHaveLength(2);
    expect(await statusOf(client.rest.checks.create({ ...check, status: 'completed' }))).toBe(422);
    expect(await statusOf(client.rest.checks.create({ ...check, head_sha: '0'.repeat(40) }))).toBe(422);
  });
});
