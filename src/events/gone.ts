// Which of a motion's subjects ended it by going away: there nothing is to be said any more, in the other one how it ended.
import type { Motion } from '../motions/motion.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { forEver, type Instant } from '../shared/time.js';
import type { Governance } from './governance.js';
import type { KnownSubject } from './store.js';

function goneMark({ id }: Motion, origin: SubjectRef): string {
  return `subject gone ${id} ${subjectKey(origin)}`;
}

/** Keeps that the subject with this origin was deleted, or left the foundation. Idempotent. */
export async function noteGone({ marks }: Governance, motion: Motion, origin: SubjectRef, now: Instant): Promise<void> {
  await marks.claim(goneMark(motion, origin), motion.id, now, forEver);
}

/** Those in which a motion is still to be shown: of one that was cancelled, those that did not go away. None where it is not known which did. */
export async function stillThere(
  { marks }: Governance,
  motion: Motion,
  known: readonly KnownSubject[],
): Promise<readonly KnownSubject[]> {
  if (motion.outcome !== 'cancelled') return known;
  const marked = await Promise.all(known.map(({ origin }) => marks.until(goneMark(motion, origin))));
  const there = known.filter((_, i) => marked[i] === null);
  return there.length < known.length ? there : [];
}
