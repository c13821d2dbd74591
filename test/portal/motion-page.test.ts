// The motion page and the first page: what they fold, what they tell, and what they say while nothing is there.
import { describe, expect, test } from '@jest/globals';
import { readLocale } from '../../src/web/locale.js';
import { createWords } from '../../src/web/words.js';
import type { MotionView } from '../../src/motions/view.js';
import type { LedgerRecord } from '../../src/portal/store.js';
import { ballot, motion, openPortal, resolution } from '../support/portal.js';

const linMei = '3f9c2a7be1d04455';
const at = (day: number): string => `2026-03-0${String(day)}T10:00:00.000Z`;

interface Entry {
  readonly type: string;
  readonly [field: string]: string | null;
}

function record(seq: number, day: number, entry: Entry): LedgerRecord {
  const text = JSON.stringify({ v: 1, seq, at: at(day), motion: 'M-2026-0001', ...entry });
  return { seq, at: at(day), type: entry.type, motion: 'M-2026-0001', text };
}

function cast(seq: number, day: number, ref: string, choice: string): LedgerRecord {
  const times = { received_at: at(day), forge_time: at(day) };
  return record(seq, day, { type: 'ballot.cast', ref, choice, reason: null, source: null, ...times });
}

const story: readonly LedgerRecord[] = [
  cast(4, 2, linMei, 'yes'),
  record(5, 3, {
    type: 'member.recused',
    ref: 'ffffffffffffffff',
    reason: null,
    received_at: at(3),
  }),
  record(6, 4, {
    type: 'motion.extended',
    ref: linMei,
    reason: null,
    closes_at: at(9),
  }),
  record(7, 5, { type: 'motion.danced' }),
  record(8, 6, {
    type: 'resolution.adopted',
    resolution: 'R-2026-001',
    in_force_at: at(6),
  }),
];

/** The page of a motion with a history. */
async function pageOf(
  fields: Partial<MotionView>,
  history: readonly LedgerRecord[] = [],
  prefix = '',
): Promise<string> {
  const portal = await openPortal((deps) => ({
    ...deps,
    store: { ...deps.store, history: () => Promise.resolve(history) },
  }));
  await portal.motions.put(motion(1, fields), 1);
  return (await portal.ask(`${prefix}/motions/M-2026-0001`)).text;
}

describe('what happened to a motion', () => {
  test('is told from its ledger entries, each with a link to its entry', async () => {
    const html = await pageOf({}, story);
    for (const told of [
      'Lin Mei: yes',
      'somebody the charter no longer names recused from it',
      'Extended by Lin Mei, to Mon 9 March 2026, 10:00 UTC',
      'In force as resolution R-2026-001',
    ])
      expect(html).toContain(told);
    expect(html).toContain('href="/api/v1/ledger/6"');
    expect(html).not.toContain('danced');
  });

  test('is told in Chinese too', async () => {
    expect(await pageOf({}, story, '/zh')).toContain('林梅：赞成');
  });

  test('folds the ballots away when there are many', async () => {
    const ballots = Array.from({ length: 30 }, (_, i) => cast(i, 2, linMei, 'yes'));
    expect(await pageOf({}, ballots)).toContain('With every ballot: 30 events');
  });
});

describe('the people of a motion', () => {
  test('more than 20 ballots are folded after the twentieth', async () => {
    const html = await pageOf({ ballots: Array.from({ length: 23 }, (_, i) => ballot({ person: `p${String(i)}` })) });
    expect(html).toContain('3 more ballots');
  });

  test('a ballot that was replaced is folded away, and who cast it counts once', async () => {
    const html = await pageOf({ ballots: [ballot({ choice: 'no', superseded: true }), ballot({})] });
    expect(html).toContain('One ballot replaced by a later one');
    expect(html).toContain('One has not voted yet');
  });

  test('once it is closed, who has not voted did not vote', async () => {
    expect(await pageOf({ state: 'closed', outcome: 'lost', closed_at: at(6) })).toContain('One did not vote');
  });
});

