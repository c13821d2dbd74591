// Deliveries of Gitee: what each recorded one becomes, and what is not believed of forged ones.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { GiteeOptions } from '../../../src/forges/gitee/app.js';
import { RetryLater } from '../../../src/inbox/drain.js';
import { instant, plus } from '../../../src/shared/time.js';
import { recordedBody, recordedWebhooks, type Payload } from '../../support/gitee-recorded.js';
import { part, repoOf, truthOf } from '../../support/gitee-truth.js';
import { notDescribed, ownId, scriptedGitee, type Script, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  expect(notDescribed(server?.asked ?? [])).toEqual([]);
  await server?.close();
  server = null;
});

const names: Readonly<Record<string, string>> = {
  note_hooks: 'Note Hook',
  issue_hooks: 'Issue Hook',
  merge_request_hooks: 'Merge Request Hook',
  push_hooks: 'Push Hook',
  tag_push_hooks: 'Tag Push Hook',
};

/** Received when it was sent. */
async function receive(payload: Payload, script: Script, options: Partial<GiteeOptions> = {}) {
  server = await scriptedGitee(script, options);
  const receivedAt = new Date(Number(payload['timestamp'])).toISOString();
  const name = names[String(payload['hook_name'])] ?? '';
  await server.gitee.receive({ id: 'd-1', name, payload, receivedAt });
  return server;
}

/** The recorded `edited` and comments later than their first minute were read back as they were. */
const told: Readonly<Record<string, readonly string[]>> = {
  'go-scm__issue_hook_assign': [],
  'go-scm__issue_hook_delete': ['subject-deleted'],
  'go-scm__issue_hook_open': ['text-created', 'issue-labelled', 'issue-seen'],
  'go-scm__issue_hook_state_change': ['issue-seen'],
  'go-scm__note_hook_issue_comment': ['text-created'],
  'go-scm__note_hook_pr_comment': ['text-created'],
  'go-scm__pr_close': ['contribution-changed closed'],
  'go-scm__pr_labeled': [],
  'go-scm__pr_merge': ['contribution-changed closed'],
  'go-scm__pr_open': ['contribution-changed opened', 'text-created'],
  'go-scm__pr_unlabeled': [],
  'go-scm__pr_update': ['head-pushed', 'contribution-changed pushed'],
  'go-scm__push': ['branch-pushed'],
  'go-scm__push_branch_create': ['branch-pushed'],
  'go-scm__push_branch_delete': [],
  'go-scm__tag_create': [],
  'go-scm__tag_delete': [],
  'hypertrons__issue-hook-assign': [],
  'hypertrons__issue-hook-delete': ['subject-deleted'],
  'hypertrons__issue-hook-open': ['text-created', 'issue-labelled', 'issue-seen'],
  'hypertrons__merge-request-hook-close': ['contribution-changed closed'],
  'hypertrons__merge-request-hook-open': ['contribution-changed opened', 'text-created'],
  'hypertrons__note-hook-comment-issue': ['text-created'],
  'hypertrons__note-hook-deleted-issue': [],
  'hypertrons__note-hook-edited-issue': ['text-edited'],
  'hypertrons__push-hook': ['branch-pushed'],
  syncbot__close_pr: ['contribution-changed closed'],
  syncbot__merge_pr: ['contribution-changed closed'],
  syncbot__open_pr: ['contribution-changed opened', 'text-created'],
  syncbot__sync: ['text-created'],
  syncbot__sync_check: ['text-created'],
};

test('all recorded webhooks are expected to become something', () => {
  expect(Object.keys(told).sort()).toEqual(recordedWebhooks());
});

test.each(Object.entries(told))('%s, which the API confirms, becomes %j', async (name, expected) => {
  const payload = recordedBody(name);
  const isDeletion = payload['action'] === 'delete' || payload['action'] === 'deleted';
  const { events, refused } = await receive(payload, truthOf(payload, isDeletion ? null : {}));
  const kinds = events.map((event) =>
    event.kind === 'contribution-changed' ? `${event.kind} ${event.change}` : event.kind,
  );
  expect(kinds).toEqual(expected);
  expect(refused).toEqual([]);
});

