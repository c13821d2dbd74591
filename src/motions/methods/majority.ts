// Method `majority`: quorum, then conditions on affiliations, then at least one yes and every other condition.
import { holds, termsOf, type Condition } from '../../charter/condition.js';
import type { Method, Test } from './method.js';

function speaksOfAffiliations(condition: Condition): boolean {
  return termsOf(condition).some((term) => term === 'affiliations' || term === 'yes.affiliations');
}

function asTests(conditions: readonly Condition[], otherwise: Test['otherwise']): readonly Test[] {
  return conditions.map((condition) => ({ otherwise, passes: (counts) => holds(condition, counts) }));
}

export const majority: Method = {
  tests: ({ quorum, passesWhen }) => [
    { otherwise: 'no-quorum', passes: ({ electorate }) => electorate > 0 },
    ...asTests(quorum, 'no-quorum'),
    ...asTests(passesWhen.filter(speaksOfAffiliations), 'too-few-affiliations'),
    { otherwise: 'lost', passes: ({ yes }) => yes > 0 },
    ...asTests(
      passesWhen.filter((condition) => !speaksOfAffiliations(condition)),
      'lost',
    ),
  ],
};
