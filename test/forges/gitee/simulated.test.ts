// The adapter and the simulated Gitee: what happens there arrives as events, what is written is found again, lists are whole.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ForgeEvent } from '../../../src/forges/event.js';
import type { Check, Listed, Listing } from '../../../src/forges/forge.js';
import { createGitee, type Gitee } from '../../../src/forges/gitee/app.js';
import { unsupported } from '../../../src/forges/gitee/write-checks.js';
import type { Result } from '../../../src/shared/result.js';
import type { SimulatedGitee } from '../../../src/sandbox/gitee/index.js';
import { giteeSecret, startGitee } from '../../support/simulated-gitee.js';
import { testClock, type TestClock } from '../../support/simulated-github.js';
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const models = 'openclaw/models';
let clock: TestClock;
let receiver: WebhookReceiver;
let there: SimulatedGitee;
let gitee: Gitee;
let events: ForgeEvent[];
let refused: string[];
/** So many of the webhooks received were handed to the adapter. */
let handled: number;
let now: number;

async function start(checks: 'allowed' | 'refused' | 'missing' = 'allowed'): Promise<void> {
  clock = testClock();
  now = Date.parse(clock.now());
  receiver = await startReceiver();
  const webhook = { mode: 'signature', secret: giteeSecret, url: receiver.url } as const;
  there = await startGitee({ clock, webhook, checks });
  [events, refused, handled] = [[], [], 0];
  gitee = createGitee({
    url: there.url,
    token: there.token,
    proxy: null,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => now,
    clock,
    observe: () => undefined,
    onEvent: (event) => Promise.resolve(void events.push(event)),
    onRefused: (reason) => void refused.push(reason),
    limits: null,
  });
}

beforeEach(() => start());

afterEach(async () => {
  await there.stop();
  await receiver.stop();
});

/** Hands every webhook sent so far to the adapter, and answers what became of them. */
async function deliver(): Promise<readonly ForgeEvent[]> {
  await there.webhooks.idle();
  const before = events.length;
  const sent = receiver.received.slice(handled);
  handled += sent.length;
  for (const [i, { headers, body }] of sent.entries()) {
    const name = z.string().parse(headers['x-gitee-event']);
    await gitee.receive({ id: `d-${i}`, name, payload: JSON.parse(body), receivedAt: clock.now() });
  }
  return events.slice(before);
}

function valueOf<T>(answer: Result<T, { readonly detail: string }>): T {
  if (!answer.ok) throw new Error(answer.error.detail);
  return answer.value;
}

describe('what happens', () => {
  test('arrives as events, each confirmed by the API', async () => {
    const wang = there.as('wang-bo');
    wang.openIssue(models, { title: '动议', body: '/propose' });
    wang.openPull(models, { title: 'Pull', body: 'Text' });
    const { id } = there.as('lin-mei').comment(models, 'I4CF12', '/yes');
    there.as('lin-mei').comment(models, 1, '/lgtm');
    wang.push(models, 1);
    const kinds = (await deliver()).map((event) => event.kind);
    expect(kinds.sort()).toEqual([
      'branch-pushed',
      'branch-pushed',
      'contribution-changed',
      'contribution-changed',
      'head-pushed',
      'text-created',
      'text-created',
      'text-created',
      'text-created',
    ]);
    clock.advance(5000);
    there.as('lin-mei').editComment(id, '/no');
    expect(await deliver()).toMatchObject([{ kind: 'text-edited', body: '/no', text: { kind: 'comment' } }]);
    there.as('lin-mei').deleteComment(id);
    wang.deleteIssue(models, 'I4CF12');
    expect(await deliver()).toMatchObject([{ kind: 'subject-deleted', subject: { number: 'I4CF12' } }]);
    expect(refused).toEqual([]);
  });

  test('a comment that was changed before its webhook was read is told as an edit', async () => {
    there.as('wang-bo').openIssue(models, { title: 'T' });
    const { id } = there.as('lin-mei').comment(models, 'I4CF12', '/yes');
    clock.advance(1000);
    there.as('lin-mei').editComment(id, '/no');
    const told = await deliver();
    expect(told.map(({ kind }) => kind)).toEqual(['text-created', 'text-edited']);
    expect(told[0]).toMatchObject({ text: { kind: 'issue' } });
    expect(refused).toEqual(['text']);
  });

  test('who has passed the review is told with the pull request, whatever is pushed after it', async () => {
    there.as('wang-bo').openPull(models, { title: 'Pull' });
    const subject = { forge: 'gitee', repo: models, number: '1' } as const;
    const passed = async () => valueOf(await gitee.pulls.pull(subject)).passed?.map(({ login }) => login);
    expect(await passed()).toEqual([]);
    there.as('lin-mei').approve(models, 1);
    there.as('wang-bo').push(models, 1);
    expect(await passed()).toEqual(['lin-mei']);
    there.as('lin-mei').resetReview(models, 1);
    expect(await passed()).toEqual([]);
  });
});

