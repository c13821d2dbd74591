// What time alone brings: opening, lapsing, closing, the resolution. Done late if need be, always with the due time.
import type { AdoptedCharter } from '../../charter/adopted.js';
import { groupOn } from '../../charter/affiliations.js';
import { electorateOn } from '../../charter/electorate.js';
import { subjectKey } from '../../shared/refs.js';
import { dayOf, earlier, later, plus, type Instant } from '../../shared/time.js';
import { decidedOutcome } from '../decided.js';
import type { Motion } from '../motion.js';
import { nextNumber, type Register } from '../register.js';
import { ruleEntryOf, ruleOf } from '../rule.js';
import { tallyOf, type AdvisoryCounts } from '../tally.js';
import type { MotionDraft } from './decision.js';

/** A motion without its seconds lapses after thirty days. Contract, section 4. */
export const lapseAfter = 30 * 24 * 60 * 60 * 1000;

/** What a motion does next by itself, and when it is due. */
export interface Due {
  readonly what: 'open' | 'lapse' | 'close';
  readonly at: Instant;
}

/** The last time a ballot or recusal changed the count, or the opening. */
function lastChange(motion: Motion, openedAt: Instant): Instant {
  const times = [...motion.ballots.map((ballot) => ballot.receivedAt), ...motion.recused.map((recusal) => recusal.at)];
  return times.reduce(later, openedAt);
}

/** What happens next to a motion with time alone; null when it has ended. */
export function nextDue(motion: Motion): Due | null {
  if (motion.state === 'proposed') {
    const missing = motion.secondsNeeded - motion.seconds.length;
    if (missing > 0) return { what: 'lapse', at: plus(motion.proposedAt, lapseAfter) };
    return { what: 'open', at: motion.seconds.map(({ at }) => at).reduce(later, motion.opensAfter) };
  }
  if (motion.state === 'closed' || motion.rule === null || motion.openedAt === null || motion.closesAt === null)
    return null;
  const { closeEarly, minimumPeriod } = ruleOf(motion.rule);
  if (closeEarly === 'never' || decidedOutcome(motion) === null) return { what: 'close', at: motion.closesAt };
  const early = later(lastChange(motion, motion.openedAt), plus(motion.openedAt, minimumPeriod));
  return { what: 'close', at: earlier(early, motion.closesAt) };
}

/** Facts that opening needs. `heads` holds the head commit of each subject that is a pull request. */
export interface OpeningFacts {
  readonly adopted: AdoptedCharter;
  readonly heads: Motion['heads'];
}

/** Opens a motion: fixes charter version, rule, electorate, groups, closing time and heads. A kind the charter dropped meanwhile lapses it. */
export function open(motion: Motion, at: Instant, { adopted, heads }: OpeningFacts): MotionDraft {
  const { charter, refs } = adopted;
  const kind = charter.motions.find(({ id }) => id === motion.kind);
  if (!kind) return lapse(motion, at);
  const day = dayOf(at);
  const electorate = electorateOn(charter, kind.electorate, day).flatMap((id): [string, string][] => {
    const person = charter.people.find((one) => one.id === id);
    const ref = refs.get(id);
    return person && ref !== undefined ? [[ref, groupOn(charter, person, ref, day)]] : [];
  });
  return {
    key: `${motion.id}/opened`,
    entry: {
      type: 'motion.opened',
      motion: motion.id,
      charter: charter.version,
      rule: ruleEntryOf(kind),
      electorate,
      opened_at: at,
      closes_at: plus(at, kind.period),
      heads: heads.filter(({ subject }) => motion.subjects.some((one) => subjectKey(one) === subject)),
    },
  };
}

/** Ends a motion that never found its seconds. */
export function lapse(motion: Motion, at: Instant): MotionDraft {
  return {
    key: `${motion.id}/ended`,
    entry: { type: 'motion.lapsed', motion: motion.id, outcome: 'lapsed', closed_at: at },
  };
}

/** Closes an open motion with the count as it stands. `dead` is the number of deliveries that could not be processed. */
export function close(motion: Motion, at: Instant, advisory: AdvisoryCounts, dead: number): MotionDraft {
  const tally = tallyOf(motion, advisory);
  if (tally === null) throw new Error(`${motion.id} cannot close: it was never opened`);
  return {
    key: `${motion.id}/ended`,
    entry: {
      type: 'motion.closed',
      motion: motion.id,
      outcome: tally.outcome,
      tally: tally.entry,
      closed_at: at,
      dead,
    },
  };
}

/** The resolutions that carried motions in force still lack, numbered in their year in the order they came into force. */
export function resolutions(register: Register): readonly MotionDraft[] {
  const carried = [...register.unresolved]
    .flatMap((id) => register.motions.get(id) ?? [])
    .flatMap((motion) => (motion.inForceAt === null ? [] : [{ id: motion.id, inForceAt: motion.inForceAt }]))
    .sort((a, b) => (a.inForceAt === b.inForceAt ? (a.id < b.id ? -1 : 1) : a.inForceAt < b.inForceAt ? -1 : 1));
  const given = new Map<string, number>();
  return carried.map(({ id, inForceAt }) => {
    const year = inForceAt.slice(0, 4);
    const number = nextNumber(register, 'R', year) + (given.get(year) ?? 0);
    given.set(year, (given.get(year) ?? 0) + 1);
    return {
      key: `${id}/resolution`,
      entry: {
        type: 'resolution.adopted',
        resolution: `R-${year}-${String(number).padStart(3, '0')}`,
        motion: id,
        in_force_at: inForceAt,
      },
    };
  });
}
