// Linking a second subject to a proposed motion: one motion, one electorate, one count in both. Contract, sections 2 and 9.
import { subjectKey, type SubjectRef } from '../../shared/refs.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Motion, Ref } from '../motion.js';
import { subjectLimit } from '../order.js';
import type { Refusal } from '../refusal.js';
import { unfinishedIn, type Register } from '../register.js';
import type { Decided } from './decision.js';
import { ended } from './members.js';

/** Whether somebody may link a motion to anything now: its proposer, before it opens, once. */
export function mayLink(motion: Motion, ref: Ref | null): Result<Ref, Refusal> {
  if (motion.state === 'closed') return err(ended(motion));
  if (ref === null || ref !== motion.proposer) {
    return err({ code: 'not-the-proposer', command: 'link', motion: motion.id });
  }
  if (motion.state === 'open') return err({ code: 'link-too-late', motion: motion.id });
  const [, linked] = motion.subjects;
  if (linked && motion.subjects.length >= subjectLimit) {
    return err({ code: 'already-linked', motion: motion.id, subject: linked });
  }
  return ok(ref);
}

/** What is to be linked, by the reference under which its motions are known. */
export interface Link {
  readonly key: string;
  readonly subject: SubjectRef;
}

/** Links a motion to a subject that is public, in a repository of the foundation, and has no unfinished motion of its own. */
export function link(register: Register, motion: Motion, ref: Ref | null, { key, subject }: Link): Decided {
  const allowed = mayLink(motion, ref);
  if (!allowed.ok) return allowed;
  if (motion.subjects.some((one) => subjectKey(one) === subjectKey(subject))) {
    return err({ code: 'link-same', motion: motion.id, subject });
  }
  const other = unfinishedIn(register, subject);
  if (other) {
    const state = other.state === 'open' ? 'open' : 'proposed';
    return err({ code: 'link-occupied', subject, motion: other.id, state });
  }
  return ok([{ key, entry: { type: 'motion.linked', motion: motion.id, ref: allowed.value, subject } }]);
}
