// Deliveries of GitHub that concern contributions, as events.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { mapDelivery } from '../../../src/forges/github/map.js';
import { githubLane } from '../../../src/inbox/lane.js';

const lin = { id: 1001, login: 'lin-mei', type: 'User' };
const repository = { full_name: 'OpenClaw/Models', name: 'Models', owner: { login: 'OpenClaw' } };
const url = 'https://github.test/OpenClaw/Models/pull/7';
const shown = { number: 7, title: 'A title', html_url: url, head: { sha: 'abc123' }, state: 'open', merged_at: null };
const pull = { ...shown, id: 80, user: lin, body: 'Why', created_at: '2026-03-01T09:12:00Z' };
const subject = {
  ref: { forge: 'github', repo: 'OpenClaw/Models', number: '7' },
  title: 'A title',
  url,
  isPull: true,
  isPublic: true,
  head: 'abc123',
};

function events(name: string, payload: object) {
  const mapped = mapDelivery(name, { repository, sender: lin, ...payload });
  if (!mapped.ok) throw new Error(mapped.error);
  return mapped.value;
}

describe('a pull request that is', () => {
  test.each([
    ['opened', 'opened', ['contribution-changed', 'text-created']],
    ['edited', 'edited', ['contribution-changed']],
    ['pushed to', 'synchronize', ['head-pushed', 'contribution-changed']],
    ['reopened', 'reopened', ['contribution-changed']],
    ['made ready', 'ready_for_review', ['contribution-changed']],
    ['made a draft', 'converted_to_draft', ['contribution-changed']],
    ['closed', 'closed', ['contribution-changed']],
    ['labelled', 'labeled', []],
    ['unlabelled', 'unlabeled', []],
    ['assigned', 'assigned', []],
  ])('%s becomes, in this order: %s -> %j', (_, action, kinds) => {
    expect(events('pull_request', { action, pull_request: pull }).map(({ kind }) => kind)).toEqual(kinds);
  });

  test.each([
    ['opened', 'opened'],
    ['edited', 'edited'],
    ['synchronize', 'pushed'],
    ['reopened', 'reopened'],
    ['ready_for_review', 'ready'],
    ['converted_to_draft', 'drafted'],
  ])('%s is told as %s, with its head', (action, change) => {
    const changed = { kind: 'contribution-changed', subject, change, state: 'open', headReceived: true };
    expect(events('pull_request', { action, pull_request: pull })).toContainEqual(changed);
  });

  test.each([
    ['closed', null, 'closed'],
    ['merged', '2026-03-02T00:00:00Z', 'merged'],
  ])('%s says so', (_, merged_at, state) => {
    const closed = { ...pull, state: 'closed', merged_at };
    expect(events('pull_request', { action: 'closed', pull_request: closed })).toMatchObject([
      { change: 'closed', state },
    ]);
  });

  test.each([
    ['its title', { title: { from: 'Old' } }, ['contribution-changed']],
    ['its base', { base: { ref: { from: 'main' }, sha: { from: 'f00' } } }, ['contribution-changed']],
    ['its body', { body: { from: 'Old' } }, ['contribution-changed', 'text-edited']],
  ])('edited in %s is changed, and a body is an edited text too', (_, changes, kinds) => {
    expect(events('pull_request', { action: 'edited', pull_request: pull, changes }).map(({ kind }) => kind)).toEqual(
      kinds,
    );
  });

  test('in a private repository is not public', () => {
    const hidden = { ...repository, private: true };
    expect(events('pull_request', { action: 'reopened', pull_request: pull, repository: hidden })).toMatchObject([
      { subject: { isPublic: false } },
    ]);
  });
});

test.each(['submitted', 'edited', 'dismissed'])('a review that is %s changes the contribution', (action) => {
  const changed = { kind: 'contribution-changed', subject, change: 'reviewed', state: 'open', headReceived: true };
  expect(events('pull_request_review', { action, pull_request: shown, review: { id: 1 } })).toEqual([changed]);
});

describe('a wish to have checks again', () => {
  const asked = { kind: 'check-asked', forge: 'github', repo: 'OpenClaw/Models', head: 'abc123' };

  test('names one of our checks', () => {
    const check_run = { name: 'OpenCharter / policy', head_sha: 'abc123' };
    const found = events('check_run', { action: 'rerequested', check_run });
    expect(found).toEqual([{ ...asked, name: 'OpenCharter / policy' }]);
  });

  test('for all of them names none', () => {
    const found = events('check_suite', { action: 'rerequested', check_suite: { head_sha: 'abc123' } });
    expect(found).toEqual([{ ...asked, name: null }]);
  });

  test("for another's check is none of ours", () => {
    const check_run = { name: 'build', head_sha: 'abc123' };
    expect(events('check_run', { action: 'rerequested', check_run })).toEqual([]);
  });
});

