// The simulated Gitee's webhooks: which change sends which, in the shape that was recorded, signed freshly, once at most.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { GiteeActor } from '../../src/sandbox/gitee/actor.js';
import type { SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import { recordedBody } from '../support/gitee-recorded.js';
import { at, callsOf, giteeSecret, keysOf, startGitee } from '../support/simulated-gitee.js';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const json = z.record(z.string(), z.unknown());
let gitee: SimulatedGitee;
let receiver: WebhookReceiver;
let wang: GiteeActor;
let real = Date.parse('2026-11-21T10:00:00Z');
const models = 'openclaw/models';
const api = `/repos/${models}`;

async function start(mode: 'signature' | 'password' = 'signature'): Promise<void> {
  const webhook = { mode, secret: giteeSecret, url: receiver.url };
  gitee = await startGitee({ webhook, realNow: () => real });
  wang = gitee.as('wang-bo');
}

beforeEach(async () => {
  receiver = await startReceiver();
  await start();
  gitee.webhooks.autoDeliver = false;
  wang.openIssue(models, { title: 'Issue', body: 'Text', labels: ['bug'] });
  wang.openPull(models, { title: 'Pull', labels: ['bug'] });
  for (const { id } of gitee.webhooks.pending()) gitee.webhooks.drop(id);
  gitee.webhooks.autoDeliver = true;
});

afterEach(async () => {
  await gitee.stop();
  await receiver.stop();
});

function bodies(): readonly z.infer<typeof json>[] {
  return receiver.received.map(({ body }) => json.parse(JSON.parse(body)));
}

function names(): readonly string[] {
  return bodies().map(({ hook_name: name, action, action_desc: desc }) =>
    [name, action, action === 'update' ? desc : undefined].filter((word) => typeof word === 'string').join(' '),
  );
}

/** The texts of the comments told of, in order. */
function texts(): readonly unknown[] {
  return bodies().map((body) => at(body, 'comment', 'body'));
}

describe('each change sends its webhook', () => {
  const cases: readonly [string, readonly string[], () => unknown][] = [
    ['a comment on an issue', ['note_hooks comment'], () => wang.comment(models, 'I4CF12', '/yes')],
    ['a comment on a pull request', ['note_hooks comment'], () => wang.comment(models, 1, '/lgtm')],
    [
      'a comment that is changed and deleted',
      ['note_hooks comment', 'note_hooks edited', 'note_hooks deleted'],
      () => {
        const { id } = wang.comment(models, 'I4CF12', '/yes');
        wang.editComment(id, '/no');
        wang.deleteComment(id);
      },
    ],
    [
      'an issue, once for all its labels',
      ['issue_hooks open'],
      () => wang.openIssue(models, { title: 'b', labels: ['x'] }),
    ],
    [
      'an issue in another state',
      ['issue_hooks state_change', 'issue_hooks state_change', 'issue_hooks state_change'],
      () => {
        wang.setState(models, 'I4CF12', 'progressing');
        wang.close(models, 'I4CF12');
        wang.reopen(models, 'I4CF12');
      },
    ],
    [
      'a deleted issue',
      ['issue_hooks delete'],
      () => {
        wang.deleteIssue(models, 'I4CF12');
      },
    ],
    [
      'nothing for the text and the labels of an issue',
      [],
      () => {
        wang.editBody(models, 'I4CF12', 'other');
        wang.label(models, 'I4CF12', 'x');
      },
    ],
    ['a pull request', ['push_hooks', 'merge_request_hooks open'], () => wang.openPull(models, { title: 'p' })],
    [
      'a pull request of a fork',
      ['merge_request_hooks open'],
      () => gitee.as('passer-by').openPull(models, { title: 'p', fork: true }),
    ],
    ['a new head', ['push_hooks', 'merge_request_hooks update source_branch_changed'], () => wang.push(models, 1)],
    [
      'labels and base of a pull request',
      [
        'merge_request_hooks update update_label',
        'merge_request_hooks update update_label',
        'push_hooks',
        'merge_request_hooks update target_branch_changed',
      ],
      () => {
        wang.label(models, 1, 'x');
        wang.unlabel(models, 1, 'x');
        wang.commit(models, { 'a.txt': 'a' }, { branch: 'next' });
        wang.retarget(models, 1, 'next');
      },
    ],
    [
      'closing and reopening a pull request',
      ['merge_request_hooks close', 'merge_request_hooks reopen'],
      () => {
        wang.close(models, 1);
        wang.reopen(models, 1);
      },
    ],
    ['a merge', ['push_hooks', 'merge_request_hooks merge'], () => wang.merge(models, 1)],
    [
      'a passed review and a passed test',
      ['merge_request_hooks approved', 'merge_request_hooks tested'],
      () => {
        gitee.as('lin-mei').approve(models, 1);
        wang.pass(models, 1);
      },
    ],
    ['a commit', ['push_hooks'], () => wang.commit(models, { 'a.txt': 'a' })],
  ];
  test.each(cases)('%s', async (_, expected, act) => {
    act();
    await gitee.webhooks.idle();
    expect(names()).toEqual(expected);
  });
});

describe('the shape is the recorded one', () => {
  const user = ['sender'];
  const whole: readonly (readonly string[])[] = [[], ['repository'], ['project'], user];
  const cases: readonly [string, string, readonly (readonly string[])[], () => unknown][] = [
    [
      'a comment on an issue',
      'go-scm__note_hook_issue_comment',
      [...whole, ['issue'], ['comment']],
      () => wang.comment(models, 'I4CF12', 'x'),
    ],
    [
      'a comment on a pull request',
      'go-scm__note_hook_pr_comment',
      [...whole, ['pull_request'], ['comment']],
      () => wang.comment(models, 1, 'x'),
    ],
    ['a new issue', 'go-scm__issue_hook_open', [...whole, ['issue']], () => wang.openIssue(models, { title: 'b' })],
    [
      'an issue in progress',
      'go-scm__issue_hook_state_change',
      [...whole, ['issue']],
      () => {
        wang.setState(models, 'I4CF12', 'progressing');
      },
    ],
    [
      'a deleted issue',
      'go-scm__issue_hook_delete',
      [...whole, ['issue']],
      () => {
        wang.deleteIssue(models, 'I4CF12');
      },
    ],
    [
      'a pull request',
      'go-scm__pr_open',
      [...whole, ['pull_request'], ['pull_request', 'head'], ['source_repo']],
      () => wang.openPull(models, { title: 'p', fork: true }),
    ],
    ['a new head', 'go-scm__pr_update', [...whole, ['pull_request']], () => wang.push(models, 1)],
    [
      'a label',
      'go-scm__pr_labeled',
      [...whole, ['pull_request'], ['pull_request', 'base', 'repo']],
      () => {
        wang.label(models, 1, 'x');
      },
    ],
    ['a merge', 'go-scm__pr_merge', [...whole, ['pull_request']], () => wang.merge(models, 1)],
    [
      'a push',
      'go-scm__push',
      [...whole, ['head_commit'], ['head_commit', 'author'], ['pusher']],
      () => wang.commit(models, { 'a.txt': 'a' }),
    ],
  ];
  test.each(cases)('%s', async (_, file, places, act) => {
    act();
    await gitee.webhooks.idle();
    const last = bodies().at(-1);
    const keys = (body: unknown, place: readonly string[]) => keysOf(at(body, ...place));
    for (const place of places) {
      expect([place, keys(last, place)]).toEqual([place, keys(recordedBody(file), place)]);
    }
  });

  test('an edit tells the new text, and the old one only as its note', async () => {
    wang.editComment(wang.comment(models, 'I4CF12', 'before').id, 'after');
    await gitee.webhooks.idle();
    const [, edited] = bodies();
    expect([at(edited, 'comment', 'body'), at(edited, 'note')]).toEqual(['after', 'before']);
    const recorded = recordedBody('hypertrons__note-hook-edited-issue');
    expect(at(recorded, 'comment', 'body')).not.toBe(at(recorded, 'note'));
  });

  test('a new branch lists no commits, a deleted one is told by zeros', async () => {
    wang.commit(models, { 'a.txt': 'a' }, { branch: 'next' });
    await gitee.webhooks.idle();
    expect(bodies()[0]).toMatchObject({ created: true, commits: null, commits_more_than_ten: true });
    expect(recordedBody('go-scm__push_branch_create')).toMatchObject({
      created: true,
      commits: null,
      commits_more_than_ten: true,
    });
  });
});

describe('who sent it', () => {
  test('in signature mode the time is signed when it is sent, in headers and body alike', async () => {
    gitee.webhooks.autoDeliver = false;
    wang.comment(models, 'I4CF12', 'x');
    real += 3_600_000;
    await gitee.webhooks.deliver();
    const headers = receiver.received[0]?.headers;
    const [body] = bodies();
    const time = String(real);
    const sign = createHmac('sha256', giteeSecret).update(`${time}\n${giteeSecret}`).digest('base64');
    expect(headers).toMatchObject({
      'user-agent': 'git-oschina-hook',
      'x-gitee-event': 'Note Hook',
      'x-git-oschina-event': 'Note Hook',
      'x-gitee-ping': 'false',
      'x-gitee-timestamp': time,
      'x-gitee-token': sign,
    });
    expect(body).toMatchObject({ timestamp: time, sign, password: '', hook_name: 'note_hooks' });
  });

  test('in password mode the password goes in clear, in headers and body alike', async () => {
    await gitee.stop();
    await start('password');
    wang.openIssue(models, { title: 'x' });
    await gitee.webhooks.idle();
    const headers = receiver.received[0]?.headers;
    const [body] = bodies();
    expect([headers?.['x-gitee-token'], body?.['password'], body?.['sign']]).toEqual([giteeSecret, giteeSecret, '']);
  });

  test('a hook that is tried sends a ping, and tells what was answered', async () => {
    const call = callsOf(gitee);
    const [hook] = [...gitee.gitee.hooks.values()];
    receiver.answerWith(202);
    await call(`POST ${api}/hooks/${String(hook?.id)}/tests`);
    await gitee.webhooks.idle();
    const headers = receiver.received[0]?.headers;
    const [body] = bodies();
    expect([headers?.['x-gitee-ping'], headers?.['x-gitee-event'], body?.['hook_id']]).toEqual([
      'true',
      'push_hooks',
      hook?.id,
    ]);
    const shown = await call(`GET ${api}/hooks/${String(hook?.id)}`);
    expect(shown.body).toMatchObject({ result: 'noted', result_code: 202 });
  });
});

describe('at most once', () => {
  test('one that was refused is not sent again', async () => {
    receiver.answerWith(500);
    wang.comment(models, 'I4CF12', 'x');
    await gitee.webhooks.idle();
    receiver.answerWith(200);
    wang.comment(models, 'I4CF12', 'y');
    await gitee.webhooks.idle();
    expect(texts()).toEqual(['x', 'y']);
  });

  test('what happens while webhooks are lost is never told', async () => {
    gitee.losing = true;
    wang.comment(models, 'I4CF12', 'lost');
    gitee.losing = false;
    wang.comment(models, 'I4CF12', 'told');
    await gitee.webhooks.idle();
    expect(texts()).toEqual(['told']);
  });

  test('each hook hears of what it asks for only; a repository without a hook is silent', async () => {
    for (const hook of gitee.gitee.hooks.values()) Object.assign(hook, { note_events: false });
    wang.comment(models, 'I4CF12', 'x');
    wang.close(models, 'I4CF12');
    await gitee.webhooks.idle();
    gitee.gitee.hooks.clear();
    wang.reopen(models, 'I4CF12');
    await gitee.webhooks.idle();
    expect(names()).toEqual(['issue_hooks state_change']);
  });
});

test('its state is data: another one goes on from it, with webhooks not sent yet', async () => {
  gitee.webhooks.autoDeliver = false;
  wang.comment(models, 'I4CF12', 'before');
  const kept = structuredClone(gitee.kept());
  const next = await startGitee({ kept });
  next.target(receiver.url);
  next.as('lin-mei').comment(models, 'I4CF12', 'after');
  await next.webhooks.idle();
  const ids = bodies().map((body) => at(body, 'comment', 'id'));
  expect(texts()).toEqual(['before', 'after']);
  expect(new Set(ids).size).toBe(2);
  expect((await callsOf(next)('GET /user')).status).toBe(200);
  await next.stop();
});
