// Who holds a seat and who may vote on a day.
import type { Day } from '../shared/time.js';
import { isInForce } from './affiliations.js';
import type { Body, Charter } from './charter.js';

/** The most people an electorate may have, so that its entry fits into the ledger. */
export const largestElectorate = 500;

/** The persons seated in a body on a day, in the order of its seats. */
export function seatedOn(body: Body, day: Day): string[] {
  return body.seats.filter((seat) => isInForce(seat, day)).map(({ person }) => person);
}

/** The persons seated in any of the bodies on a day, each once, in the order of people.yml. Bodies that do not exist are empty. */
export function electorateOn(
  charter: Pick<Charter, 'bodies' | 'people'>,
  bodies: readonly string[],
  day: Day,
): string[] {
  const seated = new Set(charter.bodies.filter(({ id }) => bodies.includes(id)).flatMap((body) => seatedOn(body, day)));
  return charter.people.map(({ id }) => id).filter((id) => seated.has(id));
}

/** The ids of the bodies in which a person is seated on a day. */
export function bodiesOf(charter: Pick<Charter, 'bodies'>, person: string, day: Day): string[] {
  return charter.bodies.filter((body) => seatedOn(body, day).includes(person)).map(({ id }) => id);
}