test.each(recordedWebhooks())('%s is refused, or nothing, where the API knows nothing of it', async (name) => {
  const payload = recordedBody(name);
  const { events, sightings } = await receive(payload, {});
  expect(events.filter(({ kind }) => kind !== 'branch-pushed')).toEqual([]);
  expect(sightings).toEqual([]);
});

describe('a comment', () => {
  const payload = recordedBody('go-scm__note_hook_issue_comment');
  const pullPayload = recordedBody('go-scm__note_hook_pr_comment');

  test('is told with what the API says: its author, its time in UTC, its issue', async () => {
    const { events, sightings } = await receive(payload, truthOf(payload));
    expect(events).toEqual([
      {
        kind: 'text-created',
        subject: {
          ref: { forge: 'gitee', repo: 'person-01/drone-yml-test', number: 'I4CF12' },
          title: part(payload, 'issue')['title'],
          url: 'https://gitee.com/person-01/drone-yml-test/issues/I4CF12',
          isPull: false,
          isPublic: true,
          head: null,
        },
        text: { kind: 'comment', id: '6933558' },
        author: { forge: 'gitee', id: 1535738, login: 'person-01', bot: false },
        viaApp: false,
        body: part(payload, 'comment')['body'],
        createdAt: '2021-10-08T07:45:08.000Z',
        url: 'https://gitee.com/person-01/drone-yml-test/issues/I4CF12#note_6933558',
        issueText: part(payload, 'issue')['body'],
      },
    ]);
    expect(sightings.map(({ repository, comments }) => [repository.url, comments.map(({ id }) => id)])).toEqual([
      ['https://gitee.com/person-01/drone-yml-test', ['6933558']],
    ]);
  });

  test('on a pull request has an id of another row', async () => {
    const { events } = await receive(pullPayload, truthOf(pullPayload));
    expect(events).toMatchObject([
      { text: { kind: 'pull-comment', id: '6937563' }, subject: { isPull: true, ref: { number: '7' } } },
    ]);
  });

  test.each([
    ['by its kind', { comment_type: 'diff_comment' }],
    ['by the path of its file', { path: 'src/index.ts', position: '7' }],
  ])('on a line of a file is nothing, as on GitHub: told %s', async (_, changes) => {
    const { events, sightings, refused } = await receive(pullPayload, truthOf(pullPayload, changes));
    expect([events, sightings, refused]).toEqual([[], [], []]);
  });

  test('costs one call where its subject was read in the last minute', async () => {
    const { gitee, calls } = await receive(pullPayload, truthOf(pullPayload));
    const first = calls().length;
    expect(first).toBe(2);
    await gitee.receive({
      id: 'd-2',
      name: 'note_hooks',
      payload: pullPayload,
      receivedAt: '2021-10-08T11:13:28.000Z',
    });
    expect(calls().length - first).toBe(1);
  });

  test('with line ends of another kind is the same', async () => {
    const { events } = await receive(
      { ...payload, comment: { ...part(payload, 'comment'), body: '/yes\r\n\r\nbecause' } },
      truthOf(payload, { body: '/yes\n\nbecause' }),
    );
    expect(events).toMatchObject([{ kind: 'text-created', body: '/yes\n\nbecause' }]);
  });

  test('of our own account is a bot’s', async () => {
    const user = { id: ownId, login: 'opencharter-bot', type: 'User' };
    const ours = { ...payload, comment: { ...part(payload, 'comment'), user } };
    const { events } = await receive(ours, truthOf(ours));
    expect(events).toMatchObject([{ author: { id: ownId, bot: true } }]);
  });

  test('that was changed before it was read is an edit: no ballot', async () => {
    const { events } = await receive(payload, truthOf(payload, { updated_at: '2021-10-08T15:45:09+08:00' }));
    expect(events).toMatchObject([{ kind: 'text-edited', previousBody: null }]);
  });

  test.each([
    ['within ten minutes, is a new text', '2021-10-08T15:36:00+08:00', ['text-created'], []],
    ['before, is none: nothing acts that was there before us', '2021-10-08T15:30:00+08:00', [], ['old']],
  ])('that was written %s', async (_, at, kinds, refusals) => {
    const { events, sightings, refused } = await receive(payload, truthOf(payload, { created_at: at, updated_at: at }));
    expect([events.map(({ kind }) => kind), refused]).toEqual([kinds, refusals]);
    expect(sightings).toHaveLength(1);
  });

  test.each<[string, Payload, string]>([
    ['whose text is another by now', { body: '/yes' }, 'text'],
    ['that somebody else wrote: a forged ballot', { user: { id: 7, login: 'a-member', type: 'User' } }, 'author'],
    ['that is on another issue', { target: { issue: { id: 1, number: 'IOTHER', title: 'x' } } }, 'subject'],
  ])('%s is refused', async (_, changes, reason) => {
    const { events, sightings, refused } = await receive(payload, truthOf(payload, changes));
    expect([events, sightings, refused]).toEqual([[], [], [reason]]);
  });

  test.each([
    ['another pull request', 'https://gitee.com/api/v5/repos/person-01/drone-yml-test/pulls/8'],
    ['another repository', 'https://gitee.com/api/v5/repos/person-01/other/pulls/7'],
  ])('that is on %s is refused', async (_, address) => {
    const { events, refused } = await receive(pullPayload, truthOf(pullPayload, { pull_request_url: address }));
    expect([events, refused]).toEqual([[], ['subject']]);
  });

  test('on an issue of another repository of the same owner is refused', async () => {
    const script = truthOf(payload);
    const elsewhere = { ...part(payload, 'repository'), path_with_namespace: 'person-01/other' };
    const moved = { ...payload, repository: elsewhere };
    const other = Object.fromEntries(
      Object.entries(script).map(([call, answer]) => [call.replace(repoOf(payload), 'person-01/other'), answer]),
    );
    const { events, refused } = await receive(moved, other);
    expect([events, refused]).toEqual([[], ['subject']]);
  });

  test('that is said to be deleted and is there is refused', async () => {
    const { sightings, refused } = await receive({ ...payload, action: 'deleted' }, truthOf(payload));
    expect([sightings, refused]).toEqual([[], ['still-there']]);
  });

  test('that is deleted is removed from the mirror, unless the whole repository is out of sight', async () => {
    const deleted = { ...payload, action: 'deleted' };
    const { sightings } = await receive(deleted, truthOf(payload, null));
    expect(sightings).toMatchObject([{ removed: [{ kind: 'comment', id: '6933558', number: 'I4CF12' }] }]);
    await server?.close();
    const blind = await receive(deleted, {});
    expect([blind.sightings, blind.refused]).toEqual([[], ['unreadable']]);
  });
});

