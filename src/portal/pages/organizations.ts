// The organizations of the charter as a tree: who controls whom, who belongs there today, how many seats that makes.
import { organizationOn, topmostParent } from '../../charter/affiliations.js';
import type { Charter, Organization } from '../../charter/charter.js';
import { bodiesOf } from '../../charter/electorate.js';
import { dayOf, type Day } from '../../shared/time.js';
import type { Page, PageContext } from './page.js';

/** The ids of the people who belong to any of these organizations on a day. */
export function peopleOf({ people }: Charter, organizations: readonly string[], day: Day): readonly string[] {
  return people.filter((person) => organizations.includes(organizationOn(person, day) ?? '')).map(({ id }) => id);
}

/** How many seats people have in all bodies on a day. */
export function seatsOf(charter: Charter, people: readonly string[], day: Day): number {
  return people.reduce((sum, person) => sum + bodiesOf(charter, person, day).length, 0);
}

/** An organization's type in words; null where it is not given. */
export function typeOf({ words }: PageContext, { type }: Organization): string | null {
  return type === null ? null : words.t(`organizations.${type}`);
}

/** Parents before their children, each with its depth. */
function tree(
  organizations: readonly Organization[],
  parent: string | null = null,
  depth = 0,
): readonly (readonly [Organization, number])[] {
  return organizations
    .filter((organization) => organization.parent === parent)
    .flatMap((organization) => [[organization, depth] as const, ...tree(organizations, organization.id, depth + 1)]);
}

export const organizationsPage: Page = {
  path: '/organizations',
  load(context) {
    const { words, inForce, now } = context;
    const today = dayOf(now);
    const charter = inForce?.charter;
    const rows = charter
      ? tree(charter.organizations).map(([organization, depth]) => {
          const people = peopleOf(charter, [organization.id], today);
          return {
            id: organization.id,
            name: words.name(organization.name),
            type: typeOf(context, organization),
            depth: Math.min(depth, 4),
            people: people.length,
            seats: seatsOf(charter, people, today),
          };
        })
      : [];
    const groups = new Set((charter?.organizations ?? []).map(({ id }) => (charter ? topmostParent(charter, id) : id)));
    return Promise.resolve({
      template: 'organizations',
      title: words.t('organizations.title'),
      kicker: null,
      sentence: words.t('organizations.sentence', { count: rows.length, groups: groups.size }),
      json: '/organizations',
      model: { rows, independent: charter ? peopleOf(charter, ['independent'], today).length : 0 },
    });
  },
};
