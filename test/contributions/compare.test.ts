// Where two configurations differ on a contribution, and how many contributions pass each policy.
import { describe, expect, test } from '@jest/globals';
import { countVerdicts, differences } from '../../src/contributions/compare.js';
import { evaluate, type Evaluation } from '../../src/contributions/evaluate.js';
import { incomplete, type Facts } from '../../src/contributions/facts.js';
import { commit, facts } from './support/facts.js';
import { rulesOf } from './support/rules.js';

const unsigned = facts({ commits: [commit({ message: 'feat: x' })] });
const unread: Facts = { ...facts(), commits: incomplete({ code: 'not-read' }) };

function judge(entries: string, of: Facts = facts()): Evaluation {
  return evaluate(of, rulesOf(entries), []);
}

describe('two configurations differ', () => {
  test.each<[string, Facts, string, string, string[]]>([
    ['not where both let pass', facts(), 'dco: { enforce: block }', 'dco: { enforce: warn }', []],
    ['not where both fail alike', unsigned, 'dco: { enforce: block }', 'dco: { enforce: block, override: [tsc] }', []],
    [
      'where one lets pass what the other does not',
      unsigned,
      'title: { enforce: block }\ndco: { enforce: block }',
      'title: { enforce: block }\ndco: { enforce: block, exempt: [1001] }',
      ['dco fail block, pass block'],
    ],
    [
      'where the same failure stops one merge and not the other',
      unsigned,
      'dco: { enforce: warn }',
      'dco: { enforce: block }',
      ['dco fail warn, fail block'],
    ],
    [
      'where a new policy fails',
      unsigned,
      'title: { enforce: block }',
      'title: { enforce: block }\ndco: { enforce: shadow }',
      ['dco -, fail shadow'],
    ],
    [
      'where a policy that failed is gone',
      unsigned,
      'dco: { enforce: block }',
      'dco: { enforce: off }',
      ['dco fail block, -'],
    ],
    ['not where a new policy lets pass', facts(), 'title: { enforce: off }', 'dco: { enforce: block }', []],
    [
      'where a fact is missing for one only',
      unread,
      'title: { enforce: block }',
      'dco: { enforce: block }',
      ['dco -, pending block'],
    ],
  ])('%s', (_, of, before, after, told) => {
    const found = differences(judge(before, of), judge(after, of)).map(({ policy, ...sides }) => {
      const [left, right] = [sides.before, sides.after].map((one) => (one ? `${one.verdict} ${one.enforce}` : '-'));
      return `${policy} ${left ?? ''}, ${right ?? ''}`;
    });
    expect(found).toEqual(told);
  });
});

test('each policy counts the contributions it was in force for', () => {
  const both = 'dco: { enforce: block }\ntitle: { enforce: warn }';
  const judged = [judge(both), judge(both, unsigned), judge(both, unread), judge('title: { enforce: warn }')];
  expect([...countVerdicts(judged)]).toEqual([
    ['dco', { pass: 1, fail: 1, pending: 1, skip: 0 }],
    ['title', { pass: 4, fail: 0, pending: 0, skip: 0 }],
  ]);
});
