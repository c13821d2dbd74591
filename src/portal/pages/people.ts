// The people of the charter: where they belong, where they sit, how often they voted.
import { organizationOn } from '../../charter/affiliations.js';
import type { Person } from '../../charter/charter.js';
import { bodiesOf } from '../../charter/electorate.js';
import { dayOf } from '../../shared/time.js';
import { pageOf, type FilterField } from '../list.js';
import type { CharterInForce, Participation } from '../store.js';
import { badQuery, paging, readPage } from './listing.js';
import { organizationName, type Page, type PageContext } from './page.js';

const fields: readonly FilterField[] = [
  { name: 'body', values: null },
  { name: 'organization', values: null },
];

/** The bodies a person sits in today, by id and name. */
export function seatsToday(
  { words, now }: PageContext,
  { charter }: CharterInForce,
  person: string,
): readonly object[] {
  return bodiesOf(charter, person, dayOf(now)).map((id) => ({
    id,
    name: words.name(charter.bodies.find((body) => body.id === id)?.name ?? id),
  }));
}

/** A person's organization today; `id` is null where it has no page. */
export function organizationToday(context: PageContext, person: Person): { id: string | null; name: string | null } {
  const organization = organizationOn(person, dayOf(context.now));
  return { id: organization === 'independent' ? null : organization, name: organizationName(context, organization) };
}

function matches({ charter }: CharterInForce, context: PageContext, filter: Readonly<Record<string, string>>) {
  const today = dayOf(context.now);
  const { body, organization } = filter;
  return (person: Person): boolean =>
    (body === undefined || bodiesOf(charter, person.id, today).includes(body)) &&
    (organization === undefined || organizationOn(person, today) === organization);
}

function personRow(context: PageContext, inForce: CharterInForce, person: Person, votes?: Participation): object {
  return {
    id: person.id,
    name: context.words.name(person.name),
    organization: organizationToday(context, person),
    bodies: seatsToday(context, inForce, person.id),
    votes: votes && votes.electorate > 0 ? votes : null,
  };
}

export const peoplePage: Page = {
  path: '/people',
  async load(context) {
    const { words, inForce, store } = context;
    const read = readPage(context, fields);
    if (!read.ok) return badQuery(context, read.error);
    const query = read.value;
    const { filter } = query;
    const everyone = inForce ? inForce.charter.people.filter(matches(inForce, context, filter)) : [];
    const found = pageOf(everyone, { ...query, filter: {} });
    const links = paging('/people', query, found);
    if (links === null) return null;
    const votes = await store.participation(found.items.map(({ id }) => id));
    const filtered = Object.keys(filter).length > 0;
    return {
      template: 'people',
      title: words.t('people.title'),
      kicker: null,
      sentence: words.t(filtered ? 'people.filtered' : 'people.sentence', { count: found.total }),
      json: '/people',
      model: {
        rows: inForce ? found.items.map((person) => personRow(context, inForce, person, votes.get(person.id))) : [],
        links,
        filtered,
        bodies: (inForce?.charter.bodies ?? []).map(({ id, name }) => {
          return { value: id, label: words.name(name), chosen: id === filter['body'] };
        }),
        organizations: [
          ...(inForce?.charter.organizations ?? []).map(({ id, name }) => ({ id, label: words.name(name) })),
          { id: 'independent', label: words.t('people.independent') },
        ].map(({ id, label }) => ({ value: id, label, chosen: id === filter['organization'] })),
      },
    };
  },
};
