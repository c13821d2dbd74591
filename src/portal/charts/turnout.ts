// Turnout over time: a column a motion, oldest first, its height the share of the electorate that voted.
import type { MotionSummary } from '../../motions/view.js';
import type { Instant } from '../../shared/time.js';
import { percent } from './share.js';

export interface TurnoutColumn {
  readonly id: string;
  readonly closedAt: Instant;
  readonly ballots: number;
  readonly electorate: number;
  readonly carried: boolean;
  readonly x: string;
  readonly width: string;
  /** From the top of the drawing. */
  readonly y: string;
  readonly height: string;
}

export interface Turnout {
  readonly columns: readonly TurnoutColumn[];
  readonly ballots: number;
  /** Ballots that could have been cast. */
  readonly possible: number;
}

/** Of the motions that closed since then after a vote, at most `most` of the newest. */
export function turnout(motions: readonly MotionSummary[], since: Instant, most: number): Turnout {
  const voted = motions
    .flatMap(({ id, closed_at: at, outcome, tally }) =>
      at !== null && at >= since && tally.electorate > 0 ? [{ id, at, outcome, tally }] : [],
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(-most);
  const columns = voted.map(({ id, at, outcome, tally: { ballots, electorate } }, index) => ({
    id,
    closedAt: at,
    ballots,
    electorate,
    carried: outcome === 'carried',
    x: percent(index, voted.length),
    width: percent(0.72, voted.length),
    y: percent(electorate - ballots, electorate),
    height: percent(ballots, electorate),
  }));
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    columns,
    ballots: sum(columns.map(({ ballots }) => ballots)),
    possible: sum(columns.map(({ electorate }) => electorate)),
  };
}
