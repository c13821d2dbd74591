// The charts' geometry: exact thresholds, pieces that add up, nothing drawn of nothing.
import { describe, expect, test } from '@jest/globals';
import { conditionBar, neededFor } from '../../src/portal/charts/condition-bar.js';
import { groupBars, groupCount, groupsInFavour } from '../../src/portal/charts/group-bars.js';
import { quarterColumns } from '../../src/portal/charts/quarters.js';
import { percent, stack } from '../../src/portal/charts/share.js';
import { turnout } from '../../src/portal/charts/turnout.js';
import { fraction } from '../../src/shared/fraction.js';
import { ballot, motion } from '../support/portal.js';

const counts = {
  yes: 3,
  no: 1,
  abstain: 1,
  cast: 4,
  ballots: 5,
  electorate: 8,
  affiliations: 3,
  'yes.affiliations': 2,
};

test.each([
  ['>', 1, 2, 1],
  ['>', 2, 1, 3],
  ['>=', 1, 2, 1],
  ['>=', 2, 1, 2],
  ['=', 2, 1, 2],
  ['<', 2, 1, 1],
  ['<', 5, 2, 2],
  ['<=', 5, 2, 2],
] as const)('the first whole number that is %s %i/%i is %i', (op, n, d, needed) => {
  expect(neededFor(op, fraction(n, d))).toBe(needed);
});

