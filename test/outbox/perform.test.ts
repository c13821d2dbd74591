// The outbox performs each wish exactly once in result, whatever GitHub does: real database, real Probot, simulated GitHub.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Check } from '../../src/forges/forge.js';
import type { Effect } from '../../src/outbox/effect.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import type { SubjectRef } from '../../src/shared/refs.js';
import { instant } from '../../src/shared/time.js';
import { outboxBench, type OutboxBench } from '../support/outbox.js';
import { startGitHub, testClock } from '../support/simulated-github.js';
import { violations } from '../support/github-openapi.js';

const clock = testClock();
const repo = 'openclaw/models';
const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const aComment = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const labels = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
const aLabel = `${labels}/{name}`;
const checks = '/repos/{owner}/{repo}/check-runs';
const marker = '<!-- opencharter:motion:1 -->';
const everyMs = 10_000;
const days = 86_400_000;
let server: SimulatedGitHub;
let bench: OutboxBench;
let number: number;
let subject: SubjectRef;
let mark: number;

beforeAll(async () => {
  server = await startGitHub({ clock });
});

afterAll(() => server.stop());

beforeEach(async () => {
  bench = await outboxBench(server, clock);
  ({ number } = server.as('lin-mei').openIssue(repo, { title: 'A proposal', body: '/vote' }));
  subject = { forge: 'github', repo, number: String(number) };
  mark = server.calls.mark();
});

afterEach(async () => {
  await bench.outbox.stop();
  server.faults.clear();
  expect(violations(server.calls.since(mark))).toEqual([]);
});

function comment(body: string, key = 'motion-1'): Effect {
  return { kind: 'comment', key, subject, marker, body: `${body}\n${marker}`, everyMs };
}

function label(name: string): Effect {
  return { kind: 'label', key: 'label-1', subject, label: name };
}

/** A label that somebody took off again and again, seen missing at so many minutes. */
function missed(minute: number): Effect {
  const missedAt = instant(Date.parse('2026-03-01T10:00:00Z') + minute * 60_000);
  return { kind: 'label', key: 'label-back-1', subject, label: 'roadmap', missedAt, everyMs };
}

function check(state: Check['state'], head: string): Effect {
  const base = { name: 'OpenCharter / vote', subject, head, externalId: 'M-1', title: 'Vote', summary: 'Open' };
  const times = { startedAt: clock.now(), completedAt: state === 'in_progress' ? null : clock.now() };
  return {
    kind: 'check',
    key: 'check-1',
    subject,
    check: { ...base, ...times, state, url: 'https://charter.test/m/1' },
  };
}

function headOf(login = 'lin-mei'): string {
  return server.as(login).openPull(repo, { title: 'A change', body: '' }).pull.head.sha;
}

function shown(): string[] {
  return server.comments(repo, number).map(({ body }) => body.replace(`\n${marker}`, ''));
}

function called() {
  return server.calls.countByTemplate(mark);
}

describe('what is dead', () => {
  test('is tried again when the app asks for it, and heals when its cause is mended', async () => {
    server.faults.fail({ path: comments, times: 2, mode: { status: 403 } });
    await bench.perform(comment('open'));
    expect(await bench.outbox.counts()).toMatchObject({ dead: 1, pending: 0 });
    expect(await bench.outbox.retryDead()).toBe(1);
    await bench.outbox.idle();
    expect(await bench.outbox.counts()).toMatchObject({ dead: 1, pending: 0 });
    expect(await bench.outbox.retryDead()).toBe(1);
    await bench.outbox.idle();
    expect(shown()).toEqual(['open']);
    expect(await bench.outbox.retryDead()).toBe(0);
  });

  test('is left alone when it is older than 30 days, and while nothing is written', async () => {
    server.faults.fail({ path: comments, mode: { status: 403 } });
    await bench.perform(comment('open'));
    expect(await bench.another({ writes: 'off' }).retryDead()).toBe(0);
    bench.time.now += 30 * days + 1;
    expect(await bench.outbox.retryDead()).toBe(0);
    expect(await bench.outbox.counts()).toMatchObject({ dead: 1 });
  });
});

