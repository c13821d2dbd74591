// Calls the motion that roadmap.yml asks for before a change: the change itself is noted as pending, and made when the motion is carried.
import { propose } from '../../motions/decide/propose.js';
import type { Motion } from '../../motions/motion.js';
import { subjectKey } from '../../shared/refs.js';
import { ok } from '../../shared/result.js';
import { changes, type Case, type RoadmapDecided, type Wanted } from './case.js';

/**
 * The motion that the request called before it was cut off. There may be newer ones: it may be tried again days later, and by a poll with another time of receipt.
 */
function calledBy({ state: { register }, request: { origin, at }, ref }: Case): Motion {
  const ids = register.bySubject.get(subjectKey(origin)) ?? [];
  const own = ids.flatMap((id) => register.motions.get(id) ?? []).filter(({ proposer }) => proposer === ref);
  const called = own.find(({ proposedAt }) => proposedAt === at) ?? own.at(-1);
  if (!called) throw new Error(`a motion was called in ${subjectKey(origin)} at ${at}, but is not there`);
  return called;
}

/** Calls a motion of a kind in the issue. `wanted` is done at once; `pending` when the motion is carried and in force. */
export function callMotion(here: Case, kind: string, pending: string, wanted: Wanted = {}): RoadmapDecided {
  const { state, request, item, ref } = here;
  const { register, adopted, isKnown } = state;
  const { author, subject, origin, at, handledAt, title, reason } = request;
  const key = `${request.key}/motion`;
  // The entry of the motion may be written and what follows it not.
  const called = isKnown(key) ? calledBy(here) : undefined;
  const proposal = { key, author, subject: origin, kind, title, at, handledAt, calledAgain: false };
  const decided = called ? ok([]) : propose(register, adopted, proposal);
  if (!decided.ok) return decided;
  const [draft] = decided.value;
  const motion = called?.id ?? draft?.entry.motion;
  if (motion === undefined) throw new Error(`${key} calls no motion`);
  const by = { key: request.key, ref, motion, reason };
  return ok([...decided.value, ...changes(item, state, subject, { ...wanted, pending }, by)]);
}
