// What must have become of the items of the year, worked out by hand from its story.
import type { RoadmapItemView, RoadmapNumbers } from '../../../src/roadmap/view.js';
import type { Places } from './story.js';
import type { Place } from './world.js';

/** Nine in the morning: everything in the story happens then. */
export function at(day: string): string {
  return `${day}T09:00:00.000Z`;
}

const plain = {
  wish: null,
  overdue: false,
  body: null,
  measure: null,
  asks: [],
  pending: null,
  reason: '',
  decision: null,
  progress: { done: 0, total: 0 },
  slips: 0,
  slipped_steps: 0,
  latest_update: null,
  stale_from: null,
  stale: false,
  ended_at: null,
  mentions: [],
} as const;

/** An item without addresses. */
export interface ExpectedItem extends Readonly<Omit<RoadmapItemView, 'url' | 'latest_update' | 'asks' | 'mentions'>> {
  readonly asks: readonly RoadmapItemView['asks'][number][];
  readonly mentions: readonly string[];
  readonly latest_update: Omit<NonNullable<RoadmapItemView['latest_update']>, 'url'> | null;
}

function placeOf({ forge, repo, number }: Place): Pick<Place, 'forge' | 'repo' | 'number'> {
  return { forge, repo, number };
}

/** The items at the end of the year, the newest first; without addresses. */
export function items({ weights, bench, chips, catalogue, fields, sources, phone }: Places): readonly ExpectedItem[] {
  return [
    {
      ...plain,
      ...placeOf(sources),
      id: 'RM-2026-004',
      title: '数据来源检查',
      status: 'shipped',
      standing: 'shipped',
      since: at('2026-09-14'),
      horizon: '2026-Q3',
      theme: 'data',
      lead: 'lin-mei',
      outcome: '由 RM-2026-001 拆分：每份数据都有来源。',
      decision: 'M-2026-0003',
      reason: '检查已上线',
      latest_update: { person: 'lin-mei', at: at('2026-06-29'), text: '检查工具可用' },
      added_at: at('2026-04-01'),
      accepted_at: at('2026-04-09'),
      ended_at: at('2026-09-14'),
      changed_at: at('2026-09-14'),
      days_proposed: 8,
      // April 21, May 31, June 30, July 31, August 31, September 14.
      days_open: 158,
      mentions: ['RM-2026-001'],
    },
    {
      ...plain,
      ...placeOf(fields),
      id: 'RM-2026-003',
      title: 'Fields of a card',
      status: 'in-progress',
      standing: 'in-progress',
      since: at('2026-05-12'),
      horizon: 'later',
      theme: 'data',
      lead: 'ana-souza',
      outcome: 'Split from RM-2026-001: every card names its fields.',
      decision: 'M-2026-0002',
      reason: 'Ana takes over',
      progress: { done: 1, total: 2 },
      slips: 1,
      // From the second of four horizons to the last one.
      slipped_steps: 2,
      latest_update: { person: 'ana-souza', at: at('2026-07-27'), text: 'half of the fields are named' },
      // 90 days after it was moved.
      stale_from: at('2026-11-30'),
      added_at: at('2026-04-01'),
      accepted_at: at('2026-04-09'),
      changed_at: at('2026-09-01'),
      days_proposed: 8,
      // 158 until 14 September, then September 16, October 31, November 21.
      days_open: 226,
      mentions: ['RM-2026-001'],
    },
    {
      ...plain,
      ...placeOf(phone),
      id: 'RM-2026-002',
      title: 'A model for phones',
      status: 'proposed',
      standing: 'proposed',
      since: at('2026-02-03'),
      horizon: null,
      wish: 'later',
      theme: null,
      lead: null,
      outcome: 'It runs on a phone.',
      decision: null,
      added_at: at('2026-02-03'),
      accepted_at: null,
      changed_at: at('2026-02-03'),
      // February 25, eight months of 245, November 21.
      days_proposed: 291,
      days_open: 0,
    },
    {
      ...plain,
      ...placeOf(catalogue),
      id: 'RM-2026-001',
      title: 'A catalogue of datasets',
      status: 'declined',
      standing: 'declined',
      since: at('2026-04-17'),
      horizon: '2026-Q2',
      theme: 'data',
      lead: 'kofi-mensah',
      outcome: 'Every dataset has a card.',
      decision: 'M-2026-0004',
      reason: 'Split into RM-2026-003 and RM-2026-004',
      added_at: at('2026-01-12'),
      accepted_at: at('2026-01-20'),
      ended_at: at('2026-04-17'),
      changed_at: at('2026-04-17'),
      days_proposed: 8,
      // January 11, February 28, March 31, April 17.
      days_open: 87,
      mentions: ['RM-2026-003', 'RM-2026-004'],
    },
    {
      ...plain,
      ...placeOf(chips),
      id: 'RM-2025-003',
      title: 'Chips of our own',
      status: 'declined',
      standing: 'declined',
      since: at('2025-12-09'),
      horizon: null,
      theme: null,
      lead: 'kofi-mensah',
      outcome: 'We train on chips of our own.',
      decision: 'M-2025-0003',
      added_at: at('2025-12-01'),
      accepted_at: null,
      ended_at: at('2025-12-09'),
      changed_at: at('2025-12-09'),
      days_proposed: 8,
      days_open: 0,
    },
    {
      ...plain,
      ...placeOf(bench),
      id: 'RM-2025-002',
      title: '可复现评测',
      status: 'in-progress',
      standing: 'overdue',
      since: at('2026-05-18'),
      horizon: '2026-Q3',
      overdue: true,
      theme: 'open-weights',
      lead: 'wang-bo',
      outcome: '任何人都能复现公布的分数。',
      decision: 'M-2025-0002',
      slips: 1,
      slipped_steps: 2,
      latest_update: { person: 'wang-bo', at: at('2026-07-20'), text: '评测可在本地运行' },
      // 90 days after that.
      stale_from: at('2026-10-18'),
      stale: true,
      added_at: at('2025-11-17'),
      accepted_at: at('2025-11-26'),
      changed_at: at('2026-05-18'),
      days_proposed: 9,
      // A year but five days.
      days_open: 360,
    },
    {
      ...plain,
      ...placeOf(weights),
      id: 'RM-2025-001',
      title: 'Open weights',
      status: 'shipped',
      standing: 'shipped',
      since: at('2026-06-22'),
      horizon: '2026-Q2',
      theme: 'open-weights',
      body: 'tsc',
      lead: 'chen-yu',
      outcome: {
        en: 'Anybody may download the weights of the small model, and fine-tune them.',
        zh: '任何人都可以下载小模型的权重。',
      },
      measure: 'A thousand downloads in a month',
      asks: [
        { body: 'tsc', text: 'review the licence' },
        { body: 'maintainers', text: 'host the files' },
      ],
      decision: 'M-2025-0001',
      slips: 1,
      slipped_steps: 1,
      latest_update: { person: 'chen-yu', at: at('2026-04-20'), text: 'the weights are converted' },
      added_at: at('2025-11-04'),
      accepted_at: at('2025-11-12'),
      ended_at: at('2026-06-22'),
      changed_at: at('2026-06-22'),
      days_proposed: 8,
      // November 18, December 31, January 31, February 28, March 31, April 30, May 31, June 22.
      days_open: 222,
    },
  ];
}

/** The numbers at the end of the year. */
export const numbers: RoadmapNumbers = {
  updated_at: at('2026-09-14'),
  // 180 days after 4 May 2026.
  next_review_at: '2026-10-31T00:00:00.000Z',
  review_due: true,
  items: 7,
  open: 2,
  // Of all but the one that was lost and the one that is proposed.
  slipped: { items: 3, of: 5, share: '3/5' },
  // By 1, 2 and 2.
  slips: 3,
  median_slip: '2',
  quarters: [
    // The weights and the benchmark, both moved away within it.
    { quarter: '2026-Q1', planned: 2, kept: 0, shipped: 0 },
    // The weights, shipped; the catalogue, dropped.
    { quarter: '2026-Q2', planned: 2, kept: 1, shipped: 1 },
    // The sources, shipped; the fields, moved away; the benchmark, overdue.
    { quarter: '2026-Q3', planned: 3, kept: 1, shipped: 1 },
    { quarter: '2026-Q4', planned: 0, kept: 0, shipped: 0 },
  ],
};