describe('a label that was seen missing', () => {
  test('is put on once for each time, and not more often than it may be', async () => {
    await bench.perform(missed(1));
    await bench.perform(missed(1));
    expect(server.labels(repo, number)).toEqual(['roadmap']);
    expect(called()).toEqual({ [`POST ${labels}`]: 1 });
    for (const minute of [2, 3, 4]) {
      server.as('lin-mei').unlabel(repo, number, 'roadmap');
      await bench.perform(missed(minute));
      server.as('lin-mei').label(repo, number, 'roadmap');
    }
    server.as('lin-mei').unlabel(repo, number, 'roadmap');
    expect(called()).toEqual({ [`POST ${labels}`]: 1 });
    await bench.pass(everyMs);
    expect(server.labels(repo, number)).toEqual(['roadmap']);
    expect(called()).toEqual({ [`POST ${labels}`]: 2 });
  });

  test('takes no label of another key away, nor is it taken away', async () => {
    await bench.perform(label('motion/open'), missed(1));
    await bench.perform(label('motion/carried'));
    await bench.pass(everyMs);
    expect(server.labels(repo, number)).toEqual(['roadmap', 'motion/carried']);
  });
});

describe('a wish', () => {
  test('made on an older state of the ledger never replaces a newer one', async () => {
    await bench.outbox.want([comment('of entry 5'), label('motion/carried')], 5);
    await bench.outbox.want([comment('of entry 4'), label('motion/open')], 4);
    await bench.outbox.idle();
    expect([shown(), server.labels(repo, number)]).toEqual([['of entry 5'], ['motion/carried']]);
    await bench.outbox.want([comment('of entry 5, with more advisory ballots')], 5);
    await bench.pass(everyMs);
    expect(shown()).toEqual(['of entry 5, with more advisory ballots']);
  });

  test('that is made again on a newer state of the ledger costs nothing, and is as new as that', async () => {
    await bench.perform(comment('one ballot'));
    await bench.outbox.want([comment('one ballot')], 9);
    await bench.outbox.want([comment('two ballots')], 8);
    await bench.pass(everyMs);
    expect(shown()).toEqual(['one ballot']);
    expect(called()).toEqual({ [`POST ${comments}`]: 1 });
  });

  test('is the one of the last state, in whichever order many are made at once', async () => {
    const seqs = [7, 2, 9, 4, 1, 8, 3, 6, 5, 0];
    await Promise.all(seqs.map((seq) => bench.outbox.want([comment(`of entry ${seq}`)], seq)));
    await bench.outbox.idle();
    await bench.pass(everyMs);
    expect(shown()).toEqual(['of entry 9']);
  });

  test('for a comment is performed once, and its address is known', async () => {
    await bench.perform(comment('open'));
    await bench.perform(comment('open'));
    expect(shown()).toEqual(['open']);
    expect(called()).toEqual({ [`POST ${comments}`]: 1 });
    expect(await bench.outbox.urlOf('motion-1')).toMatch(/#issuecomment-\d+$/);
    expect(await bench.outbox.urlOf('unknown')).toBeNull();
  });

  test('for a reaction, a label and a check is performed with one call each', async () => {
    const head = headOf();
    const { id } = server.as('wang-bo').comment(repo, number, '/yes');
    const text = { kind: 'comment', id: String(id) } as const;
    mark = server.calls.mark();
    await bench.perform(
      { kind: 'reaction', key: 'r', subject, text },
      label('motion/open'),
      check('in_progress', head),
    );
    expect(called()).toEqual({ [`POST ${aComment}/reactions`]: 1, [`POST ${labels}`]: 1, [`POST ${checks}`]: 1 });
    expect(server.reactions(id)).toHaveLength(1);
    expect(bench.observed.map(({ kind, result }) => `${kind} ${result}`)).toEqual([
      'reaction done',
      'label done',
      'check done',
    ]);
  });

  test('holds texts that mean something to the database', async () => {
    await bench.perform(comment('$state'), label('$version'));
    await bench.pass(everyMs);
    await bench.perform(comment('$wish.body {"$gt": 1}'));
    await bench.pass(everyMs);
    expect(shown()).toEqual(['$wish.body {"$gt": 1}']);
    expect(server.labels(repo, number)).toEqual(['$version']);
  });

  test('that changes edits the comment, at most once in its interval, with the latest text', async () => {
    await bench.perform(comment('0'));
    for (let i = 1; i <= 10; i += 1) {
      await bench.perform(comment(String(i)));
      await bench.pass(900);
    }
    expect(shown()).toEqual(['0']);
    await bench.pass(1000);
    expect(shown()).toEqual(['10']);
    expect(called()).toEqual({ [`POST ${comments}`]: 1, [`PATCH ${aComment}`]: 1 });
  });

  test('that changes after a rest is performed at once', async () => {
    await bench.perform(comment('open'));
    await bench.pass(everyMs);
    await bench.perform(comment('closed'));
    expect(shown()).toEqual(['closed']);
  });

  test('that changes while it is performed is performed again, with the newer text', async () => {
    server.faults.fail({ method: 'POST', path: comments, mode: { delayMs: 150 } });
    await bench.outbox.want([comment('old')], 0);
    while (server.comments(repo, number).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await bench.outbox.want([comment('new')], 0);
    await bench.outbox.idle();
    expect(shown()).toEqual(['old']);
    await bench.pass(everyMs);
    expect(shown()).toEqual(['new']);
  });

  test('for a check that is gone makes it again', async () => {
    const head = headOf();
    await bench.perform(check('in_progress', head));
    server.state.checkRuns.clear();
    await bench.perform(check('success', head));
    expect(server.checkRuns(repo, head)).toMatchObject([{ conclusion: 'success' }]);
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 0 });
  });

  test('for another check of the same commit updates it, of another commit makes a new one', async () => {
    const [first, second] = [headOf(), headOf('wang-bo')];
    await bench.perform(check('in_progress', first));
    await bench.perform(check('success', first));
    await bench.perform(check('in_progress', second));
    expect(server.checkRuns(repo, first)).toMatchObject([{ conclusion: 'success' }]);
    expect(server.checkRuns(repo, second)).toMatchObject([{ status: 'in_progress' }]);
  });

  test('for another label replaces the one before, without a read', async () => {
    server.as('lin-mei').label(repo, number, 'bug');
    await bench.perform(label('motion/open'));
    mark = server.calls.mark();
    await bench.perform(label('motion/carried'));
    expect(server.labels(repo, number)).toEqual(['bug', 'motion/carried']);
    expect(called()).toEqual({ [`POST ${labels}`]: 1, [`DELETE ${aLabel}`]: 1 });
  });

  test('for a label that the forge does not take ends: the one before is taken away, for it is no longer so', async () => {
    await bench.perform(label('motion/open'));
    server.faults.fail({ method: 'POST', path: labels, mode: { status: 422 } });
    await bench.perform(label('motion/too-few-affiliations'), comment('the result'));
    expect(server.labels(repo, number)).toEqual([]);
    expect(shown()).toEqual(['the result']);
    expect(await bench.outbox.counts()).toMatchObject({ dead: 1, pending: 0 });
  });
});

