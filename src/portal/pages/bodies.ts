// The bodies and who sits in them.
import { isInForce } from '../../charter/affiliations.js';
import type { Body } from '../../charter/charter.js';
import { dayOf } from '../../shared/time.js';
import { personName, type Page, type PageContext } from './page.js';

/** A body with its seats; those of other days are marked as past or to come. */
export function bodyRow(context: PageContext, body: Body): object {
  const { words, now } = context;
  const today = dayOf(now);
  return {
    id: body.id,
    name: words.name(body.name),
    cap: body.seatsCap,
    seats: body.seats.map((seat) => ({
      id: seat.person,
      name: personName(context, seat.person),
      from: seat.from,
      until: seat.until,
      now: isInForce(seat, today),
    })),
  };
}

export const bodiesPage: Page = {
  path: '/bodies',
  load(context) {
    const bodies = context.inForce?.charter.bodies ?? [];
    return Promise.resolve({
      template: 'bodies',
      title: context.words.t('bodies.title'),
      kicker: null,
      sentence: context.words.t('bodies.sentence', { count: bodies.length }),
      json: '/bodies',
      model: { bodies: bodies.map((body) => bodyRow(context, body)) },
    });
  },
};
