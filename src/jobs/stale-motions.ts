// Shows every motion whose projection is older than the ledger: after a crash, or when the projections were deleted.
import type { Governance } from '../events/governance.js';
import { lanesOf } from '../events/lanes.js';
import { showMotion } from '../events/show.js';
import { inLanes, type InLane } from './in-lanes.js';

/**
 * Each is shown under its lanes: beside the handler that is at work on it, what was read before its last entry could be wished after what that
 * handler wished, and would stay. Answers how many were shown.
 */
export async function showStaleMotions(governance: Governance, inLane: InLane): Promise<number> {
  const register = await governance.ledger.sync();
  const projected = await governance.projections.projected();
  let shown = 0;
  for (const motion of [...register.motions.values()]) {
    if ((projected.get(motion.id) ?? -1) >= motion.seq) continue;
    await inLanes(inLane, await lanesOf(governance, motion), async () => {
      await showMotion(governance, motion.id, 'update');
      shown += 1;
    });
  }
  return shown;
}
