// Method `majority`: quorum, then conditions on affiliations, then at least one yes and every other condition.
import { termsOf, type Condition, type Term } from '../../charter/condition.js';
import type { Method, Test } from './method.js';

/** Whether a condition speaks of organization groups. */
export function speaksOfAffiliations(condition: Condition): boolean {
  return termsOf(condition).some((term) => term === 'affiliations' || term === 'yes.affiliations');
}

function some(term: Term): Condition {
  return { text: `${term} > 0`, term, op: '>', value: { number: 0n } };
}

function asTests(conditions: readonly Condition[], otherwise: Test['otherwise']): readonly Test[] {
  return conditions.map((condition) => ({ otherwise, condition }));
}

export const majority: Method = {
  tests: ({ quorum, passesWhen }) => [
    ...asTests([some('electorate'), ...quorum], 'no-quorum'),
    ...asTests(passesWhen.filter(speaksOfAffiliations), 'too-few-affiliations'),
    ...asTests([some('yes'), ...passesWhen.filter((condition) => !speaksOfAffiliations(condition))], 'lost'),
  ],
};
