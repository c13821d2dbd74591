// The ledger entries of the roadmap: their exact shape, as the ledger's format lists it.
import { z } from 'zod';

const ref = z.string().regex(/^[0-9a-f]{16}$/);

/** What of an item changes. Of `outcome` and `text` the values are commitments, of `lead` refs. */
export const fields = [
  'subject',
  'status',
  'horizon',
  'lead',
  'theme',
  'body',
  'outcome',
  'text',
  /** What a motion called by `/roadmap` is about: `add next`, `move 2027-Q1`, `drop`. Null again when it has ended. */
  'pending',
] as const;
export type Field = (typeof fields)[number];

export const statuses = ['proposed', 'accepted', 'in-progress', 'on-hold', 'shipped', 'declined', 'withdrawn'] as const;
export type Status = (typeof statuses)[number];

export const roadmapEntrySchema = z.strictObject({
  type: z.literal('roadmap.changed'),
  /** `RM-2026-001`, in the UTC year of its first entry. */
  item: z.string().regex(/^RM-\d{4}-\d{3,}$/),
  field: z.enum(fields),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Who did it; null where a rule of roadmap.yml did, or the forge. */
  ref: ref.nullable(),
  /** The motion that decided it, or that is to decide it. */
  motion: z.string().nullable(),
  /** A commitment. */
  reason: z.string().nullable(),
});

/** An entry about an item of the roadmap, without the envelope. */
export type RoadmapEntry = z.infer<typeof roadmapEntrySchema>;

const known: ReadonlySet<string> = new Set(statuses);

export function isStatus(text: string | null): text is Status {
  return text !== null && known.has(text);
}
