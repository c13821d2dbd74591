// The clock of contributions: evaluates those that are due, each under its lane.
import { evaluateContribution } from '../evaluation/evaluate.js';
import { charterInForce, type Governance } from '../events/governance.js';
import { askedToWait } from '../inbox/drain.js';
import type { Retries } from '../queue/retries.js';
import { subjectKey } from '../shared/refs.js';
import type { InLane } from './in-lanes.js';

/** At most so many in one run: a new policy.yml makes every open pull request due, and others wait for the forge too. */
const atOnce = 20;

/**
 * Evaluates the contributions that are due, or whose evaluation is by another charter version. One that fails is tried again when `retries` says so. Throws an
 * AggregateError of the failures when all others are done; a forge that asks to wait is none.
 */
export async function runDueContributions(governance: Governance, inLane: InLane, retries: Retries): Promise<void> {
  const adopted = await charterInForce(governance);
  if (!adopted) return;
  const { contributions, clock, now } = governance;
  // Those that failed stay due while they wait: others must not wait with them.
  const due = await contributions.dueBy(now(), adopted.charter.version, atOnce + retries.count());
  retries.keepOnly(due.map(subjectKey));
  const failures: unknown[] = [];
  for (const subject of due.filter((one) => retries.isDue(subjectKey(one))).slice(0, atOnce)) {
    const name = subjectKey(subject);
    try {
      await inLane(name, () => evaluateContribution(governance, adopted, subject, { at: clock.now() }));
    } catch (error) {
      const waitMs = askedToWait(error);
      retries.failed(name, waitMs ?? 0);
      if (waitMs === null) failures.push(new Error(`${name} could not be evaluated`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some contributions could not be evaluated');
}
