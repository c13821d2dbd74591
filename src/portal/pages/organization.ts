// One organization: its group, who belongs to it now and did before, and the group's part of each body.
import { isInForce, organizationOn, topmostParent } from '../../charter/affiliations.js';
import type { Organization } from '../../charter/charter.js';
import { dayOf } from '../../shared/time.js';
import { bodyGroups } from '../facts/groups.js';
import type { CharterInForce } from '../store.js';
import { peopleOf, seatsOf, typeOf } from './organizations.js';
import { organizationName, type Page, type PageContext } from './page.js';
import { seatsToday } from './people.js';
import { shareRows } from './shares.js';

function peopleRows(context: PageContext, inForce: CharterInForce, organization: string): readonly object[] {
  const today = dayOf(context.now);
  return inForce.charter.people
    .filter((person) => organizationOn(person, today) === organization)
    .map((person) => ({
      id: person.id,
      name: context.words.name(person.name),
      bodies: seatsToday(context, inForce, person.id),
    }));
}

/** Those who belonged to it at another time, with the days. */
function formerRows({ words, now }: PageContext, { charter }: CharterInForce, organization: string): readonly object[] {
  const today = dayOf(now);
  return charter.people.flatMap(({ id, name, affiliations }) =>
    affiliations
      .filter((affiliation) => affiliation.org === organization && !isInForce(affiliation, today))
      .map(({ from, until }) => ({
        id,
        name: words.name(name),
        from: from === null ? null : words.day(from),
        until: until === null ? null : words.day(until),
        now: true,
      })),
  );
}

/** The group's part of each body it has a seat in. */
function bodyShares(context: PageContext, inForce: CharterInForce, group: string): readonly object[] {
  const today = dayOf(context.now);
  return inForce.charter.bodies.flatMap((body) => {
    const { seats, groups, cap } = bodyGroups(inForce, body, today);
    const own = groups.filter((one) => one.group === group);
    return shareRows(context, own, { of: seats, cap }).map((row) => ({
      ...row,
      name: context.words.name(body.name),
      to: `/bodies/${body.id}`,
    }));
  });
}

function sentenceOf(context: PageContext, { charter }: CharterInForce, organization: Organization): string {
  const { t } = context.words;
  const today = dayOf(context.now);
  const people = peopleOf(charter, [organization.id], today);
  const group = topmostParent(charter, organization.id);
  const counted = t('organization.sentence', {
    count: people.length,
    seats: t('organization.seats', { count: seatsOf(charter, people, today) }),
  });
  return group === organization.id
    ? counted
    : counted + t('organization.counts', { group: organizationName(context, group) ?? group });
}

export const organizationPage: Page = {
  path: '/organizations/:id',
  load(context) {
    const { inForce, words, id } = context;
    const organization = inForce?.charter.organizations.find((known) => known.id === id);
    if (!inForce || !organization) return Promise.resolve(null);
    const { charter } = inForce;
    const { parent } = organization;
    const group = topmostParent(charter, id);
    return Promise.resolve({
      template: 'organization',
      title: words.name(organization.name),
      kicker: words.t('organization.kicker', { id }),
      sentence: sentenceOf(context, inForce, organization),
      json: `/organizations/${id}`,
      model: {
        id,
        type: typeOf(context, organization),
        parent: parent === null ? null : { id: parent, name: organizationName(context, parent) },
        group: group === id ? null : { id: group, name: organizationName(context, group) },
        children: charter.organizations
          .filter((child) => child.parent === id)
          .map((child) => ({ id: child.id, name: words.name(child.name) })),
        people: peopleRows(context, inForce, id),
        former: formerRows(context, inForce, id),
        shares: bodyShares(context, inForce, group),
      },
    });
  },
};
