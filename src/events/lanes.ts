// In which order deliveries act on one motion. Those of one subject come in order by themselves; those of two linked subjects are in two lanes.
import { RetryLater } from '../inbox/drain.js';
import { nextDue, type Due } from '../motions/decide/due.js';
import type { Motion } from '../motions/motion.js';
import { subjectKey } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Governance } from './governance.js';

/** What waits for another lane looks again so much later at the earliest, in ms. */
const lookAgainMs = 200;

/** The lanes in which deliveries of a motion's subjects wait: where it was proposed or linked, and where that is now. */
export async function lanesOf({ subjects }: Governance, motion: Motion): Promise<readonly string[]> {
  const lanes = new Set<string>();
  for (const subject of motion.subjects) {
    lanes.add(subjectKey(subject));
    const current = await subjects.current(subject);
    if (current) lanes.add(subjectKey(current.ref));
  }
  return [...lanes];
}

async function isPending({ inbox }: Governance, lanes: readonly string[], before: Instant): Promise<boolean> {
  for (const lane of lanes) if (await inbox.pendingBefore(lane, before)) return true;
  return false;
}

/** Whether everything that was written in the motion's subjects by then was brought to us, where we ask for it. */
async function isPolled({ inbox, subjects }: Governance, motion: Motion, time: Instant): Promise<boolean> {
  for (const subject of motion.subjects) {
    const current = await subjects.current(subject);
    if (!(await inbox.polledSince(current?.ref ?? subject, time))) return false;
  }
  return true;
}

/** Whether polls have found texts in the motion's subjects, written before the instant, that are not carried out to their end yet. */
export async function isLeftByPoll({ inbox, subjects }: Governance, motion: Motion, before: Instant): Promise<boolean> {
  for (const subject of motion.subjects) {
    const current = await subjects.current(subject);
    if (await inbox.leftBefore(current?.ref ?? subject, before)) return true;
  }
  return false;
}

/** Whether what is due to a motion waits: for a delivery received before, or, when it is to close, for a poll begun after it was due. `at`: deliveries received before this instant are waited for. */
export async function isWaitedFor(
  governance: Governance,
  motion: Motion,
  due: Due,
  lanes: readonly string[],
  at = due.at,
): Promise<boolean> {
  if (await isPending(governance, lanes, at)) return true;
  return due.what === 'close' && !(await isPolled(governance, motion, due.at));
}

/** For who holds the lane of one subject: the deliveries of a linked one may not be in order, and a poll may be ahead of those of this one. */
export async function isWaitedForElsewhere(governance: Governance, motion: Motion, due: Due): Promise<boolean> {
  return isWaitedFor(governance, motion, due, await lanesOf(governance, motion));
}

/** Has the delivery tried again while the lanes hold one received before `time`. That one waits for none received later: nothing waits in a circle. */
export async function awaitLanes(
  governance: Governance,
  lanes: readonly string[],
  time: Instant,
  what: string,
): Promise<void> {
  if (await isPending(governance, lanes, time)) throw new RetryLater(`waits for ${what}`, lookAgainMs);
}

/**
 * Has the delivery tried again until it may act on a motion. Nothing acts on a motion that was due to close before and waits for something. With
 * `ordered`, or while the motion is proposed, a delivery also waits for every earlier one of its linked subjects: what it does depends on what
 * they do. Ballots do not: which of them count is the same in any order.
 */
export async function awaitTurn(
  governance: Governance,
  motion: Motion,
  receivedAt: Instant,
  { ordered }: { readonly ordered: boolean },
): Promise<void> {
  if (motion.state === 'closed') return;
  if (motion.subjects.length > 1 && (ordered || motion.state === 'proposed')) {
    await awaitLanes(governance, await lanesOf(governance, motion), receivedAt, `earlier deliveries of ${motion.id}`);
  }
  const due = nextDue(motion);
  if (due?.what !== 'close' || due.at > receivedAt) return;
  if (await isWaitedForElsewhere(governance, motion, due)) {
    throw new RetryLater(`waits until ${motion.id} can be closed`, lookAgainMs);
  }
}

/** Has the delivery tried again when its motion became due to close before it was received: a ballot in a linked subject decided it meanwhile. */
export function refuseOverdue(motion: Motion, receivedAt: Instant): void {
  const due = nextDue(motion);
  if (due?.what === 'close' && due.at < receivedAt) {
    throw new RetryLater(`${motion.id} is to be closed as of ${due.at} first`, lookAgainMs);
  }
}
