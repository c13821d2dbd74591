// What was planned for each quarter beside what was shipped in it: two columns a quarter, the oldest first.
import type { RoadmapNumbers } from '../../roadmap/view.js';
import { percent } from './share.js';

type Tally = RoadmapNumbers['quarters'][number];

export interface QuarterColumns extends Tally {
  /** `Q4`. */
  readonly label: string;
  /** The year where it begins to count; else empty. */
  readonly year: string;
  /** The middle of the two columns. */
  readonly middle: string;
  /** Hollow: what was planned. */
  readonly plan: Box;
  /** Filled: what was shipped of it in time. */
  readonly keep: Box;
  /** Hatched, above the filled part: what was shipped besides. */
  readonly more: Box & { readonly drawn: boolean };
}

/** Shares of the drawing. `y` is the upper edge; `mid` the middle, for a label. */
interface Box {
  readonly x: string;
  readonly y: string;
  readonly width: string;
  readonly height: string;
  readonly mid: string;
}

/** As many as can be told apart on a phone. */
const mostQuarters = 6;
/** Fewer quarters are not drawn wider. */
const fewestSlots = 4;

/** The newest quarters as columns; none of nothing. The last one is the present quarter. */
export function quarterColumns(quarters: readonly Tally[]): readonly QuarterColumns[] {
  const shown = quarters.slice(-mostQuarters);
  const tallest = Math.max(1, ...shown.map(({ planned, shipped }) => Math.max(planned, shipped)));
  const slots = Math.max(fewestSlots, shown.length);
  function box(left: number, below: number, count: number): Box {
    return {
      x: percent(left, slots),
      y: percent(tallest - below - count, tallest),
      width: percent(0.3, slots),
      height: percent(count, tallest),
      mid: percent(left + 0.15, slots),
    };
  }
  return shown.map((tally, index) => {
    const { quarter, planned, kept, shipped } = tally;
    return {
      ...tally,
      label: quarter.slice('YYYY-'.length),
      year: index === 0 || quarter.endsWith('Q1') ? quarter.slice(0, 'YYYY'.length) : '',
      middle: percent(index + 0.42, slots),
      plan: box(index + 0.1, 0, planned),
      keep: box(index + 0.44, 0, kept),
      more: { ...box(index + 0.44, kept, shipped - kept), drawn: shipped > kept },
    };
  });
}