const faults = [
  ['a 502', { status: 502 }],
  ['403 with Retry-After', { status: 403, retryAfter: 2 }],
  ['429 with Retry-After', { status: 429, retryAfter: 2 }],
  ['a lost answer', 'lost-answer'],
  ['no answer', 'timeout'],
  ['no answer after performing', 'timeout-after-performing'],
] as const;

describe('after', () => {
  test.each(faults)('%s to a create there is one comment', async (_, mode) => {
    server.faults.fail({ method: 'POST', path: comments, mode });
    await bench.perform(comment('open'));
    await bench.pass(5000);
    expect(shown()).toEqual(['open']);
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 0 });
  });

  test.each(faults)('%s to a check there is one', async (_, mode) => {
    const head = headOf();
    server.faults.fail({ method: 'POST', path: checks, mode });
    await bench.perform(check('in_progress', head));
    await bench.pass(5000);
    await bench.perform(check('success', head));
    expect(server.checkRuns(repo, head)).toMatchObject([{ conclusion: 'success' }]);
  });

  test.each(faults)('%s to a label change only the new one is there', async (_, mode) => {
    await bench.perform(label('motion/open'));
    for (const path of [labels, aLabel]) {
      server.faults.fail({ path, mode });
      await bench.perform(label(path === labels ? 'motion/carried' : 'motion/vetoed'));
      await bench.pass(5000);
    }
    expect(server.labels(repo, number)).toEqual(['motion/vetoed']);
  });

  test('four lost answers in a row there is one comment', async () => {
    server.faults.fail({ method: 'POST', path: comments, times: 4, mode: { status: 502 } });
    server.faults.fail({ method: 'GET', path: comments, times: 2, mode: { status: 502 } });
    await bench.perform(comment('open'));
    for (let i = 0; i < 8; i += 1) await bench.pass(60_000);
    expect(shown()).toEqual(['open']);
  });

  test('a lost answer it looks only when some seconds have gone by', async () => {
    server.faults.fail({ method: 'POST', path: comments, mode: 'lost-answer' });
    await bench.perform(comment('open'));
    await bench.pass(2000);
    expect(called()).toEqual({ [`POST ${comments}`]: 1 });
    await bench.pass(2000);
    expect(called()).toEqual({ [`POST ${comments}`]: 1, [`GET ${comments}`]: 1 });
  });

  test('a lost answer and a newer wish, the comment is found and edited', async () => {
    server.faults.fail({ method: 'POST', path: comments, mode: 'lost-answer' });
    await bench.perform(comment('old'));
    await bench.perform(comment('new'));
    await bench.pass(5000);
    expect(shown()).toEqual(['new']);
  });

  test('a label whose answer was lost was replaced by yet another, only the last is there', async () => {
    await bench.perform(label('motion/open'));
    server.faults.fail({ method: 'POST', path: labels, mode: 'lost-answer' });
    await bench.perform(label('motion/carried'));
    await bench.perform(label('motion/vetoed'));
    await bench.pass(5000);
    expect(server.labels(repo, number)).toEqual(['motion/vetoed']);
  });
});

