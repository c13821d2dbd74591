// The clock of motions: opens, lapses and closes what is due, in the order it is due, each under its subjects' lanes.
import { adoptResolutions, advance, lanesOf } from '../events/advance.js';
import type { Governance } from '../events/governance.js';
import { showMotion } from '../events/show.js';
import { nextDue } from '../motions/decide/due.js';
import type { Instant } from '../shared/time.js';
import { inLanes, type InLane } from './in-lanes.js';

async function isWaitedFor({ inbox }: Governance, lanes: readonly string[], at: Instant): Promise<boolean> {
  for (const lane of lanes) if (await inbox.pendingBefore(lane, at)) return true;
  return false;
}

/**
 * Does what is due by `now` to motions, the longest due first. A motion whose subject has deliveries received before its due time waits for them.
 * One that fails, or whose facts the forge cannot tell now, holds up no other. Answers how many motions changed; throws an AggregateError of the
 * failures when everything else is done.
 */
export async function runDueMotions(governance: Governance, inLane: InLane, now: Instant): Promise<number> {
  const register = await governance.ledger.sync();
  const due = [...register.unfinished]
    .flatMap((id) => register.motions.get(id) ?? [])
    .flatMap((motion) => {
      const next = nextDue(motion);
      return next && next.at <= now ? [{ motion, at: next.at }] : [];
    })
    .sort((a, b) => (a.at === b.at ? (a.motion.id < b.motion.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  let changed = 0;
  const failures: unknown[] = [];
  for (const { motion, at } of due) {
    const lanes = await lanesOf(governance, motion);
    try {
      await inLanes(inLane, lanes, async () => {
        if (await isWaitedFor(governance, lanes, at)) return;
        if (!(await advance(governance, motion.id, at))) return;
        await showMotion(governance, motion.id, 'update');
        changed += 1;
      });
    } catch (error) {
      failures.push(new Error(`${motion.id} could not be brought up to ${at}`, { cause: error }));
    }
  }
  for (const id of await adoptResolutions(governance)) await showMotion(governance, id, 'update');
  if (failures.length > 0) throw new AggregateError(failures, 'some motions could not do what was due');
  return changed;
}
