// Deliveries of GitHub as forge-neutral events.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { installedAt, mapDelivery, mappedEvents } from '../../../src/forges/github/map.js';

const lin = { id: 1001, login: 'lin-mei', type: 'User' };
const wang = { id: 1002, login: 'wang-bo', type: 'User' };
const repository = { full_name: 'OpenClaw/Models', name: 'Models', owner: { login: 'OpenClaw' } };
const written = { user: lin, created_at: '2026-03-01T09:12:00Z', performed_via_github_app: null };
const issueUrl = 'https://github.test/OpenClaw/Models/issues/7';
const issue = { ...written, id: 70, number: 7, title: 'A title', body: '/vote', html_url: issueUrl };
const comment = {
  ...written,
  updated_at: '2026-03-01T10:00:00Z',
  id: 991,
  body: '/yes',
  html_url: `${issueUrl}#issuecomment-991`,
};
const pull = { ...issue, id: 80, head: { sha: 'abc123' }, state: 'open', merged_at: null };
const facts = {
  ref: { forge: 'github', repo: 'OpenClaw/Models', number: '7' },
  title: 'A title',
  url: issueUrl,
  isPull: false,
  isPublic: true,
  head: null,
};
const author = { forge: 'github', id: 1001, login: 'lin-mei', bot: false };
const editor = { forge: 'github', id: 1002, login: 'wang-bo', bot: false };
const text = { kind: 'comment', id: '991' };

function allEvents(name: string, payload: object) {
  const mapped = mapDelivery(name, { repository, sender: wang, ...payload });
  if (!mapped.ok) throw new Error(mapped.error);
  return mapped.value;
}

/** Without what every delivery of a pull request becomes besides: map-contribution.test.ts has that. */
function events(name: string, payload: object) {
  return allEvents(name, payload).filter(({ kind }) => kind !== 'contribution-changed');
}

describe('a new text', () => {
  test('a comment on an issue is a text by its author', () => {
    expect(events('issue_comment', { action: 'created', issue, comment })).toEqual([
      {
        kind: 'text-created',
        subject: facts,
        text,
        author,
        viaApp: false,
        body: '/yes',
        createdAt: '2026-03-01T09:12:00.000Z',
        url: comment.html_url,
        issueText: '/vote',
      },
    ]);
  });

  test.each([
    ['an issue', 'issues', { issue }, { text: { kind: 'issue', id: '70' }, subject: facts, body: '/vote' }],
    [
      'a pull request',
      'pull_request',
      { pull_request: pull },
      { text: { kind: 'pull', id: '80' }, subject: { ...facts, isPull: true, head: 'abc123' }, body: '/vote' },
    ],
    ['an issue without a body', 'issues', { issue: { ...issue, body: null } }, { body: '' }],
    ['one by way of an app', 'issues', { issue: { ...issue, performed_via_github_app: { id: 5 } } }, { viaApp: true }],
  ])('the body of %s is one', (_, name, payload, expected) => {
    expect(events(name, { action: 'opened', ...payload })).toMatchObject([{ kind: 'text-created', ...expected }]);
  });

  test.each([
    ['by its type', { id: 9, login: 'helper', type: 'Bot' }],
    ['by its login', { id: 9, login: 'helper[bot]', type: 'User' }],
  ])('a bot is known %s', (_, user) => {
    const found = events('issue_comment', { action: 'created', issue, comment: { ...comment, user } });
    expect(found).toMatchObject([{ author: { id: 9, bot: true } }]);
  });

  test('a comment on a pull request has that as its subject, its head unknown', () => {
    const onPull = { ...issue, pull_request: { url: 'https://github.test/pulls/7' } };
    const found = events('issue_comment', { action: 'created', issue: onPull, comment });
    expect(found).toMatchObject([{ subject: { isPull: true, head: null } }]);
  });

  test('an issue that arrives by transfer is not a new text, but tells where it was', () => {
    const changes = { old_issue: { id: 1, number: 4 }, old_repository: { id: 2, full_name: 'openclaw/docs' } };
    expect(events('issues', { action: 'opened', issue, changes })).toEqual([
      {
        kind: 'subject-moved',
        from: { forge: 'github', repo: 'openclaw/docs', number: '4' },
        to: facts.ref,
        isPublic: true,
        by: editor,
      },
    ]);
    expect(events('issues', { action: 'opened', issue, changes: { old_issue: { id: 1 } } })).toEqual([]);
  });

  test('a text of an account that no longer exists is ignored', () => {
    expect(events('issue_comment', { action: 'created', issue, comment: { ...comment, user: null } })).toEqual([]);
  });
});

