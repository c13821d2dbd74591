// Proposing a motion: who may, where, and what it waits for. Contract, sections 2 and 4.
import { speakerOf, type AdoptedCharter } from '../../charter/adopted.js';
import type { MotionKind } from '../../charter/charter.js';
import { electorateOn } from '../../charter/electorate.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Account, SubjectRef } from '../../shared/refs.js';
import { nearest } from '../../shared/text.js';
import { dayOf, plus, type Instant } from '../../shared/time.js';
import type { Refusal } from '../refusal.js';
import { nextNumber, unfinishedIn, type Register } from '../register.js';
import { lapseAfter } from './due.js';
import type { Decided } from './decision.js';

/** A person may have so many motions proposed or open at once. */
export const unfinishedLimit = 3;

export interface Proposal {
  readonly key: string;
  readonly author: Account;
  readonly subject: SubjectRef;
  /** As written; null for the charter's default. */
  readonly kind: string | null;
  /** A commitment. */
  readonly title: string | null;
  readonly at: Instant;
  /** When it is handled, if its delivery had been given up and an operator has it tried again; else `at`, however late it is handled. */
  readonly handledAt: Instant;
  /** The same motion was open before and was cancelled because its subject went away: it needs neither seconds nor notice again. */
  readonly calledAgain: boolean;
}

/** The kind a proposal names. Names are compared without regard to ASCII case. */
export function kindOf({ charter }: AdoptedCharter, written: string | null): Result<MotionKind, Refusal> {
  const known = charter.motions.map(({ id }) => id);
  const wanted = written ?? charter.defaultMotion;
  if (wanted === null) return err({ code: 'no-default-kind', known });
  const kind = charter.motions.find(({ id }) => id === wanted.toLowerCase());
  return kind ? ok(kind) : err({ code: 'unknown-kind', kind: wanted, nearest: nearest(wanted, known), known });
}

/** What a proposal waits for: a motion called again has neither seconds nor notice. */
function waitOf(
  { at, calledAgain }: Proposal,
  { notice, seconds }: MotionKind,
): { opensAfter: Instant; seconds: number } {
  return calledAgain ? { opensAfter: at, seconds: 0 } : { opensAfter: plus(at, notice), seconds };
}

/** When a motion that nobody knew of would have ended: nobody could second it, or vote. */
function endedUnseen(proposal: Proposal, kind: MotionKind): Instant {
  const { opensAfter, seconds } = waitOf(proposal, kind);
  return seconds > 0 ? plus(proposal.at, lapseAfter) : plus(opensAfter, kind.period);
}

/** A new motion in a subject, by one of the kind's callers. One that would have ended before it is handled after all is not made. */
export function propose(register: Register, adopted: AdoptedCharter, proposal: Proposal): Decided {
  const found = kindOf(adopted, proposal.kind);
  if (!found.ok) return found;
  const kind = found.value;
  const day = dayOf(proposal.at);
  const speaker = speakerOf(adopted, proposal.author);
  if (!speaker || !electorateOn(adopted.charter, kind.callers, day).includes(speaker.person.id)) {
    return err({ code: 'not-a-caller', kind: kind.id, bodies: kind.callers, clause: `motions.${kind.id}.callers` });
  }
  if (endedUnseen(proposal, kind) <= proposal.handledAt) {
    return err({ code: 'called-too-late', receivedAt: proposal.at });
  }
  const unfinished = unfinishedIn(register, proposal.subject);
  if (unfinished) {
    return err({
      code: 'motion-unfinished',
      motion: unfinished.id,
      state: unfinished.state === 'open' ? 'open' : 'proposed',
    });
  }
  const own = [...register.unfinished].filter((id) => register.motions.get(id)?.proposer === speaker.ref);
  if (own.length >= unfinishedLimit) return err({ code: 'too-many-motions', limit: unfinishedLimit });
  if (electorateOn(adopted.charter, kind.electorate, day).length === 0) {
    return err({ code: 'no-electorate', kind: kind.id, clause: `motions.${kind.id}.electorate` });
  }
  const year = proposal.at.slice(0, 4);
  const { opensAfter, seconds } = waitOf(proposal, kind);
  const motion = `M-${year}-${String(nextNumber(register, 'M', year)).padStart(4, '0')}`;
  return ok([
    {
      key: proposal.key,
      entry: {
        type: 'motion.proposed',
        motion,
        ref: speaker.ref,
        kind: kind.id,
        subjects: [proposal.subject],
        title: proposal.title,
        proposed_at: proposal.at,
        opens_after: opensAfter,
        seconds,
      },
    },
  ]);
}
