// Gitee's webhooks through the whole app: what they bring, what they cost, and what nobody can do by them.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { reached } from '../support/gitee-poll.js';
import { giteeUsers, models, secret, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';
import { recordedBody } from '../support/gitee-recorded.js';
import { passwordHook, signedHook, type GiteeHookRequest } from '../support/gitee-hook.js';

async function post({ url }: Pick<GiteeWorld, 'url'>, { headers, body }: GiteeHookRequest, forge = 'gitee') {
  const answer = await fetch(`${url}/api/${forge}/webhooks`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

/** A comment that was never written, as Gitee would tell of it. */
function forgedComment(number: string, body: string) {
  const recorded = recordedBody('go-scm__note_hook_issue_comment');
  const [author] = giteeUsers;
  return {
    ...recorded,
    repository: { id: 3001, path_with_namespace: models, full_name: models },
    comment: { id: 4_242_424, body, user: author, created_at: new Date().toISOString() },
    issue: { number, title: 'Adopt safetensors' },
    noteable_type: 'Issue',
    action: 'comment',
    sender: author,
  };
}

async function ballots({ app }: GiteeWorld): Promise<number> {
  const { items } = await app.stores.ledgerReader.list({ page: 1, perPage: 100 });
  return items.filter(({ type }) => type === 'ballot.cast').length;
}

test('one app serves both forges: a vote on each, and the people of one charter on both', async () => {
  const world = await startGiteeWorld();
  const { gitee, github, openIssue, settle, motion, metrics, url } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  const issue = github.as('wang-bo').openIssue(models, { title: 'Adopt GGUF', body: '/vote technical' });
  await settle();
  gitee.as('wangbo').comment(models, number, '/yes');
  gitee.as('chenyu').comment(models, number, '/no');
  gitee.as('luren').comment(models, number, '/yes');
  github.as('lin-mei').comment(models, issue.number, '/yes');
  await settle();

  expect(await motion('M-2026-0001')).toMatchObject({
    subjects: [{ forge: 'gitee', repo: models, number }],
    tally: { yes: 1, no: 1 },
  });
  expect(await motion('M-2026-0002')).toMatchObject({ subjects: [{ forge: 'github' }], tally: { yes: 1, no: 0 } });
  expect(gitee.comments(models, number).map(({ author }) => author.login)).toContain('opencharter-bot');
  expect(gitee.labels(models, number)).toEqual(['motion/open']);
  expect(github.labels(models, issue.number)).toEqual(['motion/open']);

  const told = await metrics();
  expect(told).toMatch(/opencharter_deliveries_total\{forge="gitee",result="202"\} \d/);
  expect(told).toMatch(/opencharter_deliveries_total\{forge="github",result="202"\} \d/);
  expect(told).toMatch(/opencharter_forge_calls_total\{forge="gitee",endpoint="POST \/repos/);
  const status = await (await fetch(`${url}/status`)).text();
  for (const shown of [gitee.url, github.url]) expect(status).toContain(shown);
});

test('a forge that is not configured has no way in', async () => {
  const world = await startGiteeWorld({ config: { github: null } });
  const request = signedHook(recordedBody('go-scm__push'), secret, Date.now());
  expect((await post(world, request)).status).toBe(202);
  const answer = await post(world, request, 'github');
  expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('GitHub is not configured here.')]);
});

test('an event that is sent again at another time costs its reading back, and nothing else', async () => {
  // So long are edits put off that none of the motion comment comes in between.
  const world = await startGiteeWorld({ hurry: 0.01 });
  const { gitee, openIssue, settle, app } = world;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.as('wangbo').comment(models, number, '/yes');
  await settle();
  const before = await app.stores.ledger.sync();
  const mark = gitee.calls.mark();
  const sent = gitee.webhooks.sent().map(({ id, action }) => ({ id, action }));
  expect(sent.map(({ action }) => action)).toEqual(['open', 'comment', 'comment']);
  for (const { id } of sent) await gitee.webhooks.redeliver(id);
  await settle();
  expect((await app.stores.ledger.sync()).seq).toBe(before.seq);
  expect(gitee.calls.countByTemplate(mark)).toEqual({
    'GET /repos/{owner}/{repo}/issues/{number}': 1,
    'GET /repos/{owner}/{repo}/issues/comments/{id}': 2,
  });
});

test('the key of an hour ago opens nothing, and a key that is seen opens nothing but a question to Gitee', async () => {
  const world = await startGiteeWorld();
  const { openIssue, settle, metrics, gitee } = world;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  const number = openIssue('wangbo', '/vote technical');
  await settle();
  const forged = forgedComment(number, '/yes');
  expect((await post(world, signedHook(forged, secret, Date.now() - 3_600_000))).status).toBe(401);
  const mark = gitee.calls.mark();
  expect((await post(world, signedHook(forged, secret, Date.now()))).status).toBe(202);
  await settle();
  expect(await ballots(world)).toBe(0);
  expect(gitee.calls.since(mark).map(({ method, status }) => [method, status])).toEqual([['GET', 404]]);
  expect(await metrics()).toContain('opencharter_gitee_refused_total{reason="gone"} 1');
});

test('what is forged first does not keep out what happens then', async () => {
  const world = await startGiteeWorld();
  const { openIssue, settle, gitee } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.webhooks.autoDeliver = false;
  const { id, createdAt } = gitee.as('wangbo').comment(models, number, '/yes');
  const forged = forgedComment(number, '/no');
  const comment = { ...forged.comment, id, user: giteeUsers[1], created_at: createdAt, updated_at: createdAt };
  expect((await post(world, signedHook({ ...forged, comment }, secret, Date.now()))).status).toBe(202);
  await settle();
  expect(await ballots(world)).toBe(0);
  await gitee.webhooks.deliver();
  gitee.webhooks.autoDeliver = true;
  await settle();
  expect(await world.motion('M-2026-0001')).toMatchObject({ tally: { yes: 1, no: 0 } });
});

test('a Gitee that is away is asked again', async () => {
  const world = await startGiteeWorld();
  const { openIssue, settle, gitee } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.faults.fail({ path: /issues\/comments/, times: 1, mode: { status: 429, retryAfter: 1 } });
  gitee.as('wangbo').comment(models, number, '/yes');
  await until('the ballot is counted', async () => (await ballots(world)) === 1);
});

test('where the clocks are an hour apart every webhook is refused, and nothing is stored', async () => {
  const world = await startGiteeWorld({ realNow: () => Date.now() - 3_600_000 });
  world.openIssue('linmei', '/vote technical');
  await world.gitee.webhooks.idle();
  expect(world.gitee.webhooks.sent().map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[401]]);
  expect(await world.app.stores.deliveries.list({ state: null, page: 1, perPage: 10 })).toEqual([]);
});

test('with a password as the mode a vote goes as well, and a wrong password brings in nothing', async () => {
  const world = await startGiteeWorld({ mode: 'password' });
  const { openIssue, settle, motion, gitee } = world;
  const number = openIssue('linmei', '/vote technical');
  gitee.as('wangbo').comment(models, number, '/yes');
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({ tally: { yes: 1 } });
  const guess = passwordHook(forgedComment(number, '/no'), 'guess', Date.now());
  expect((await post(world, guess)).status).toBe(401);
  const signed = signedHook(forgedComment(number, '/no'), secret, Date.now());
  expect((await post(world, signed)).status).toBe(401);
});

test('a judged pull request carries a label that tells how it stands', async () => {
  const policy = 'version: 1\npolicies:\n  title: { enforce: block }\n';
  const { gitee } = await startGiteeWorld({ policy });
  const body = 'Loads the weights in pieces.';
  const { number } = gitee.as('luren').openPull(models, { title: 'Load in pieces', body });
  await until('it needs work', () => gitee.labels(models, number).includes('policy/needs-work'));
  gitee.as('luren').editTitle(models, number, 'feat: load in pieces');
  gitee.as('luren').push(models, number);
  await until('it is well', () => gitee.labels(models, number).includes('policy/ok'));
  await until('the other label is gone', () => gitee.labels(models, number).length === 1);
});
