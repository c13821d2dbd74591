// Recounts a motion from its own ledger entries, trusting nothing that they say was counted.
import type { LedgerEntry } from '../ledger/envelope.js';
import { mayCount } from '../motions/decide/ballot.js';
import { nextDue } from '../motions/decide/due.js';
import { motionEntrySchema, type MotionEntry, type Outcome, type TallyEntry } from '../motions/entries.js';
import { evolve, isAcrossForges, type Motion } from '../motions/motion.js';
import { disorder } from '../motions/order.js';
import { noAdvisory, tallyOf } from '../motions/tally.js';
import { canonical } from '../shared/canonical.js';
import { err, ok, type Result } from '../shared/result.js';

/** What a recount finds: the outcome, null while the motion is unfinished, and the tally, null while it was never opened. */
export interface Recount {
  readonly outcome: Outcome | null;
  readonly tally: TallyEntry | null;
}

function sameTally(written: TallyEntry | null, motion: Motion): boolean {
  const counted = written && tallyOf(motion, written.advisory)?.entry;
  return written === null ? motion.rule === null : counted != null && canonical(written) === canonical(counted);
}

function wrongClosing(motion: Motion, entry: Extract<MotionEntry, { type: 'motion.closed' }>): string | null {
  const counted = tallyOf(motion, entry.tally.advisory)?.outcome;
  const byPush = motion.rule?.on_push === 'lost' && entry.heads !== undefined;
  if (!sameTally(entry.tally, motion)) return 'has another tally than its ballots';
  const outcome = byPush ? 'lost' : counted;
  if (entry.outcome !== outcome) return `says ${entry.outcome}, but the count is ${String(outcome)}`;
  const early = nextDue(motion)?.at;
  if (byPush || entry.closed_at === early || entry.closed_at === motion.closesAt) return null;
  return `closes at ${entry.closed_at}, neither when decided nor at ${String(motion.closesAt)}`;
}

function isElector(motion: Motion, ref: string): boolean {
  return motion.electorate.some((elector) => elector.ref === ref) && !motion.recused.some((one) => one.ref === ref);
}

function wrongBallot(motion: Motion, entry: Extract<MotionEntry, { type: 'ballot.cast' }>): string | null {
  if (!isElector(motion, entry.ref)) return `is a ballot of ${entry.ref}, who has no vote`;
  if (motion.closesAt !== null && entry.received_at >= motion.closesAt) return 'is a ballot received after the end';
  const own = motion.ballots.filter(({ ref }) => ref === entry.ref);
  const by = entry.superseded_by;
  const counts = own.find(({ seq }) => seq === by);
  if (by !== undefined && !counts) return `is superseded by ${String(by)}, which is no ballot of the same person`;
  const forge = entry.forge ?? null;
  const isNamed = motion.subjects.some((subject) => subject.forge === forge);
  if (isAcrossForges(motion) ? !isNamed : forge !== null) return 'names no forge of the motion, or one without need';
  const given = { receivedAt: entry.received_at, forgeTime: entry.forge_time, forge };
  if (mayCount(counts ?? given, [...own, given])) return null;
  if (counts) return `is superseded by ${String(by)}, which is earlier`;
  const [later] = own.filter(({ supersededBy }) => supersededBy === null);
  return `counts instead of ${String(later?.seq)}, which is later`;
}

/** What is wrong with an entry after the ones before it; null when it follows from them. */
function wrong(motion: Motion | undefined, entry: MotionEntry): string | null {
  const problem = disorder(motion, entry);
  if (problem !== null || motion === undefined) return problem;
  switch (entry.type) {
    case 'ballot.cast':
      return wrongBallot(motion, entry);
    case 'member.recused':
      return isElector(motion, entry.ref) ? null : `recuses ${entry.ref}, who has no vote`;
    case 'motion.closed':
      return wrongClosing(motion, entry);
    case 'motion.withdrawn':
    case 'motion.cancelled':
    case 'motion.superseded':
      return sameTally(entry.tally, motion) ? null : 'has another tally than its ballots';
    case 'resolution.adopted':
      return entry.in_force_at === motion.closedAt ? null : 'is in force at another time than the closing';
    default:
      return null;
  }
}

/** Counts a motion anew from all of its entries and compares what they say of themselves. The error names the first entry that is wrong. */
export function recount(entries: readonly Pick<LedgerEntry, 'seq' | 'entry'>[]): Result<Recount, string> {
  let motion: Motion | undefined;
  for (const { seq, entry: written } of entries) {
    const parsed = motionEntrySchema.safeParse(written);
    if (!parsed.success) return err(`entry ${String(seq)} is not an entry of a motion`);
    const entry = parsed.data;
    if (motion && entry.motion !== motion.id)
      return err(`entry ${String(seq)} is of ${entry.motion}, not ${motion.id}`);
    if (motion && seq <= motion.seq) return err(`entry ${String(seq)} stands after entry ${String(motion.seq)}`);
    const problem = wrong(motion, entry);
    if (problem !== null) return err(`entry ${String(seq)} ${problem}`);
    motion = evolve(motion, { seq, entry });
  }
  if (!motion) return err('there is no entry');
  const tally = motion.finalTally ?? tallyOf(motion, noAdvisory)?.entry ?? null;
  return ok({ outcome: motion.outcome, tally });
}
