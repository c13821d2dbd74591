// The condition language of quorum and passes_when: `TERM OP VALUE`, parsed and evaluated exactly.
import { compare, fraction, multiply, parseShare, type Fraction } from '../shared/fraction.js';
import { err, ok, type Result } from '../shared/result.js';
import { nearest } from '../shared/text.js';

/** What a condition may speak of. `cast` = yes + no; `ballots` = yes + no + abstain; `electorate` is less the recused. */
export const terms = [
  'yes',
  'no',
  'abstain',
  'cast',
  'ballots',
  'electorate',
  'affiliations',
  'yes.affiliations',
] as const;
export type Term = (typeof terms)[number];

const operators = ['>=', '<=', '>', '<', '='] as const;
export type Operator = (typeof operators)[number];

/** The whole numbers a condition is judged by. */
export type Counts = Readonly<Record<Term, number>>;

/** `term op number`, or `term op share of another term` (a bare TERM is a share of 1). */
export interface Condition {
  readonly text: string;
  readonly term: Term;
  readonly op: Operator;
  readonly value: { readonly number: bigint } | { readonly share: Fraction; readonly of: Term };
}

function asTerm(text: string): Term | undefined {
  return terms.find((term) => term === text);
}

function notATerm(text: string): string {
  const near = nearest(text, terms);
  return `"${text}" is not a term; ${near === null ? `the terms are ${terms.join(', ')}` : `did you mean "${near}"?`}`;
}

function parseValue(words: readonly string[]): Result<Condition['value'], string> {
  const [first = '', of, last = '', ...more] = words;
  if (words.length === 1) {
    if (/^\d{1,9}$/.test(first)) return ok({ number: BigInt(first) });
    const term = asTerm(first);
    return term === undefined ? err(notATerm(first)) : ok({ share: fraction(1), of: term });
  }
  if (of !== 'of' || more.length > 0) {
    return err('after the operator comes a whole number, a term, or "FRACTION of TERM", as in "yes > 1/2 of cast"');
  }
  const share = parseShare(first);
  if (share === null) return err(`"${first}" is not a fraction: write n/d with 0 < n <= d, or p% with 0 < p <= 100`);
  const term = asTerm(last);
  return term === undefined ? err(notATerm(last)) : ok({ share, of: term });
}

/** Parses `TERM OP VALUE`; the error says what is wrong and the nearest valid spelling. */
export function parseCondition(text: string): Result<Condition, string> {
  if (text.length > 200) return err('a condition is at most 200 characters long');
  const match = /^([^\s<>=]+) ?(>=|<=|>|<|=) ?([^<>=]+)$/.exec(text.trim().replace(/\s+/g, ' '));
  if (!match) return err('a condition reads "TERM OP VALUE", as in "yes > 1/2 of cast"');
  const term = asTerm(match[1] ?? '');
  if (term === undefined) return err(notATerm(match[1] ?? ''));
  const op = operators.find((operator) => operator === match[2]);
  if (op === undefined) return err(`the operators are ${operators.join(' ')}`);
  const value = parseValue((match[3] ?? '').trim().split(' '));
  return value.ok ? ok({ text, term, op, value: value.value }) : value;
}

/** The terms a condition speaks of. */
export function termsOf(condition: Condition): readonly Term[] {
  return 'of' in condition.value ? [condition.term, condition.value.of] : [condition.term];
}

/** Whether the counts meet the condition; exact. */
export function holds(condition: Condition, counts: Counts): boolean {
  const left = fraction(counts[condition.term]);
  const { value } = condition;
  const right = 'number' in value ? fraction(value.number) : multiply(value.share, fraction(counts[value.of]));
  const order = compare(left, right);
  switch (condition.op) {
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
  }
}
