// Writes approvals into the record of a contribution: decided on the record as it is when it is written.
import type { Approval } from '../contributions/facts.js';
import { ok, type Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';
import { draftOf, headsAfter } from './draft.js';
import type { Gathered } from './gather.js';
import { approvalsSince } from './since-based.js';
import type { ContributionRecord, ContributionStore } from './store.js';

/** Decides on the approvals of the record, and again when somebody else wrote it meanwhile. `now`: the head was read before. The answer is the record as it was written. */
export async function keepApprovals<Refusal>(
  store: Pick<ContributionStore, 'find' | 'put'>,
  gathered: Gathered,
  now: Instant,
  decide: (before: readonly Approval[]) => Result<readonly Approval[], Refusal>,
): Promise<Result<ContributionRecord, Refusal>> {
  let { record } = gathered;
  for (;;) {
    // One that was never evaluated is due.
    const first = {
      ...draftOf({ ...gathered, record }),
      heads: headsAfter([], gathered.facts.pull.head, now),
      dueAt: 0,
    };
    const before = record ? { ...record, approvals: approvalsSince(record.approvals, gathered.basedAt) } : first;
    const decided = decide(before.approvals);
    if (!decided.ok) return decided;
    const written = await store.put({ ...before, approvals: decided.value }, record?.revision ?? null);
    record = await store.find(before.ref);
    if (written && record) return ok(record);
  }
}
