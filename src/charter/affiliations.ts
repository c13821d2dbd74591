// Which organization a person belonged to on a day, and which group that organization counts in.
import type { Day } from '../shared/time.js';
import type { Charter, Person } from './charter.js';

/** Whether a dated entry holds on a day; both ends are included and null is open. */
export function isInForce(dated: { readonly from: Day | null; readonly until: Day | null }, day: Day): boolean {
  return (dated.from === null || dated.from <= day) && (dated.until === null || day <= dated.until);
}

/** The organization id of a person on a day, `independent`, or null where nothing is known. */
export function organizationOn(person: Person, day: Day): string | null {
  return person.affiliations.find((affiliation) => isInForce(affiliation, day))?.org ?? null;
}

/** The topmost parent of an organization; itself where it has none. */
export function topmostParent(charter: Pick<Charter, 'organizations'>, organization: string): string {
  const parent = charter.organizations.find(({ id }) => id === organization)?.parent ?? null;
  return parent === null ? organization : topmostParent(charter, parent);
}

/** The group a person counts in on a day: the topmost parent's id, `independent:REF`, or `unknown` (contract, section 3). */
export function groupOn(charter: Pick<Charter, 'organizations'>, person: Person, ref: string, day: Day): string {
  const organization = organizationOn(person, day);
  if (organization === null) return 'unknown';
  return organization === 'independent' ? `independent:${ref}` : topmostParent(charter, organization);
}
