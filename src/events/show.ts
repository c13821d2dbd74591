// Shows a motion: its projection for the portal, its effects for the forges. Repeating it changes nothing.
import { isFoundationRepository } from '../charter/repositories.js';
import { resolutionOf, viewOf } from '../motions/view-of.js';
import type { MotionView } from '../motions/view.js';
import { showFollowed } from '../planning/follow.js';
import { subjectKey } from '../shared/refs.js';
import { charterInForce, charterNamed, type Governance } from './governance.js';
import { effectsOf } from './effects-of.js';
import { gatherNames, subjectsOf } from './gather.js';
import { stillThere } from './gone.js';

/** `project`: only the portal. `update`: the forges too. */
export type Showing = 'project' | 'update';

/** Brings the portal, and the forges when asked, in line with a motion's state. The motion's projection comes last: while it is old, the rest is done again. */
export async function showMotion(governance: Governance, id: string, showing: Showing): Promise<MotionView> {
  const { ledger, outbox, projections, publicUrl } = governance;
  const register = await ledger.sync();
  const { seq } = register;
  const motion = register.motions.get(id);
  if (!motion) throw new Error(`${id} is not in the register`);
  const known = await subjectsOf(governance, motion);
  const view = viewOf(motion, await gatherNames(governance, motion, known));
  const there = showing === 'update' ? await stillThere(governance, motion, known) : [];
  if (there.length > 0) {
    const adopted =
      motion.charter === null ? await charterInForce(governance) : await charterNamed(governance, motion.charter);
    const today = await charterInForce(governance);
    if (adopted && today) {
      const ours = there.filter(({ ref }) => isFoundationRepository(today.charter, ref.forge, ref.repo));
      const labelled = ours.filter(({ origin }) => register.bySubject.get(subjectKey(origin))?.at(-1) === id);
      const { charter } = adopted;
      const { replies } = governance;
      await outbox.want(effectsOf({ view, subjects: ours, labelled, charter, replies, publicUrl }), seq);
    }
  }
  // Where a policy or the roadmap asks for a motion, its end decides.
  if (motion.state === 'closed') {
    if (showing === 'update') await showFollowed(governance, known);
    const { contributions, now } = governance;
    for (const { ref, isPull } of known) if (isPull) await contributions.due(ref, now());
  }
  const resolution = resolutionOf(view, (number) => `${publicUrl}/resolutions/${number}`);
  if (resolution) await projections.putResolution(resolution, motion.seq);
  await projections.putMotion(view, motion.seq);
  return view;
}
