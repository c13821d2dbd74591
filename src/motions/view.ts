// A motion as the outside sees it: the JSON of the API, from which pages and the motion comment are made too.
import { z } from 'zod';
import { choices, outcomes } from './entries.js';

const time = z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' });
const forge = z.enum(['github', 'gitee']);
const count = z.int().nonnegative();

export const ballotViewSchema = z.strictObject({
  person: z.string().nullable(),
  account: z.strictObject({ forge, id: z.int(), login: z.string() }).nullable(),
  choice: z.enum(choices),
  reason: z.string(),
  binding: z.boolean(),
  cast_at: time,
  url: z.string().nullable(),
  superseded: z.boolean(),
});
export type BallotView = z.infer<typeof ballotViewSchema>;

export const tallyViewSchema = z.strictObject({
  yes: count,
  no: count,
  abstain: count,
  cast: count,
  ballots: count,
  electorate: count,
  affiliations: count,
  advisory: z.strictObject({ yes: count, no: count, abstain: count }),
  counted: z.strictObject({ yes: z.string(), no: z.string(), cast: z.string() }).nullable(),
  conditions: z.array(z.strictObject({ text: z.string(), role: z.enum(['quorum', 'passes_when']), met: z.boolean() })),
  would_be: z.enum(outcomes).nullable(),
});

export const motionViewSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['proposed', 'open', 'closed']),
  outcome: z.enum(outcomes).nullable(),
  subjects: z.array(
    z.strictObject({ forge, repo: z.string(), number: z.string(), url: z.string(), head: z.string().nullable() }),
  ),
  proposer: z.string(),
  proposed_at: time,
  opened_at: time.nullable(),
  closes_at: time.nullable(),
  closed_at: time.nullable(),
  in_force_at: time.nullable(),
  charter_version: z.string().nullable(),
  rule: z
    .strictObject({
      method: z.string(),
      quorum: z.array(z.string()),
      passes_when: z.array(z.string()),
      affiliation_cap: z.string().nullable(),
      period: z.string(),
      close_early: z.string(),
      minimum_period: z.string(),
      on_push: z.string(),
    })
    .nullable(),
  /** While proposed: what it waits for. `head_missing`: a forge does not tell the head of a pull request; views of earlier versions lack it. */
  waiting: z
    .strictObject({ seconds: count, seconds_needed: count, opens_after: time, head_missing: z.boolean().optional() })
    .nullable(),
  seconds: z.array(z.strictObject({ person: z.string(), at: time })),
  electorate: z.array(z.strictObject({ person: z.string(), organization: z.string().nullable(), group: z.string() })),
  recused: z.array(z.strictObject({ person: z.string(), reason: z.string() })),
  tally: tallyViewSchema,
  ballots: z.array(ballotViewSchema),
  ended_by: z.strictObject({ person: z.string().nullable(), reason: z.string() }).nullable(),
  resolution: z.string().nullable(),
});
/** The full view; the list leaves out `electorate` and `ballots`. Binding ballots come before advisory ones, each oldest first. */
export type MotionView = z.infer<typeof motionViewSchema>;

export const motionSummarySchema = motionViewSchema.omit({ electorate: true, ballots: true });
/** A motion in a list. */
export type MotionSummary = z.infer<typeof motionSummarySchema>;

export const resolutionViewSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  motion: z.string(),
  outcome: z.enum(outcomes),
  in_force_at: time,
  url: z.string(),
  supersedes: z.string().nullable(),
  superseded_by: z.string().nullable(),
});
export type ResolutionView = z.infer<typeof resolutionViewSchema>;
