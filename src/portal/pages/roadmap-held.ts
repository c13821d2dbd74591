// How the plan has held so far, at the top of the board: what slipped and by how much, what was shipped of what was planned, how fresh it all is.
import type { RoadmapPlan } from '../../charter/charter.js';
import type { RoadmapNumbers } from '../../roadmap/view.js';
import { isQuarter, quarterOf } from '../../shared/quarter.js';
import type { Instant } from '../../shared/time.js';
import { quarterColumns } from '../charts/quarters.js';
import type { PageContext } from './page.js';
import { boardAddress } from './roadmap-filters.js';
import { when } from './when.js';

interface Figure {
  readonly value: string;
  /** What it is a part of; empty where it stands for itself. */
  readonly of: string;
  readonly label: string;
  readonly to: string | null;
}

/** `3/2` as `1½`, as exact as before. A median is whole or a half. */
function asRead(median: string): string {
  const [n = 0, d = 1] = median.split('/').map(Number);
  const whole = Math.floor(n / d);
  return d === 1 ? String(n) : `${whole === 0 ? '' : String(whole)}½`;
}

/** Planned and kept in all quarters that are over. */
function finished(
  quarters: RoadmapNumbers['quarters'],
  now: Instant,
): { readonly planned: number; readonly kept: number } {
  const over = quarters.filter(({ quarter }) => quarter < quarterOf(now));
  const sum = (count: (one: (typeof over)[number]) => number) => over.reduce((total, one) => total + count(one), 0);
  return { planned: sum(({ planned }) => planned), kept: sum(({ kept }) => kept) };
}

function figures(
  { words: { t }, now }: PageContext,
  { slipped, median_slip: median, quarters }: RoadmapNumbers,
  plan: RoadmapPlan | null,
  overdue: number,
): readonly Figure[] {
  const { planned, kept } = finished(quarters, now);
  const inQuarters = plan?.horizons.every(isQuarter) ?? false;
  return [
    ...(slipped.of === 0
      ? []
      : [{ value: String(slipped.items), of: String(slipped.of), label: t('roadmap.held.slipped'), to: null }]),
    ...(median === null
      ? []
      : [
          {
            value: asRead(median),
            of: '',
            label: t(inQuarters ? 'roadmap.held.medianQuarters' : 'roadmap.held.medianSteps', {
              count: median === '1' ? 1 : 2,
            }),
            to: '/roadmap/changes?slip=true',
          },
        ]),
    ...(planned === 0 ? [] : [{ value: String(kept), of: String(planned), label: t('roadmap.held.kept'), to: null }]),
    {
      value: String(overdue),
      of: '',
      label: t('roadmap.held.overdue', { count: overdue }),
      to: overdue === 0 ? null : boardAddress({ overdue: 'true' }),
    },
  ];
}

/** The chart with its table; null before anything was planned. */
function chartModel({ words: { t }, now }: PageContext, { quarters }: RoadmapNumbers): object | null {
  const columns = quarterColumns(quarters);
  if (columns.length === 0) return null;
  const { planned, kept } = finished(quarters, now);
  return {
    columns,
    quarters,
    sentence: planned === 0 ? t('roadmap.chart.first') : t('roadmap.chart.sentence', { planned, kept }),
    present: t('roadmap.chart.present', { quarter: quarterOf(now) }),
  };
}

/** What the section at the top shows. */
export function heldModel(
  context: PageContext,
  numbers: RoadmapNumbers,
  plan: RoadmapPlan | null,
  overdue: number,
): object {
  const { updated_at: updatedAt, next_review_at: reviewAt, review_due: due } = numbers;
  return {
    figures: figures(context, numbers, plan, overdue),
    chart: chartModel(context, numbers),
    updated: updatedAt === null ? null : when(context, updatedAt),
    review: reviewAt === null ? null : { due, ...when(context, reviewAt) },
  };
}
