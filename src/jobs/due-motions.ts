// The clock of motions: opens, lapses and closes what is due, in the order it is due, each under its subjects' lanes.
import { adoptResolutions, advance } from '../events/advance.js';
import type { Governance } from '../events/governance.js';
import { isLeftByPoll, isWaitedFor, lanesOf } from '../events/lanes.js';
import { showMotion } from '../events/show.js';
import { followEnded } from '../planning/follow.js';
import { showItem } from '../planning/show.js';
import { nextDue, type Due } from '../motions/decide/due.js';
import type { Motion } from '../motions/motion.js';
import type { Register } from '../motions/register.js';
import { askedToWait } from '../inbox/drain.js';
import type { Retries } from '../queue/retries.js';
import { plus, type Instant } from '../shared/time.js';
import { inLanes, type InLane } from './in-lanes.js';

/** A motion, and what it does next by itself. */
interface DueMotion {
  readonly motion: Motion;
  readonly due: Due;
}

/** What is due by `now`, the longest due first. */
function dueBy(register: Register, now: Instant): readonly DueMotion[] {
  return [...register.unfinished]
    .flatMap((id) => register.motions.get(id) ?? [])
    .flatMap((motion) => {
      const due = nextDue(motion);
      return due && due.at <= now ? [{ motion, due }] : [];
    })
    .sort((a, b) => (a.due.at === b.due.at ? (a.motion.id < b.motion.id ? -1 : 1) : a.due.at < b.due.at ? -1 : 1));
}

/** Does what is due to a motion under its lanes, unless a delivery received before is waited for. Answers whether there may be anything new to show. */
async function runOne(
  governance: Governance,
  inLane: InLane,
  { motion, due }: DueMotion,
  retryLater: () => void,
): Promise<boolean> {
  const { id } = motion;
  const lanes = await lanesOf(governance, motion);
  // What is due to open may have been called by a text that has not been carried out whole: the rest of it may link the motion.
  const waitedFor = due.what === 'open' ? plus(due.at, 1) : due.at;
  let changed = false;
  await inLanes(inLane, lanes, async () => {
    if (await isWaitedFor(governance, motion, due, lanes, waitedFor)) return;
    if (due.what === 'open' && (await isLeftByPoll(governance, motion, waitedFor))) return;
    changed = await advance(governance, id, due.at);
    if (changed) await showMotion(governance, id, 'update');
    const now = (await governance.ledger.sync()).motions.get(id);
    const left = now && nextDue(now);
    if (left?.what === due.what && left.at === due.at) retryLater();
  });
  return changed;
}

/**
 * Does what is due by `now` to motions. A motion whose subject has deliveries received before its due time waits for them. One that fails, or
 * whose facts the forge does not tell now, is tried again when `retries` says so, and holds up no other. Answers how many motions were shown; throws
 * an AggregateError of the failures when everything else is done.
 */
export async function runDueMotions(
  governance: Governance,
  inLane: InLane,
  now: Instant,
  retries: Retries,
): Promise<number> {
  const due = dueBy(await governance.ledger.sync(), now).map((one) => ({
    ...one,
    name: `${one.motion.id} ${one.due.what}`,
  }));
  retries.keepOnly(due.map(({ name }) => name));
  let shown = 0;
  const failures: unknown[] = [];
  for (const { name, ...one } of due.filter((each) => retries.isDue(each.name))) {
    try {
      const changed = await runOne(governance, inLane, one, () => {
        retries.failed(name);
      });
      if (changed) shown += 1;
    } catch (error) {
      retries.failed(name, askedToWait(error) ?? 0);
      failures.push(new Error(`${one.motion.id} could not be brought up to ${one.due.at}`, { cause: error }));
    }
  }
  for (const id of await adoptResolutions(governance)) await showMotion(governance, id, 'update');
  // Of motions that come into force later than they end.
  for (const item of await followEnded(governance)) await showItem(governance, item);
  if (failures.length > 0) throw new AggregateError(failures, 'some motions could not do what was due');
  return shown;
}
