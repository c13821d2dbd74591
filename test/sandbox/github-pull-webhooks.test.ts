// The webhooks of pull requests, reviews, checks and merge queues that the simulated GitHub sends, and what they say.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Actor } from '../../src/sandbox/github/actor.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { webhookViolation } from '../support/github-openapi.js';
import { installationClient, startGitHub } from '../support/simulated-github.js';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const json = z.record(z.string(), z.unknown());
const repo = 'openclaw/models';

let github: SimulatedGitHub;
let receiver: WebhookReceiver;
let wang: Actor;
let lin: Actor;

beforeEach(async () => {
  receiver = await startReceiver();
  github = await startGitHub({ webhookUrl: receiver.url });
  wang = github.as('wang-bo');
  lin = github.as('lin-mei');
  wang.openPull(repo, { title: 'One', body: 'Text', branch: 'feature' });
  github.webhooks.autoDeliver = false;
  for (const { id } of github.webhooks.pending()) github.webhooks.drop(id);
});

afterEach(async () => {
  await github.stop();
  await receiver.stop();
});

/** Sends what is held back and tells each: its event, and its body, which must be as GitHub describes it. */
async function sent() {
  await github.webhooks.deliver();
  return github.webhooks.sent().map(({ event, action, body }) => {
    expect(webhookViolation(event, action, body)).toBeNull();
    return { name: action === null ? event : `${event}.${action}`, body: json.parse(JSON.parse(body)) };
  });
}

async function checkOn(sha: string): Promise<number> {
  const client = await installationClient(github);
  const models = { owner: 'openclaw', repo: 'models' };
  return (await client.rest.checks.create({ ...models, name: 'OpenCharter / policy', head_sha: sha })).data.id;
}

describe('each change sends its webhook', () => {
  const cases: readonly [string, readonly string[], () => unknown][] = [
    ['a review', ['pull_request_review.submitted'], () => lin.review(repo, 1, 'approve')],
    [
      'a review edited and dismissed',
      ['pull_request_review.submitted', 'pull_request_review.edited', 'pull_request_review.dismissed'],
      () => {
        const { id } = lin.review(repo, 1, 'request-changes', 'Not yet');
        lin.editReview(repo, 1, id, 'Never');
        wang.dismissReview(repo, 1, id);
      },
    ],
    [
      'a draft and ready again; the same twice: nothing',
      ['pull_request.converted_to_draft', 'pull_request.ready_for_review'],
      () => {
        for (const draft of [true, true, false, false]) wang.setDraft(repo, 1, draft);
      },
    ],
    [
      'another title',
      ['pull_request.edited'],
      () => {
        wang.editTitle(repo, 1, 'Two');
      },
    ],
    [
      'another base',
      ['pull_request.edited'],
      () => {
        wang.retarget(repo, 1, 'main');
      },
    ],
    ['an amended commit', ['push', 'pull_request.synchronize'], () => wang.push(repo, 1, { sameTree: true })],
    ['new messages', ['push', 'pull_request.synchronize'], () => wang.reword(repo, 1, (message) => `${message}!`)],
    ['a push to its branch', ['push', 'pull_request.synchronize'], () => wang.commit(repo, {}, { branch: 'feature' })],
    [
      'the merge queue, left again',
      [
        'pull_request.enqueued',
        'push',
        'merge_group.checks_requested',
        'merge_group.destroyed',
        'push',
        'pull_request.dequeued',
      ],
      () => {
        wang.enqueue(repo, 1);
        wang.dequeue(repo, 1);
      },
    ],
    [
      'the merge queue, merged',
      [
        'pull_request.enqueued',
        'push',
        'merge_group.checks_requested',
        'merge_group.destroyed',
        'push',
        'pull_request.dequeued',
        'push',
        'pull_request.closed',
      ],
      () => {
        wang.enqueue(repo, 1, { method: 'squash' });
        wang.mergeQueued(repo, 1);
      },
    ],
    ['a merge by rebase', ['push', 'pull_request.closed'], () => wang.merge(repo, 1, { method: 'rebase' })],
  ];

  test.each(cases)('%s', async (_, expected, act) => {
    act();
    expect((await sent()).map(({ name }) => name)).toEqual(expected);
  });

  test('asking for one check again, and for all of a commit; the run itself stays', async () => {
    const { sha } = github.pull(repo, 1).pull.head;
    const id = await checkOn(sha);
    wang.rerun(id);
    wang.rerunAll(id);
    const [one, all] = await sent();
    expect([one?.name, all?.name]).toEqual(['check_run.rerequested', 'check_suite.rerequested']);
    const pulls = [{ number: 1, head: { sha } }];
    expect(one?.body).toMatchObject({
      check_run: { id, name: 'OpenCharter / policy', head_sha: sha, app: { id: 4711 }, pull_requests: pulls },
      sender: { login: 'wang-bo' },
    });
    expect(all?.body).toMatchObject({ check_suite: { head_sha: sha, app: { id: 4711 }, pull_requests: pulls } });
    expect(github.checkRuns(repo, sha)).toMatchObject([{ status: 'queued' }]);
  });

  test('of a commit in a fork no pull request is named', async () => {
    const { sha } = github.as('stranger').openPull(repo, { title: 'Two', fork: true }).pull.head;
    wang.rerun(await checkOn(sha));
    expect((await sent()).at(-1)?.body).toMatchObject({ check_run: { head_sha: sha, pull_requests: [] } });
  });

  test('an app that has not subscribed to an event does not hear of it', async () => {
    const own = await startGitHub({ app: { id: 1, slug: 'x', webhookSecret: 'x', events: ['pull_request'] } });
    own.as('wang-bo').openPull(repo, { title: 'One' });
    own.as('lin-mei').review(repo, 1, 'approve');
    own.as('lin-mei').enqueue(repo, 1);
    expect(own.webhooks.pending().map(({ event, action }) => `${event}.${action ?? ''}`)).toEqual([
      'pull_request.opened',
      'pull_request.enqueued',
    ]);
    await own.stop();
  });
});

