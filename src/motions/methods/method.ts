// What a counting method is: an ordered list of conditions on the counts; the first that fails names the outcome.
import type { Condition } from '../../charter/condition.js';
import type { Rule } from '../rule.js';

/** The outcomes a count can have. */
export type CountedOutcome = 'carried' | 'lost' | 'no-quorum' | 'too-few-affiliations';

/** One test; when its condition fails the motion has the outcome `otherwise`, unless an earlier one failed. */
export interface Test {
  readonly otherwise: Exclude<CountedOutcome, 'carried'>;
  readonly condition: Condition;
}

/** A method turns a rule into its tests, in the order of judgement. */
export interface Method {
  readonly tests: (rule: Rule) => readonly Test[];
}
