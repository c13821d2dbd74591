// A rule is called impossible exactly when no count of its electorate meets it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holds, parseCondition, terms, type Condition, type Counts } from '../../src/charter/condition.js';
import { isPossible } from '../../src/charter/possible.js';

function condition(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** Every count of an electorate, person by person: yes, no, abstain or silent. */
function everyCount(groupSizes: readonly number[]): Counts[] {
  const groups = groupSizes.flatMap((size, group) => Array.from({ length: size }, () => group));
  return Array.from({ length: 4 ** groups.length }, (_, number) => {
    const choices = groups.map((group, i) => ({ group, choice: Math.floor(number / 4 ** i) % 4 }));
    function count(...wanted: number[]): number {
      return choices.filter(({ choice }) => wanted.includes(choice)).length;
    }
    function groupsOf(...wanted: number[]): number {
      return new Set(choices.filter(({ choice }) => wanted.includes(choice)).map(({ group }) => group)).size;
    }
    return {
      yes: count(0),
      no: count(1),
      abstain: count(2),
      cast: count(0, 1),
      ballots: count(0, 1, 2),
      electorate: groups.length,
      affiliations: groupsOf(0, 1, 2),
      'yes.affiliations': groupsOf(0),
    };
  }).filter(({ yes }) => yes > 0);
}

const term = fc.constantFrom(...terms);
const value = fc.oneof(
  fc.nat(7).map(String),
  term,
  fc.tuple(fc.constantFrom('1/2', '2/3', '3/4', '1/3', '58%', '1/1'), term).map(([share, of]) => `${share} of ${of}`),
);
const anyCondition = fc
  .tuple(term, fc.constantFrom('>', '>=', '=', '<', '<='), value)
  .map(([left, op, right]) => condition(`${left} ${op} ${right}`));

describe('a list of conditions', () => {
  test('is possible exactly when one of all counts meets it', () => {
    const electorates = [[1], [2, 1], [3, 1], [1, 1, 1, 1], [3, 2], [2, 2, 1]];
    const counts = new Map(electorates.map((sizes) => [sizes, everyCount(sizes)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...electorates),
        fc.array(anyCondition, { minLength: 1, maxLength: 4 }),
        (sizes, list) => {
          const met = (counts.get(sizes) ?? []).some((count) => list.every((one) => holds(one, count)));
          expect(isPossible(list, sizes)).toBe(met);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each<[string[], number[], boolean]>([
    [[], [1], true],
    [[], [], false],
    [['ballots >= 29', 'yes >= 58% of electorate'], [50], true],
    [['yes = 29', 'yes > 58% of electorate'], [50], false],
    [['affiliations >= 3'], [4, 3], false],
    [['ballots <= 4', 'yes.affiliations >= 3', 'no >= 2'], [4, 3, 1], false],
    [['yes > 99.999999999% of electorate'], [500], true],
    [['yes >= 1/3 of cast', 'yes < 1/3 of cast'], [250, 250], false],
  ])('%j among groups of %j: possible is %s', (texts, sizes, expected) => {
    expect(isPossible(texts.map(condition), sizes)).toBe(expected);
  });
});