describe('what comes next', () => {
  test.each<[string, Partial<MotionView>, string]>([
    ['an open motion', {}, 'If nothing changes, it is carried and becomes a resolution.'],
    [
      'a motion without a quorum',
      { tally: { ...motion(1).tally, would_be: 'no-quorum' } },
      'If nobody else votes, it fails for want of a quorum.',
    ],
    [
      'a motion that waits for a second',
      {
        state: 'proposed',
        opened_at: null,
        closes_at: null,
        rule: null,
        waiting: { seconds: 0, seconds_needed: 1, opens_after: at(5) },
      },
      'One more second is needed',
    ],
    ['a motion that was lost', { state: 'closed', outcome: 'lost', closed_at: at(6) }, 'may be called again'],
    [
      'a carried motion',
      { state: 'closed', outcome: 'carried', closed_at: at(6), in_force_at: at(6) },
      'Nothing more: it is in force since <time',
    ],
  ])('for %s is said', async (_, fields, told) => {
    expect(await pageOf(fields)).toContain(told);
  });

  test('the missing ballots are counted in the first sentence', async () => {
    const { tally } = motion(1);
    const conditions = [{ text: 'ballots >= 2/3 of electorate', role: 'quorum', met: false } as const];
    const html = await pageOf({ tally: { ...tally, electorate: 9, conditions, would_be: 'no-quorum' } });
    expect(html).toContain('5 more ballots are needed for a quorum.');
  });
});

describe('the first page', () => {
  test('of a newborn foundation says what will come', async () => {
    const portal = await openPortal();
    expect((await portal.ask('/')).text).toContain('Nothing has been decided yet');
    expect((await portal.ask('/zh')).text).toContain('尚未作出任何决定');
  });

  test('names what closes next, counts the week, and draws who takes part', async () => {
    const portal = await openPortal((deps) => ({ ...deps, clock: { now: () => at(6) } }));
    const closed = { state: 'closed', outcome: 'carried', closed_at: at(4) } as const;
    await portal.motions.put(motion(1, { closes_at: at(9) }), 1);
    await portal.motions.put(motion(2, { closes_at: at(8), proposed_at: at(5) }), 2);
    await portal.motions.put(motion(3, closed), 3);
    await portal.motions.put(motion(4, { ...closed, closed_at: '2026-01-20T00:00:00.000Z' }), 4);
    await portal.resolutions.put(resolution(1, { in_force_at: at(4) }), 5);
    const { text } = await portal.ask('/');
    expect(text).toContain('2 motions are being voted on; the next to close is “Motion number 2”');
    expect(text).toMatch(/<span class="number">1<\/span> <span>motion called/);
    expect(text).toMatch(/<span class="number">1<\/span> <span>motion ended/);
    expect(text).toMatch(/<span class="number">1<\/span> <span>resolution in force/);
    expect(text).toContain('2 of 4 ballots were cast in the last 2 votes');
  });
});

test.each([
  ['2026-03-08T11:00:00.000Z', 'in 2 days', '2 天后'],
  ['2026-03-07T22:00:00.000Z', 'in 36 hours', '36 小时后'],
  ['2026-03-06T11:30:00.000Z', 'in 90 minutes', '90 分钟后'],
  ['2026-03-06T10:00:30.000Z', 'now', '此刻'],
  ['2026-03-06T09:59:00.000Z', '1 minute ago', '1 分钟前'],
  ['2026-03-01T09:00:00.000Z', '5 days ago', '5 天前'],
])('seen from Friday at ten, %s is %s', (then, en, zh) => {
  expect(createWords('en', readLocale('en')).relative(then, at(6))).toBe(en);
  expect(createWords('zh', readLocale('zh')).relative(then, at(6))).toBe(zh);
});

test('a duration of several units is told with a space between them, in Chinese too', () => {
  const ms = (7 * 24 * 60 + 61) * 60_000;
  expect(createWords('en', readLocale('en')).duration(ms)).toBe('7 days 1 hour 1 minute');
  expect(createWords('zh', readLocale('zh')).duration(ms)).toBe('7 天 1 小时 1 分钟');
});
