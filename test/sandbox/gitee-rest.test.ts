// The simulated Gitee's REST API: each endpoint answers as Gitee's description and its recorded answers say, oddities included.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import type { GiteeActor } from '../../src/sandbox/gitee/actor.js';
import { giteeViolations, recordedKeys, recordedModels } from '../support/gitee-description.js';
import { at, callsOf, each, keysOf, startGitee, type CallGitee } from '../support/simulated-gitee.js';
import { testClock } from '../support/simulated-github.js';

let gitee: SimulatedGitee;
let call: CallGitee;
let wang: GiteeActor;
const clock = testClock();
const models = 'openclaw/models';
const api = `/repos/${models}`;

beforeEach(async () => {
  gitee = await startGitee({ clock });
  call = callsOf(gitee);
  wang = gitee.as('wang-bo');
});

afterEach(async () => {
  await gitee.stop();
  expect(giteeViolations(gitee.calls.all().filter(({ template }) => template !== null))).toEqual([]);
});

function issue(title = 'Which weights?'): void {
  wang.openIssue(models, { title, body: 'Text', labels: ['bug'] });
}

describe('numbers', () => {
  test('an issue is named by a text made of its id, a pull request by a whole number of its own', async () => {
    issue();
    wang.openPull(models, { title: 'p' });
    const { body: issues } = await call(`GET ${api}/issues`);
    const { body: pulls } = await call(`GET ${api}/pulls`);
    expect([at(issues, 0, 'number'), at(issues, 0, 'id')]).toEqual(['I4CF12', 7297814]);
    expect(each(pulls, 'number')).toEqual([1]);
  });

  test('upper and lower case are two things in the number of an issue', async () => {
    issue();
    expect((await call(`GET ${api}/issues/I4CF12`)).status).toBe(200);
    expect((await call(`GET ${api}/issues/i4cf12`)).status).toBe(404);
  });

  test('comments of issues and of pull requests may have the same id and are still two', async () => {
    issue();
    wang.openPull(models, { title: 'p' });
    const [onIssue, onPull] = [wang.comment(models, 'I4CF12', 'issue'), wang.comment(models, 1, 'pull')];
    expect(onIssue.id).toBe(onPull.id);
    const [a, b] = [
      await call(`GET ${api}/issues/comments/${onIssue.id}`),
      await call(`GET ${api}/pulls/comments/${onPull.id}`),
    ];
    expect([at(a.body, 'body'), at(b.body, 'body')]).toEqual(['issue', 'pull']);
    wang.deletePullComment(onPull.id);
    expect((await call(`GET ${api}/issues/comments/${onIssue.id}`)).status).toBe(200);
    expect((await call(`GET ${api}/pulls/comments/${onPull.id}`)).status).toBe(404);
  });
});

