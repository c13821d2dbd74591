// The policies, in the order in which they are told: what asks for new commits comes first, since a push may cost approvals.
import type { CharterNames } from '../../charter/charter.js';
import type { Problem } from '../../charter/problem.js';
import type { Json } from '../../shared/canonical.js';
import { readConfiguration } from '../configuration.js';
import { registered, type Registered } from '../setting.js';
import { dco } from './dco.js';
import { description } from './description.js';
import { owners } from './owners.js';
import { paths } from './paths.js';
import { title } from './title.js';

export const policies: readonly Registered[] = [
  registered(dco),
  registered(paths),
  registered(title),
  registered(description),
  registered(owners),
];

/** What is wrong with the foundation's policy.yml. */
export function policyProblems(file: Json, names: CharterNames): readonly Problem[] {
  return readConfiguration(file, policies, names).problems;
}
