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

/** A ballot by the person who cast it; null for an account that the charter does not know. */
function ballotModel(who: PersonModel | null, ballot: BallotView): object {
  const { account, choice, reason, cast_at: at, url, superseded } = ballot;
  const { id, name, organization } = who ?? { id: null, name: account?.login ?? '', organization: null };
  return { id, name, organization, choice, reason, at, url, superseded };
}

/** Split where the fold is. */
function folded(rows: readonly object[]): { shown: readonly object[]; rest: readonly object[]; total: number } {
  return { shown: rows.slice(0, shownBallots), rest: rows.slice(shownBallots), total: rows.length };
}

/** Everything the page says of people. Ballots newest last, as they were cast. */
export function peopleModel(context: PageContext, motion: MotionView): object {
  const spoken = standingChoices(motion.ballots);
  const organizations = new Map(motion.electorate.map(({ person, organization }) => [person, organization]));
  const personModel = (id: string): PersonModel => {
    const organization = organizationName(context, organizations.get(id) ?? null);
    return { id, name: personName(context, id), organization };
  };
  const row = (ballot: BallotView): object =>
    ballotModel(ballot.person === null ? null : personModel(ballot.person), ballot);
  const binding = motion.ballots.filter((ballot) => ballot.binding);
  const silent = motion.electorate.filter(({ person }) => !spoken.has(person));
  return {
    ballots: folded(binding.filter(({ superseded }) => !superseded).map(row)),
    superseded: binding.filter(({ superseded }) => superseded).map(row),
    advisory: motion.ballots.filter((ballot) => !ballot.binding).map(row),
    silent: silent.map(({ person }) => personModel(person)),
    recused: motion.recused.map(({ person, reason }) => ({ ...personModel(person), reason })),
    seconds: motion.seconds.map(({ person, at }) => ({ ...personModel(person), at })),
  };
}