describe('who may call', () => {
  const cases: readonly [string, string | null, string, unknown, number][] = [
    ['anybody reads what is public', null, `GET ${api}`, undefined, 200],
    ['what is private is not there for strangers', null, 'GET /repos/openclaw/secret', undefined, 404],
    ['who was invited sees what is private', 'wang-bo', 'GET /repos/openclaw/secret', undefined, 200],
    ['nobody is somebody without a token', null, 'GET /user', undefined, 401],
    ['nothing is written without a token', null, `POST ${api}/issues/I4CF12/comments`, { body: 'x' }, 401],
    ['a made-up token is refused', '?', `GET ${api}`, undefined, 401],
    ['a stranger comments', 'passer-by', `POST ${api}/issues/I4CF12/comments`, { body: 'x' }, 201],
    ['a stranger puts no labels', 'passer-by', `POST ${api}/issues/I4CF12/labels`, ['x'], 403],
    ['a member puts labels', 'wang-bo', `POST ${api}/issues/I4CF12/labels`, ['x'], 201],
    ['a member sees no hooks', 'wang-bo', `GET ${api}/hooks`, undefined, 403],
    ['a stranger passes no review', 'passer-by', `POST ${api}/pulls/1/review`, {}, 403],
  ];
  test.each(cases)('%s', async (_, who, request, body, status) => {
    issue();
    wang.openPull(models, { title: 'p' });
    const token = who === null || who === '?' ? who : gitee.tokenOf(who);
    expect((await call(request, { token, body })).status).toBe(status);
  });

  test('a token may also stand in the query or in the body', async () => {
    issue();
    expect((await call(`GET /user?access_token=${gitee.token}`, { token: null })).status).toBe(200);
    const body = { body: 'hello', access_token: gitee.token };
    const made = await call(`POST ${api}/issues/I4CF12/comments`, { token: null, body });
    expect([made.status, at(made.body, 'user', 'login')]).toEqual([201, 'opencharter-bot']);
  });

  test.each([
    ['opencharter-bot', 'admin'],
    ['wang-bo', 'write'],
    ['passer-by', 'read'],
  ])('%s has the permission %s', async (login, permission) => {
    const { body } = await call(`GET ${api}/collaborators/${login}/permission`);
    expect(at(body, 'permission')).toBe(permission);
  });

  test('a limit is said with the time to wait', async () => {
    gitee.faults.fail({ mode: { status: 429, retryAfter: 7 } });
    const { status, headers } = await call(`GET ${api}`);
    expect([status, headers.get('retry-after'), headers.get('x-ratelimit-remaining')]).toEqual([429, '7', '0']);
  });
});

describe('lists', () => {
  test('pages are told by two headers, without links', async () => {
    for (let n = 0; n < 5; n += 1) issue(`Issue ${n}`);
    const { body, headers } = await call(`GET ${api}/issues?per_page=2&page=3`);
    expect(each(body, 'title')).toEqual(['Issue 0']);
    expect([headers.get('total_count'), headers.get('total_page'), headers.get('link')]).toEqual(['5', '3', null]);
  });

  test('in progress and rejected are states of their own, which open and closed leave out', async () => {
    for (const title of ['a', 'b', 'c', 'd']) issue(title);
    const [, b = '', c = '', d = ''] = each((await call(`GET ${api}/issues?direction=asc`)).body, 'number').map(String);
    wang.setState(models, b, 'progressing');
    wang.close(models, c);
    wang.setState(models, d, 'rejected');
    const states = ['open', 'progressing', 'closed', 'rejected', 'all'];
    const found = await Promise.all(states.map((state) => call(`GET ${api}/issues?state=${state}&direction=asc`)));
    expect(found.map(({ body }) => each(body, 'title'))).toEqual([['a'], ['b'], ['c'], ['d'], ['a', 'b', 'c', 'd']]);
  });

  test('issues and comments since a time, the longest unchanged first', async () => {
    for (const title of ['a', 'b', 'c']) issue(title);
    wang.comment(models, 'I4CF12', 'old');
    clock.advance(60_000);
    const since = encodeURIComponent(clock.now());
    wang.comment(models, 'I4CF13', 'new');
    wang.openPull(models, { title: 'p' });
    wang.comment(models, 1, 'on a pull request');
    const issues = await call(`GET ${api}/issues?state=all&sort=updated&direction=asc&since=${since}`);
    const comments = await call(`GET ${api}/issues/comments?since=${since}`);
    expect(each(issues.body, 'title')).toEqual(['b']);
    expect(each(comments.body, 'body')).toEqual(['new']);
    expect(each(comments.body, 'target', 'issue', 'number')).toEqual(['I4CF13']);
  });

  test('merged is another state than closed', async () => {
    for (const title of ['a', 'b', 'c']) wang.openPull(models, { title });
    wang.merge(models, 1);
    wang.close(models, 2);
    const found = await Promise.all(
      ['open', 'closed', 'merged'].map((state) => call(`GET ${api}/pulls?state=${state}`)),
    );
    expect(found.map(({ body }) => each(body, 'title'))).toEqual([['c'], ['b'], ['a']]);
  });

  test('what is longer than Gitee lists is cut, without pages', async () => {
    const commits = Array.from({ length: 260 }, (_, n) => ({ message: `${n}`, edits: { [`${n}.txt`]: 'x' } }));
    const edits = Object.fromEntries(Array.from({ length: 310 }, (_, n) => [`more/${n}.txt`, 'x']));
    wang.openPull(models, { title: 'p', commits: [...commits, { message: 'last', edits }] });
    const [listed, files] = [
      await call(`GET ${api}/pulls/1/commits?per_page=100`),
      await call(`GET ${api}/pulls/1/files`),
    ];
    expect([each(listed.body, 'sha').length, each(files.body, 'sha').length]).toEqual([250, 300]);
    expect([listed.headers.get('total_page'), at(listed.body, 0, 'commit', 'message')]).toEqual([null, 'last']);
  });
});

