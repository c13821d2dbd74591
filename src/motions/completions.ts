// The further ballots a motion may still get, searched as boxes of whole numbers: do all of them lead to one outcome?
import { terms, type Condition, type Counts, type Term } from '../charter/condition.js';
import type { CountedOutcome, Test } from './methods/method.js';

const axes = ['yes', 'no', 'abstain', 'groups', 'yesGroups'] as const;
type Axis = (typeof axes)[number];

/** Further ballots by choice, and how many organization groups they add to `affiliations` and `yes.affiliations`. */
export type Further = Readonly<Record<Axis, number>>;

/** The most that may still come: `ballots` in all, `groups` and `yesGroups` at most. */
export interface Room {
  readonly ballots: number;
  readonly groups: number;
  readonly yesGroups: number;
}

/** All points from `low` to `high`, both included. */
interface Box {
  readonly low: Further;
  readonly high: Further;
}

/** A test as `constant + Σ weight × axis OP 0`; whole numbers below 2^53, so floating point keeps them exactly. */
interface Linear {
  readonly otherwise: Test['otherwise'];
  readonly op: Condition['op'];
  readonly constant: number;
  readonly weights: Further;
}

/** Enough to look at every completion of 36 missing ballots one by one. */
const mostBoxes = 20_000;

const counted: Readonly<Record<Axis, readonly Term[]>> = {
  yes: ['yes', 'cast', 'ballots'],
  no: ['no', 'cast', 'ballots'],
  abstain: ['abstain', 'ballots'],
  groups: ['affiliations'],
  yesGroups: ['yes.affiliations'],
};

/** The counts with further ballots added. */
export function withFurther(base: Counts, further: Further): Counts {
  const counts = { ...base };
  for (const axis of axes) for (const term of counted[axis]) counts[term] += further[axis];
  return counts;
}

function perAxis(value: (axis: Axis) => number): Further {
  return {
    yes: value('yes'),
    no: value('no'),
    abstain: value('abstain'),
    groups: value('groups'),
    yesGroups: value('yesGroups'),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function linear({ otherwise, condition }: Test, base: Counts): Linear {
  const { term, op, value } = condition;
  function weight(of: Term): number {
    if ('number' in value) return of === term ? 1 : 0;
    return (of === term ? Number(value.share.d) : 0) - (of === value.of ? Number(value.share.n) : 0);
  }
  const number = 'number' in value ? Number(value.number) : 0;
  return {
    otherwise,
    op,
    constant: sum(terms.map((of) => weight(of) * base[of])) - number,
    weights: perAxis((axis) => sum(counted[axis].map(weight))),
  };
}

/** Whether a test is met everywhere in a box, nowhere in it, or neither can be told. */
function verdict({ op, constant, weights }: Linear, { low, high }: Box): 'everywhere' | 'nowhere' | 'mixed' {
  const ends = axes.map((axis) => [weights[axis] * low[axis], weights[axis] * high[axis]]);
  const least = constant + sum(ends.map((pair) => Math.min(...pair)));
  const most = constant + sum(ends.map((pair) => Math.max(...pair)));
  const everywhere = {
    '>': least > 0,
    '>=': least >= 0,
    '=': least === 0 && most === 0,
    '<': most < 0,
    '<=': most <= 0,
  };
  const nowhere = { '>': most <= 0, '>=': most < 0, '=': least > 0 || most < 0, '<': least >= 0, '<=': least > 0 };
  return everywhere[op] ? 'everywhere' : nowhere[op] ? 'nowhere' : 'mixed';
}

/** Every outcome found in a box is among these; if there is one, it is the outcome everywhere in it. */
function outcomesIn(tests: readonly Linear[], box: Box): ReadonlySet<CountedOutcome> {
  const found = new Set<CountedOutcome>();
  for (const test of tests) {
    const met = verdict(test, box);
    if (met !== 'everywhere') found.add(test.otherwise);
    if (met === 'nowhere') return found;
  }
  return found.add('carried');
}

/** The box without points that no ballots can reach; null when nothing is left. */
function trimmed({ low, high }: Box, room: Room): Box | null {
  const rest = room.ballots - low.yes - low.no - low.abstain;
  const yes = Math.min(high.yes, low.yes + rest);
  const no = Math.min(high.no, low.no + rest);
  const abstain = Math.min(high.abstain, low.abstain + rest);
  const groups = Math.min(high.groups, yes + no + abstain);
  const box = { low, high: { yes, no, abstain, groups, yesGroups: Math.min(high.yesGroups, yes) } };
  return rest >= 0 && axes.every((axis) => low[axis] <= box.high[axis]) ? box : null;
}

/** Two halves across the axis that moves the tests most. */
function halves(tests: readonly Linear[], { low, high }: Box): [Box, Box] {
  function reach(axis: Axis): number {
    return (high[axis] - low[axis]) * sum(tests.map(({ weights }) => Math.abs(weights[axis])));
  }
  const axis = axes.reduce((best, one) => (reach(one) > reach(best) ? one : best));
  const middle = Math.floor((low[axis] + high[axis]) / 2);
  return [
    { low, high: { ...high, [axis]: middle } },
    { low: { ...low, [axis]: middle + 1 }, high },
  ];
}

/**
 * The outcome of `base` with any further ballots there is room for, or null when they differ or cannot be told apart within the
 * work allowed: then a motion simply stays open. Exact without groups for up to 36 ballots whatever the tests, and for any number where
 * few boxes tell. `groups` and `yesGroups` are searched as if independent of the ballots, so with them a null may be wrong, an outcome never.
 */
export function commonOutcome(tests: readonly Test[], base: Counts, room: Room): CountedOutcome | null {
  const lines = tests.map((test) => linear(test, base));
  const { ballots, groups, yesGroups } = room;
  const low = perAxis(() => 0);
  const [silent, ...more] = outcomesIn(lines, { low, high: low });
  if (silent === undefined || more.length > 0) throw new Error('a single count has a single outcome');
  const boxes: Box[] = [{ low, high: { yes: ballots, no: ballots, abstain: ballots, groups, yesGroups } }];
  for (let looked = 0; looked < mostBoxes; looked += 1) {
    const next = boxes.pop();
    if (next === undefined) return silent;
    const box = trimmed(next, room);
    if (box === null) continue;
    const found = outcomesIn(lines, box);
    if (!found.has(silent)) return null;
    if (found.size > 1) boxes.push(...halves(lines, box));
  }
  return null;
}
