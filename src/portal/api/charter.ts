// API: people, bodies and organizations of the charter in force, in the charter's order.
import { topmostParent } from '../../charter/affiliations.js';
import { bodiesOf } from '../../charter/electorate.js';
import { dayOf, type Day } from '../../shared/time.js';
import { pageOf } from '../list.js';
import type { CharterInForce } from '../store.js';
import { body, organization, person } from './objects.js';
import type { BodyObject, OrganizationObject, PersonObject } from './objects.js';
import type { ApiSource, ItemResource, ListResource } from './resource.js';

function peopleOf({ charter, accounts, refs }: CharterInForce, today: Day): readonly PersonObject[] {
  return charter.people.map(({ id, name, accounts: written, affiliations }) => ({
    id,
    ref: refs.get(id) ?? null,
    name,
    accounts: { ...written, ...accounts.get(id) },
    affiliations: [...affiliations],
    bodies: bodiesOf(charter, id, today),
  }));
}

function bodiesIn({ charter }: CharterInForce): readonly BodyObject[] {
  return charter.bodies.map(({ id, name, seats, seatsCap }) => ({ id, name, seats: [...seats], seats_cap: seatsCap }));
}

function organizationsOf({ charter }: CharterInForce): readonly OrganizationObject[] {
  return charter.organizations.map(({ id, name, type, parent }) => ({
    id,
    name,
    type,
    parent,
    group: topmostParent(charter, id),
  }));
}

/** The collection made of the charter in force; empty before the first adoption. */
type Read<T> = (inForce: CharterInForce, today: Day) => readonly T[];

async function all<T>({ store, clock }: ApiSource, read: Read<T>): Promise<readonly T[]> {
  const inForce = await store.charter();
  return inForce ? read(inForce, dayOf(clock.now())) : [];
}

async function one<T extends { id: string }>(source: ApiSource, read: Read<T>, id: string): Promise<T | null> {
  return (await all(source, read)).find((item) => item.id === id) ?? null;
}

export const personList: ListResource = {
  type: 'list',
  path: '/people',
  summary: 'The people of the charter in force',
  object: person,
  list: async (source, query) => pageOf(await all(source, peopleOf), query),
};

export const personItem: ItemResource = {
  type: 'item',
  path: '/people/:id',
  summary: 'One person',
  object: person,
  find: (source, id) => one(source, peopleOf, id),
};

export const bodyList: ListResource = {
  type: 'list',
  path: '/bodies',
  summary: 'The bodies of the charter in force, with their seats',
  object: body,
  list: async (source, query) => pageOf(await all(source, bodiesIn), query),
};

export const bodyItem: ItemResource = {
  type: 'item',
  path: '/bodies/:id',
  summary: 'One body',
  object: body,
  find: (source, id) => one(source, bodiesIn, id),
};

export const organizationList: ListResource = {
  type: 'list',
  path: '/organizations',
  summary: 'The organizations of the charter in force',
  object: organization,
  list: async (source, query) => pageOf(await all(source, organizationsOf), query),
};

export const organizationItem: ItemResource = {
  type: 'item',
  path: '/organizations/:id',
  summary: 'One organization',
  object: organization,
  find: (source, id) => one(source, organizationsOf, id),
};