describe('issues', () => {
  test('changing one without its labels takes them off', async () => {
    issue();
    const path = 'PATCH /repos/openclaw/issues/I4CF12';
    const kept = await call(path, { body: { repo: 'models', title: 'Other', labels: 'bug,help wanted' } });
    expect(each(at(kept.body, 'labels'), 'name')).toEqual(['bug', 'help wanted']);
    const lost = await call(path, { body: { repo: 'models', state: 'closed' } });
    expect([at(lost.body, 'labels'), at(lost.body, 'state'), at(lost.body, 'title')]).toEqual([[], 'closed', 'Other']);
  });

  test('one is made by the path of the owner', async () => {
    const body = { repo: 'models', title: 'New', body: 'Text', labels: 'bug' };
    const made = await call('POST /repos/openclaw/issues', { body });
    expect([made.status, at(made.body, 'number'), at(made.body, 'user', 'login')]).toEqual([
      201,
      'I4CF12',
      'opencharter-bot',
    ]);
  });

  test('a deleted one is not there any more, nor are its comments', async () => {
    issue();
    const { id } = wang.comment(models, 'I4CF12', 'x');
    wang.deleteIssue(models, 'I4CF12');
    expect((await call(`GET ${api}/issues/I4CF12`)).status).toBe(404);
    expect((await call(`GET ${api}/issues/comments/${id}`)).status).toBe(404);
  });

  test('comments are made, changed and deleted, and say when they were changed', async () => {
    issue();
    const made = await call(`POST ${api}/issues/I4CF12/comments`, { body: { body: '你好' } });
    clock.advance(1000);
    const path = `${api}/issues/comments/${String(at(made.body, 'id'))}`;
    const changed = await call(`PATCH ${path}`, { body: { body: 'other' } });
    expect(at(changed.body, 'created_at')).not.toBe(at(changed.body, 'updated_at'));
    expect((await call(`DELETE ${path}`)).status).toBe(204);
    expect((await call(`GET ${path}`)).status).toBe(404);
  });
});

describe('labels', () => {
  test.each(['issues/I4CF12', 'pulls/1'])('of %s go as a bare list', async (subject) => {
    issue();
    wang.openPull(models, { title: 'p', labels: ['bug'] });
    await call(`POST ${api}/${subject}/labels`, { body: ['policy/ok'] });
    const { body } = await call(`GET ${api}/${subject}/labels`);
    expect(each(body, 'name')).toEqual(['bug', 'policy/ok']);
    const replaced = await call(`PUT ${api}/${subject}/labels`, { body: ['policy/needs-work'] });
    expect(each(replaced.body, 'name')).toEqual(['policy/needs-work']);
  });

  test('a slash in a name must be escaped', async () => {
    wang.openPull(models, { title: 'p', labels: ['policy/ok'] });
    expect((await call(`DELETE ${api}/pulls/1/labels/policy/ok`)).status).toBe(404);
    expect(gitee.labels(models, 1)).toEqual(['policy/ok']);
    expect((await call(`DELETE ${api}/pulls/1/labels/policy%2Fok`)).status).toBe(204);
    expect((await call(`DELETE ${api}/pulls/1/labels/policy%2Fok`)).status).toBe(404);
  });
});

