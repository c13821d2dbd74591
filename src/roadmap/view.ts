// The roadmap as the outside sees it: the JSON of the API, from which pages, feeds and ROADMAP.md are made too.
import { z } from 'zod';
import { fields, statuses } from './entries.js';

const time = z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' });
const count = z.int().nonnegative();
const local = z
  .union([z.string(), z.strictObject({ en: z.string(), zh: z.string() })])
  .meta({ description: 'one text, or one in each language' });
const share = z.string().meta({ description: 'an exact fraction: 3/10' });

/** Where an item stands, the most telling first. */
export const standings = [
  'voted-on',
  'proposed',
  'overdue',
  'stale',
  'slipped',
  'on-hold',
  'in-progress',
  'accepted',
  'shipped',
  'declined',
  'withdrawn',
] as const;
export type Standing = (typeof standings)[number];

export const roadmapItemSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  forge: z.enum(['github', 'gitee']),
  repo: z.string(),
  number: z.string(),
  url: z.string(),
  status: z.enum(statuses),
  standing: z.enum(standings).meta({ description: 'what one sentence about it would say' }),
  since: time.meta({ description: 'since when it has its status' }),
  horizon: z.string().nullable().meta({ description: 'null until it is accepted' }),
  wish: z.string().nullable().meta({ description: 'the horizon its form asks for, while it has none' }),
  overdue: z.boolean().meta({ description: 'its quarter is over, and it has not ended' }),
  theme: z.string().nullable(),
  body: z.string().nullable(),
  lead: z.string().nullable(),
  outcome: local.nullable(),
  measure: local.nullable(),
  asks: z.array(z.strictObject({ body: z.string(), text: z.string() })),
  pending: z
    .strictObject({ change: z.string(), motion: z.string() })
    .nullable()
    .meta({ description: 'what a motion is to decide' }),
  decision: z.string().nullable().meta({ description: 'the motion by which it was last accepted, or declined' }),
  reason: z.string().meta({ description: 'why it has its status; empty when nobody said' }),
  progress: z.strictObject({ done: count, total: count }),
  slips: count,
  slipped_steps: count.meta({ description: 'quarters, or places in the order of horizons' }),
  latest_update: z.strictObject({ person: z.string(), at: time, text: z.string(), url: z.string() }).nullable(),
  stale_from: time.nullable().meta({ description: 'when it becomes stale, or became so; null when it cannot' }),
  stale: z.boolean(),
  added_at: time,
  accepted_at: time.nullable(),
  ended_at: time.nullable().meta({ description: 'when it was shipped, declined or withdrawn' }),
  changed_at: time,
  days_proposed: count.meta({ description: 'whole days' }),
  days_open: count.meta({ description: 'whole days it was accepted and had not ended' }),
  mentions: z.array(z.string()).meta({ description: 'other items its reasons and its outcome name' }),
});
/** An item in the list and on its own. */
export type RoadmapItemView = z.infer<typeof roadmapItemSchema>;

export const roadmapChangeSchema = z.strictObject({
  seq: z.int().nonnegative().meta({ description: 'the index of its ledger entry' }),
  item: z.string(),
  at: time,
  field: z.enum(fields),
  from: z.string().nullable().meta({ description: 'null for texts: see lines' }),
  to: z.string().nullable(),
  person: z.string().nullable().meta({ description: 'null where a rule of roadmap.yml or the forge did it' }),
  motion: z.string().nullable(),
  reason: z.string(),
  slip: count.nullable().meta({ description: 'how many steps later; null when it is no slip' }),
  days: count.nullable().meta({ description: 'whole days the former value stood; null when there was none' }),
  lines: z
    .array(z.strictObject({ sign: z.enum(['+', '-']), text: z.string() }))
    .nullable()
    .meta({ description: 'of a changed text the lines that are new and those that are gone, at most 200' }),
});
/** One change of an item. */
export type RoadmapChangeView = z.infer<typeof roadmapChangeSchema>;

export const roadmapNumbersSchema = z.strictObject({
  updated_at: time.nullable().meta({ description: 'the last change or update of any item' }),
  next_review_at: time.nullable(),
  review_due: z.boolean(),
  items: count,
  open: count.meta({ description: 'accepted, and not ended' }),
  slipped: z.strictObject({ items: count, of: count, share: share.nullable() }),
  slips: count,
  median_slip: share.nullable().meta({ description: 'steps, exactly: 3/2; null without a slip' }),
  quarters: z.array(z.strictObject({ quarter: z.string(), planned: count, kept: count, shipped: count })),
});
/** The honest numbers at the top. */
export type RoadmapNumbers = z.infer<typeof roadmapNumbersSchema>;
