// The simulated GitHub's webhooks: which change sends which, their shape and signature, and how they are held, reordered and repeated.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verify } from '@octokit/webhooks-methods';
import { z } from 'zod';
import type { Actor } from '../../src/sandbox/github/actor.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { webhookViolation } from '../support/github-openapi.js';
import { installationClient, startGitHub } from '../support/simulated-github.js';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const json = z.record(z.string(), z.unknown());
const examples = z
  .array(z.object({ name: z.string(), examples: z.array(json) }))
  .parse(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@octokit/webhooks-examples'), 'utf8')));

let github: SimulatedGitHub;
let receiver: WebhookReceiver;
let wang: Actor;
const models = 'openclaw/models';

beforeEach(async () => {
  receiver = await startReceiver();
  github = await startGitHub({ webhookUrl: receiver.url });
  wang = github.as('wang-bo');
});

afterEach(async () => {
  await github.stop();
  await receiver.stop();
});

function names(): string[] {
  return github.webhooks.sent().map(({ event, action }) => (action === null ? event : `${event}.${action}`));
}

function payloads(): readonly z.infer<typeof json>[] {
  return receiver.received.map(({ body }) => json.parse(JSON.parse(body)));
}

describe('each change sends its webhook', () => {
  const cases: readonly [string, readonly string[], () => unknown][] = [
    ['a comment', ['issue_comment.created'], () => wang.comment(models, 1, '/yes')],
    [
      'an edited comment',
      ['issue_comment.created', 'issue_comment.edited'],
      () => github.as('lin-mei').editComment(wang.comment(models, 1, '/yes').id, '/no'),
    ],
    [
      'a deleted comment',
      ['issue_comment.created', 'issue_comment.deleted'],
      () => {
        wang.deleteComment(wang.comment(models, 1, '/yes').id);
      },
    ],
    [
      'an issue with a label',
      ['issues.opened', 'issues.labeled'],
      () => wang.openIssue(models, { title: 'b', labels: ['x'] }),
    ],
    [
      'an edited body',
      ['issues.edited'],
      () => {
        wang.editBody(models, 1, 'text');
      },
    ],
    [
      'an edited title',
      ['issues.edited'],
      () => {
        wang.editTitle(models, 1, 'other');
      },
    ],
    [
      'a milestone',
      ['milestone.created', 'issues.milestoned', 'milestone.closed', 'issues.demilestoned'],
      () => {
        wang.addMilestone(models, 'v1');
        wang.setMilestone(models, 1, 'v1');
        wang.closeMilestone(models, 'v1');
        wang.setMilestone(models, 1, null);
      },
    ],
    [
      'a release',
      ['release.created', 'release.published', 'release.released'],
      () => {
        wang.release(models, { tag: 'draft', draft: true });
        wang.release(models, { tag: 'v1', body: 'New' });
      },
    ],
    [
      'closing and reopening',
      ['issues.closed', 'issues.reopened'],
      () => {
        wang.close(models, 1);
        wang.reopen(models, 1);
      },
    ],
    [
      'locking and unlocking',
      ['issues.locked', 'issues.unlocked'],
      () => {
        wang.lock(models, 1);
        wang.unlock(models, 1);
      },
    ],
    [
      'a label put on and off',
      ['issues.labeled', 'issues.unlabeled'],
      () => {
        wang.label(models, 1, 'x');
        wang.unlabel(models, 1, 'x');
      },
    ],
    [
      'a deleted issue',
      ['issues.deleted'],
      () => {
        wang.deleteIssue(models, 1);
      },
    ],
    ['a transfer', ['issues.transferred', 'issues.opened'], () => wang.transferIssue(models, 1, 'openclaw/docs')],
    ['a pull request', ['push', 'pull_request.opened'], () => wang.openPull(models, { title: 'p' })],
    ['a pull request from a fork', ['pull_request.opened'], () => wang.openPull(models, { title: 'p', fork: true })],
    ['a push to a pull request', ['push', 'pull_request.synchronize'], () => wang.push(models, 2, { sameTree: true })],
    [
      'changes of a pull request',
      [
        'pull_request.edited',
        'pull_request.labeled',
        'pull_request.unlabeled',
        'pull_request.closed',
        'pull_request.reopened',
      ],
      () => {
        wang.editBody(models, 2, 'text');
        wang.label(models, 2, 'x');
        wang.unlabel(models, 2, 'x');
        wang.close(models, 2);
        wang.reopen(models, 2);
      },
    ],
    ['a comment on a pull request', ['issue_comment.created'], () => wang.comment(models, 2, '/yes')],
    ['a merge', ['push', 'pull_request.closed'], () => wang.merge(models, 2)],
    ['a commit', ['push'], () => wang.commit(models, { 'a.txt': 'a' })],
    [
      'a renamed repository',
      ['repository.renamed'],
      () => {
        wang.renameRepository(models, 'weights');
      },
    ],
    [
      'an installation',
      ['installation.created'],
      () => {
        github.as('stranger').install('stranger');
      },
    ],
    [
      'a reaction: none',
      [],
      () => {
        wang.react(wang.comment(models, 1, 'x').id, '+1');
        github.webhooks.drop(github.webhooks.pending()[0]?.id ?? '');
      },
    ],
    [
      'a rename of a person: none',
      [],
      () => {
        wang.rename('bo-wang');
      },
    ],
    [
      'a change where the app is not installed: none',
      [],
      () => github.as('stranger').openIssue('stranger/thing', { title: 'c' }),
    ],
  ];

  test.each(cases)('%s', async (_, expected, act) => {
    github.webhooks.autoDeliver = false;
    wang.openIssue(models, { title: 'a', body: 'first' });
    wang.openPull(models, { title: 'p' });
    for (const { id } of github.webhooks.pending()) github.webhooks.drop(id);
    act();
    await github.webhooks.deliver();
    expect(names()).toEqual(expected);
    const found = github.webhooks.sent().map(({ event, action, body }) => webhookViolation(event, action, body));
    expect(found.filter(Boolean)).toEqual([]);
    for (const { body, signature } of receiver.received) {
      expect(await verify(github.webhookSecret, body, signature)).toBe(true);
      expect(await verify('another secret', body, signature)).toBe(false);
    }
  });
});

describe('what the webhooks say', () => {
  test('they have the keys of the recorded examples', async () => {
    wang.openIssue(models, { title: 'a', labels: ['x'] });
    const { id } = wang.comment(models, 1, 'one');
    wang.editComment(id, 'two');
    wang.deleteComment(id);
    wang.openPull(models, { title: 'p', labels: ['x'] });
    wang.push(models, 2);
    wang.close(models, 2);
    wang.transferIssue(models, 1, 'openclaw/docs');
    wang.renameRepository('openclaw/docs', 'pages');
    await github.webhooks.idle();
    const recorded = new Map(examples.map(({ name, examples: list }) => [name, list]));
    for (const { event, action, body } of github.webhooks.sent()) {
      const payload = json.parse(JSON.parse(body));
      const same = (recorded.get(event) ?? []).filter((one) => action === null || one['action'] === action);
      const keys = new Set(same.flatMap((one) => Object.keys(one)));
      const always = [...keys].filter((key) => same.every((one) => key in one));
      expect(same.length).toBeGreaterThan(0);
      expect(always.filter((key) => !(key in payload))).toEqual([]);
      const added = new Set(['installation', 'organization', 'changes']);
      expect(Object.keys(payload).filter((key) => !keys.has(key) && !added.has(key))).toEqual([]);
    }
  });

  test('an edit says what stood there before, and the author stays', async () => {
    wang.openIssue(models, { title: 'a' });
    const { id } = wang.comment(models, 1, '/yes');
    github.as('lin-mei').editComment(id, '/no');
    await github.webhooks.idle();
    expect(payloads().at(-1)).toMatchObject({
      changes: { body: { from: '/yes' } },
      comment: { id, body: '/no', user: { id: 1002 } },
      sender: { id: 1001 },
    });
  });

  test('a comment by way of an app says so, a bot is a bot', async () => {
    wang.openIssue(models, { title: 'a' });
    wang.comment(models, 1, '/yes', { viaApp: true });
    github.as('other-bot[bot]').comment(models, 1, '/yes');
    await github.webhooks.idle();
    expect(payloads().slice(1)).toMatchObject([
      { comment: { user: { login: 'wang-bo', type: 'User' }, performed_via_github_app: { id: 4711 } } },
      { comment: { user: { login: 'other-bot[bot]', type: 'Bot' }, performed_via_github_app: null } },
    ]);
  });

  test('the app hears of its own comments and labels, sent by its bot', async () => {
    const client = await installationClient(github);
    wang.openIssue(models, { title: 'a' });
    const issue = { owner: 'openclaw', repo: 'models', issue_number: 1 };
    await client.rest.issues.createComment({ ...issue, body: 'open' });
    await client.rest.issues.addLabels({ ...issue, labels: ['motion/open'] });
    await github.webhooks.idle();
    expect(names()).toEqual(['issues.opened', 'issue_comment.created', 'issues.labeled']);
    expect(payloads().slice(1)).toMatchObject([
      {
        sender: { login: 'opencharter[bot]', type: 'Bot' },
        comment: { performed_via_github_app: { slug: 'opencharter' } },
      },
      { sender: { type: 'Bot' }, label: { name: 'motion/open' } },
    ]);
  });

  test('a push to a pull request names both heads, a transfer both issues', async () => {
    const pull = wang.openPull(models, { title: 'p', fork: true });
    const before = pull.pull.head.sha;
    const after = wang.push(models, pull.number).sha;
    const { id } = wang.openIssue(models, { title: 'a' });
    const moved = wang.transferIssue(models, 2, 'openclaw/docs');
    await github.webhooks.idle();
    expect(payloads()).toMatchObject([
      { action: 'opened' },
      { action: 'synchronize', number: 1, before, after, pull_request: { head: { sha: after } } },
      { action: 'opened' },
      { action: 'transferred', issue: { id }, changes: { new_issue: { id: moved.id }, new_repository: { id: 3002 } } },
      { action: 'opened', issue: { id: moved.id }, changes: { old_issue: { id }, old_repository: { id: 3001 } } },
    ]);
  });

  test('every one names the installation of its owner', async () => {
    wang.openIssue(models, { title: 'a' });
    await github.webhooks.idle();
    const [installation] = github.state.installations.keys();
    expect(payloads()).toMatchObject([{ installation: { id: installation }, organization: { login: 'openclaw' } }]);
  });
});

describe('the queue', () => {
  test('webhooks held back arrive in any order one likes', async () => {
    github.webhooks.autoDeliver = false;
    for (const title of ['a', 'b', 'c', 'd']) wang.openIssue(models, { title });
    await github.webhooks.idle();
    expect(receiver.received).toEqual([]);
    await github.webhooks.deliver(1);
    const [b, c, d] = github.webhooks.pending().map(({ id }) => id);
    if (b === undefined || c === undefined || d === undefined) throw new Error('three expected');
    await github.webhooks.deliverInOrder([d, b]);
    github.webhooks.drop(c);
    wang.openIssue(models, { title: 'e' });
    github.webhooks.autoDeliver = true;
    await github.webhooks.idle();
    expect(payloads().map(({ issue }) => issue)).toMatchObject([
      { title: 'a' },
      { title: 'd' },
      { title: 'b' },
      { title: 'e' },
    ]);
  });

  test('one is sent again with the same body, under its id or under a new one', async () => {
    wang.openIssue(models, { title: 'a' });
    await github.webhooks.idle();
    const [first] = receiver.received;
    if (!first) throw new Error('one expected');
    const { id, body } = first;
    expect(await github.webhooks.redeliver(id)).toEqual({ delivery: id, status: 202, answer: 'noted', error: null });
    const again = await github.webhooks.redeliver(id, { newId: true });
    expect(receiver.received.map((one) => [one.id, one.body])).toEqual([
      [id, body],
      [id, body],
      [again.delivery, body],
    ]);
    expect(again.delivery).not.toBe(id);
  });

  test('those refused or unanswered are sent again when asked', async () => {
    receiver.answerWith(503);
    wang.openIssue(models, { title: 'a' });
    await github.webhooks.idle();
    await receiver.stop();
    wang.openIssue(models, { title: 'b' });
    await github.webhooks.idle();
    expect(github.webhooks.sent().map(({ attempts }) => attempts[0]?.status)).toEqual([503, null]);
    expect(github.webhooks.sent()[1]?.attempts[0]?.error).toMatch(/ECONNREFUSED/);
    const next = await startReceiver();
    github.webhooks.setTarget(next.url);
    await github.webhooks.redeliverFailed();
    expect(next.received).toHaveLength(2);
    expect(await github.webhooks.redeliverFailed()).toEqual([]);
    await next.stop();
  });

  test('nothing is sent before it is known where to', async () => {
    const own = await startGitHub();
    own.as('wang-bo').openIssue(models, { title: 'a' });
    expect(own.webhooks.pending()).toHaveLength(1);
    own.webhooks.setTarget(receiver.url);
    await own.webhooks.idle();
    expect(receiver.received).toHaveLength(1);
    await own.stop();
  });
});