describe('pull requests', () => {
  test('files tell counts as texts and the patch as an object', async () => {
    wang.commit(models, { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' });
    const edits = { 'a.txt': 'A\n', 'b.txt': null, 'd.txt': 'd\n' };
    wang.openPull(models, { title: 'p', commits: [{ message: 'm', edits, renames: { 'c.txt': 'e.txt' } }] });
    const { body } = await call(`GET ${api}/pulls/1/files`);
    const seen = ['filename', 'status', 'additions', 'deletions'].map((key) => each(body, key));
    expect(seen).toEqual([
      ['a.txt', 'b.txt', 'd.txt', 'e.txt'],
      [null, 'deleted', 'added', 'renamed'],
      ['1', '0', '1', '0'],
      ['1', '1', '0', '0'],
    ]);
    expect(at(body, 3, 'patch')).toMatchObject({ old_path: 'c.txt', new_path: 'e.txt', renamed_file: true, diff: '' });
  });

  test('a passed review stays when the head moves; only the log tells that it came before', async () => {
    wang.openPull(models, { title: 'p' });
    clock.advance(1000);
    gitee.as('lin-mei').approve(models, 1);
    clock.advance(1000);
    wang.push(models, 1);
    const { body } = await call(`GET ${api}/pulls/1`);
    expect(each(at(body, 'assignees'), 'accept')).toEqual([true]);
    const log = await call(`GET ${api}/pulls/1/operate_logs`);
    expect(each(log.body, 'action_type')).toEqual(['push_commits', 'review_pass', 'create']);
    gitee.as('lin-mei').resetReview(models, 1);
    expect(each(at((await call(`GET ${api}/pulls/1`)).body, 'assignees'), 'accept')).toEqual([false]);
  });

  test('review, test, edit and merge', async () => {
    wang.openPull(models, { title: 'p' });
    expect((await call(`POST ${api}/pulls/1/review`, { body: {} })).status).toBe(204);
    expect((await call(`POST ${api}/pulls/1/test`, { body: {} })).status).toBe(204);
    await call(`PATCH ${api}/pulls/1`, { body: { title: 'Other', draft: true } });
    expect((await call(`PUT ${api}/pulls/1/merge`, { body: { merge_method: 'squash' } })).status).toBe(200);
    const { body } = await call(`GET ${api}/pulls/1`);
    expect(body).toMatchObject({ state: 'merged', title: 'Other', draft: true });
    expect(each(at(body, 'testers'), 'login')).toEqual(['opencharter-bot']);
  });
});

describe('code', () => {
  test('contents, trees, blobs, commits, comparisons and branches', async () => {
    const first = wang.commit(models, { 'docs/a b.md': '# 文\n' });
    const head = wang.push(models, wang.openPull(models, { title: 'p', branch: 'feature/x' }).number);
    const file = await call(`GET ${api}/contents/docs/a%20b.md?ref=${first.sha}`);
    expect(Buffer.from(String(at(file.body, 'content')), 'base64').toString()).toBe('# 文\n');
    expect(each((await call(`GET ${api}/contents/docs`)).body, 'name')).toEqual(['a b.md']);
    expect((await call(`GET ${api}/contents/none.md`)).status).toBe(404);
    const tree = await call(`GET ${api}/git/trees/${first.sha}?recursive=1`);
    expect(each(at(tree.body, 'tree'), 'path')).toEqual(['README.md', 'docs', 'docs/a b.md']);
    const blob = await call(`GET ${api}/git/blobs/${String(at(tree.body, 'tree', 2, 'sha'))}`);
    expect(at(blob.body, 'content')).toBe(at(file.body, 'content'));
    const commit = await call(`GET ${api}/commits/${head.sha}`);
    expect(at(commit.body, 'commit', 'tree', 'sha')).toBe(head.tree);
    const compared = await call(`GET ${api}/compare/main...feature/x`);
    expect(each(at(compared.body, 'commits'), 'sha').at(-1)).toBe(head.sha);
    expect(at(compared.body, 'merge_base_commit', 'sha')).toBe(first.sha);
    expect(each((await call(`GET ${api}/branches`)).body, 'name')).toEqual(['main', 'feature/x']);
    expect(at((await call(`GET ${api}/branches/feature/x`)).body, 'commit', 'sha')).toBe(head.sha);
  });
});

describe('check runs', () => {
  const output = { title: 'Policy', summary: 'All well' };

  test('are made, changed and read where they are allowed', async () => {
    const { sha } = wang.openPull(models, { title: 'p' }).pull.head;
    const made = await call(`POST ${api}/check-runs`, {
      body: { name: 'policy', head_sha: sha, status: 'in_progress', output },
    });
    const path = `${api}/check-runs/${String(at(made.body, 'id'))}`;
    const done = await call(`PATCH ${path}`, { body: { status: 'completed', conclusion: 'success', output } });
    expect([made.status, at(done.body, 'conclusion')]).toEqual([201, 'success']);
    expect(each((await call(`GET ${api}/commits/${sha}/check-runs`)).body, 'name')).toEqual(['policy']);
    expect(gitee.checkRuns(models, sha)).toHaveLength(1);
  });

  test('are for administrators only', async () => {
    const { sha } = wang.openPull(models, { title: 'p' }).pull.head;
    const body = { name: 'policy', head_sha: sha, output };
    expect((await call(`POST ${api}/check-runs`, { token: gitee.tokenOf('wang-bo'), body })).status).toBe(403);
  });

  test.each([
    ['refused', 403],
    ['missing', 404],
  ] as const)('%s: %i', async (checks, status) => {
    gitee.gitee.checks = checks;
    const { sha } = wang.openPull(models, { title: 'p' }).pull.head;
    expect((await call(`POST ${api}/check-runs`, { body: { name: 'policy', head_sha: sha, output } })).status).toBe(
      status,
    );
  });
});

describe('hooks', () => {
  test('are made, changed, tried and deleted; a new one hears of pushes only', async () => {
    const made = await call(`POST ${api}/hooks`, {
      body: { url: 'http://127.0.0.1:9/x', encryption_type: 1, password: 's' },
    });
    expect(made.body).toMatchObject({ push_events: true, note_events: false, password: 's', result_code: null });
    const path = `${api}/hooks/${String(at(made.body, 'id'))}`;
    const changed = await call(`PATCH ${path}`, { body: { url: 'http://127.0.0.1:9/y', note_events: true } });
    expect(changed.body).toMatchObject({ url: 'http://127.0.0.1:9/y', note_events: true, password: 's' });
    expect((await call(`POST ${path}/tests`)).status).toBe(204);
    expect(each((await call(`GET ${api}/hooks`)).body, 'url')).toEqual(['http://127.0.0.1:9/y']);
    expect((await call(`DELETE ${path}`)).status).toBe(204);
    expect((await call(`GET ${path}`)).status).toBe(404);
  });
});

describe('answers have what was recorded of Gitee', () => {
  test.each(recordedModels)('%s', async (model) => {
    issue();
    const [note, { pull }] = [wang.comment(models, 'I4CF12', 'x'), wang.openPull(models, { title: 'p' })];
    const onPull = wang.comment(models, 1, 'x');
    const paths: Readonly<Record<string, string>> = {
      Project: '',
      Issue: '/issues/I4CF12',
      Note: `/issues/comments/${note.id}`,
      PullRequest: '/pulls/1',
      PullRequestComments: `/pulls/comments/${onPull.id}`,
      PullRequestFiles: '/pulls/1/files',
      PullRequestCommits: '/pulls/1/commits',
      Compare: `/compare/main...${pull.head.sha}`,
      RepoCommitWithFiles: `/commits/${pull.head.sha}`,
      CompleteBranch: '/branches/main',
    };
    const { body } = await call(model === 'UserDetail' ? 'GET /user' : `GET ${api}${paths[model] ?? '?'}`);
    const shown = keysOf(Array.isArray(body) ? at(body, 0) : body);
    expect(recordedKeys(model).filter((key) => !shown.includes(key))).toEqual([]);
  });
});