describe('when GitHub asks to wait', () => {
  test('nothing is sent before that, and it is not a failure', async () => {
    server.faults.fail({ method: 'POST', path: comments, mode: { status: 429, retryAfter: 30 } });
    await bench.perform(comment('open'));
    await bench.pass(29_000);
    expect(called()).toEqual({ [`POST ${comments}`]: 1 });
    expect(await bench.outbox.list({ state: 'pending', limit: 10 })).toMatchObject([{ failures: 0 }]);
    await bench.pass(2000);
    expect(shown()).toEqual(['open']);
  });

  test('for days, the wish stays', async () => {
    server.faults.fail({ method: 'POST', path: comments, times: 5, mode: { status: 403, retryAfter: 3600 } });
    await bench.perform(comment('open'));
    for (let i = 0; i < 5; i += 1) await bench.pass(days);
    expect(shown()).toEqual(['open']);
  });
});

describe('what can not be done', () => {
  test('ends with its reason and does not hold up the lane', async () => {
    const text = { kind: 'comment', id: '1' } as const;
    await bench.perform({ kind: 'reaction', key: 'r', subject, text }, comment('open'));
    expect(shown()).toEqual(['open']);
    expect(await bench.outbox.list({ state: 'dead', limit: 10 })).toMatchObject([
      { key: 'r', error: expect.stringMatching(/^gone: 404/) },
    ]);
    mark = server.calls.mark();
    await bench.pass(days);
    expect(called()).toEqual({});
  });

  test('on a deleted issue ends', async () => {
    await bench.perform(comment('open'), label('motion/open'));
    server.as('lin-mei').deleteIssue(repo, number);
    await bench.pass(everyMs);
    await bench.perform(comment('closed'), label('motion/cancelled'));
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 2 });
  });

  test('on a forge that is not configured ends', async () => {
    const elsewhere = { forge: 'gitee', repo, number: 'I1' } as const;
    await bench.perform({ kind: 'label', key: 'l', subject: elsewhere, label: 'x' });
    expect(await bench.outbox.counts()).toMatchObject({ dead: 1 });
  });

  test('while GitHub is away is tried for days before it ends', async () => {
    server.faults.fail({ method: 'POST', path: labels, times: 1000, mode: { status: 503 } });
    await bench.perform(label('motion/open'));
    for (let i = 0; i < 8; i += 1) await bench.pass(days / 4);
    expect(await bench.outbox.counts()).toMatchObject({ pending: 1, dead: 0 });
    for (let i = 0; i < 8; i += 1) await bench.pass(days / 4);
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 1 });
  });
});

describe('a comment that somebody deleted', () => {
  function deleteShown(): void {
    for (const { id } of server.comments(repo, number)) server.as('lin-mei').deleteComment(id);
  }

  test('is made again with the next change, once', async () => {
    await bench.perform(comment('0'));
    deleteShown();
    await bench.pass(everyMs);
    await bench.perform(comment('1'));
    expect(shown()).toEqual(['1']);
    deleteShown();
    await bench.pass(everyMs);
    await bench.perform(comment('2'));
    expect(shown()).toEqual([]);
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, dead: 1 });
  });

  test('and whose making anew lost its answer is there once', async () => {
    await bench.perform(comment('0'));
    deleteShown();
    await bench.pass(everyMs);
    server.faults.fail({ method: 'POST', path: comments, mode: 'lost-answer' });
    await bench.perform(comment('1'));
    await bench.pass(5000);
    expect(shown()).toEqual(['1']);
  });
});

describe('shadow mode', () => {
  test('keeps wishes and calls nobody; what is wished again with writing on is performed, the rest is not', async () => {
    const shadow = bench.another({ writes: 'off' });
    shadow.start();
    await shadow.want([comment('open'), label('motion/open')], 0);
    await shadow.idle();
    await shadow.stop();
    expect(await bench.outbox.counts()).toMatchObject({ pending: 0, shadow: 2 });
    await bench.pass(days);
    expect(called()).toEqual({});
    await bench.perform(comment('open'));
    expect(shown()).toEqual(['open']);
    expect(server.labels(repo, number)).toEqual([]);
  });
});
