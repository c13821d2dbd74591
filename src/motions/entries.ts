// The ledger entries of motions: their exact shapes, as the ledger's format lists them.
import { z } from 'zod';

const ref = z.string().regex(/^[0-9a-f]{16}$/);
const time = z.string();
/** A commitment to a text, or null for none. */
const text = z.string().nullable();
const subject = z.strictObject({ forge: z.enum(['github', 'gitee']), repo: z.string(), number: z.string() });
const head = z.strictObject({ subject: z.string(), head: z.string() });

export const outcomes = [
  'carried',
  'lost',
  'no-quorum',
  'too-few-affiliations',
  'lapsed',
  'withdrawn',
  'cancelled',
  'superseded',
  'vetoed',
] as const;
export type Outcome = (typeof outcomes)[number];

export const choices = ['yes', 'no', 'abstain'] as const;
export type Choice = (typeof choices)[number];

/** All of a motion's rule: enough to recount it without the charter. Durations in ISO 8601. */
export const ruleSchema = z.strictObject({
  method: z.enum(['majority']),
  quorum: z.array(z.string()),
  passes_when: z.array(z.string()),
  period: z.string(),
  close_early: z.enum(['never', 'when-decided']),
  minimum_period: z.string(),
  on_push: z.enum(['supersede', 'keep', 'lost']),
  affiliation_cap: z.string().nullable(),
  veto_window: z.string().nullable(),
});
export type RuleEntry = z.infer<typeof ruleSchema>;

const count = z.int().nonnegative();
const threeCounts = z.strictObject({ yes: count, no: count, abstain: count });

export const tallyEntrySchema = z.strictObject({
  yes: count,
  no: count,
  abstain: count,
  cast: count,
  ballots: count,
  electorate: count,
  affiliations: count,
  advisory: threeCounts,
  counted: z.strictObject({ yes: z.string(), no: z.string(), cast: z.string() }).nullable(),
  conditions: z.array(z.strictObject({ text: z.string(), role: z.enum(['quorum', 'passes_when']), met: z.boolean() })),
});
export type TallyEntry = z.infer<typeof tallyEntrySchema>;

const motion = z.string();

export const motionEntrySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('motion.proposed'),
    motion,
    ref,
    kind: z.string(),
    subjects: z.array(subject).min(1),
    title: text,
    proposed_at: time,
    opens_after: time,
    seconds: count,
  }),
  z.strictObject({ type: z.literal('motion.seconded'), motion, ref, seconded_at: time }),
  z.strictObject({ type: z.literal('motion.linked'), motion, ref, subject }),
  z.strictObject({
    type: z.literal('motion.opened'),
    motion,
    charter: z.string(),
    rule: ruleSchema,
    electorate: z.array(z.tuple([ref, z.string()])).max(500),
    opened_at: time,
    closes_at: time,
    heads: z.array(head),
  }),
  z.strictObject({
    type: z.literal('ballot.cast'),
    motion,
    ref,
    choice: z.enum(choices),
    reason: text,
    received_at: time,
    forge_time: time,
    source: text,
    /** On which forge it was given, in a motion that is on two: which of one person's ballots counts depends on it. */
    forge: subject.shape.forge.optional(),
    /** The `seq` of the ballot of the same person that stands after this one, where that is another one (a reordered delivery, or one of another forge). */
    superseded_by: count.optional(),
  }),
  z.strictObject({ type: z.literal('member.recused'), motion, ref, reason: text, received_at: time }),
  z.strictObject({ type: z.literal('motion.extended'), motion, ref, reason: text, closes_at: time }),
  z.strictObject({
    type: z.literal('motion.closed'),
    motion,
    outcome: z.enum(['carried', 'lost', 'no-quorum', 'too-few-affiliations']),
    tally: tallyEntrySchema,
    closed_at: time,
    dead: count,
    heads: z.array(head).optional(),
  }),
  z.strictObject({ type: z.literal('motion.lapsed'), motion, outcome: z.literal('lapsed'), closed_at: time }),
  z.strictObject({
    type: z.enum(['motion.withdrawn', 'motion.cancelled', 'motion.superseded']),
    motion,
    outcome: z.enum(['withdrawn', 'cancelled', 'superseded']),
    /** Who ended it, when that is a person of the charter. */
    ref: ref.nullable(),
    reason: text,
    /** The tally at that moment; null while it was only proposed. */
    tally: tallyEntrySchema.nullable(),
    closed_at: time,
    heads: z.array(head),
  }),
  z.strictObject({ type: z.literal('resolution.adopted'), resolution: z.string(), motion, in_force_at: time }),
]);

/** An entry about a motion, without the envelope. */
export type MotionEntry = z.infer<typeof motionEntrySchema>;
