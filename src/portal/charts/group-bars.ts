// The ballots by organization group: one thin bar a group, its length the group's members; in a small electorate each member is a piece of it.
import type { BallotView, MotionView } from '../../motions/view.js';
import { stack, type Segment } from './share.js';

type Choice = BallotView['choice'];

/** The whole width stands for at least so many members, lest one of a group of two seem a crowd. */
const shortest = 6;
const mostPieces = 16;

export interface GroupBar {
  /** The topmost organization's id, `independent` for all who stand for themselves, or `unknown`. */
  readonly group: string;
  readonly members: number;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly silent: number;
  readonly segments: readonly Segment[];
}

/** The binding ballots that stand, by person. */
export function standingChoices(ballots: readonly BallotView[]): ReadonlyMap<string, Choice> {
  const standing = ballots.filter(({ binding, superseded }) => binding && !superseded);
  return new Map(standing.flatMap(({ person, choice }) => (person === null ? [] : [[person, choice] as const])));
}

/** How many organization groups the electorate has: each independent is one. */
export function groupCount({ electorate }: Pick<MotionView, 'electorate'>): number {
  return new Set(electorate.map(({ group }) => group)).size;
}

/** The groups in which somebody voted yes. */
export function groupsInFavour({ electorate, ballots }: Pick<MotionView, 'electorate' | 'ballots'>): number {
  const choiceOf = standingChoices(ballots);
  return new Set(electorate.filter(({ person }) => choiceOf.get(person) === 'yes').map(({ group }) => group)).size;
}

/** Members drawn one by one, as long as they can be told apart. */
function pieces(kind: string, count: number, largest: number): readonly (readonly [string, number])[] {
  if (largest > mostPieces) return [[kind, count]];
  return Array.from({ length: count }, () => [kind, 1] as const);
}

/** Largest group first; the independent are shown together, though each counts alone, and last. */
export function groupBars({ electorate, ballots }: Pick<MotionView, 'electorate' | 'ballots'>): readonly GroupBar[] {
  const choiceOf = standingChoices(ballots);
  const groups = new Map<string, (Choice | 'silent')[]>();
  for (const { person, group } of electorate) {
    const name = group.startsWith('independent:') ? 'independent' : group;
    groups.set(name, [...(groups.get(name) ?? []), choiceOf.get(person) ?? 'silent']);
  }
  const largest = Math.max(shortest, ...[...groups.values()].map((said) => said.length));
  const bars = [...groups].map(([group, said]): GroupBar => {
    const count = (what: Choice | 'silent'): number => said.filter((choice) => choice === what).length;
    const parts = (['yes', 'no', 'abstain', 'silent'] as const).flatMap((kind) => pieces(kind, count(kind), largest));
    return {
      group,
      members: said.length,
      yes: count('yes'),
      no: count('no'),
      abstain: count('abstain'),
      silent: count('silent'),
      segments: stack(parts, largest),
    };
  });
  const last = ({ group }: GroupBar): number => (group === 'independent' ? 1 : group === 'unknown' ? 2 : 0);
  return bars.sort((a, b) => last(a) - last(b) || b.members - a.members || (a.group < b.group ? -1 : 1));
}
