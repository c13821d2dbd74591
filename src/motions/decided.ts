// Whether a motion is decided: every completion of the count has the same outcome.
// A completion keeps the ballots given, recuses nobody, and lets each who has not voted say yes, no, abstain or stay silent.
import { termsOf, type Counts } from '../charter/condition.js';
import type { RuleEntry } from './entries.js';
import { methods } from './methods/index.js';
import type { CountedOutcome, Test } from './methods/method.js';
import { standingBallots, votingElectors, type Motion } from './motion.js';
import { ruleOf } from './rule.js';
import { countsOf, judge } from './tally.js';

/** A range of completions: the further yes, no and abstain (their sum at most `more`), and how many further groups appear. */
interface Region {
  readonly yes: number;
  readonly no: number;
  /** How many may still choose freely among the choices in `free`. */
  readonly more: number;
  readonly free: 3 | 2 | 1;
  readonly groups: number;
  readonly yesGroups: number;
}

/** Above this many missing ballots, rules on affiliations are only closed early when a looser, sound bound proves them decided. */
const exactGroupsUpTo = 14;

function completed(base: Counts, yes: number, no: number, abstain: number, groups: number, yesGroups: number): Counts {
  return {
    yes: base.yes + yes,
    no: base.no + no,
    abstain: base.abstain + abstain,
    cast: base.cast + yes + no,
    ballots: base.ballots + yes + no + abstain,
    electorate: base.electorate,
    affiliations: base.affiliations + groups,
    'yes.affiliations': base['yes.affiliations'] + yesGroups,
  };
}

/** The corners of a region: a linear condition that holds at all of them holds everywhere inside. */
function corners(base: Counts, region: Region): readonly Counts[] {
  const { yes, no, more, free } = region;
  const points = [
    [yes, no, 0],
    [yes, no, more],
    ...(free >= 2 ? [[yes, no + more, 0]] : []),
    ...(free === 3 ? [[yes + more, no, 0]] : []),
  ];
  return points.flatMap(([y = 0, n = 0, a = 0]) =>
    [0, region.groups].flatMap((g) => [0, region.yesGroups].map((yg) => completed(base, y, n, a, g, yg))),
  );
}

/** Whether one and the same test decides at every corner, so that by convexity it decides everywhere. */
function settledBy(tests: readonly Test[], outcome: CountedOutcome, points: readonly Counts[]): boolean {
  if (outcome === 'carried') return true;
  const firstOfOutcome = tests.findIndex((test) => test.otherwise === outcome);
  const earlier = tests.slice(0, firstOfOutcome);
  return (
    earlier.every((test) => points.every(test.passes)) &&
    tests.some((test) => test.otherwise === outcome && points.every((counts) => !test.passes(counts)))
  );
}

/** The one outcome of every completion in the region, or null. Splits the region along yes, then no, where its corners do not tell. */
function constantOutcome(tests: readonly Test[], base: Counts, region: Region): CountedOutcome | null {
  const points = corners(base, region);
  const [first, ...others] = points.map((counts) => judge(tests, counts));
  if (first === undefined || others.some((outcome) => outcome !== first)) return null;
  if (region.more === 0 || settledBy(tests, first, points)) return first;
  for (let i = 0; i <= region.more; i += 1) {
    const slice: Region =
      region.free === 3
        ? { ...region, yes: region.yes + i, more: region.more - i, free: 2 }
        : region.free === 2
          ? { ...region, no: region.no + i, more: region.more - i, free: 1 }
          : { ...region, more: 0 };
    const at = region.free === 1 ? { ...base, abstain: base.abstain + i, ballots: base.ballots + i } : base;
    if (constantOutcome(tests, at, slice) !== first) return null;
  }
  return first;
}

/** Every reachable (yes, no, abstain, groups, yes groups), group by group. */
function completionsByGroup(
  missing: readonly number[],
  news: readonly { ballot: boolean; yes: boolean }[],
): readonly number[][] {
  let reached = new Map<string, number[]>([['', [0, 0, 0, 0, 0]]]);
  missing.forEach((members, i) => {
    const isNew = news[i] ?? { ballot: false, yes: false };
    const next = new Map<string, number[]>();
    for (const [y = 0, n = 0, a = 0, g = 0, yg = 0] of reached.values()) {
      for (let dy = 0; dy <= members; dy += 1) {
        for (let dn = 0; dn + dy <= members; dn += 1) {
          for (let da = 0; da + dn + dy <= members; da += 1) {
            const voted = dy + dn + da > 0;
            const point = [
              y + dy,
              n + dn,
              a + da,
              g + (voted && isNew.ballot ? 1 : 0),
              yg + (dy > 0 && isNew.yes ? 1 : 0),
            ];
            next.set(point.join(), point);
          }
        }
      }
    }
    reached = next;
  });
  return [...reached.values()];
}

function speaksOfGroups(rule: RuleEntry): boolean {
  const { quorum, passesWhen } = ruleOf(rule);
  return [...quorum, ...passesWhen].some((condition) =>
    termsOf(condition).some((term) => term.endsWith('affiliations')),
  );
}

/**
 * The outcome an open motion will have whatever happens, or null while it is open.
 * Exact for rules without affiliations, and with them up to 14 missing ballots; beyond that it may say null for a decided motion, never the reverse.
 */
export function decidedOutcome(motion: Motion): CountedOutcome | null {
  if (motion.rule === null) return null;
  const tests = methods[motion.rule.method].tests(ruleOf(motion.rule));
  const electors = votingElectors(motion);
  const ballots = standingBallots(motion);
  const base = countsOf(electors, ballots);
  const voted = new Set(ballots.map(({ ref }) => ref));
  const missing = electors.filter(({ ref }) => !voted.has(ref));
  const groupOf = new Map(electors.map(({ ref, group }) => [ref, group]));
  const withBallot = new Set(ballots.map(({ ref }) => groupOf.get(ref)));
  const withYes = new Set(ballots.filter(({ choice }) => choice === 'yes').map(({ ref }) => groupOf.get(ref)));
  const sizes = new Map<string, number>();
  for (const { group } of missing) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const groups = [...sizes.keys()];
  const inGroups = speaksOfGroups(motion.rule);
  const region: Region = {
    yes: 0,
    no: 0,
    more: missing.length,
    free: 3,
    groups: inGroups ? groups.filter((group) => !withBallot.has(group)).length : 0,
    yesGroups: inGroups ? groups.filter((group) => !withYes.has(group)).length : 0,
  };
  const outcome = constantOutcome(tests, base, region);
  if (outcome !== null || !inGroups || missing.length > exactGroupsUpTo) return outcome;
  const news = groups.map((group) => ({ ballot: !withBallot.has(group), yes: !withYes.has(group) }));
  const outcomes = completionsByGroup([...sizes.values()], news).map(([y = 0, n = 0, a = 0, g = 0, yg = 0]) =>
    judge(tests, completed(base, y, n, a, g, yg)),
  );
  const first = outcomes[0];
  return first !== undefined && outcomes.every((other) => other === first) ? first : null;
}
