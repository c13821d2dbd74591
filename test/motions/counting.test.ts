// How ballots are counted by method `majority`: the order of judgement and exact thresholds. Contract, section 5.
import { describe, expect, test } from '@jest/globals';
import { adopt, personNames } from '../support/charters.js';
import { at, motionIn, type World } from '../support/motion-world.js';

interface Count {
  readonly people: number;
  readonly quorum?: readonly string[];
  readonly passesWhen?: readonly string[];
  /** One letter a person: y, n, a for a ballot, r for a recusal, R for a ballot and then a recusal, anything else for silence. */
  readonly ballots: string;
  readonly organizations?: readonly (string | null)[];
}

function counted({
  people,
  quorum = [],
  passesWhen = ['yes > 1/2 of cast'],
  ballots,
  organizations = [],
}: Count): World {
  const rule = `period: P7D, quorum: ${JSON.stringify(quorum)}, passes_when: ${JSON.stringify(passesWhen)}`;
  const world = motionIn(adopt({ people, rule, organizations }));
  const choices = { y: 'yes', n: 'no', a: 'abstain' } as const;
  personNames(people).forEach((person, i) => {
    const letter = ballots[i];
    if (letter === 'y' || letter === 'n' || letter === 'a') world.vote(person, choices[letter], at(1));
    if (letter === 'R') world.vote(person, 'yes', at(1));
    if (letter === 'r' || letter === 'R') world.recuse(person, at(2));
  });
  world.advance(at(7));
  return world;
}

describe('the outcome', () => {
  const half = 'ballots >= 1/2 of electorate';
  test.each<[string, string, Count]>([
    ['lost', 'nobody votes and there is no quorum', { people: 5, ballots: '' }],
    ['no-quorum', 'nobody votes and the quorum asks for half', { people: 4, quorum: [half], ballots: '' }],
    ['no-quorum', 'one ballot fewer than the quorum, all yes', { people: 5, quorum: [half], ballots: 'yy' }],
    ['carried', 'exactly the quorum', { people: 4, quorum: [half], ballots: 'yy' }],
    ['carried', 'abstentions help the quorum and are not cast', { people: 4, quorum: [half], ballots: 'ya' }],
    ['lost', 'only abstentions', { people: 4, quorum: [half], ballots: 'aaaa' }],
    ['lost', 'a tie', { people: 4, ballots: 'yynn' }],
    ['carried', 'a tie, where half is enough', { people: 4, passesWhen: ['yes >= 1/2 of cast'], ballots: 'yynn' }],
    ['carried', 'exactly two thirds', { people: 3, passesWhen: ['yes >= 2/3 of cast'], ballots: 'yyn' }],
    [
      'lost',
      'exactly two thirds, where more is asked',
      { people: 3, passesWhen: ['yes > 2/3 of cast'], ballots: 'yyn' },
    ],
    ['lost', '66.67 % is more than two thirds', { people: 3, passesWhen: ['yes >= 66.67% of cast'], ballots: 'yyn' }],
    ['carried', 'one third, exactly', { people: 9, passesWhen: ['yes = 1/3 of electorate'], ballots: 'yyynn' }],
    ['lost', 'no yes, although its condition holds', { people: 3, passesWhen: ['no <= 1'], ballots: 'aa' }],
    ['lost', 'no yes, although nobody is against', { people: 3, passesWhen: ['no = 0'], ballots: 'a' }],
    ['carried', 'one yes is enough for it', { people: 3, passesWhen: ['no = 0'], ballots: 'y' }],
    ['carried', 'a whole number', { people: 9, passesWhen: ['yes >= 3', 'yes > no'], ballots: 'yyynn' }],
    ['lost', 'one condition of two', { people: 9, passesWhen: ['yes >= 3', 'yes > no'], ballots: 'yyynnn' }],
    ['no-quorum', 'everybody recused', { people: 2, ballots: 'rr' }],
    ['no-quorum', 'everybody voted and then recused', { people: 2, ballots: 'RR' }],
    ['carried', 'a recusal lowers the base', { people: 4, passesWhen: ['yes >= 2/3 of electorate'], ballots: 'yynr' }],
    ['lost', 'the same without it', { people: 4, passesWhen: ['yes >= 2/3 of electorate'], ballots: 'yyn' }],
    ['lost', 'a recused yes does not count', { people: 3, ballots: 'Rn' }],
  ])('is %s: %s', (outcome, _why, count) => {
    expect(counted(count).motion().outcome).toBe(outcome);
  });

  test('29 of 50 meets 58 %, which floating point denies', () => {
    const rule = { people: 50, passesWhen: ['yes >= 58% of electorate'] };
    expect(counted({ ...rule, ballots: 'y'.repeat(29) }).motion().outcome).toBe('carried');
    expect(counted({ ...rule, ballots: 'y'.repeat(28) }).motion().outcome).toBe('lost');
  });
});

