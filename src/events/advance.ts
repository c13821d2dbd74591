// Brings a motion up to an instant: opens, lapses, closes it and gives the resolution, each with its due time.
import { close, lapse, nextDue, open, resolutions, type Due } from '../motions/decide/due.js';
import type { MotionDraft } from '../motions/decide/decision.js';
import type { Motion } from '../motions/motion.js';
import { advisoryCounts } from '../motions/view-of.js';
import { versionAt, type Register } from '../motions/register.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { headsOf, noteMissingHead } from './facts.js';
import { charterNamed, type Governance } from './governance.js';
import { isWaitedForElsewhere, lanesOf } from './lanes.js';

async function deadBefore(governance: Governance, motion: Motion, at: Instant): Promise<number> {
  let dead = 0;
  for (const lane of await lanesOf(governance, motion)) {
    dead += await governance.inbox.deadBetween(lane, motion.openedAt ?? motion.proposedAt, at);
  }
  return dead;
}

/**
 * What the step would append; decided anew on the motion as it is when the entry is written. `head-missing`: a forge refuses to tell the head of
 * a pull request, without which a motion on it never opens.
 */
async function stepOf(
  governance: Governance,
  motion: Motion,
): Promise<((now: Motion) => MotionDraft | null) | 'head-missing' | null> {
  const due = nextDue(motion);
  if (!due) return null;
  const stillDue = (now: Motion) => {
    const again = nextDue(now);
    return again?.what === due.what && again.at === due.at;
  };
  if (due.what === 'lapse') return (now) => (stillDue(now) ? lapse(now, due.at) : null);
  if (due.what === 'open') {
    const version = versionAt(await governance.ledger.sync(), due.at);
    if (version === null) return null;
    const adopted = await charterNamed(governance, version);
    const heads = await headsOf(governance, motion);
    if (heads === null) return 'head-missing';
    return (now) => (stillDue(now) ? open(now, due.at, { adopted, heads }) : null);
  }
  const counts = advisoryCounts(await governance.advisory.of(motion.id));
  const dead = await deadBefore(governance, motion, due.at);
  return (now) => (stillDue(now) ? close(now, due.at, counts, dead) : null);
}

/** Gives carried motions in force their resolutions. Answers the motions that got one. */
export async function adoptResolutions({ ledger }: Governance): Promise<readonly string[]> {
  const register = await ledger.sync();
  if (register.unresolved.size === 0) return [];
  const { appended } = await ledger.append((now) => ({ drafts: resolutions(now), result: null }));
  return appended.flatMap(({ entry }) => (entry.type === 'resolution.adopted' ? [entry.motion] : []));
}

/**
 * Does what is due to a motion by `now`. The caller holds the lane of one of its subjects and knows that nothing received there before is still to
 * be handled. What waits for something else (a linked subject, a poll) is left: the clock of motions does it later, with its due time.
 * Answers whether there may be anything new to show. `steps`: what may be done.
 */
export async function advance(
  governance: Governance,
  id: string,
  now: Instant,
  steps: readonly Due['what'][] = ['open', 'lapse', 'close'],
): Promise<boolean> {
  const { ledger } = governance;
  let changed = false;
  for (;;) {
    const motion = (await ledger.sync()).motions.get(id);
    const due = motion && nextDue(motion);
    if (!due || due.at > now || !steps.includes(due.what)) break;
    if (await isWaitedForElsewhere(governance, motion, due)) break;
    const step = await stepOf(governance, motion);
    if (!step) break;
    if (step === 'head-missing') {
      await noteMissingHead(governance, motion, now);
      changed = true;
      break;
    }
    await ledger.append((register: Register) => {
      const current = register.motions.get(id);
      const draft = current && step(current);
      return { drafts: draft ? [draft] : [], result: null };
    });
    changed = true;
  }
  if (changed) await adoptResolutions(governance);
  return changed;
}

/** The newest motion of the subject with this origin. */
export async function motionOf({ ledger }: Governance, origin: SubjectRef): Promise<Motion | undefined> {
  const register = await ledger.sync();
  const id = register.bySubject.get(subjectKey(origin))?.at(-1);
  return id === undefined ? undefined : register.motions.get(id);
}

/** The newest motion of a subject, wherever the subject was when it was proposed. */
export async function motionIn(governance: Governance, subject: SubjectRef): Promise<Motion | undefined> {
  return motionOf(governance, await governance.subjects.originOf(subject));
}
