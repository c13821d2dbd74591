// The ledger entries of contributions: their exact shapes, as the ledger's format lists them.
import { z } from 'zod';

export const contributionEntrySchema = z.strictObject({
  type: z.literal('policy.overridden'),
  policy: z.string(),
  /** The contribution's name when it was first seen: `github:openclaw/models#12`, with `@` and its time of creation where another one had that name before. */
  contribution: z.string(),
  /** The head commit it is for. */
  head: z.string(),
  ref: z.string().regex(/^[0-9a-f]{16}$/),
  /** A commitment. */
  reason: z.string(),
});

/** An entry about a contribution, without the envelope. */
export type ContributionEntry = z.infer<typeof contributionEntrySchema>;