describe('a pull request', () => {
  const opened = recordedBody('go-scm__pr_open');
  const pushed = recordedBody('go-scm__pr_update');

  test('that is pushed to is told with the head that the API has', async () => {
    const { events } = await receive(pushed, truthOf(pushed));
    const head = part(pushed, 'pull_request', 'head')['sha'];
    expect(events).toMatchObject([
      { kind: 'head-pushed', subject: { head }, by: { id: 0 } },
      { kind: 'contribution-changed', change: 'pushed', state: 'open', subject: { head } },
    ]);
  });

  test.each<[string, Payload, Payload, string]>([
    ['a push of a head that the API does not have', pushed, { head: { sha: 'f'.repeat(40) } }, 'head'],
    ['a merge that did not happen', recordedBody('go-scm__pr_merge'), { state: 'open' }, 'state'],
    ['a close that did not happen', recordedBody('go-scm__pr_close'), { state: 'open' }, 'state'],
    ['a reopening that did not happen', { ...pushed, action: 'reopen' }, { state: 'closed' }, 'state'],
    ['another pull request under the number', pushed, { id: 1 }, 'subject'],
  ])('%s is refused', async (_, payload, changes, reason) => {
    const { events, sightings, refused } = await receive(payload, truthOf(payload, changes));
    expect([events, sightings, refused]).toEqual([[], [], [reason]]);
  });

  test.each<[string, Payload, string]>([
    ['the text is another by now', { body: '/yes' }, 'text'],
    ['somebody else opened it', { user: { id: 7, login: 'x', type: 'User' } }, 'author'],
    ['it was opened long before', { created_at: '2021-10-08T10:00:00+08:00' }, 'old'],
  ])('is judged, and its text not read as new, where %s', async (_, changes, reason) => {
    const { events, refused } = await receive(opened, truthOf(opened, changes));
    expect(events.map(({ kind }) => kind)).toEqual(['contribution-changed']);
    expect(refused).toEqual([reason]);
  });

  test.each([
    ['approved', 'reviewed'],
    ['assign', 'reviewed'],
    ['tested', 'edited'],
    ['something_new', 'edited'],
  ])('%s becomes %s', async (action, change) => {
    const { events } = await receive({ ...pushed, action, action_desc: 'open' }, truthOf(pushed));
    expect(events).toMatchObject([{ kind: 'contribution-changed', change }]);
  });
});

