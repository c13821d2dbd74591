// What happens to a motion when its subject changes: a push, a deletion, a transfer out. Contract, section 4.
import { subjectKey, type SubjectRef } from '../../shared/refs.js';
import type { Instant } from '../../shared/time.js';
import type { Motion, Ref } from '../motion.js';
import { ruleOf } from '../rule.js';
import { tallyOf, type AdvisoryCounts } from '../tally.js';
import { close } from './due.js';
import type { MotionDraft } from './decision.js';

export interface Push {
  readonly subject: SubjectRef;
  readonly head: string;
  readonly ref: Ref | null;
  readonly at: Instant;
}

/** Whether a push to a head of another tree matters to the motion. */
export function isTouchedBy(motion: Motion, { subject, head }: Pick<Push, 'subject' | 'head'>): boolean {
  const key = subjectKey(subject);
  return motion.state === 'open' && motion.heads.some((one) => one.subject === key && one.head !== head);
}

/** What a push of another tree does to an open motion, by its rule: superseded, lost, or nothing. */
export function pushed(motion: Motion, push: Push, advisory: AdvisoryCounts): readonly MotionDraft[] {
  if (!isTouchedBy(motion, push) || motion.rule === null) return [];
  const { onPush } = ruleOf(motion.rule);
  if (onPush === 'keep') return [];
  const heads = [{ subject: subjectKey(push.subject), head: push.head }];
  if (onPush === 'lost') {
    const closing = close(motion, push.at, advisory, 0);
    if (closing.entry.type !== 'motion.closed') return [closing];
    return [{ ...closing, entry: { ...closing.entry, outcome: 'lost', heads } }];
  }
  return [
    {
      key: `${motion.id}/ended`,
      entry: {
        type: 'motion.superseded',
        motion: motion.id,
        outcome: 'superseded',
        ref: push.ref,
        reason: null,
        tally: tallyOf(motion, advisory)?.entry ?? null,
        closed_at: push.at,
        heads,
      },
    },
  ];
}

/** Ends a motion whose subject was deleted or left the foundation. `reason` commits to who did it and how. */
export function cancel(
  motion: Motion,
  ref: Ref | null,
  reason: string | null,
  at: Instant,
  advisory: AdvisoryCounts,
): readonly MotionDraft[] {
  if (motion.state === 'closed') return [];
  return [
    {
      key: `${motion.id}/ended`,
      entry: {
        type: 'motion.cancelled',
        motion: motion.id,
        outcome: 'cancelled',
        ref,
        reason,
        tally: tallyOf(motion, advisory)?.entry ?? null,
        closed_at: at,
        heads: [...motion.heads],
      },
    },
  ];
}
