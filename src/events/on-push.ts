// A pull request has a new head: an open motion on another head is superseded, lost or kept, by its rule.
import { speakerOf } from '../charter/adopted.js';
import type { HeadPushed } from '../forges/event.js';
import type { Motion } from '../motions/motion.js';
import { isTouchedBy, pushed } from '../motions/decide/subject.js';
import { advisoryCounts } from '../motions/view-of.js';
import { subjectKey } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { advance, motionIn } from './advance.js';
import { headNow, sameTree } from './facts.js';
import type { Handling } from './handling.js';
import { awaitTurn } from './lanes.js';
import { showMotion } from './show.js';

export async function onHeadPushed(handling: Handling, event: HeadPushed, receivedAt: Instant): Promise<void> {
  const { governance } = handling;
  const { ref, head } = event.subject;
  const found = await motionIn(governance, ref);
  if (!found) return;
  await awaitTurn(governance, found, receivedAt, { ordered: true });
  if (found.state !== 'closed') await advance(governance, found.id, receivedAt);
  const motion = await motionIn(governance, ref);
  const origin = await governance.subjects.originOf(ref);
  const voted = motion?.heads.find(({ subject }) => subject === subjectKey(origin))?.head;
  const inForce = motion?.state === 'open' || motion?.outcome === 'carried';
  if (motion && voted !== undefined && voted !== head && inForce)
    await judgePush(handling, event, motion, voted, receivedAt);
  await showMotion(governance, found.id, 'update');
}

/** Judges the head of now, not the delivery's: of two pushes the earlier may be told later, or after the motion was called. */
async function judgePush(
  { governance, adopted }: Handling,
  event: HeadPushed,
  motion: Motion,
  voted: string,
  receivedAt: Instant,
): Promise<void> {
  const { ref } = event.subject;
  const head = (await headNow(governance, ref)) ?? event.subject.head;
  if (head === voted) return;
  const origin = await governance.subjects.originOf(ref);
  if (await sameTree(governance, ref, voted, head)) {
    await governance.subjects.addSameTreeHead(origin, { voted, head });
    return;
  }
  if (!isTouchedBy(motion, { subject: origin, head })) return;
  const counts = advisoryCounts(await governance.advisory.of(motion.id));
  const by = speakerOf(adopted, event.by)?.ref ?? null;
  await governance.ledger.append((register) => {
    const now = register.motions.get(motion.id) ?? motion;
    return { drafts: pushed(now, { subject: origin, head, ref: by, at: receivedAt }, counts), result: null };
  });
}
