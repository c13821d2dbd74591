// The bodies: how many sit in each, of how many groups, and what each decides.
import type { Body } from '../../charter/charter.js';
import { dayOf } from '../../shared/time.js';
import { bodyGroups } from '../facts/groups.js';
import type { CharterInForce } from '../store.js';
import type { Page, PageContext } from './page.js';
import { groupName } from './shares.js';

/** The kinds of motion a body decides, and those that its members may call. */
export function kindsOf({ words }: PageContext, { charter }: CharterInForce, body: string): object {
  const named = (kinds: CharterInForce['charter']['motions']): readonly object[] =>
    kinds.map(({ id, title }) => ({ id, title: words.name(title) }));
  return {
    decides: named(charter.motions.filter(({ electorate }) => electorate.includes(body))),
    calls: named(charter.motions.filter(({ callers }) => callers.includes(body))),
  };
}

function bodyRow(context: PageContext, inForce: CharterInForce, body: Body): object {
  const { seats, groups, cap } = bodyGroups(inForce, body, dayOf(context.now));
  const largest = groups[0];
  return {
    id: body.id,
    name: context.words.name(body.name),
    seats,
    groups: groups.length,
    cap,
    largest: largest ? { name: groupName(context, largest.group), count: largest.count } : null,
    withinCap: groups.every(({ withinCap }) => withinCap),
    ...kindsOf(context, inForce, body.id),
  };
}

export const bodiesPage: Page = {
  path: '/bodies',
  load(context) {
    const { words, inForce } = context;
    const bodies = inForce?.charter.bodies ?? [];
    return Promise.resolve({
      template: 'bodies',
      title: words.t('bodies.title'),
      kicker: null,
      sentence: words.t('bodies.sentence', { count: bodies.length }),
      json: '/bodies',
      model: { bodies: inForce ? bodies.map((body) => bodyRow(context, inForce, body)) : [] },
    });
  },
};
