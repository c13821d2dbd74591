// For which commit somebody has passed a pull request, where the forge tells only that they have: by what was seen before. Pure.
import type { Head } from '../contributions/approvals.js';
import type { Review } from '../contributions/facts.js';
import type { PullNow } from '../forges/forge.js';
import { later, type Instant } from '../shared/time.js';
import type { ContributionRecord, Pass, Passes } from './store.js';

/** What was read last, as kept. */
export type ReadBefore = Pick<ContributionRecord, 'head' | 'base' | 'passes'>;

/**
 * The passes after a reading. One that is new was given since the last reading: for the head of then, if that and the base are still the same. Otherwise the commits may
 * have come in after it, and it counts for none. Each stays bound to its head for as long as it is there; a turn to another base unbinds all.
 */
export function passesAfter(
  before: ReadBefore | null,
  pull: PullNow,
  { sha, tree }: Head,
  now: Instant,
): Passes | null {
  if (!pull.passed) return null;
  const readAt = later(now, pull.updatedAt);
  const known = before?.base === pull.base.branch ? before.passes : undefined;
  const fresh =
    known && before?.head === sha ? { head: sha, tree, at: known.readAt } : { head: '', tree: '', at: readAt };
  const given = pull.passed.map(
    (account): Pass => known?.given.find((one) => one.account.id === account.id) ?? { account, ...fresh },
  );
  return { readAt, given };
}

/** As reviews; who passes approves. */
export function reviewsOf({ given }: Passes): readonly Review[] {
  return given.map(({ account, head, tree, at }) => {
    return { id: `pass/${account.id}`, account, state: 'approved', head, tree: tree || null, submittedAt: at };
  });
}
