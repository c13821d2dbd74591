// What members do in a motion besides voting: second, recuse, withdraw, extend. Contract, section 2.
import { speakerOf, type AdoptedCharter } from '../../charter/adopted.js';
import { electorateOn } from '../../charter/electorate.js';
import { formatDuration } from '../../shared/duration.js';
import type { Account } from '../../shared/refs.js';
import { err, ok } from '../../shared/result.js';
import { dayOf, plus, type Instant } from '../../shared/time.js';
import type { Motion, Ref } from '../motion.js';
import type { Refusal } from '../refusal.js';
import { ruleOf } from '../rule.js';
import { tallyOf, type AdvisoryCounts } from '../tally.js';
import type { Decided } from './decision.js';

/** Somebody's command on a motion. `reason` is a commitment; `at` the time of receipt. */
export interface Request {
  readonly key: string;
  readonly author: Account;
  readonly at: Instant;
  readonly reason: string | null;
}

/** The refusal of a command on a motion that has ended. */
export function ended(motion: Motion): Refusal {
  return { code: 'motion-closed', motion: motion.id, outcome: motion.outcome ?? 'cancelled' };
}

/** The refusal of a command that needs an open motion, on one that waits for seconds or notice. */
export function stillProposed(motion: Motion): Refusal {
  return {
    code: 'still-proposed',
    motion: motion.id,
    opensAfter: motion.opensAfter,
    secondsMissing: Math.max(0, motion.secondsNeeded - motion.seconds.length),
  };
}

/** The bodies whose members vote in a motion, for the words of a refusal. */
export function votingBodies(motion: Motion, { charter }: AdoptedCharter): readonly string[] {
  return charter.motions.find(({ id }) => id === motion.kind)?.electorate ?? [];
}

function notAnElector(motion: Motion, adopted: AdoptedCharter, command: string): Refusal {
  return {
    code: 'not-an-elector',
    command,
    motion: motion.id,
    bodies: votingBodies(motion, adopted),
    clause: `motions.${motion.kind}.electorate`,
  };
}

/** Seconds a proposed motion: by one who would vote in it today, other than its proposer, once. */
export function second(motion: Motion, adopted: AdoptedCharter, { key, author, at }: Request): Decided {
  if (motion.state === 'closed') return err(ended(motion));
  if (motion.state === 'open') return err({ code: 'already-open', motion: motion.id });
  const speaker = speakerOf(adopted, author);
  const bodies = votingBodies(motion, adopted);
  if (!speaker || !electorateOn(adopted.charter, bodies, dayOf(at)).includes(speaker.person.id)) {
    return err(notAnElector(motion, adopted, 'second'));
  }
  if (speaker.ref === motion.proposer) return err({ code: 'own-motion', motion: motion.id });
  if (motion.seconds.some(({ ref }) => ref === speaker.ref))
    return err({ code: 'already-seconded', motion: motion.id });
  return ok([{ key, entry: { type: 'motion.seconded', motion: motion.id, ref: speaker.ref, seconded_at: at } }]);
}

/** Takes an elector out of one motion for good. `ref` is the speaker's ref, null for somebody outside the charter. */
export function recuse(
  motion: Motion,
  adopted: AdoptedCharter,
  ref: Ref | null,
  { key, at, reason }: Request,
): Decided {
  if (motion.state === 'closed') return err(ended(motion));
  if (motion.state === 'proposed') return err(stillProposed(motion));
  if (ref === null || !motion.electorate.some((elector) => elector.ref === ref)) {
    return err(notAnElector(motion, adopted, 'recuse'));
  }
  if (motion.recused.some((recusal) => recusal.ref === ref)) return err({ code: 'already-recused', motion: motion.id });
  return ok([{ key, entry: { type: 'member.recused', motion: motion.id, ref, reason, received_at: at } }]);
}

/** Ends a motion by its proposer, while no binding ballot by another was cast. */
export function withdraw(
  motion: Motion,
  ref: Ref | null,
  { key, at, reason }: Request,
  advisory: AdvisoryCounts,
): Decided {
  if (motion.state === 'closed') return err(ended(motion));
  if (ref !== motion.proposer) return err({ code: 'not-the-proposer', command: 'withdraw', motion: motion.id });
  if (motion.ballots.some((ballot) => ballot.ref !== ref)) return err({ code: 'ballots-cast', motion: motion.id });
  return ok([
    {
      key,
      entry: {
        type: 'motion.withdrawn',
        motion: motion.id,
        outcome: 'withdrawn',
        ref,
        reason,
        tally: tallyOf(motion, advisory)?.entry ?? null,
        closed_at: at,
        heads: [...motion.heads],
      },
    },
  ]);
}

/** Moves the closing time once, by at most the kind's period; by the proposer or one who may vote. `duration` in milliseconds. */
export function extend(
  motion: Motion,
  adopted: AdoptedCharter,
  ref: Ref | null,
  { key, reason }: Request,
  duration: number,
): Decided {
  if (motion.state === 'closed') return err(ended(motion));
  if (motion.state === 'proposed' || motion.closesAt === null || motion.rule === null)
    return err(stillProposed(motion));
  const elector = motion.electorate.some((one) => one.ref === ref) && !motion.recused.some((one) => one.ref === ref);
  if (ref === null || (ref !== motion.proposer && !elector)) {
    const bodies = votingBodies(motion, adopted);
    return err({ code: 'may-not-extend', motion: motion.id, bodies, clause: `motions.${motion.kind}.electorate` });
  }
  if (motion.extension) return err({ code: 'already-extended', motion: motion.id });
  const { period } = ruleOf(motion.rule);
  if (duration > period) {
    const longest = formatDuration(period);
    return err({ code: 'extension-too-long', motion: motion.id, longest, clause: `motions.${motion.kind}.period` });
  }
  const closesAt = plus(motion.closesAt, duration);
  return ok([{ key, entry: { type: 'motion.extended', motion: motion.id, ref, reason, closes_at: closesAt } }]);
}
