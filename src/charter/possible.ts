// Whether any count of an electorate can meet a list of conditions: an exact search over whole numbers.
import type { Fraction } from '../shared/fraction.js';
import type { Condition, Term } from './condition.js';

/** The free numbers of a count, in the order in which the search sets them; abstain = ballots - yes - no. */
const variables = ['yes', 'ballots', 'no', 'yesGroups', 'groups'] as const;
type Variable = (typeof variables)[number];
type Count = Readonly<Record<Variable, number>>;
type Linear = Readonly<Partial<Record<Variable | 'electorate', number>>>;

/** `sum of coefficient × variable OP 0`; whole numbers below 2^53, so floating point keeps them exactly. */
interface Constraint {
  readonly weights: Count;
  readonly constant: number;
  readonly op: Condition['op'];
}

/** Lowest and highest value, both included. */
interface Range {
  readonly low: number;
  readonly high: number;
}

const meaning: Readonly<Record<Term, Linear>> = {
  yes: { yes: 1 },
  no: { no: 1 },
  abstain: { ballots: 1, yes: -1, no: -1 },
  cast: { yes: 1, no: 1 },
  ballots: { ballots: 1 },
  electorate: { electorate: 1 },
  affiliations: { groups: 1 },
  'yes.affiliations': { yesGroups: 1 },
};

/** How many values a search may still try. */
export interface Budget {
  tries: number;
}

/** After so many tries a rule is taken for possible; a charter of a few hundred voters needs a small part of it. */
export const mostTries = 1_000_000;

function constraint({ term, op, value }: Condition, electorate: number): Constraint {
  const share: Fraction = 'of' in value ? value.share : { n: 0n, d: 1n };
  const [left, right]: [Linear, Linear] = [meaning[term], 'of' in value ? meaning[value.of] : {}];
  function weight(name: Variable | 'electorate'): number {
    return Number(share.d) * (left[name] ?? 0) - Number(share.n) * (right[name] ?? 0);
  }
  const number = 'number' in value ? Number(value.number) : 0;
  const weights: Count = {
    yes: weight('yes'),
    ballots: weight('ballots'),
    no: weight('no'),
    yesGroups: weight('yesGroups'),
    groups: weight('groups'),
  };
  return { weights, constant: weight('electorate') * electorate - number, op };
}

function narrow({ low, high }: Range, weight: number, rest: number, op: Condition['op']): Range {
  if (weight === 0) {
    const met = { '>': rest > 0, '>=': rest >= 0, '=': rest === 0, '<': rest < 0, '<=': rest <= 0 }[op];
    return met ? { low, high } : { low: 1, high: 0 };
  }
  const bound = -rest / weight;
  const [floor, ceil] = [Math.floor(bound), Math.ceil(bound)];
  if (op === '=') return { low: Math.max(low, ceil), high: Math.min(high, floor) };
  const strict = op === '>' || op === '<';
  const above = (op === '>' || op === '>=') === weight > 0;
  if (above) return { low: Math.max(low, strict ? floor + 1 : ceil), high };
  return { low, high: Math.min(high, strict ? ceil - 1 : floor) };
}

/** People in the 0, 1, 2, ... largest groups. */
function capacities(groupSizes: readonly number[]): number[] {
  const sums = [0];
  for (const size of [...groupSizes].sort((a, b) => b - a)) sums.push((sums.at(-1) ?? 0) + size);
  return sums;
}

/** What a variable may be by nature, those before it being set: the ballots of a group are at most its people. */
function natural(variable: Variable, set: Count, capacity: readonly number[]): Range {
  const { yes, ballots, yesGroups } = set;
  const all = capacity.length - 1;
  function fewestGroups(people: number): number {
    return capacity.findIndex((room) => room >= people);
  }
  switch (variable) {
    case 'yes':
      return { low: 1, high: capacity[all] ?? 0 };
    case 'ballots':
      return { low: yes, high: capacity[all] ?? 0 };
    case 'no':
      return { low: 0, high: ballots - yes };
    case 'yesGroups':
      return { low: fewestGroups(yes), high: Math.min(all, yes) };
    case 'groups': {
      const high = yesGroups === 0 ? ballots : yesGroups + ballots - yes;
      return { low: Math.max(fewestGroups(ballots), yesGroups), high: Math.min(all, high) };
    }
  }
}

/**
 * Whether some count with at least one yes meets all the conditions, for an electorate of groups of these sizes
 * with nobody recused. Exact while the budget lasts, which it draws on; true once it is spent.
 */
export function isPossible(
  conditions: readonly Condition[],
  groupSizes: readonly number[],
  budget: Budget = { tries: mostTries },
): boolean {
  const capacity = capacities(groupSizes);
  const constraints = conditions.map((condition) => constraint(condition, capacity.at(-1) ?? 0));
  const needed = variables.filter(
    (name) => name === 'yes' || name === 'ballots' || constraints.some(({ weights }) => weights[name] !== 0),
  );
  const byLevel = needed.map((_, level) =>
    constraints.filter(
      ({ weights }) =>
        Math.max(
          0,
          needed.findLastIndex((name) => weights[name] !== 0),
        ) === level,
    ),
  );
  const set: Record<Variable, number> = { yes: 0, ballots: 0, no: 0, yesGroups: 0, groups: 0 };

  function search(level: number): boolean {
    const variable = needed[level];
    if (variable === undefined) return true;
    const earlier = needed.slice(0, level);
    let range = natural(variable, set, capacity);
    for (const { weights, constant, op } of byLevel[level] ?? []) {
      const rest = earlier.reduce((sum, name) => sum + set[name] * weights[name], constant);
      range = narrow(range, weights[variable], rest, op);
    }
    for (let value = range.low; value <= range.high; value += 1) {
      budget.tries -= 1;
      set[variable] = value;
      if (budget.tries < 0 || search(level + 1)) return true;
    }
    return false;
  }
  return search(0);
}