describe('an edit', () => {
  const changes = { body: { from: '/no' } };

  test('of a comment names author, editor and the text before', () => {
    const written = { subject: facts, text, author, viaApp: false, editor, body: '/yes', previousBody: '/no' };
    expect(events('issue_comment', { action: 'edited', issue, comment, changes })).toEqual([
      { kind: 'text-edited', ...written, editedAt: '2026-03-01T10:00:00.000Z' },
    ]);
  });

  test.each([
    ['issues', { issue }, 'issue'],
    ['pull_request', { pull_request: pull }, 'pull'],
  ])('of a body in %s is one', (name, payload, kind) => {
    const found = events(name, { action: 'edited', ...payload, changes });
    expect(found).toMatchObject([{ kind: 'text-edited', text: { kind }, previousBody: '/no' }]);
  });

  test.each([
    ['issues', { issue }],
    ['pull_request', { pull_request: pull }],
  ])('of a title alone in %s is nothing', (name, payload) => {
    expect(events(name, { action: 'edited', ...payload, changes: { title: { from: 'Old' } } })).toEqual([]);
  });

  test('of an empty body has no text before', () => {
    const found = events('issues', { action: 'edited', issue, changes: { body: { from: null } } });
    expect(found).toMatchObject([{ previousBody: null }]);
  });
});

describe('a label of an issue', () => {
  const labels = [{ name: 'roadmap' }, { name: 'bug' }];
  const labelled = { kind: 'issue-labelled', subject: facts };

  test.each([
    ['labeled', 'added'],
    ['unlabeled', 'removed'],
  ])('that is %s is told with who did it', (action, change) => {
    const found = events('issues', { action, issue: { ...issue, labels }, label: { name: 'roadmap' } });
    expect(found).toEqual([{ ...labelled, label: 'roadmap', change, by: editor, issueText: '/vote' }]);
  });

  test('that it was opened with was put on by who opened it, after what that says', () => {
    const found = events('issues', { action: 'opened', issue: { ...issue, labels } });
    expect(found).toMatchObject([
      { kind: 'text-created' },
      { ...labelled, label: 'roadmap', change: 'added', by: author },
      { ...labelled, label: 'bug', change: 'added', by: author },
    ]);
  });

  test('on a pull request is nothing', () => {
    const change = { pull_request: { ...pull, labels }, label: { name: 'roadmap' } };
    expect(events('pull_request', { action: 'labeled', ...change })).toEqual([]);
  });
});

describe('what befalls a subject', () => {
  test('a deleted issue', () => {
    const found = events('issues', { action: 'deleted', issue });
    expect(found).toEqual([{ kind: 'subject-deleted', subject: facts.ref, by: editor }]);
  });

  test('a transferred issue is followed to where it went', () => {
    const there = { full_name: 'OpenClaw/docs', name: 'docs', owner: { login: 'OpenClaw' } };
    const changes = { new_issue: { number: 3 }, new_repository: there };
    const to = { forge: 'github', repo: 'OpenClaw/docs', number: '3' };
    const found = events('issues', { action: 'transferred', issue, changes });
    expect(found).toEqual([{ kind: 'subject-moved', from: facts.ref, to, isPublic: true, by: editor }]);
    const secret = { ...changes, new_repository: { ...there, private: true } };
    expect(events('issues', { action: 'transferred', issue, changes: secret })).toMatchObject([{ isPublic: false }]);
  });

  test('a push to a pull request names the new head', () => {
    const found = events('pull_request', { action: 'synchronize', pull_request: pull, before: '1', after: '2' });
    const subject = { ...facts, isPull: true, head: 'abc123' };
    expect(found).toEqual([{ kind: 'head-pushed', subject, by: editor }]);
  });

  test.each([
    ['renamed', { repository: { name: { from: 'Old' } } }, 'OpenClaw/Old'],
    ['transferred', { owner: { from: { user: { login: 'lin-mei' } } } }, 'lin-mei/Models'],
    ['transferred', { owner: { from: { organization: { login: 'acme' } } } }, 'acme/Models'],
  ])('a repository that is %s', (action, changes, from) => {
    const moved = {
      kind: 'repository-moved',
      forge: 'github',
      from,
      to: 'OpenClaw/Models',
      isPublic: true,
      by: editor,
    };
    expect(events('repository', { action, changes })).toEqual([moved]);
  });
});

