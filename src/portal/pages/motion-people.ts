// The people of a motion: their ballots with reasons, those who have not voted, the recused, the seconders.
import type { BallotView, MotionView } from '../../motions/view.js';
import { standingChoices } from '../charts/group-bars.js';
import { organizationName, personName, type PageContext } from './page.js';

/** So many ballots are shown before the rest is folded away. */
const shownBallots = 20;

interface PersonModel {
  /** The charter's id; null for an account it does not know. */
  readonly id: string | null;
  readonly name: string;
  readonly organization: string | null;
}

function personModel(context: PageContext, motion: MotionView, id: string): PersonModel {
  const elector = motion.electorate.find(({ person }) => person === id);
  const organization = elector ? organizationName(context, elector.organization) : null;
  return { id, name: personName(context, id), organization };
}

function ballotModel(context: PageContext, motion: MotionView, ballot: BallotView): object {
  const { person, account, choice, reason, cast_at: at, url, superseded } = ballot;
  const who = person === null ? null : personModel(context, motion, person);
  return {
    ...(who ?? { id: null, name: account?.login ?? '', organization: null }),
    choice,
    reason,
    at,
    url,
    superseded,
  };
}

/** Split where the fold is. */
function folded(rows: readonly object[]): { shown: readonly object[]; rest: readonly object[]; total: number } {
  return { shown: rows.slice(0, shownBallots), rest: rows.slice(shownBallots), total: rows.length };
}

/** Everything the page says of people. Ballots newest last, as they were cast. */
export function peopleModel(context: PageContext, motion: MotionView): object {
  const spoken = standingChoices(motion.ballots);
  const row = (ballot: BallotView): object => ballotModel(context, motion, ballot);
  const binding = motion.ballots.filter((ballot) => ballot.binding);
  const silent = motion.electorate.filter(({ person }) => !spoken.has(person));
  return {
    ballots: folded(binding.filter(({ superseded }) => !superseded).map(row)),
    superseded: binding.filter(({ superseded }) => superseded).map(row),
    advisory: motion.ballots.filter((ballot) => !ballot.binding).map(row),
    silent: silent.map(({ person }) => personModel(context, motion, person)),
    recused: motion.recused.map(({ person, reason }) => ({ ...personModel(context, motion, person), reason })),
    seconds: motion.seconds.map(({ person, at }) => ({ ...personModel(context, motion, person), at })),
  };
}
