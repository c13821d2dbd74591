// The people of the charter and the organizations they belong to.
import { topmostParent } from '../../charter/affiliations.js';
import { bodiesOf } from '../../charter/electorate.js';
import { dayOf } from '../../shared/time.js';
import { organizationName, type Page } from './page.js';

export const peoplePage: Page = {
  path: '/people',
  load(context) {
    const { words, inForce, now } = context;
    const people = inForce?.charter.people ?? [];
    const rows = people.map((person) => ({
      id: person.id,
      name: words.name(person.name),
      ref: inForce?.refs.get(person.id) ?? null,
      accounts: Object.entries(person.accounts).map(([forge, { login }]) => `${forge}:${login}`),
      affiliations: person.affiliations.map(({ org, from, until }) => ({
        name: organizationName(context, org),
        from,
        until,
      })),
      bodies: (inForce ? bodiesOf(inForce.charter, person.id, dayOf(now)) : []).map((id) =>
        words.name(inForce?.charter.bodies.find((body) => body.id === id)?.name ?? id),
      ),
    }));
    return Promise.resolve({
      template: 'people',
      title: words.t('people.title'),
      kicker: null,
      sentence: words.t('people.sentence', { count: rows.length }),
      json: '/people',
      model: { rows },
    });
  },
};

export const organizationsPage: Page = {
  path: '/organizations',
  load(context) {
    const { words, inForce } = context;
    const rows = (inForce?.charter.organizations ?? []).map(({ id, name, type, parent }) => ({
      id,
      name: words.name(name),
      type: type === null ? null : words.t(`organizations.${type}`),
      parent: organizationName(context, parent),
      group: inForce ? topmostParent(inForce.charter, id) : id,
    }));
    return Promise.resolve({
      template: 'organizations',
      title: words.t('organizations.title'),
      kicker: null,
      sentence: words.t('organizations.sentence', {
        count: rows.length,
        groups: new Set(rows.map(({ group }) => group)).size,
      }),
      json: '/organizations',
      model: { rows },
    });
  },
};