describe('a pull request', () => {
  test('is read with its commits, files and texts', async () => {
    const subject = { forge: 'gitee', repo: models, number: '1' } as const;
    there.as('wang-bo').openPull(models, { title: 'Pull' });
    there.as('wang-bo').push(models, 1, { edits: { 'docs/a b.md': '你好' } });
    const pull = valueOf(await gitee.pulls.pull(subject));
    const commits = valueOf(await gitee.pulls.commits(subject, pull));
    expect(commits.complete && commits.value.at(-1)?.sha).toBe(pull.head);
    expect(valueOf(await gitee.read.tree(subject, pull.head))).toBe(commits.complete && commits.value.at(-1)?.tree);
    const files = valueOf(await gitee.pulls.files(subject, pull));
    expect(files.complete && files.value.map(({ path }) => path)).toContain('docs/a b.md');
    for (const others of [[], ['x', 'y', 'z']]) {
      const read = valueOf(await gitee.pulls.texts(models, { commit: pull.head }, ['docs/a b.md', ...others]));
      expect(read).toEqual({
        complete: true,
        value: { commit: pull.head, texts: new Map([['docs/a b.md', '你好']]) },
      });
    }
  });
});

describe.each([
  ['an issue', 'I4CF12'],
  ['a pull request', '1'],
])('on %s', (_, number) => {
  const subject = { forge: 'gitee', repo: models, number } as const;

  beforeEach(() => {
    there.as('wang-bo').openIssue(models, { title: 'T' });
    there.as('wang-bo').openPull(models, { title: 'P' });
  });

  test('a comment is written, found among our own by its marker, and changed', async () => {
    const since = clock.now();
    there.as('lin-mei').comment(models, number === '1' ? 1 : number, 'forged <!-- m -->');
    const made = valueOf(await gitee.write.createComment(subject, 'text <!-- m -->'));
    expect(made.url).toMatch(new RegExp(`/${number}#note_${made.id}$`));
    expect(valueOf(await gitee.write.findComment(subject, '<!-- m -->', since))).toEqual(made);
    expect(valueOf(await gitee.write.findComment(subject, '<!-- other -->', since))).toBeNull();
    valueOf(await gitee.write.updateComment(subject, made.id, 'changed <!-- n -->'));
    expect(valueOf(await gitee.write.findComment(subject, '<!-- n -->', since))).toEqual(made);
    const gone = await gitee.write.updateComment(subject, '999999999', 'x');
    expect(gone).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });

  test('a label with a slash is put on, and taken off as often as one likes', async () => {
    valueOf(await gitee.write.addLabel(subject, 'policy/ok'));
    valueOf(await gitee.write.addLabel(subject, 'policy/ok'));
    const labels = async () => {
      const listed = valueOf(await gitee.lists.subjects(models, { since: clock.now(), next: null }));
      return listed.items.find((one) => one.number === number)?.labels;
    };
    expect(await labels()).toEqual(['policy/ok']);
    valueOf(await gitee.write.removeLabel(subject, 'policy/ok'));
    valueOf(await gitee.write.removeLabel(subject, 'policy/ok'));
    expect(await labels()).toEqual([]);
  });

  test('a reaction is nothing, and a success', async () => {
    const mark = there.calls.mark();
    expect(await gitee.write.react(subject, { kind: 'comment', id: '1' })).toEqual({ ok: true, value: undefined });
    expect(there.calls.since(mark)).toEqual([]);
  });
});

