// Calls the motion that roadmap.yml asks for before a change: the change itself is noted as pending, and made when the motion is carried.
import { propose } from '../../motions/decide/propose.js';
import { newestIn } from '../../motions/register.js';
import { ok } from '../../shared/result.js';
import { changes, type Case, type RoadmapDecided, type Wanted } from './case.js';

/** Calls a motion of a kind in the issue. `wanted` is done at once; `pending` when the motion is carried and in force. */
export function callMotion(
  { state, request, item, ref }: Case,
  kind: string,
  pending: string,
  wanted: Wanted = {},
): RoadmapDecided {
  const { register, adopted, isKnown } = state;
  const { author, subject, origin, at, handledAt, title, reason } = request;
  const key = `${request.key}/motion`;
  // The entry of the motion may be written and what follows it not.
  const called = isKnown(key) ? newestIn(register, origin) : undefined;
  const proposal = { key, author, subject: origin, kind, title, at, handledAt, calledAgain: false };
  const decided = called ? ok([]) : propose(register, adopted, proposal);
  if (!decided.ok) return decided;
  const [draft] = decided.value;
  const motion = called?.id ?? draft?.entry.motion;
  if (motion === undefined) throw new Error(`${key} is known, but no motion is in its issue`);
  const by = { key: request.key, ref, motion, reason };
  return ok([...decided.value, ...changes(item, state, subject, { ...wanted, pending }, by)]);
}
