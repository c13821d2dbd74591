// Casting a ballot: whether it binds, and which of one person's ballots counts. Contract, section 4.
import { err, ok, type Result } from '../../shared/result.js';
import type { ForgeId } from '../../shared/refs.js';
import type { Instant } from '../../shared/time.js';
import type { Choice } from '../entries.js';
import { isAcrossForges, type Ballot, type Motion, type Ref } from '../motion.js';
import type { Refusal } from '../refusal.js';
import type { MotionDraft } from './decision.js';
import { ended, stillProposed } from './members.js';

/** Where a ballot was written: what decides between two ballots of one person. */
export interface BallotSource {
  readonly forge: ForgeId;
  readonly repo: string;
  readonly number: string;
  /** Kind and id of the text it stands in. */
  readonly text: string;
  readonly id: string;
  /** The line of the text, from 1. */
  readonly line: number;
}

export interface CastBallot {
  readonly key: string;
  readonly choice: Choice;
  /** Commitments. */
  readonly reason: string | null;
  readonly sourceCommitment: string | null;
  readonly source: BallotSource;
  readonly receivedAt: Instant;
  readonly forgeTime: Instant;
}

/** The text a ballot's `source` commits to. */
export function sourceText({ forge, repo, number, text, id, line }: BallotSource): string {
  return JSON.stringify([forge, repo, number, text, id, line]);
}

/** Reads what `sourceText` wrote; null for anything else. */
export function parseSource(written: string): BallotSource | null {
  const fields: unknown = JSON.parse(written);
  if (!Array.isArray(fields)) return null;
  const [forge, repo, number, text, id, line] = fields.map((field: unknown) => field);
  if ((forge !== 'github' && forge !== 'gitee') || typeof repo !== 'string' || typeof number !== 'string') return null;
  if (typeof text !== 'string' || typeof id !== 'string' || typeof line !== 'number') return null;
  return { forge, repo, number, text, id, line };
}

function compareIds(a: string, b: string): number {
  const [left, right] = [BigInt(/^\d+$/.test(a) ? a : 0), BigInt(/^\d+$/.test(b) ? b : 0)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** When a ballot was written on its forge, and where. A `source` that was erased is null. */
interface WrittenBallot {
  readonly forgeTime: Instant;
  readonly source: BallotSource | null;
}

/** On one forge, oldest first: by forge time, then id, then line. Ids of different kinds of texts are told apart, so that two ballots are never equal. What was erased comes first. */
export function decidingOrder(a: WrittenBallot, b: WrittenBallot): number {
  if (a.forgeTime !== b.forgeTime) return compare(a.forgeTime, b.forgeTime);
  if (!a.source || !b.source) return Number(a.source !== null) - Number(b.source !== null);
  return compareIds(a.source.id, b.source.id) || compare(a.source.text, b.source.text) || a.source.line - b.source.line;
}

interface ReceivedBallot {
  readonly receivedAt: Instant;
  readonly forgeTime: Instant;
  /** Null where it matters not, or was never told. */
  readonly forge: ForgeId | null;
}

/** A ballot with its place in the ledger; null while it has none. */
interface Numbered extends ReceivedBallot, WrittenBallot {
  readonly seq: number | null;
}

/** Which of two forges' last ballots was given first: by receipt, then by the forges' times, then by the forges' names. */
function acrossForges(a: ReceivedBallot, b: ReceivedBallot): number {
  return (
    compare(a.receivedAt, b.receivedAt) || compare(a.forgeTime, b.forgeTime) || compare(a.forge ?? '', b.forge ?? '')
  );
}

/**
 * The ballot that counts of all that one person gave: within each forge the one with the later forge time, then the higher id, then the later
 * line; of these the later received. It depends on the ballots alone, not on the order they came in. Comparing each newcomer with the one that
 * stands would not do: of two on one forge the earlier written may be received later than one of the other forge, and the later written
 * before it, so that each beats the next in a circle.
 */
export function countingBallot<T extends ReceivedBallot & WrittenBallot>(newest: T, others: readonly T[]): T {
  const last = new Map<ForgeId | null, T>();
  for (const ballot of [newest, ...others]) {
    const best = last.get(ballot.forge);
    if (!best || decidingOrder(best, ballot) < 0) last.set(ballot.forge, ballot);
  }
  return [...last.values()].reduce((best, ballot) => (acrossForges(best, ballot) < 0 ? ballot : best));
}

/** Whether of all that one person gave this one may count, as far as the ledger tells: ids and lines, which decide between ballots of one time, are not in it. */
export function mayCount(ballot: ReceivedBallot, all: readonly ReceivedBallot[]): boolean {
  const isLast = (one: ReceivedBallot) =>
    all.every(({ forge, forgeTime }) => forge !== one.forge || forgeTime <= one.forgeTime);
  const elsewhere = all.filter(({ forge }) => forge !== ballot.forge);
  const overtaken = elsewhere.length === 0 || elsewhere.some((one) => isLast(one) && acrossForges(one, ballot) < 0);
  return isLast(ballot) && overtaken;
}

/** What becomes of a ballot: an entry, or an advisory ballot that the ledger only counts. */
export type BallotDecision =
  { readonly binding: true; readonly drafts: readonly MotionDraft[] } | { readonly binding: false };

/** Casts a ballot in a motion that was open when it was received: one tried again much later is not for the motion that followed. `sourceOf`: where a ballot of the same person was written; null when that was erased. */
export function castBallot(
  motion: Motion,
  ref: Ref | null,
  cast: CastBallot,
  sourceOf: (ballot: Ballot) => BallotSource | null,
): Result<BallotDecision, Refusal> {
  if (motion.state === 'closed') return err(ended(motion));
  const wasOpen = motion.openedAt !== null && cast.receivedAt >= motion.openedAt;
  if (motion.state === 'proposed' || !wasOpen) return err(stillProposed(motion));
  if (ref === null || !motion.electorate.some((elector) => elector.ref === ref)) return ok({ binding: false });
  if (motion.recused.some((recusal) => recusal.ref === ref)) return err({ code: 'recused', motion: motion.id });
  const others = ballotsOf(motion, ref).map((ballot) => ({ ...ballot, source: sourceOf(ballot) }));
  const { receivedAt, forgeTime, source } = cast;
  const forge = isAcrossForges(motion) ? source.forge : null;
  const counts = countingBallot<Numbered>({ seq: null, receivedAt, forgeTime, source, forge }, others);
  return ok({
    binding: true,
    drafts: [
      {
        key: cast.key,
        entry: {
          type: 'ballot.cast',
          motion: motion.id,
          ref,
          choice: cast.choice,
          reason: cast.reason,
          received_at: cast.receivedAt,
          forge_time: cast.forgeTime,
          source: cast.sourceCommitment,
          ...(forge !== null && { forge }),
          ...(counts.seq !== null && { superseded_by: counts.seq }),
        },
      },
    ],
  });
}

/** Every binding ballot of a person, in the order they were recorded. */
export function ballotsOf(motion: Motion, ref: Ref): readonly Ballot[] {
  return motion.ballots.filter((ballot) => ballot.ref === ref);
}