describe('what rules of the roadmap may turn on', () => {
  const changed = { kind: 'work-changed', forge: 'github', repo: 'OpenClaw/Models', number: null };

  test.each([
    ['a milestone that was closed', 'milestone', 'closed', { ...changed, occasion: 'milestone-closed' }],
    ['a release that was published', 'release', 'published', { ...changed, occasion: 'released' }],
    ['a release whose text was changed', 'release', 'edited', { ...changed, occasion: 'released' }],
  ])('%s', (_, name, action, event) => {
    expect(events(name, { action })).toEqual([event]);
  });

  test('an issue that was put into a milestone', () => {
    const event = { ...changed, number: facts.ref.number, occasion: 'milestone-closed' };
    expect(events('issues', { action: 'milestoned', issue })).toEqual([event]);
  });

  test.each([
    ['milestone', 'created'],
    ['issues', 'demilestoned'],
    ['release', 'deleted'],
  ])('%s %s is none of it', (name, action) => {
    expect(events(name, { action, issue })).toEqual([]);
  });
});

describe('everything else', () => {
  test.each([
    ['issue_comment', { action: 'deleted', issue, comment }],
    ['issues', { action: 'closed', issue }],
    ['pull_request', { action: 'labeled', pull_request: pull }],
    ['pull_request_review_comment', { action: 'created' }],
    ['star', { action: 'created' }],
    ['constructor', {}],
    ['check_run', { action: 'completed' }],
    ['merge_group', { action: 'destroyed' }],
  ])('%s is nothing', (name, payload) => {
    expect(allEvents(name, payload)).toEqual([]);
  });

  test.each([
    ['a missing author', { ...comment, user: undefined }, /issue_comment\.created.*comment\.user/],
    ['an id that is a text', { ...comment, id: '991' }, /comment\.id/],
    ['a time that is none', { ...comment, created_at: 'yesterday' }, /comment\.created_at/],
  ])('%s is an error that names the field', (_, bad, message) => {
    const payload = { action: 'created', repository, sender: wang, issue, comment: bad };
    expect(mapDelivery('issue_comment', payload)).toEqual({ ok: false, error: expect.stringMatching(message) });
  });

  test('where the app is installed is read from the delivery', () => {
    expect(installedAt({ installation: { id: 12 }, repository })).toEqual({ owner: 'OpenClaw', id: 12 });
    expect(installedAt({ repository })).toBeNull();
    expect(installedAt('text')).toBeNull();
  });
});

const examplesOfEvent = z.object({ name: z.string(), examples: z.array(z.looseObject({})) });

test('every example payload that GitHub publishes maps without an error', () => {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const all = z.array(examplesOfEvent).parse(JSON.parse(readFileSync(file, 'utf8')));
  const mapped = all.flatMap(({ name, examples }) => examples.map((payload) => mapDelivery(name, payload)));
  expect(mapped).toHaveLength(329);
  expect(mapped.filter(({ ok }) => !ok)).toEqual([]);
  const kinds = mapped.flatMap((result) => (result.ok ? result.value.map(({ kind }) => kind) : []));
  expect(new Set(kinds)).toEqual(
    new Set([
      'text-created',
      'text-edited',
      'issue-labelled',
      'subject-deleted',
      'subject-moved',
      'repository-moved',
      'head-pushed',
      'contribution-changed',
      'check-asked',
      'queue-entered',
      'branch-pushed',
      'work-changed',
    ]),
  );
});

test("the app's manifest asks for the events of which something is made, and for no other", () => {
  const manifest = z
    .object({ default_events: z.array(z.string()) })
    .parse(parse(readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8')));
  expect([...manifest.default_events].sort()).toEqual([...mappedEvents].sort());
});
