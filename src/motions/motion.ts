// A motion: the fold of its ledger entries.
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Choice, MotionEntry, Outcome, RuleEntry, TallyEntry } from './entries.js';
import { disorder } from './order.js';

/** Sixteen hex digits that stand for a person in the ledger. */
export type Ref = string;

export interface Second {
  readonly ref: Ref;
  readonly at: Instant;
}

export interface Elector {
  readonly ref: Ref;
  /** The organization group on the day of opening. */
  readonly group: string;
}

/** A binding ballot as it was recorded. Reason and source are commitments. */
export interface Ballot {
  readonly seq: number;
  readonly ref: Ref;
  readonly choice: Choice;
  readonly reason: string | null;
  readonly receivedAt: Instant;
  readonly forgeTime: Instant;
  readonly source: string | null;
  /** On which forge it was given; null in a motion that is on one. */
  readonly forge: ForgeId | null;
  /** The seq of the ballot of the same person that counts instead. */
  readonly supersededBy: number | null;
}

export interface Recusal {
  readonly ref: Ref;
  readonly reason: string | null;
  readonly at: Instant;
}

/** Who ended a motion before its time, and why; the reason is a commitment. */
export interface Ending {
  readonly ref: Ref | null;
  readonly reason: string | null;
}

export interface Motion {
  readonly id: string;
  readonly kind: string;
  readonly proposer: Ref;
  /** Where it was proposed, then what it was linked to. */
  readonly subjects: readonly SubjectRef[];
  /** A commitment. */
  readonly title: string | null;
  readonly state: 'proposed' | 'open' | 'closed';
  readonly outcome: Outcome | null;
  readonly proposedAt: Instant;
  /** Proposal plus notice: the earliest opening. */
  readonly opensAfter: Instant;
  readonly secondsNeeded: number;
  readonly seconds: readonly Second[];
  /** Fixed at opening; null and empty before. */
  readonly charter: string | null;
  readonly rule: RuleEntry | null;
  readonly electorate: readonly Elector[];
  readonly heads: readonly { readonly subject: string; readonly head: string }[];
  readonly openedAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly extension: { readonly ref: Ref; readonly reason: string | null } | null;
  readonly ballots: readonly Ballot[];
  readonly recused: readonly Recusal[];
  readonly ending: Ending | null;
  /** The tally at its end, as the closing entry has it. */
  readonly finalTally: TallyEntry | null;
  /** Deliveries that were dead when it closed. */
  readonly dead: number;
  readonly resolution: string | null;
  readonly inForceAt: Instant | null;
  /** The seq of its last entry: the version of this state. */
  readonly seq: number;
}

/** What `evolve` needs of the envelope. */
export interface Sequenced {
  readonly seq: number;
  readonly entry: MotionEntry;
}

function proposed(seq: number, entry: Extract<MotionEntry, { type: 'motion.proposed' }>): Motion {
  return {
    id: entry.motion,
    kind: entry.kind,
    proposer: entry.ref,
    subjects: entry.subjects,
    title: entry.title,
    state: 'proposed',
    outcome: null,
    proposedAt: entry.proposed_at,
    opensAfter: entry.opens_after,
    secondsNeeded: entry.seconds,
    seconds: [],
    charter: null,
    rule: null,
    electorate: [],
    heads: [],
    openedAt: null,
    closesAt: null,
    closedAt: null,
    extension: null,
    ballots: [],
    recused: [],
    ending: null,
    finalTally: null,
    dead: 0,
    resolution: null,
    inForceAt: null,
    seq,
  };
}

function withBallot(motion: Motion, seq: number, entry: Extract<MotionEntry, { type: 'ballot.cast' }>): Motion {
  const ballot: Ballot = {
    seq,
    ref: entry.ref,
    choice: entry.choice,
    reason: entry.reason,
    receivedAt: entry.received_at,
    forgeTime: entry.forge_time,
    source: entry.source,
    forge: entry.forge ?? null,
    supersededBy: entry.superseded_by ?? null,
  };
  const stands = ballot.supersededBy ?? seq;
  const before = motion.ballots.map((old) => {
    if (old.ref !== ballot.ref) return old;
    if (old.seq === stands) return { ...old, supersededBy: null };
    return old.supersededBy === null ? { ...old, supersededBy: stands } : old;
  });
  return { ...motion, ballots: [...before, ballot], seq };
}

/** Whether the subjects of a motion are on more than one forge: then each ballot's entry names its own. */
export function isAcrossForges({ subjects }: Pick<Motion, 'subjects'>): boolean {
  return new Set(subjects.map(({ forge }) => forge)).size > 1;
}

/** The next state of a motion. Throws when the entry cannot follow the state: the log would be corrupt. */
export function evolve(motion: Motion | undefined, { seq, entry }: Sequenced): Motion {
  const problem = disorder(motion, entry);
  if (entry.type === 'motion.proposed' && problem === null) return proposed(seq, entry);
  if (problem !== null || motion === undefined || entry.type === 'motion.proposed')
    throw new Error(`ledger entry ${String(seq)} ${problem ?? 'stands alone'}`);
  switch (entry.type) {
    case 'motion.seconded':
      return { ...motion, seconds: [...motion.seconds, { ref: entry.ref, at: entry.seconded_at }], seq };
    case 'motion.linked':
      return { ...motion, subjects: [...motion.subjects, entry.subject], seq };
    case 'motion.opened':
      return {
        ...motion,
        state: 'open',
        charter: entry.charter,
        rule: entry.rule,
        electorate: entry.electorate.map(([ref, group]) => ({ ref, group })),
        openedAt: entry.opened_at,
        closesAt: entry.closes_at,
        heads: entry.heads,
        seq,
      };
    case 'ballot.cast':
      return withBallot(motion, seq, entry);
    case 'member.recused':
      return {
        ...motion,
        recused: [...motion.recused, { ref: entry.ref, reason: entry.reason, at: entry.received_at }],
        seq,
      };
    case 'motion.extended':
      return { ...motion, closesAt: entry.closes_at, extension: { ref: entry.ref, reason: entry.reason }, seq };
    case 'motion.closed':
      return {
        ...motion,
        state: 'closed',
        outcome: entry.outcome,
        finalTally: entry.tally,
        closedAt: entry.closed_at,
        inForceAt: entry.outcome === 'carried' ? entry.closed_at : null,
        dead: entry.dead,
        seq,
      };
    case 'motion.lapsed':
      return { ...motion, state: 'closed', outcome: 'lapsed', closedAt: entry.closed_at, seq };
    case 'motion.withdrawn':
    case 'motion.cancelled':
    case 'motion.superseded':
      return {
        ...motion,
        state: 'closed',
        outcome: entry.outcome,
        ending: { ref: entry.ref, reason: entry.reason },
        finalTally: entry.tally,
        closedAt: entry.closed_at,
        seq,
      };
    case 'resolution.adopted':
      return { ...motion, resolution: entry.resolution, inForceAt: entry.in_force_at, seq };
  }
}

/** The ballots that count: of each elector who did not recuse, the one that stands. */
export function standingBallots(motion: Motion): readonly Ballot[] {
  const recused = new Set(motion.recused.map(({ ref }) => ref));
  return motion.ballots.filter((ballot) => ballot.supersededBy === null && !recused.has(ballot.ref));
}

/** The electorate less the recused. */
export function votingElectors(motion: Motion): readonly Elector[] {
  const recused = new Set(motion.recused.map(({ ref }) => ref));
  return motion.electorate.filter(({ ref }) => !recused.has(ref));
}