describe('the bar of a condition', () => {
  test.each([
    ['yes > 1/2 of cast', { count: 3, whole: 4, needed: 3, mark: '50%', kinds: ['yes', 'no'] }],
    ['yes >= 58% of electorate', { count: 3, whole: 8, needed: 5, mark: '58%', kinds: ['yes', 'no', 'abstain'] }],
    ['ballots >= 1/2 of electorate', { count: 5, whole: 8, needed: 4, mark: '50%', kinds: ['all'] }],
    ['ballots >= 3', { count: 5, whole: 8, needed: 3, mark: '37.5%', kinds: ['all'] }],
    ['yes.affiliations >= 3', { count: 2, whole: 5, needed: 3, mark: '60%', kinds: ['all'] }],
    ['no < 1/3 of cast', { count: 1, whole: 4, needed: 1, mark: '33.33%', kinds: ['no', 'yes'] }],
    ['yes > no', { count: 3, whole: 1, needed: 2, mark: '100%', kinds: ['yes', 'no'] }],
  ])('of "%s" shows the count, the whole and the line', (text, { kinds, ...shown }) => {
    const bar = conditionBar(text, counts, 5);
    expect(bar).toMatchObject(shown);
    expect(bar?.segments.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('keeps its line where it is while nobody has voted', () => {
    const none = { ...counts, yes: 0, no: 0, cast: 0 };
    expect(conditionBar('yes > 1/2 of cast', none, 5)).toMatchObject({ segments: [], mark: '50%', needed: 1 });
  });

  test('is not drawn where a count is not known, or the text is none', () => {
    expect(conditionBar('yes.affiliations >= 2', { ...counts, 'yes.affiliations': null }, 5)).toBeNull();
    expect(conditionBar('whatever', counts, 5)).toBeNull();
  });
});

describe('the organizations', () => {
  const electorate = ['a', 'b', 'c'].map((person) => ({ person, organization: 'starforge', group: 'huaxin' }));
  const alone = ['d', 'e'].map((person) => ({ person, organization: 'independent', group: `independent:${person}` }));
  const voted = motion(1, {
    electorate: [...alone, ...electorate],
    ballots: [
      ballot({ person: 'a', choice: 'no', superseded: true }),
      ballot({ person: 'a' }),
      ballot({ person: 'b', choice: 'abstain' }),
      ballot({ person: 'd', choice: 'no' }),
      ballot({ person: null, account: { forge: 'github', id: 7, login: 'c' }, binding: false }),
    ],
  });

  test('are counted by the ballots that stand, the independent last and together', () => {
    expect(groupBars(voted)).toMatchObject([
      { group: 'huaxin', members: 3, yes: 1, no: 0, abstain: 1, silent: 1 },
      { group: 'independent', members: 2, yes: 0, no: 1, abstain: 0, silent: 1 },
    ]);
  });

  test('show each member as a piece in a small electorate, and as one length in a large one', () => {
    expect(groupBars(voted)[0]?.segments.map(({ kind }) => kind)).toEqual(['yes', 'abstain', 'silent']);
    const many = Array.from({ length: 40 }, (_, i) => ({ person: `p${String(i)}`, organization: null, group: 'g' }));
    expect(groupBars({ electorate: many, ballots: [] })[0]?.segments).toEqual([
      { kind: 'silent', count: 40, x: '0%', width: '100%' },
    ]);
  });

  test('each independent counts alone', () => {
    expect(groupCount(voted)).toBe(3);
    expect(groupsInFavour(voted)).toBe(1);
  });
});

test('turnout has a column for each motion that closed after a vote, oldest first, the newest kept', () => {
  const closed = (number: number, at: string) =>
    motion(number, { state: 'closed', outcome: 'carried', closed_at: `2026-03-0${at}T00:00:00.000Z` });
  const lapsed = { ...closed(4, '4'), tally: { ...motion(4).tally, electorate: 0, ballots: 0 } };
  const drawn = turnout([closed(3, '3'), lapsed, closed(2, '1'), closed(1, '2')], '2026-03-01T12:00:00.000Z', 2);
  expect(drawn).toMatchObject({ ballots: 2, possible: 4 });
  expect(drawn.columns.map(({ id, height }) => [id, height])).toEqual([
    ['M-2026-0001', '50%'],
    ['M-2026-0003', '50%'],
  ]);
});

test('a share of nothing is nothing, and none is more than the whole', () => {
  expect([percent(1, 0), percent(1, 3), percent(5, 4), percent(-1, 4)]).toEqual(['0%', '33.33%', '100%', '0%']);
  const pieces = stack(
    [
      ['yes', 1],
      ['no', 0],
      ['abstain', 3],
    ],
    4,
  );
  expect(pieces.map(({ kind, x, width }) => [kind, x, width])).toEqual([
    ['yes', '0%', '25%'],
    ['abstain', '25%', '75%'],
  ]);
});

describe('planned and shipped by quarter', () => {
  const tally = (quarter: string, planned: number, kept: number, shipped: number) => ({
    quarter,
    planned,
    kept,
    shipped,
  });

  test('what was kept stands on the ground, and what was shipped besides on top of it; the tallest fills the height', () => {
    const [first, second] = quarterColumns([tally('2026-Q1', 4, 1, 3), tally('2026-Q2', 0, 0, 2)]);
    expect(first?.plan).toMatchObject({ y: '0%', height: '100%' });
    expect(first?.keep).toMatchObject({ y: '75%', height: '25%' });
    expect(first?.more).toMatchObject({ y: '25%', height: '50%', drawn: true });
    expect(second?.more).toMatchObject({ y: '50%', height: '50%' });
    expect(second?.plan.height).toBe('0%');
  });

  test('the year stands where it begins, and few quarters are not drawn wider', () => {
    const years = ['2026-Q3', '2026-Q4', '2027-Q1', '2027-Q2'].map((quarter) => tally(quarter, 1, 1, 1));
    expect(quarterColumns(years).map(({ label, year }) => label + year)).toEqual(['Q32026', 'Q4', 'Q12027', 'Q2']);
    expect(quarterColumns(years.slice(0, 1))[0]?.plan.width).toBe(quarterColumns(years)[0]?.plan.width);
  });

  test('the last six quarters are drawn, and nothing of nothing', () => {
    const many = Array.from({ length: 9 }, (_, i) => tally(`202${String(i)}-Q1`, 1, 0, 0));
    expect(quarterColumns(many).map(({ quarter }) => quarter.slice(0, 4))).toEqual([
      '2023',
      '2024',
      '2025',
      '2026',
      '2027',
      '2028',
    ]);
    expect(quarterColumns([])).toEqual([]);
    expect(quarterColumns([tally('2026-Q1', 0, 0, 0)])[0]?.plan.height).toBe('0%');
  });
});
