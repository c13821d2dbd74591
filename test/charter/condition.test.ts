// Conditions: what may be written, and that counting is exact.
import { describe, expect, test } from '@jest/globals';
import { holds, parseCondition, termsOf, type Condition, type Counts } from '../../src/charter/condition.js';

const none: Counts = {
  yes: 0,
  no: 0,
  abstain: 0,
  cast: 0,
  ballots: 0,
  electorate: 0,
  affiliations: 0,
  'yes.affiliations': 0,
};

function condition(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe('a condition is met or not, exactly', () => {
  test.each<[string, Partial<Counts>, boolean]>([
    ['yes >= 58% of electorate', { yes: 29, electorate: 50 }, true],
    ['yes > 58% of electorate', { yes: 29, electorate: 50 }, false],
    ['yes >= 58% of electorate', { yes: 28, electorate: 50 }, false],
    ['yes > 1/2 of cast', { yes: 5, cast: 10 }, false],
    ['yes > 1/2 of cast', { yes: 6, cast: 10 }, true],
    ['yes >= 2/3 of cast', { yes: 2, cast: 3 }, true],
    ['yes >= 2/3 of cast', { yes: 66_666, cast: 100_000 }, false],
    ['yes >= 66.7% of cast', { yes: 2, cast: 3 }, false],
    ['ballots >= 1/2 of electorate', { ballots: 3, electorate: 7 }, false],
    ['ballots >= 1/2 of electorate', { ballots: 4, electorate: 7 }, true],
    ['yes > no', { yes: 3, no: 3 }, false],
    ['yes > no', { yes: 4, no: 3 }, true],
    ['no = 0', { no: 0 }, true],
    ['no = 0', { no: 1 }, false],
    ['no < 2', { no: 1 }, true],
    ['no < 2', { no: 2 }, false],
    ['no <= 1/3 of ballots', { no: 1, ballots: 3 }, true],
    ['affiliations >= 3', { affiliations: 3 }, true],
    ['yes.affiliations >= 2', { 'yes.affiliations': 1 }, false],
    ['yes > 1/2 of cast', {}, false],
    ['yes >= 1/2 of cast', {}, true],
  ])('%s with %j: %p', (text, counts, met) => {
    expect(holds(condition(text), { ...none, ...counts })).toBe(met);
  });
});

describe('a condition may be written', () => {
  test.each([
    ['with more spaces', '  yes   >   1/2  of  cast '],
    ['with fewer', 'yes>1/2 of cast'],
  ])('%s', (_, text) => {
    expect(holds(condition(text), { ...none, yes: 2, cast: 3 })).toBe(true);
  });

  test.each([
    ['yes > 1/2 of cast', ['yes', 'cast']],
    ['yes > no', ['yes', 'no']],
    ['affiliations >= 3', ['affiliations']],
  ])('%s speaks of %j, and keeps its words', (text, terms) => {
    expect(termsOf(condition(text))).toEqual(terms);
    expect(condition(text).text).toBe(text);
  });
});

describe('a condition is refused, saying what is wrong', () => {
  test.each([
    ['', 'a condition reads "TERM OP VALUE"'],
    ['yes', 'a condition reads "TERM OP VALUE"'],
    ['yes > ', 'a condition reads "TERM OP VALUE"'],
    ['yes => 3', 'a condition reads "TERM OP VALUE"'],
    ['yes != 3', 'a condition reads "TERM OP VALUE"'],
    ['yess > 3', '"yess" is not a term; did you mean "yes"?'],
    ['voters > 3', '"voters" is not a term; the terms are yes, no, abstain'],
    ['yes > caast', 'did you mean "cast"?'],
    ['yes > 1/2 of electroate', 'did you mean "electorate"?'],
    ['yes > 1/2', 'is not a term'],
    ['yes > 1/2 cast', '"FRACTION of TERM"'],
    ['yes > 1/2 of cast of no', '"FRACTION of TERM"'],
    ['yes > 3/2 of cast', '"3/2" is not a fraction'],
    ['yes > 0.5 of cast', '"0.5" is not a fraction'],
    ['yes > 0% of cast', '"0%" is not a fraction'],
    ['yes > -1', 'is not a term'],
    [`yes > ${'1'.repeat(200)}`, 'at most 200 characters'],
  ])('%p: %s', (text, words) => {
    const parsed = parseCondition(text);
    expect(parsed.ok ? null : parsed.error).toContain(words);
  });
});
