// Rules that hold on the day of adoption: every electorate can meet its rule, and no group holds too many seats.
import { compare, fraction, multiply, parseShare } from '../../shared/fraction.js';
import type { Day } from '../../shared/time.js';
import { groupOn } from '../affiliations.js';
import type { Body, Charter, MotionKind } from '../charter.js';
import { electorateOn, largestElectorate, seatedOn } from '../electorate.js';
import { isPossible, mostTries, type Budget } from '../possible.js';
import type { Problem } from '../problem.js';

/** The charter before its version is known. */
export type Model = Omit<Charter, 'version' | 'policy' | 'roadmap'>;

/** What the rules are judged by: the day, and the group of each person on it. */
interface OnDay {
  readonly model: Model;
  readonly day: Day;
  readonly groups: ReadonlyMap<string, string>;
  /** How far the search for a possible count may still go, over all kinds together. */
  readonly budget: Budget;
}

function sizes(groups: ReadonlyMap<string, string>, persons: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const person of persons) {
    const group = groups.get(person) ?? 'unknown';
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

/** Groups that hold more than `seats_cap` of the seats held on the day; each independent person is a group (contract, section 3). */
function capProblems({ day, groups }: OnDay, body: Body): Problem[] {
  const cap = body.seatsCap === null ? null : parseShare(body.seatsCap);
  if (cap === null) return [];
  const seated = seatedOn(body, day);
  const most = multiply(cap, fraction(seated.length));
  return [...sizes(groups, seated)]
    .filter(([, seats]) => compare(fraction(seats), most) > 0)
    .map(([group, seats]) => ({
      path: ['bodies', body.id, 'seats_cap'],
      message: `${group} holds ${String(seats)} of ${String(seated.length)} seats on ${day}, more than ${body.seatsCap ?? ''}`,
    }));
}

function impossible(kind: MotionKind, groups: readonly number[], people: string, budget: Budget): Problem[] {
  const path = ['motions', kind.id];
  const lists = [
    { key: 'quorum', conditions: kind.quorum },
    { key: 'passes_when', conditions: kind.passesWhen },
  ];
  const alone = lists.flatMap(({ key, conditions }) =>
    conditions.flatMap((condition, i) => {
      const message = `no motion could carry: an electorate of ${people} can never meet "${condition.text}"`;
      return isPossible([condition], groups, budget) ? [] : [{ path: [...path, key, i], message }];
    }),
  );
  if (alone.length > 0) return alone;
  if (isPossible([...kind.quorum, ...kind.passesWhen], groups, budget)) return [];
  const message = `no motion could carry: an electorate of ${people} can never meet all these conditions`;
  const key = isPossible(kind.quorum, groups, budget) ? 'passes_when' : 'quorum';
  return [{ path: [...path, key], message: key === 'quorum' ? message : `${message} and the quorum` }];
}

/** The first day after `day` on which dated seats make the electorate of a kind too large for its entry; null when none does. */
function crowdedOn({ bodies }: Model, kind: MotionKind, day: Day): Day | null {
  const seats = bodies.filter(({ id }) => kind.electorate.includes(id)).flatMap((body) => body.seats);
  const moves = seats
    .flatMap(({ person, from, until }) => [
      { on: from ?? '', person, seats: 1 },
      ...(until === null ? [] : [{ on: until, person, seats: -1 }]),
    ])
    .sort((a, b) => (a.on === b.on ? b.seats - a.seats : a.on < b.on ? -1 : 1));
  const held = new Map<string, number>();
  for (const { on, person, seats: taken } of moves) {
    const now = (held.get(person) ?? 0) + taken;
    if (now === 0) held.delete(person);
    else held.set(person, now);
    if (on > day && held.size > largestElectorate) return on;
  }
  return null;
}

/** What makes a kind of motion impossible for its electorate as seated on the day. */
function kindProblems({ model, day, groups, budget }: OnDay, kind: MotionKind): Problem[] {
  const path = ['motions', kind.id];
  const persons = electorateOn(model, kind.electorate, day);
  const count = persons.length;
  if (count === 0) return [{ path: [...path, 'electorate'], message: `nobody is seated on ${day}` }];
  if (count > largestElectorate) {
    const message = `${String(count)} people, more than ${String(largestElectorate)}`;
    return [{ path: [...path, 'electorate'], message }];
  }
  const crowded = crowdedOn(model, kind, day);
  if (crowded !== null) {
    const message = `more than ${String(largestElectorate)} people on ${crowded}`;
    return [{ path: [...path, 'electorate'], message }];
  }
  const seconds: Problem[] = [];
  if (kind.seconds > count - 1) {
    const message = `${String(kind.seconds)} seconds are needed, but besides the proposer only ${String(count - 1)} may second`;
    seconds.push({ path: [...path, 'seconds'], message });
  }
  const groupSizes = [...sizes(groups, persons).values()];
  return [...seconds, ...impossible(kind, groupSizes, count === 1 ? '1 person' : `${String(count)} people`, budget)];
}

/** What is wrong with bodies and kinds as seated on the day. */
export function electorateProblems(model: Model, day: Day): Problem[] {
  const groups = new Map(model.people.map((person) => [person.id, groupOn(model, person, person.id, day)]));
  const onDay: OnDay = { model, day, groups, budget: { tries: mostTries } };
  return [
    ...model.bodies.flatMap((body) => capProblems(onDay, body)),
    ...model.motions.flatMap((kind) => kindProblems(onDay, kind)),
  ];
}
