// How power is spread: seats of each body and the ballots of the last twelve months, by organization group.
import { plus, dayOf, type Instant } from '../../shared/time.js';
import type { CharterInForce, PortalStore } from '../store.js';
import { ballotGroups, bodyGroups, fewestForMajority, type BallotGroups, type BodyGroups } from './groups.js';

const year = 365 * 24 * 60 * 60 * 1000;

export interface Neutrality {
  /** From here on motions count; the end is now. */
  readonly since: Instant;
  readonly bodies: readonly (BodyGroups & { readonly id: string; readonly fewest: number })[];
  readonly ballots: BallotGroups & { readonly fewest: number };
}

/** Reads the motions of a year, one at a time. */
export async function neutralityOf(store: PortalStore, inForce: CharterInForce, now: Instant): Promise<Neutrality> {
  const since = plus(now, -year);
  const bodies = inForce.charter.bodies.map((body) => {
    const held = bodyGroups(inForce, body, dayOf(now));
    return { id: body.id, ...held, fewest: fewestForMajority(held.groups) };
  });
  const ballots = await ballotGroups(store.motionsSince(since));
  return { since, bodies, ballots: { ...ballots, fewest: fewestForMajority(ballots.groups) } };
}
