// Organization groups in numbers: who holds the seats of a body, and who cast the ballots of a year. Exact, and the same for pages and API.
import { groupOn } from '../../charter/affiliations.js';
import type { Body } from '../../charter/charter.js';
import { seatedOn } from '../../charter/electorate.js';
import type { MotionView } from '../../motions/view.js';
import { compare, fraction, parseShare } from '../../shared/fraction.js';
import type { Day } from '../../shared/time.js';
import type { CharterInForce } from '../store.js';

/** A group's part of a whole. */
export interface GroupCount {
  /** A topmost parent's id, `independent:REF` or `unknown`. */
  readonly group: string;
  readonly count: number;
}

export interface BodyGroups {
  /** Seats taken on the day. */
  readonly seats: number;
  /** Largest first. */
  readonly groups: readonly (GroupCount & { readonly withinCap: boolean })[];
  /** As written: `1/3`; null where the charter sets none. */
  readonly cap: string | null;
}

/** The group a person counts in on a day; `unknown` for one the charter does not name. */
export function groupOfPerson({ charter, refs }: CharterInForce, id: string, day: Day): string {
  const person = charter.people.find((known) => known.id === id);
  return person ? groupOn(charter, person, refs.get(id) ?? id, day) : 'unknown';
}

/** How often each group occurs, largest first, then by name. */
export function countGroups(groups: Iterable<string>): GroupCount[] {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts]
    .map(([group, count]) => ({ group, count }))
    .sort((a, b) => b.count - a.count || (a.group < b.group ? -1 : 1));
}

/** The groups in a body on a day, each against the cap on seats (contract, section 3: `seats_cap`). */
export function bodyGroups(inForce: CharterInForce, body: Body, day: Day): BodyGroups {
  const seated = seatedOn(body, day);
  const cap = body.seatsCap === null ? null : parseShare(body.seatsCap);
  const counted = countGroups(seated.map((id) => groupOfPerson(inForce, id, day)));
  const groups = counted.map((one) => ({
    ...one,
    withinCap: cap === null || compare(fraction(one.count, seated.length), cap) <= 0,
  }));
  return { seats: seated.length, groups, cap: body.seatsCap };
}

/** The fewest groups that together hold more than half of all (the elephant factor of CHAOSS asks for half); 0 of nothing. */
export function fewestForMajority(groups: readonly GroupCount[]): number {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  let [held, needed] = [0, 0];
  for (const { count } of groups) {
    if (held * 2 > all) break;
    held += count;
    needed += 1;
  }
  return needed;
}

export interface BallotGroups {
  /** Motions opened in the time. */
  readonly motions: number;
  readonly ballots: number;
  /** By ballots, largest first; `electorate` counts the ballots the group could have cast. */
  readonly groups: readonly (GroupCount & { readonly electorate: number })[];
}

/** Standing binding ballots by the group that each voter was in when the motion opened; the recused are left out. */
export async function ballotGroups(motions: AsyncIterable<MotionView>): Promise<BallotGroups> {
  const cast: string[] = [];
  const possible = new Map<string, number>();
  let opened = 0;
  for await (const { electorate, recused, ballots, opened_at: openedAt } of motions) {
    if (openedAt === null) continue;
    opened += 1;
    const out = new Set(recused.map(({ person }) => person));
    const groups = new Map(electorate.map(({ person, group }) => [person, group]));
    for (const [person, group] of groups) if (!out.has(person)) possible.set(group, (possible.get(group) ?? 0) + 1);
    for (const { person, binding, superseded } of ballots) {
      const group = person === null || out.has(person) ? undefined : groups.get(person);
      if (binding && !superseded && group !== undefined) cast.push(group);
    }
  }
  const counts = new Map(countGroups(cast).map(({ group, count }) => [group, count]));
  const groups = [...possible].map(([group, electorate]) => ({ group, electorate, count: counts.get(group) ?? 0 }));
  groups.sort((a, b) => b.count - a.count || b.electorate - a.electorate || (a.group < b.group ? -1 : 1));
  return { motions: opened, ballots: cast.length, groups };
}
