// The tally: the count of the ballots by the rule, exact and independent of their order.
import { holds, type Counts } from '../charter/condition.js';
import type { Choice, RuleEntry, TallyEntry } from './entries.js';
import { methods } from './methods/index.js';
import type { CountedOutcome, Test } from './methods/method.js';
import { standingBallots, votingElectors, type Elector, type Motion, type Ref } from './motion.js';
import { ruleOf } from './rule.js';

/** How many advisory ballots there are of each choice. */
export type AdvisoryCounts = Readonly<Record<Choice, number>>;

export const noAdvisory: AdvisoryCounts = { yes: 0, no: 0, abstain: 0 };

/** What the count needs of a ballot. */
interface Vote {
  readonly ref: Ref;
  readonly choice: Choice;
}

/** The raw counts. `electors` is the electorate less the recused; ballots of others are not counted. */
export function countsOf(electors: readonly Elector[], ballots: readonly Vote[]): Counts {
  const groupOf = new Map(electors.map(({ ref, group }) => [ref, group]));
  const of = (choice: Choice): readonly Vote[] =>
    ballots.filter((vote) => vote.choice === choice && groupOf.has(vote.ref));
  const groups = (votes: readonly Vote[]): number => new Set(votes.map(({ ref }) => groupOf.get(ref))).size;
  const [yes, no, abstain] = [of('yes'), of('no'), of('abstain')];
  return {
    yes: yes.length,
    no: no.length,
    abstain: abstain.length,
    cast: yes.length + no.length,
    ballots: yes.length + no.length + abstain.length,
    electorate: electors.length,
    affiliations: groups([...yes, ...no, ...abstain]),
    'yes.affiliations': groups(yes),
  };
}

/** The outcome by the tests, in their order. */
export function judge(tests: readonly Test[], counts: Counts): CountedOutcome {
  return tests.find(({ condition }) => !holds(condition, counts))?.otherwise ?? 'carried';
}

/** The outcome a rule gives to counts. Contract, section 5. */
export function outcomeOf(rule: RuleEntry, counts: Counts): CountedOutcome {
  return judge(methods[rule.method].tests(ruleOf(rule)), counts);
}

/** The tally as the ledger records it, and the outcome the motion would have if it closed with it. */
export interface Tally {
  readonly entry: TallyEntry;
  readonly outcome: CountedOutcome;
}

/** The tally of an open or closed motion; null while it is only proposed. */
export function tallyOf(motion: Motion, advisory: AdvisoryCounts): Tally | null {
  if (motion.rule === null) return null;
  const counts = countsOf(votingElectors(motion), standingBallots(motion));
  const { quorum, passesWhen } = ruleOf(motion.rule);
  const { yes, no, abstain, cast, ballots, electorate, affiliations } = counts;
  return {
    outcome: outcomeOf(motion.rule, counts),
    entry: {
      yes,
      no,
      abstain,
      cast,
      ballots,
      electorate,
      affiliations,
      advisory: { yes: advisory.yes, no: advisory.no, abstain: advisory.abstain },
      counted: null,
      conditions: [
        ...quorum.map((condition) => ({
          text: condition.text,
          role: 'quorum' as const,
          met: holds(condition, counts),
        })),
        ...passesWhen.map((condition) => ({
          text: condition.text,
          role: 'passes_when' as const,
          met: holds(condition, counts),
        })),
      ],
    },
  };
}
