// Whether a motion is decided: every completion of the count has the same outcome.
// A completion keeps the ballots given, recuses nobody, and lets each who has not voted say yes, no, abstain or stay silent.
import type { Counts } from '../charter/condition.js';
import { commonOutcome, withFurther, type Further } from './completions.js';
import { methods } from './methods/index.js';
import { speaksOfAffiliations } from './methods/majority.js';
import type { CountedOutcome, Test } from './methods/method.js';
import { standingBallots, votingElectors, type Motion, type Ref } from './motion.js';
import { ruleOf } from './rule.js';
import { countsOf, judge } from './tally.js';

/** Up to so many missing ballots, rules on affiliations are judged by every completion there is. */
const exactGroupsUpTo = 14;

/** How many of one organization group have not voted, and whether a ballot or a yes of theirs would be the group's first. */
interface MissingGroup {
  readonly members: number;
  readonly newBallot: boolean;
  readonly newYes: boolean;
}

function missingGroups(motion: Motion): readonly MissingGroup[] {
  const electors = votingElectors(motion);
  const ballots = standingBallots(motion);
  const voted = new Set(ballots.map(({ ref }) => ref));
  const yes = new Set(ballots.filter(({ choice }) => choice === 'yes').map(({ ref }) => ref));
  const groups = new Map<string, Ref[]>();
  for (const { ref, group } of electors) groups.set(group, [...(groups.get(group) ?? []), ref]);
  return [...groups.values()]
    .map((refs) => ({
      members: refs.filter((ref) => !voted.has(ref)).length,
      newBallot: !refs.some((ref) => voted.has(ref)),
      newYes: !refs.some((ref) => yes.has(ref)),
    }))
    .filter(({ members }) => members > 0);
}

/** What a group's missing members may add. */
function additionsOf({ members, newBallot, newYes }: MissingGroup): readonly Further[] {
  const additions: Further[] = [];
  for (let yes = 0; yes <= members; yes += 1) {
    for (let no = 0; yes + no <= members; no += 1) {
      for (let abstain = 0; yes + no + abstain <= members; abstain += 1) {
        const groups = newBallot && yes + no + abstain > 0 ? 1 : 0;
        additions.push({ yes, no, abstain, groups, yesGroups: newYes && yes > 0 ? 1 : 0 });
      }
    }
  }
  return additions;
}

/** Everything that may still come, each once. */
function everyCompletion(groups: readonly MissingGroup[]): readonly Further[] {
  let reached: readonly Further[] = [{ yes: 0, no: 0, abstain: 0, groups: 0, yesGroups: 0 }];
  for (const group of groups) {
    const next = new Map<string, Further>();
    for (const further of reached) {
      for (const added of additionsOf(group)) {
        const point: Further = {
          yes: further.yes + added.yes,
          no: further.no + added.no,
          abstain: further.abstain + added.abstain,
          groups: further.groups + added.groups,
          yesGroups: further.yesGroups + added.yesGroups,
        };
        next.set(Object.values(point).join(), point);
      }
    }
    reached = [...next.values()];
  }
  return reached;
}

/** Silence, and everybody who is missing saying the same: enough to see that most undecided motions are open. */
function unanimous(ballots: number, groups: number, yesGroups: number): readonly Further[] {
  const none = { yes: 0, no: 0, abstain: 0, groups: 0, yesGroups: 0 };
  return [
    none,
    { ...none, yes: ballots, groups, yesGroups },
    { ...none, no: ballots, groups },
    { ...none, abstain: ballots, groups },
  ];
}

function oneOutcome(tests: readonly Test[], base: Counts, completions: readonly Further[]): CountedOutcome | null {
  const [first = null, ...others] = completions.map((further) => judge(tests, withFurther(base, further)));
  return others.every((outcome) => outcome === first) ? first : null;
}

/**
 * The outcome an open motion will have whatever happens, or null while it is open. Exact for up to 14 missing ballots, and up to 36 for rules
 * without affiliations; beyond that it may say null for a decided motion, never an outcome for one that is open.
 */
export function decidedOutcome(motion: Motion): CountedOutcome | null {
  if (motion.rule === null) return null;
  const rule = ruleOf(motion.rule);
  const tests = methods[rule.method].tests(rule);
  const base = countsOf(votingElectors(motion), standingBallots(motion));
  const missing = missingGroups(motion);
  const ballots = base.electorate - base.ballots;
  const groups = missing.filter(({ newBallot }) => newBallot).length;
  const yesGroups = missing.filter(({ newYes }) => newYes).length;
  if (oneOutcome(tests, base, unanimous(ballots, groups, yesGroups)) === null) return null;
  const common = commonOutcome(tests, base, { ballots, groups, yesGroups });
  const inGroups = tests.some(({ condition }) => speaksOfAffiliations(condition));
  if (common !== null || !inGroups || ballots > exactGroupsUpTo) return common;
  return oneOutcome(tests, base, everyCompletion(missing));
}
