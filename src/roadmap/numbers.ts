// The honest numbers at the top of the roadmap: how fresh it is, how much of it slipped and by how much, what was shipped of what was planned.
import type { RoadmapPlan } from '../charter/charter.js';
import { formatFraction, fraction } from '../shared/fraction.js';
import { quarterNumber, quarterNumbered, quarterOf, type Quarter } from '../shared/quarter.js';
import { later, plus, type Instant } from '../shared/time.js';
import { endOf } from '../shared/quarter.js';
import type { RoadmapNumbers } from './view.js';

/** What of one item the numbers are made of. */
export interface Counted {
  readonly open: boolean;
  /** It had a horizon once: only such an item can slip. */
  readonly hadHorizon: boolean;
  /** The steps of each of its slips. */
  readonly slips: readonly number[];
  readonly planned: ReadonlySet<Quarter>;
  readonly shippedAt: Instant | null;
  /** Its last change or update. */
  readonly heardOf: Instant;
}

/** The middle of whole numbers, exactly; null without any. */
export function median(numbers: readonly number[]): string | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return low === undefined || high === undefined ? null : formatFraction(fraction(low + high, 2));
}

/** Planned, kept and shipped in each quarter, from the first of which there is something to tell to the present one. */
export function quartersOf(items: readonly Counted[], now: Instant): RoadmapNumbers['quarters'] {
  const tallies = new Map<Quarter, { planned: number; kept: number; shipped: number }>();
  function tally(quarter: Quarter) {
    const known = tallies.get(quarter) ?? { planned: 0, kept: 0, shipped: 0 };
    tallies.set(quarter, known);
    return known;
  }
  for (const { planned, shippedAt } of items) {
    for (const quarter of planned) {
      tally(quarter).planned += 1;
      if (shippedAt !== null && shippedAt < endOf(quarter)) tally(quarter).kept += 1;
    }
    if (shippedAt !== null) tally(quarterOf(shippedAt)).shipped += 1;
  }
  const last = quarterNumber(quarterOf(now));
  const first = [...tallies.keys()].map(quarterNumber).reduce((a, b) => Math.min(a, b), last + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const quarter = quarterNumbered(first + i);
    return { quarter, ...(tallies.get(quarter) ?? { planned: 0, kept: 0, shipped: 0 }) };
  });
}

/** When the next review is due: by roadmap.yml, after the day of the last one, or after the adoption of the version in force. */
export function nextReview(plan: RoadmapPlan | null, adoptedAt: Instant | null): Instant | null {
  const last = plan?.reviewed == null ? adoptedAt : `${plan.reviewed}T00:00:00.000Z`;
  return plan?.reviewEvery == null || last === null ? null : plus(last, plan.reviewEvery);
}

/** The numbers of all items at an instant. */
export function numbersOf(
  items: readonly Counted[],
  plan: RoadmapPlan | null,
  adoptedAt: Instant | null,
  now: Instant,
): RoadmapNumbers {
  const slips = items.flatMap((item) => item.slips);
  const slipped = items.filter((item) => item.slips.length > 0).length;
  const of = items.filter(({ hadHorizon }) => hadHorizon).length;
  const nextReviewAt = nextReview(plan, adoptedAt);
  return {
    updated_at: items.reduce<Instant | null>(
      (last, { heardOf }) => (last === null ? heardOf : later(last, heardOf)),
      null,
    ),
    next_review_at: nextReviewAt,
    review_due: nextReviewAt !== null && nextReviewAt <= now,
    items: items.length,
    open: items.filter(({ open }) => open).length,
    slipped: { items: slipped, of, share: of === 0 ? null : formatFraction(fraction(slipped, of)) },
    slips: slips.length,
    median_slip: median(slips),
    quarters: quartersOf(items, now),
  };
}
