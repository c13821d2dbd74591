// The ballots of a motion as lists: binding and advisory apart, folded when long, cut when the comment would be too long for a forge.
import type { BallotView } from '../motions/view.js';
import { link, neutralise } from '../shared/neutralise.js';
import { personName, type Telling } from './motion-text.js';

/** How much of the ballots is told. */
export interface Detail {
  /** Graphemes of each reason; 0 leaves reasons out. */
  readonly reason: number;
  readonly links: boolean;
  /** Ballots of each list. */
  readonly most: number;
}

/** From all there is to what always fits into a comment of a forge. */
export const details: readonly Detail[] = [
  { reason: 300, links: true, most: 500 },
  { reason: 80, links: true, most: 200 },
  { reason: 0, links: false, most: 150 },
];

/** Lists longer than this are folded. Contract, section 4. */
const foldAbove = 20;

/** A list of ballots for the template. */
export interface BallotList {
  readonly title: string;
  readonly fold: boolean;
  readonly items: readonly string[];
}

function item(telling: Telling, ballot: BallotView, detail: Detail): string {
  const { say } = telling;
  const person =
    ballot.person === null ? neutralise(ballot.account?.login ?? '', 80) : personName(telling, ballot.person);
  const choice = say(`choices.${ballot.choice}`);
  const line =
    detail.links && ballot.url !== null
      ? say('motion.ballot-linked', { person, choice, comment: link(say('motion.comment'), ballot.url) })
      : say('motion.ballot', { person, choice });
  const reason = detail.reason > 0 ? neutralise(ballot.reason, detail.reason) : '';
  return reason === '' ? line : say('motion.with-reason', { line, reason });
}

function list(telling: Telling, ballots: readonly BallotView[], detail: Detail, title: string): BallotList {
  const items = ballots.slice(0, detail.most).map((ballot) => item(telling, ballot, detail));
  const more = ballots.length - items.length;
  if (more > 0) items.push(telling.say('motion.more', { count: more }));
  return { title, fold: ballots.length > foldAbove, items };
}

/** The lists to show: binding ballots, advisory ones, recusals; empty ones are left out. */
export function ballotLists(telling: Telling, detail: Detail): readonly BallotList[] {
  const { view, say } = telling;
  const standing = view.ballots.filter(({ superseded }) => !superseded);
  const binding = standing.filter((ballot) => ballot.binding);
  const advisory = standing.filter((ballot) => !ballot.binding);
  const bindingTitle =
    binding.length > foldAbove ? say('motion.ballots-fold', { count: binding.length }) : say('motion.ballots');
  const recused = view.recused.map(({ person, reason }) => {
    const why = detail.reason > 0 ? neutralise(reason, detail.reason) : '';
    const line = personName(telling, person);
    return why === '' ? line : say('motion.with-reason', { line, reason: why });
  });
  return [
    list(telling, binding, detail, bindingTitle),
    list(telling, advisory, detail, say('motion.advisory', view.tally.advisory)),
    { title: say('motion.recused'), fold: recused.length > foldAbove, items: recused },
  ].filter(({ items }) => items.length > 0);
}
