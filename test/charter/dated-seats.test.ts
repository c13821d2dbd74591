// An electorate may have 500 people on any day: seats that begin later are judged when the charter is adopted.
import { expect, test } from '@jest/globals';
import { charter, errors, today } from './support.js';

interface Term {
  readonly from?: string;
  readonly until?: string;
}

/** A charter whose technical committee has these seats: so many people each with the same term. */
function chartered(...groups: readonly (readonly [count: number, term: Term])[]) {
  const seats = groups.flatMap(([count, term], group) =>
    Array.from({ length: count }, (_, i) => ({ person: `p${String(group)}-${String(i)}`, ...term })),
  );
  const people = seats.map(({ person }) => `  - { id: ${person}, name: ${person} }`).join('\n');
  return {
    people: `organizations: []\npeople:\n${people}\n`,
    charter: charter
      .replace(/seats: \[lin-mei, wang-bo.*\]/, `seats: ${JSON.stringify(seats)}`)
      .replace('seats: [ada, lin-mei]', 'seats: [p0-0]'),
  };
}

const message = 'motions.technical.electorate: more than 500 people on';

test.each([
  [
    'with the last seat that begins',
    [
      [400, {}],
      [100, { from: '2027-01-01' }],
      [1, { from: '2027-06-01' }],
    ],
    '2027-06-01',
  ],
  [
    'on the last day of those who leave',
    [
      [400, { until: '2027-01-01' }],
      [101, { from: '2027-01-01' }],
    ],
    '2027-01-01',
  ],
] as const)('an electorate that passes 500 %s is refused, naming the day', (_when, groups, day) => {
  expect(errors(chartered(...groups))).toEqual([expect.stringContaining(`${message} ${day}`)]);
});

test.each([
  [
    'when others have left the day before',
    [
      [400, { until: '2026-12-31' }],
      [101, { from: '2027-01-01' }],
    ],
  ],
  [
    'when it was larger once',
    [
      [300, { until: '2025-12-31' }],
      [201, { from: '2025-01-01', until: '2026-01-01' }],
      [9, {}],
    ],
  ],
  [
    'with 500 from a day to come',
    [
      [499, {}],
      [1, { from: '2027-01-01' }],
    ],
  ],
] as const)('an electorate is good %s', (_when, groups) => {
  expect(errors(chartered(...groups))).toEqual([]);
});

test('an electorate of more than 500 today is refused', () => {
  expect(errors(chartered([501, { from: today }]))).toEqual([expect.stringContaining('501 people, more than 500')]);
});
