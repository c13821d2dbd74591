// Rules across charter.yml that need no day: names are defined, seats do not overlap, periods fit.
import { formatDuration } from '../../shared/duration.js';
import type { Path, Problem } from '../problem.js';
import type { BodyInput, MotionInput } from '../schema.js';
import { overlapping, reversed, type Dated } from './dated.js';
import type { Entry } from './people.js';

function missing(path: Path, what: string, word: string, known: readonly string[]): Problem {
  return { path, message: `there is no ${what} "${word}"`, near: { word, known } };
}

/** What is wrong with a body's seats; `people` are all ids in people.yml. */
export function bodyProblems({ path, value }: Entry<BodyInput>, people: readonly string[]): Problem[] {
  const known = new Set(people);
  const byPerson = new Map<string, Dated[]>();
  const problems: Problem[] = [];
  for (const [i, seat] of value.seats.entries()) {
    const at = [...path, 'seats', i];
    const [person, dates] = typeof seat === 'string' ? [seat, {}] : [seat.person, seat];
    if (!known.has(person)) {
      problems.push(missing(typeof seat === 'string' ? at : [...at, 'person'], 'person', person, people));
    }
    const dated = byPerson.get(person) ?? [];
    dated.push({ path: at, ...dates });
    byPerson.set(person, dated);
  }
  for (const [person, dated] of byPerson) {
    const message = `${person} has another seat in this body on some of these days`;
    problems.push(...reversed(dated), ...overlapping(dated, message));
  }
  return problems;
}

/** What is wrong with a kind of motion by itself; `bodies` are all ids in charter.yml. */
export function motionProblems({ path, value }: Entry<MotionInput>, bodies: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  for (const key of ['electorate', 'callers'] as const) {
    for (const [i, body] of (value[key] ?? []).entries()) {
      if (!bodies.includes(body)) problems.push(missing([...path, key, i], 'body', body, bodies));
    }
  }
  const { minimum_period: minimum, period } = value;
  if (minimum !== undefined && minimum > period) {
    const message = `${formatDuration(minimum)} is longer than the period (${formatDuration(period)})`;
    problems.push({ path: [...path, 'minimum_period'], message });
  }
  if (path.at(-1) === 'veto-override') {
    problems.push({
      path,
      message: 'this kind is made by the steward, who is not supported by this version',
      atKey: true,
    });
  }
  return problems;
}

/** What is wrong with `default_motion`; `kinds` are all ids under `motions`. */
export function defaultMotionProblems(kind: string | undefined, kinds: readonly string[]): Problem[] {
  return kind === undefined || kinds.includes(kind) ? [] : [missing(['default_motion'], 'motion kind', kind, kinds)];
}
