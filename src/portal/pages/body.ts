// One body: who sits in it now, sat in it before and will; the share of each organization group; what it decides.
import { isInForce } from '../../charter/affiliations.js';
import type { Body, Seat } from '../../charter/charter.js';
import { organizationOn } from '../../charter/affiliations.js';
import { dayOf, type Day } from '../../shared/time.js';
import { bodyGroups } from '../facts/groups.js';
import type { CharterInForce } from '../store.js';
import { kindsOf } from './bodies.js';
import { organizationName, personName, type Page, type PageContext } from './page.js';
import { itemsOfBody } from './roadmap-excerpt.js';
import { groupName, shareRows } from './shares.js';

type When = 'now' | 'past' | 'coming';

function whenOf(seat: Seat, today: Day): When {
  if (isInForce(seat, today)) return 'now';
  return seat.from !== null && seat.from > today ? 'coming' : 'past';
}

function seatRow(context: PageContext, { charter }: CharterInForce, seat: Seat, today: Day): object {
  const { words } = context;
  const person = charter.people.find(({ id }) => id === seat.person);
  const organization = person ? organizationOn(person, today) : null;
  return {
    id: seat.person,
    name: personName(context, seat.person),
    organization: {
      id: organization === 'independent' ? null : organization,
      name: organizationName(context, organization),
    },
    from: seat.from === null ? null : words.day(seat.from),
    until: seat.until === null ? null : words.day(seat.until),
  };
}

/** The seats of one time; none leaves the part out. */
function seatsOf(context: PageContext, inForce: CharterInForce, body: Body, when: When): readonly object[] {
  const today = dayOf(context.now);
  const seats = body.seats.filter((seat) => whenOf(seat, today) === when);
  return seats.map((seat) => seatRow(context, inForce, seat, today));
}

function sentenceOf(context: PageContext, inForce: CharterInForce, body: Body): string {
  const { t } = context.words;
  const { seats, groups, cap } = bodyGroups(inForce, body, dayOf(context.now));
  const largest = groups[0];
  if (!largest) return t('body.empty');
  const name = groupName(context, largest.group);
  const size = t('body.sentence', { count: seats, groups: t('body.groups', { count: groups.length }) });
  if (cap === null) return size + t('body.largest', { name, held: largest.count });
  const over = groups.find(({ withinCap }) => !withinCap);
  return (
    size +
    (over ? t('body.over', { name, held: over.count, cap }) : t('body.within', { name, held: largest.count, cap }))
  );
}

export const bodyPage: Page = {
  path: '/bodies/:id',
  async load(context) {
    const { inForce, words, id } = context;
    const body = inForce?.charter.bodies.find((known) => known.id === id);
    if (!inForce || !body) return null;
    const { seats, groups, cap } = bodyGroups(inForce, body, dayOf(context.now));
    return {
      template: 'body',
      title: words.name(body.name),
      kicker: words.t('body.kicker', { id }),
      sentence: sentenceOf(context, inForce, body),
      json: `/bodies/${id}`,
      model: {
        id,
        cap,
        shares: shareRows(context, groups, { of: seats, cap }),
        now: seatsOf(context, inForce, body, 'now'),
        coming: seatsOf(context, inForce, body, 'coming'),
        past: seatsOf(context, inForce, body, 'past'),
        ...kindsOf(context, inForce, id),
        roadmap: await itemsOfBody(context, id),
      },
    };
  },
};