test('an issue that is said to be deleted and is there is refused', async () => {
  const payload = recordedBody('go-scm__issue_hook_delete');
  const { events, refused } = await receive(payload, truthOf(payload));
  expect([events, refused]).toEqual([[], ['still-there']]);
});

describe('a push', () => {
  const payload = recordedBody('go-scm__push');

  test('tells its branch and the files it changes, and costs no call', async () => {
    const { events, asked } = await receive(payload, {});
    expect(events).toEqual([
      { kind: 'branch-pushed', forge: 'gitee', repo: repoOf(payload), branch: 'feat-2-1', paths: ['modify.txt'] },
    ]);
    expect(asked).toEqual([]);
  });

  test.each<[string, Payload]>([
    ['more than ten commits', { commits_more_than_ten: true }],
    ['more commits than are named', { total_commits_count: 2 }],
    ['a branch that is new', { created: true }],
    ['commits that do not follow on the one before: it was forced', { before: 'f'.repeat(40) }],
  ])('of %s does not tell all files', async (_, changes) => {
    const { events } = await receive({ ...payload, ...changes }, {});
    expect(events).toMatchObject([{ kind: 'branch-pushed', paths: null }]);
  });
});

describe('a delivery', () => {
  const payload = recordedBody('go-scm__note_hook_issue_comment');

  test.each([
    [{ status: 502, body: '<html>' }, 10_000],
    [{ status: 401, body: { message: '401 Unauthorized' } }, 10_000],
    [{ status: 429, headers: { 'retry-after': '77' }, body: {} }, 77_000],
  ])('is tried again later where the API answers %j', async (answer, ms) => {
    const script = { 'GET /repos/person-01/drone-yml-test/issues/comments/6933558': answer };
    const clock = { now: () => instant(Number(payload['timestamp'])) };
    const received = receive(payload, script, { clock });
    await expect(received).rejects.toBeInstanceOf(RetryLater);
    await expect(received).rejects.toMatchObject({ retryAfterMs: ms });
  });

  test('that could not be read for a day of governance time is given up, whatever the time of the machine', async () => {
    const script = { 'GET /repos/person-01/drone-yml-test/issues/comments/6933558': { status: 502 } };
    const sentAt = instant(Number(payload['timestamp']));
    const after = (ms: number) => ({ clock: { now: () => plus(sentAt, ms) }, now: () => Number(payload['timestamp']) });
    const day = 24 * 60 * 60_000;
    await expect(receive(payload, script, after(day - 1))).rejects.toBeInstanceOf(RetryLater);
    await server?.close();
    expect((await receive(payload, script, after(day))).refused).toEqual(['unreadable']);
  });

  test.each([[{}], [{ comment: null }], [{ comment: { ...part(payload, 'comment'), id: 'x' } }]])(
    'that is not as Gitee describes it is refused: %j',
    async (changes) => {
      const { refused, events } = await receive(
        { ...payload, ...changes, ...(Object.keys(changes).length ? {} : { action: 7 }) },
        {},
      );
      expect([events, refused]).toEqual([[], ['malformed']]);
    },
  );

  test.each<[string, Payload]>([
    ['a comment on a commit', { noteable_type: 'Commit', issue: null }],
    ['an issue of no repository', { repository: null }],
    ['an action that has no meaning', { action: 'starred' }],
  ])('of %s is nothing', async (_, changes) => {
    const { refused, events, asked } = await receive({ ...payload, ...changes }, {});
    expect([events, refused, asked]).toEqual([[], [], []]);
  });

  test("the handler's error comes out as it was thrown", async () => {
    const error = new Error('the database is away');
    const received = receive(payload, truthOf(payload), { onEvent: () => Promise.reject(error) });
    await expect(received).rejects.toBe(error);
  });
});
