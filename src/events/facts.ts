// Facts read from a forge for a decision. What cannot be read now makes the whole delivery wait; it is never guessed.
import type { Answer } from '../forges/answer.js';
import type { Motion } from '../motions/motion.js';
import { RetryLater } from '../inbox/drain.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { forEver, type Instant } from '../shared/time.js';
import type { Governance } from './governance.js';

/** A forge that is away is asked again so much later, however long it stays away: nothing received is given up for it. */
const forgeAwayMs = 5000;

/** The answer's value, or null when the thing is gone. Throws RetryLater when the forge cannot tell now. */
export async function factOrNull<T>(answer: Answer<T>): Promise<T | null> {
  const result = await answer;
  if (result.ok) return result.value;
  const { error } = result;
  switch (error.kind) {
    case 'gone':
    case 'refused':
      return null;
    case 'wait':
      throw new RetryLater(error.detail, error.retryAfterMs);
    case 'unavailable':
      throw new RetryLater(`the forge could not be read: ${error.detail}`, forgeAwayMs);
  }
}

/** The head commit a pull request has now; null when it cannot be had. */
export async function headNow({ forges }: Governance, subject: SubjectRef): Promise<string | null> {
  const forge = forges[subject.forge];
  return forge ? factOrNull(forge.read.head(subject)) : null;
}

/** The head commits of those subjects of a motion that are pull requests; null when a forge does not tell one of them. */
export async function headsOf(governance: Governance, motion: Motion): Promise<Motion['heads'] | null> {
  const heads: { subject: string; head: string }[] = [];
  for (const subject of motion.subjects) {
    const known = await governance.subjects.current(subject);
    if (!known?.isPull) continue;
    const head = await headNow(governance, known.ref);
    if (head === null) return null;
    heads.push({ subject: subjectKey(subject), head });
  }
  return heads;
}

function headMark({ id }: Motion): string {
  return `head not told ${id}`;
}

/** Keeps, for the motion's comment and page, that its opening waits for a head. It opens as soon as that is told. */
export async function noteMissingHead({ marks }: Governance, motion: Motion, now: Instant): Promise<void> {
  await marks.claim(headMark(motion), motion.id, now, forEver);
}

/** Whether a proposed motion waits for a forge to tell a head. */
export async function isHeadMissing({ marks }: Governance, motion: Motion): Promise<boolean> {
  return motion.state === 'proposed' && (await marks.until(headMark(motion))) !== null;
}

/** Whether two commits have the same tree; false when one of them is gone. */
export async function sameTree({ forges }: Governance, subject: SubjectRef, a: string, b: string): Promise<boolean> {
  const forge = forges[subject.forge];
  if (!forge) return false;
  const first = await factOrNull(forge.read.tree(subject, a));
  const second = await factOrNull(forge.read.tree(subject, b));
  return first !== null && first === second;
}
