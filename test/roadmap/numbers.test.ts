// The numbers at the top of the roadmap, and its board.
import { describe, expect, test } from '@jest/globals';
import { boardOf, filtered } from '../../src/roadmap/board.js';
import { buildRoadmap } from '../../src/roadmap/build.js';
import { median } from '../../src/roadmap/numbers.js';
import { names, present } from './shown.js';
import { charterWith, createWorld } from './world.js';
import { day, now, quarters, shown, to, view } from './year.js';

describe('the numbers', () => {
  test('say how fresh it is, what slipped, and what was shipped of what was planned', () => {
    expect(view.numbers).toEqual({
      updated_at: day('2026-11-01'),
      next_review_at: '2026-05-30T00:00:00.000Z',
      review_due: true,
      items: 6,
      open: 2,
      slipped: { items: 2, of: 5, share: '2/5' },
      slips: 3,
      median_slip: '1',
      quarters: [
        { quarter: '2026-Q1', planned: 1, kept: 0, shipped: 0 },
        { quarter: '2026-Q2', planned: 4, kept: 1, shipped: 1 },
        { quarter: '2026-Q3', planned: 0, kept: 0, shipped: 0 },
        { quarter: '2026-Q4', planned: 2, kept: 1, shipped: 1 },
      ],
    });
  });

  test('are empty without items', () => {
    expect(buildRoadmap([], shown, { plan: null, adoptedAt: null, now }).numbers).toEqual({
      updated_at: null,
      next_review_at: null,
      review_due: false,
      items: 0,
      open: 0,
      slipped: { items: 0, of: 0, share: null },
      slips: 0,
      median_slip: null,
      quarters: [],
    });
  });

  test('count what stood in the first of named horizons as planned for each quarter it stood there', () => {
    const named = createWorld(charterWith(''));
    named.do('p1', day('2026-03-05'), to.add('now'));
    named.do('p1', day('2026-03-05'), to.add('next'), { issue: 2 });
    named.do('p1', day('2026-05-05'), to.status('shipped'));
    const { numbers } = buildRoadmap(named.register.roadmap.items.values(), names(), present(named, day('2026-08-01')));
    expect(numbers.quarters).toEqual([
      { quarter: '2026-Q1', planned: 1, kept: 0, shipped: 0 },
      { quarter: '2026-Q2', planned: 1, kept: 1, shipped: 1 },
      { quarter: '2026-Q3', planned: 0, kept: 0, shipped: 0 },
    ]);
  });

  test.each<[number[], string | null]>([
    [[], null],
    [[3], '3'],
    [[1, 2], '3/2'],
    [[4, 1, 1], '1'],
    [[1, 3, 2, 2], '2'],
  ])('the median of %j is %s', (all, expected) => {
    expect(median(all)).toBe(expected);
  });
});

describe('the board', () => {
  test('has the horizons of roadmap.yml in their order, without past quarters nothing is left in', () => {
    const { columns, proposed, shipped, dropped } = boardOf(view.items, quarters.charter.roadmap, now);
    expect(columns.map(({ horizon, past, total }) => [horizon, past, total])).toEqual([
      ['2026-Q2', true, 1],
      ['2026-Q4', false, 1],
      ['later', false, 0],
    ]);
    expect([proposed.total, dropped.total, shipped.items.map(({ id }) => id)]).toEqual([
      1,
      1,
      ['RM-2026-001', 'RM-2026-002'],
    ]);
  });

  test('shows a horizon that roadmap.yml does not name any more', () => {
    const { columns } = boardOf(view.items, charterWith('horizons: [now]').charter.roadmap, now);
    expect(columns.map(({ horizon, known }) => [horizon, known])).toEqual([
      ['2026-Q2', false],
      ['now', true],
      ['2026-Q4', false],
    ]);
  });

  test.each<[Record<string, string>, number]>([
    [{}, 6],
    [{ theme: 'a' }, 1],
    [{ status: 'shipped', theme: 'a' }, 1],
    [{ status: 'shipped' }, 2],
    [{ forge: 'gitee' }, 0],
    [{ overdue: 'true' }, 1],
    [{ theme: 'null' }, 0],
    [{ nothing: 'x' }, 0],
  ])('filtered by %j has %i items', (filter, count) => {
    expect(filtered(view.items, filter)).toHaveLength(count);
  });

  test('is given group by group, of each the first items and how many there are', () => {
    const { shipped } = boardOf(view.items, quarters.charter.roadmap, now, {}, 1);
    expect([shipped.items.length, shipped.total]).toEqual([1, 2]);
  });
});