describe('what the webhooks say', () => {
  test('a review says its state in small letters and the head it was given for; a new body what stood there before', async () => {
    const { sha } = github.pull(repo, 1).pull.head;
    const { id } = lin.review(repo, 1, 'request-changes', 'Not yet');
    lin.editReview(repo, 1, id, 'Never');
    wang.dismissReview(repo, 1, id);
    const [submitted, edited, dismissed] = await sent();
    expect(submitted?.body).toMatchObject({
      review: { id, state: 'changes_requested', commit_id: sha, user: { id: 1001 } },
      pull_request: { number: 1, head: { sha } },
    });
    expect(edited?.body).toMatchObject({ changes: { body: { from: 'Not yet' } }, review: { body: 'Never' } });
    expect(dismissed?.body).toMatchObject({ review: { state: 'dismissed' }, sender: { id: 1002 } });
  });

  test('another base says which it was', async () => {
    wang.commit(repo, { a: '1' }, { branch: 'next' });
    const { base } = github.pull(repo, 1).pull;
    wang.retarget(repo, 1, 'next');
    expect((await sent()).at(-1)?.body).toMatchObject({
      changes: { base: { ref: { from: 'main' }, sha: { from: base.sha } } },
      pull_request: { base: { ref: 'next' } },
    });
  });

  test('a push lists its commits with their files, and says when it is new, forced or a deletion', async () => {
    wang.commit(repo, { a: '1', 'b/c': '1' }, { message: 'More' });
    wang.push(repo, 1, {
      commits: [
        { message: 'x', edits: { x: '1' } },
        { message: 'y', edits: { x: '2' } },
      ],
    });
    wang.push(repo, 1, { amend: true, edits: { x: null } });
    wang.commit(repo, { n: '1' }, { branch: 'new' });
    wang.enqueue(repo, 1);
    wang.dequeue(repo, 1);
    const pushes = (await sent()).filter(({ name }) => name === 'push');
    expect(pushes.map(({ body }) => body)).toMatchObject([
      { ref: 'refs/heads/main', forced: false, commits: [{ message: 'More', added: ['a', 'b/c'] }] },
      { ref: 'refs/heads/feature', forced: false, commits: [{ added: ['x'] }, { modified: ['x'] }] },
      { ref: 'refs/heads/feature', forced: true, commits: [{ removed: ['x'] }] },
      { ref: 'refs/heads/new', created: true, commits: [{ added: ['n'] }] },
      { created: true, deleted: false },
      { created: false, deleted: true, after: '0'.repeat(40), commits: [], head_commit: null },
    ]);
  });

  test('a merge group names the pull request in its ref, its base and its commit', async () => {
    const base = github.state.repositories.get(3001)?.branches.get('main')?.sha ?? '';
    const { sha, tree } = lin.enqueue(repo, 1, { method: 'squash' });
    wang.mergeQueued(repo, 1);
    const groups = (await sent()).filter(({ name }) => name.startsWith('merge_group'));
    const group = {
      head_sha: sha,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-1-${base}`,
      base_sha: base,
      base_ref: 'refs/heads/main',
      head_commit: { id: sha, tree_id: tree, message: 'One (#1)', committer: { name: 'GitHub' } },
    };
    expect(groups.map(({ body }) => body)).toMatchObject([
      { action: 'checks_requested', merge_group: group },
      { action: 'destroyed', reason: 'merged', merge_group: group },
    ]);
  });
});