describe('organization groups', () => {
  // p1 and p2 are of one group by way of its child; p3 stands for another; p4 and p5 have no known organization; p6 and p7 are independent.
  const organizations = ['parent', 'child', 'norrsken', null, null, 'independent', 'independent'];
  const two = ['affiliations >= 2'];
  const twoYes = ['yes.affiliations >= 2'];
  const all = ['affiliations = 5'];
  test.each<[string, string, readonly string[], string]>([
    ['too-few-affiliations', 'a child counts in its parent', two, 'yy'],
    ['carried', 'two companies', two, 'y_y'],
    ['carried', 'an abstention brings its group', two, 'y_a'],
    ['too-few-affiliations', 'a group without a yes brings none to yes.affiliations', twoYes, 'y_n'],
    ['carried', 'a yes of two groups', twoYes, 'y_y'],
    ['too-few-affiliations', 'all unknown are one group', two, '___yy'],
    ['carried', 'each independent is a group', two, '_____yy'],
    ['carried', 'everybody: five groups', all, 'yyyyyyy'],
    ['too-few-affiliations', 'is judged before there is no yes at all', two, 'n'],
    ['too-few-affiliations', 'is judged before a majority against', two, 'nn'],
    ['lost', 'enough groups, but against', two, 'n_n'],
    ['too-few-affiliations', 'nobody voted', two, ''],
  ])('%s: %s', (outcome, _why, conditions, ballots) => {
    const passesWhen = [...conditions, 'yes > 1/2 of cast'];
    expect(counted({ people: 7, passesWhen, ballots, organizations }).motion().outcome).toBe(outcome);
  });

  test('a quorum of groups that fails is no quorum', () => {
    const count = { people: 7, quorum: two, passesWhen: ['affiliations >= 3'], organizations, ballots: 'yy' };
    expect(counted(count).motion().outcome).toBe('no-quorum');
    expect(counted({ ...count, ballots: 'y_y' }).motion().outcome).toBe('too-few-affiliations');
  });

  test('a recused member takes the group along', () => {
    expect(counted({ people: 7, passesWhen: two, ballots: 'y_R', organizations }).motion().outcome).toBe(
      'too-few-affiliations',
    );
  });
});

test('the tally of the closing entry shows every count and which conditions were met', () => {
  const passesWhen = ['yes > 1/2 of cast', 'affiliations >= 2'];
  const quorum = ['ballots >= 4'];
  const organizations = ['parent', 'child', 'norrsken', null, 'independent'];
  expect(counted({ people: 5, quorum, passesWhen, ballots: 'yynar', organizations }).motion().finalTally).toEqual({
    yes: 2,
    no: 1,
    abstain: 1,
    cast: 3,
    ballots: 4,
    electorate: 4,
    affiliations: 3,
    advisory: { yes: 0, no: 0, abstain: 0 },
    counted: null,
    conditions: [
      { text: 'ballots >= 4', role: 'quorum', met: true },
      { text: 'yes > 1/2 of cast', role: 'passes_when', met: true },
      { text: 'affiliations >= 2', role: 'passes_when', met: true },
    ],
  });
});
