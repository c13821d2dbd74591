// When a motion is decided: exactly when every completion of its count has the same outcome.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decidedOutcome } from '../../src/motions/decided.js';
import type { CountedOutcome } from '../../src/motions/methods/method.js';
import { tallyOf, noAdvisory } from '../../src/motions/tally.js';
import { anyCondition, openMotion, ruleOf, type Letter } from '../support/arbitrary-motions.js';

/** The outcomes of all completions, one by one. */
function bruteForce(
  quorum: readonly string[],
  passesWhen: readonly string[],
  did: readonly Letter[],
  groups: readonly number[],
) {
  const outcomes = new Set<CountedOutcome>();
  const rule = ruleOf(quorum, passesWhen);
  function complete(known: readonly Letter[], rest: readonly Letter[]): void {
    const [next, ...more] = rest;
    if (next === undefined) {
      const outcome = tallyOf(openMotion(rule, known, groups), noAdvisory)?.outcome;
      if (outcome) outcomes.add(outcome);
      return;
    }
    const choices: readonly Letter[] = next === '_' ? ['y', 'n', 'a', '_'] : [next];
    for (const choice of choices) complete([...known, choice], more);
  }
  complete([], did);
  const [only, ...others] = outcomes;
  return only !== undefined && others.length === 0 ? only : null;
}

function decided(
  passesWhen: readonly string[],
  did: string,
  quorum: readonly string[] = [],
  groups: readonly number[] = [],
) {
  const letters = Array.from(did, (letter): Letter =>
    letter === 'y' || letter === 'n' || letter === 'a' || letter === 'r' ? letter : '_',
  );
  return decidedOutcome(openMotion(ruleOf(quorum, passesWhen), letters, groups));
}

describe('a motion is decided', () => {
  const half = ['ballots >= 1/2 of electorate'];
  test.each<[string, CountedOutcome | null, readonly string[], string, readonly string[]]>([
    ['a majority of all in favour', 'carried', ['yes > 1/2 of cast'], 'yyy__', half],
    ['a majority of all against', 'lost', ['yes > 1/2 of cast'], 'nnn__', half],
    ['half of all against, where more than half must be in favour', 'lost', ['yes > 1/2 of cast'], 'nn__', half],
    ['half of all in favour', null, ['yes > 1/2 of cast'], 'yy__', half],
    ['all but one in favour while the quorum is open', null, ['yes > 1/2 of cast'], 'yy___', ['ballots >= 5']],
    ['two thirds can no longer be reached', 'lost', ['yes >= 2/3 of electorate'], 'nn___', []],
    ['nobody is left to vote', 'no-quorum', ['yes > 1/2 of cast'], 'rrr', []],
    ['everybody voted', 'carried', ['yes > no'], 'yyn', half],
    ['nobody has voted', null, ['yes > no'], '___', half],
    ['an exact number is met now and may be passed', null, ['yes = 2'], 'yy__', []],
    ['an exact number lies between silence and everybody', null, ['yes = 2'], '____', []],
    ['an exact number was passed', 'lost', ['yes = 2'], 'yyy_', []],
    ['an exact number between the extremes, the yes being safe', null, ['yes >= 1', 'abstain = 1'], 'y__', []],
  ])('%s: %s', (_why, outcome, passesWhen, did, quorum) => {
    expect(decided(passesWhen, did, quorum)).toBe(outcome);
  });

  test('exactly when brute force over every completion says so, for electorates up to six and any rule', () => {
    const conditions = fc.array(anyCondition, { maxLength: 2 });
    const letter = fc.constantFrom<Letter>('y', 'n', 'a', 'r', '_', '_');
    const did = fc.array(letter, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        conditions,
        conditions,
        did,
        fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
        (quorum, passesWhen, letters, groups) => {
          const motion = openMotion(ruleOf(quorum, passesWhen), letters, groups);
          expect(decidedOutcome(motion)).toBe(bruteForce(quorum, passesWhen, letters, groups));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('never wrongly among five hundred: what was decided is the outcome of random completions', () => {
    const filled = fc.array(fc.constantFrom<Letter>('y', 'y', 'n', 'a'), { minLength: 500, maxLength: 500 });
    fc.assert(
      fc.property(
        fc.array(anyCondition, { minLength: 1, maxLength: 3 }),
        fc.nat(500),
        filled,
        (passesWhen, voted, all) => {
          const rule = ruleOf([], passesWhen);
          const groups = all.map((_, i) => i % 40);
          const outcome = decidedOutcome(
            openMotion(
              rule,
              all.map((letter, i) => (i < voted ? letter : '_')),
              groups,
            ),
          );
          if (outcome !== null) expect(tallyOf(openMotion(rule, all, groups), noAdvisory)?.outcome).toBe(outcome);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each<[string, CountedOutcome | null, readonly string[], number, number]>([
    ['a majority', 'carried', ['yes > 1/2 of cast'], 251, 0],
    ['a majority but for one', null, ['yes > 1/2 of cast'], 250, 0],
    ['half of everybody', 'carried', ['yes >= 1/2 of electorate'], 250, 10],
    ['a tie that can no longer be reached', 'lost', ['yes = no'], 251, 0],
    ['a tie that everybody else together could still make', null, ['yes = no'], 250, 0],
    ['a circle of conditions that no count meets', 'lost', ['yes > abstain', 'abstain > no', 'no > yes'], 0, 0],
    ['two groups of a hundred', 'carried', ['yes.affiliations >= 2', 'yes > no'], 300, 0],
  ])('with five hundred electors: %s', (_what, outcome, passesWhen, yes, no) => {
    const did = 'y'.repeat(yes) + 'n'.repeat(no) + '_'.repeat(500 - yes - no);
    const groups = Array.from(did, (_, i) => i % 100);
    expect(decided(passesWhen, did, [], groups)).toBe(outcome);
  });

  test('what would take too long to prove is left open: it closes at its time', () => {
    const neverBoth = ['yes >= 1/2 of ballots', 'yes < 1/2 of ballots'];
    expect(decided(neverBoth, '_'.repeat(36))).toBe('lost');
    expect(decided(neverBoth, '_'.repeat(500))).toBeNull();
  });
});
