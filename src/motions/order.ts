// Which entry may follow which: what makes a log of motions corrupt.
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { MotionEntry, Outcome } from './entries.js';

/** A motion joins at most so many subjects. Contract, section 9. */
export const subjectLimit = 2;

/** What of a motion tells what may come next. */
interface Standing {
  readonly id: string;
  readonly proposer: string;
  readonly subjects: readonly SubjectRef[];
  readonly state: 'proposed' | 'open' | 'closed';
  readonly outcome: Outcome | null;
  readonly resolution: string | null;
}

/** The states in which an entry may come. */
const comesIn: Readonly<Record<Exclude<MotionEntry['type'], 'motion.proposed'>, readonly Standing['state'][]>> = {
  'motion.seconded': ['proposed'],
  'motion.linked': ['proposed'],
  'motion.opened': ['proposed'],
  'motion.lapsed': ['proposed'],
  'ballot.cast': ['open'],
  'member.recused': ['open'],
  'motion.extended': ['open'],
  'motion.closed': ['open'],
  'motion.superseded': ['open'],
  'motion.withdrawn': ['proposed', 'open'],
  'motion.cancelled': ['proposed', 'open'],
  'resolution.adopted': ['closed'],
};

function wrongLink(
  { id, proposer, subjects }: Standing,
  { ref, subject }: Extract<MotionEntry, { type: 'motion.linked' }>,
): string | null {
  const key = subjectKey(subject);
  if (ref !== proposer) return `links ${id} by ${ref}, who did not propose it`;
  if (subjects.some((one) => subjectKey(one) === key)) return `links ${id} to ${key}, where it is already`;
  return subjects.length < subjectLimit ? null : `links ${id} to more subjects than ${String(subjectLimit)}`;
}

/** Why an entry cannot follow a motion's state; null when it can. */
export function disorder(motion: Standing | undefined, entry: MotionEntry): string | null {
  if (entry.type === 'motion.proposed') return motion ? `proposes ${entry.motion} a second time` : null;
  if (!motion) return `speaks of ${entry.motion}, which was never proposed`;
  if (!comesIn[entry.type].includes(motion.state)) return `is a ${entry.type}, but ${motion.id} is ${motion.state}`;
  if (entry.type === 'motion.linked') return wrongLink(motion, entry);
  if (entry.type !== 'resolution.adopted') return null;
  if (motion.outcome !== 'carried') return `gives a resolution to ${motion.id}, which was not carried`;
  return motion.resolution === null ? null : `gives ${motion.id} a second resolution`;
}
