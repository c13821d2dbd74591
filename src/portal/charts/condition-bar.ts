// A condition as a bar: what is counted, out of the whole it is measured against, and the least that meets it.
import { parseCondition, type Condition, type Term } from '../../charter/condition.js';
import { fraction, multiply, type Fraction } from '../../shared/fraction.js';
import { percent, stack, type Segment } from './share.js';

/** The counts to draw from; null where the view does not hold one. */
export type KnownCounts = Readonly<Record<Term, number | null>>;

export interface ConditionBar {
  readonly segments: readonly Segment[];
  /** Where the condition's line is. */
  readonly mark: string;
  /** Whether the mark's label stands left of it, for want of room on the right. */
  readonly late: boolean;
  readonly count: number;
  /** Of how many. */
  readonly whole: number;
  /** The least count that meets the condition as the whole is now; the most for a condition that sets a limit. */
  readonly needed: number;
  /** Whether the condition sets a limit rather than a goal. */
  readonly limit: boolean;
}

const choices = ['yes', 'no', 'abstain'] as const;
const votes: Readonly<Record<Term, readonly (typeof choices)[number][]>> = {
  yes: ['yes'],
  no: ['no'],
  abstain: ['abstain'],
  cast: ['yes', 'no'],
  ballots: choices,
  electorate: choices,
  affiliations: [],
  'yes.affiliations': [],
};

function floor({ n, d }: Fraction): number {
  return Number(n / d);
}

function ceiling({ n, d }: Fraction): number {
  return Number((n + d - 1n) / d);
}

/** The first whole number on the right side of a threshold; exact. */
export function neededFor(op: Condition['op'], threshold: Fraction): number {
  switch (op) {
    case '>':
      return floor(threshold) + 1;
    case '>=':
    case '=':
      return ceiling(threshold);
    case '<':
      return ceiling(threshold) - 1;
    case '<=':
      return floor(threshold);
  }
}

/** What a condition's term is a part of, by nature. */
function wholeOf({ term, value }: Condition, counts: KnownCounts, count: number, groups: number | null): number {
  if ('of' in value) return counts[value.of] ?? count;
  const natural = term === 'affiliations' || term === 'yes.affiliations' ? groups : counts.electorate;
  return Math.max(natural ?? 0, count, Number(value.number));
}

/** The condition's own choice first, so that its piece begins at the edge; then the other votes of the whole. */
function partsOf({ term, value }: Condition, counts: KnownCounts, count: number): readonly [string, number][] {
  const own = choices.find((choice) => choice === term);
  if (own === undefined) return [['all', count]];
  const others = ('of' in value ? votes[value.of] : []).filter((choice) => choice !== own);
  return [[own, count], ...others.map((choice): [string, number] => [choice, counts[choice] ?? 0])];
}

/** How far a condition is met; null when its text does not parse or its counts are not known. `groups`: organization groups in the electorate. */
export function conditionBar(text: string, counts: KnownCounts, groups: number | null): ConditionBar | null {
  const parsed = parseCondition(text);
  if (!parsed.ok) return null;
  const condition = parsed.value;
  const { term, op, value } = condition;
  const count = counts[term];
  if (count === null || ('of' in value && counts[value.of] === null)) return null;
  const whole = wholeOf(condition, counts, count, groups);
  const share = 'of' in value ? value.share : fraction(value.number, Math.max(1, whole));
  const [n, d] = [Number(share.n), Number(share.d)];
  return {
    segments: stack(partsOf(condition, counts, count), whole),
    mark: percent(n, d),
    late: 2 * n > d,
    count,
    whole,
    needed: neededFor(op, 'number' in value ? fraction(value.number) : multiply(share, fraction(whole))),
    limit: op === '<' || op === '<=',
  };
}
