// What still counts of a contribution that was turned to another base branch: nobody approved that it goes there.
import { complete, type Approval, type Part, type Review } from '../contributions/facts.js';
import type { Instant } from '../shared/time.js';

/** Holds, and what was given since. */
export function approvalsSince(approvals: readonly Approval[], basedAt: Instant | null): readonly Approval[] {
  return approvals.filter(({ kind, cancel, at }) => kind === 'hold' || cancel || basedAt === null || at >= basedAt);
}

/** Without those that approved before. */
export function reviewsSince(reviews: Part<readonly Review[]>, basedAt: Instant | null): Part<readonly Review[]> {
  if (basedAt === null || !reviews.complete) return reviews;
  return complete(reviews.value.filter(({ state, submittedAt }) => state !== 'approved' || submittedAt >= basedAt));
}
