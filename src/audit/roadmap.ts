// Holds the roadmap against the motions: what was changed by a motion must be what that motion was called for, and it must have been carried.
import type { LedgerEntry } from '../ledger/envelope.js';
import type { Register } from '../motions/register.js';
import { newRegister } from '../motions/register.js';
import { followMotions } from '../roadmap/decide/follow.js';
import { roadmapEntrySchema, type RoadmapEntry } from '../roadmap/entries.js';
import { canonical } from '../shared/canonical.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';

/** An entry that calls for a motion comes while it is undecided: it proposes an item, or says what is to be done. */
function wrongCall({ items }: Register['roadmap'], entry: RoadmapEntry): string | null {
  const calls = entry.field === 'pending' && entry.to !== null && items.get(entry.item)?.pending === null;
  const described = ['subject', 'outcome', 'theme', 'body', 'lead', 'text'].includes(entry.field);
  const proposes = entry.field === 'status' && entry.to === 'proposed';
  return calls || described || proposes
    ? null
    : `changes ${entry.field} of ${entry.item} before ${String(entry.motion)} has ended`;
}

/** What is wrong with an entry of the roadmap on the state before it; null when it follows. */
export function wrongChange(register: Register, entry: RoadmapEntry, at: Instant): string | null {
  const { item, motion: id } = entry;
  const before = register.roadmap.items.get(item);
  if (id === null) {
    return before?.pending != null && (entry.field === 'horizon' || entry.field === 'pending')
      ? `changes ${entry.field} of ${item} while a motion is to decide on it`
      : null;
  }
  const motion = register.motions.get(id);
  if (!motion) return `names ${id}, which was never proposed`;
  if (motion.state !== 'closed') return wrongCall(register.roadmap, entry);
  const due = followMotions({ register, at }).some((draft) => canonical(draft.entry) === canonical(entry));
  return due ? null : `is not what follows from ${id}, which ended as ${String(motion.outcome)}`;
}

/** Reads a whole log anew. The error names the first entry of the roadmap that does not follow from what was before it. */
export function auditRoadmap(entries: Iterable<LedgerEntry>): Result<number, string> {
  const fold = newRegister();
  let count = 0;
  for (const stored of entries) {
    const parsed = roadmapEntrySchema.safeParse(stored.entry);
    if (parsed.success) {
      const problem = wrongChange(fold.state, parsed.data, stored.at);
      if (problem !== null) return err(`entry ${String(stored.seq)} ${problem}`);
      count += 1;
    }
    fold.apply(stored);
  }
  return ok(count);
}
