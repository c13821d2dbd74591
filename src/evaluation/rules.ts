// The rules of a charter version: its policy.yml as settings.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Charter } from '../charter/charter.js';
import { readConfiguration } from '../contributions/configuration.js';
import type { Rules } from '../contributions/evaluate.js';
import { policies } from '../contributions/policies/index.js';

/** What contributions are evaluated under by these governance files. Entries with problems are left out: they never came into force. */
export function rulesOf({ policy, bodies, motions }: Pick<Charter, 'policy' | 'bodies' | 'motions'>): Rules {
  const names = { bodies: bodies.map(({ id }) => id), kinds: motions.map(({ id }) => id) };
  const floor = policy === null ? [] : readConfiguration(policy, policies, names).settings;
  return { floor, policies, names };
}

const known = new WeakMap<Charter, Rules>();

/** The rules in force; null while the charter has no policy.yml: then no contribution is judged. Read once for each version. */
export function rulesInForce({ charter }: AdoptedCharter): Rules | null {
  if (charter.policy === null) return null;
  const before = known.get(charter);
  if (before) return before;
  const rules = rulesOf(charter);
  known.set(charter, rules);
  return rules;
}
