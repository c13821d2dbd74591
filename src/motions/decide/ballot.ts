// Casting a ballot: whether it binds, and which of one person's ballots counts. Contract, section 4.
import { err, ok, type Result } from '../../shared/result.js';
import type { ForgeId } from '../../shared/refs.js';
import type { Instant } from '../../shared/time.js';
import type { Choice } from '../entries.js';
import type { Ballot, Motion, Ref } from '../motion.js';
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

/**
 * Whether the new ballot counts rather than the one that stands: on one forge the later forge time, then the higher comment id, then the
 * later line; across forges the later received. A standing ballot whose source was erased yields when the times are equal.
 */
export function beats(cast: CastBallot, standing: Ballot, source: BallotSource | null): boolean {
  if (source && source.forge !== cast.source.forge) return cast.receivedAt >= standing.receivedAt;
  if (cast.forgeTime !== standing.forgeTime) return cast.forgeTime > standing.forgeTime;
  if (!source) return true;
  const ids = compareIds(cast.source.id, source.id);
  return ids !== 0 ? ids > 0 : cast.source.line >= source.line;
}

/** Oldest first, as forge time, id and line tell. */
export function decidingOrder(
  a: { readonly forgeTime: Instant; readonly source: BallotSource },
  b: { readonly forgeTime: Instant; readonly source: BallotSource },
): number {
  if (a.forgeTime !== b.forgeTime) return a.forgeTime < b.forgeTime ? -1 : 1;
  return compareIds(a.source.id, b.source.id) || a.source.line - b.source.line;
}

/** What becomes of a ballot: an entry, or an advisory ballot that the ledger only counts. */
export type BallotDecision =
  { readonly binding: true; readonly drafts: readonly MotionDraft[] } | { readonly binding: false };

/** Casts a ballot in a motion that was open when it was received: one tried again much later is not for the motion that followed. `standingSource` is where the person's standing ballot was written. */
export function castBallot(
  motion: Motion,
  ref: Ref | null,
  cast: CastBallot,
  standingSource: BallotSource | null,
): Result<BallotDecision, Refusal> {
  if (motion.state === 'closed') return err(ended(motion));
  const wasOpen = motion.openedAt !== null && cast.receivedAt >= motion.openedAt;
  if (motion.state === 'proposed' || !wasOpen) return err(stillProposed(motion));
  if (ref === null || !motion.electorate.some((elector) => elector.ref === ref)) return ok({ binding: false });
  if (motion.recused.some((recusal) => recusal.ref === ref)) return err({ code: 'recused', motion: motion.id });
  const standing = standingOf(motion, ref);
  const beaten = standing && !beats(cast, standing, standingSource) ? { superseded_by: standing.seq } : {};
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
          ...beaten,
        },
      },
    ],
  });
}

/** The ballot of a person that stands now. */
export function standingOf(motion: Motion, ref: Ref): Ballot | undefined {
  return motion.ballots.find((ballot) => ballot.ref === ref && ballot.supersededBy === null);
}