describe('a check', () => {
  function check(changes: Partial<Check> = {}): Check {
    return {
      name: 'OpenCharter / policy',
      subject: { forge: 'gitee', repo: models, number: '1' },
      head: there.pull(models, 1).pull.head.sha,
      externalId: 'policy/1',
      state: 'failure',
      title: 'T',
      summary: 'S',
      url: 'https://example.org/c',
      startedAt: clock.now(),
      completedAt: clock.now(),
      annotations: [{ path: 'a', line: 1, level: 'failure', message: 'M' }],
      ...changes,
    };
  }

  test('is written where Gitee lets us, found again, and changed', async () => {
    there.as('wang-bo').openPull(models, { title: 'P' });
    const made = valueOf(await gitee.write.createCheck(check()));
    expect(valueOf(await gitee.write.findCheck(check()))).toEqual(made);
    expect(valueOf(await gitee.write.findCheck(check({ externalId: 'policy/2' })))).toBeNull();
    valueOf(await gitee.write.updateCheck(made.id, check({ state: 'success' })));
  });

  test.each(['refused', 'missing'] as const)('is tried once a day where they are %s', async (policy) => {
    await there.stop();
    await receiver.stop();
    await start(policy);
    there.as('wang-bo').openPull(models, { title: 'P' });
    const mark = there.calls.mark();
    const made = [valueOf(await gitee.write.createCheck(check())), valueOf(await gitee.write.createCheck(check()))];
    expect(made).toEqual([{ id: unsupported }, { id: unsupported }]);
    valueOf(await gitee.write.updateCheck(unsupported, check()));
    expect(valueOf(await gitee.write.findCheck(check()))).toEqual({ id: unsupported });
    expect(there.calls.since(mark)).toHaveLength(1);
    now += 25 * 60 * 60_000;
    valueOf(await gitee.write.createCheck(check()));
    expect(there.calls.since(mark)).toHaveLength(2);
  });
});

/** All pages of a list, and how often each item was on one. */
async function whole<T>(
  list: (listing: Listing) => Promise<Result<Listed<T>, { readonly detail: string }>>,
  since = '2026-01-01T00:00:00.000Z',
): Promise<readonly T[]> {
  const items: T[] = [];
  let next: string | null = null;
  for (let pages = 1; pages < 50; pages += 1) {
    const page: Listed<T> = valueOf(await list({ since, next }));
    items.push(...page.items);
    next = page.next;
    if (next === null) return items;
  }
  throw new Error('the list has no end');
}

describe('lists', () => {
  function seedMany(): void {
    const wang = there.as('wang-bo');
    for (let i = 0; i < 130; i += 1) {
      clock.advance(1000);
      wang.openIssue(models, { title: `issue ${i}` });
      if (i % 5 === 0) wang.openPull(models, { title: `pull ${i}` });
    }
  }

  test('of issues and pull requests are one, in the order of their changes', async () => {
    seedMany();
    const all = await whole((listing) => gitee.lists.subjects(models, listing));
    const times = all.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual([...times].sort());
    expect(new Set(all.map(({ number }) => number)).size).toBe(130 + 26);
    expect(all.filter(({ isPull }) => isPull)).toHaveLength(26);
  });

  test('of comments hold those on issues and on pull requests, in the order of their changes', async () => {
    const wang = there.as('wang-bo');
    wang.openIssue(models, { title: 'T' });
    for (const title of ['P', 'Q']) wang.openPull(models, { title });
    for (let i = 0; i < 120; i += 1) {
      clock.advance(1000);
      wang.comment(models, 'I4CF12', `on the issue ${i}`);
      if (i % 10 === 0) wang.comment(models, i % 20 === 0 ? 1 : 2, `on a pull request ${i}`);
    }
    const all = await whole((listing) => gitee.lists.comments(models, listing));
    const times = all.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual([...times].sort());
    expect(new Set(all.map(({ body }) => body)).size).toBe(132);
    const since = times[100] ?? '';
    const later = await whole((listing) => gitee.lists.comments(models, listing), since);
    expect(new Set(later.map(({ body }) => body))).toEqual(
      new Set(all.filter(({ updatedAt }) => updatedAt >= since).map(({ body }) => body)),
    );
  });

  test('that have nothing new cost two calls each', async () => {
    seedMany();
    await whole((listing) => gitee.lists.comments(models, listing));
    clock.advance(60_000);
    const mark = there.calls.mark();
    await whole((listing) => gitee.lists.subjects(models, listing), clock.now());
    await whole((listing) => gitee.lists.comments(models, listing), clock.now());
    expect(there.calls.since(mark)).toHaveLength(4);
  });
});

test('an issue is read by its name, and not as one of another repository', async () => {
  there.as('wang-bo').openIssue(models, { title: '动议' });
  const found = await gitee.read.subject({ forge: 'gitee', repo: models, number: 'I4CF12' });
  expect(found).toMatchObject({ ok: true, value: { title: '动议', isPull: false, isPublic: true } });
  const elsewhere = await gitee.read.subject({ forge: 'gitee', repo: 'openclaw/docs', number: 'I4CF12' });
  expect(elsewhere).toMatchObject({ ok: false, error: { kind: 'gone' } });
});