describe('a merge queue', () => {
  const sha = '929f8209d40f77f4abc622a499c93a83babdbe64';

  function queued(head_ref: string) {
    const merge_group = { head_ref, head_sha: 'f00', base_sha: 'ba5e' };
    return events('merge_group', { action: 'checks_requested', merge_group });
  }

  test.each([
    ['a branch', `refs/heads/gh-readonly-queue/main/pr-7-${sha}`],
    ['a branch with a slash', `refs/heads/gh-readonly-queue/release/2.x/pr-7-${sha}`],
    ['a branch that is named like a place in a queue', `refs/heads/gh-readonly-queue/pr-9-${sha}/pr-7-${sha}`],
  ])('into %s names its pull request', (_, ref) => {
    expect(queued(ref)).toEqual([{ kind: 'queue-entered', subject: subject.ref, base: 'ba5e', head: 'f00' }]);
  });

  test.each([`refs/heads/main`, `refs/heads/pr-7-${sha}`, `refs/heads/gh-readonly-queue/main/pr-0-${sha}`])(
    'from %s is nothing',
    (ref) => {
      expect(queued(ref)).toEqual([]);
    },
  );
});

describe('a push', () => {
  const commit = { added: ['a'], modified: ['OWNERS'], removed: [] };
  const push = {
    ref: 'refs/heads/main',
    before: 'b',
    after: 'c',
    created: false,
    deleted: false,
    forced: false,
    commits: [commit],
  };

  test.each([
    ['names the files of all its commits, once', { commits: [commit, { ...commit, removed: ['z'] }] }, 'main'],
    ['to a branch with a slash', { ref: 'refs/heads/release/2.x', commits: [{ removed: ['z'] }] }, 'release/2.x'],
  ])('%s', (_, part, branch) => {
    const paths = part.commits.length > 1 ? ['a', 'OWNERS', 'z'] : ['z'];
    const pushed = { kind: 'branch-pushed', forge: 'github', repo: 'OpenClaw/Models', branch, paths };
    expect(events('push', { ...push, ...part })).toEqual([pushed]);
  });

  test.each([
    ['that was forced', { forced: true }],
    ['that makes a branch', { created: true }],
    ['of more commits than GitHub tells', { commits: Array.from({ length: 2048 }, () => commit) }],
    ['whose commits are not told', { commits: [] }],
    [
      'with more files in a commit than GitHub tells',
      { commits: [{ ...commit, added: Array.from({ length: 3000 }, (_, i) => `f${i}`) }] },
    ],
  ])('%s does not tell all files', (_, part) => {
    expect(events('push', { ...push, ...part })).toMatchObject([{ paths: null }]);
  });

  test.each([
    ['of a tag', { ref: 'refs/tags/v1' }],
    ['that deletes a branch', { deleted: true }],
    ['to a merge queue', { ref: 'refs/heads/gh-readonly-queue/main/pr-7-abc' }],
  ])('%s is nothing', (_, part) => {
    expect(events('push', { ...push, ...part })).toEqual([]);
  });
});

const examplesOfEvent = z.object({
  name: z.string(),
  examples: z.array(z.looseObject({ action: z.string().optional() })),
});
const examples = z
  .array(examplesOfEvent)
  .parse(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@octokit/webhooks-examples'), 'utf8')));

test.each([
  ['pull_request', 'closed', 'contribution-changed', true],
  ['pull_request', 'ready_for_review', 'contribution-changed', true],
  ['pull_request', 'converted_to_draft', 'contribution-changed', true],
  ['pull_request_review', 'submitted', 'contribution-changed', true],
  ['pull_request_review', 'dismissed', 'contribution-changed', true],
  ['merge_group', 'checks_requested', 'queue-entered', true],
  ['check_suite', 'rerequested', 'check-asked', false],
])("GitHub's own examples of %s.%s become %s, in the lane of their subject: %s", (name, action, kind, ofSubject) => {
  const payloads = examples
    .filter((each) => each.name === name)
    .flatMap((each) => each.examples)
    .filter((payload) => payload.action === action);
  expect(payloads.length).toBeGreaterThan(0);
  for (const payload of payloads) {
    const mapped = mapDelivery(name, payload);
    expect(mapped).toMatchObject({ ok: true, value: [{ kind }] });
    if (ofSubject) expect(githubLane(name, payload)).toMatch(/#\d+$/);
  }
});
