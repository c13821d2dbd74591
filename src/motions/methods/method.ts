// What a counting method is: an ordered list of tests on the counts; the first that fails names the outcome.
import type { Counts } from '../../charter/condition.js';
import type { Rule } from '../rule.js';

/** The outcomes a count can have. */
export type CountedOutcome = 'carried' | 'lost' | 'no-quorum' | 'too-few-affiliations';

/** One test; when it fails the motion has the outcome `otherwise`, unless an earlier one failed. */
export interface Test {
  readonly otherwise: Exclude<CountedOutcome, 'carried'>;
  readonly passes: (counts: Counts) => boolean;
}

/** A method turns a rule into its tests, in the order of judgement. */
export interface Method {
  readonly tests: (rule: Rule) => readonly Test[];
}
