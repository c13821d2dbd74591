// The ledger entries of the log itself, of charter versions and of the people they name.
import { z } from 'zod';

const ref = z.string().regex(/^[0-9a-f]{16}$/);

export const charterEntrySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('log.created'),
    foundation: z.string(),
    origin: z.string(),
    mode: z.enum(['live', 'sandbox']),
  }),
  z.strictObject({
    type: z.literal('charter.adopted'),
    version: z.string(),
    source: z.strictObject({ forge: z.string(), repo: z.string(), commit: z.string() }).or(z.literal('files')),
  }),
  z.strictObject({ type: z.literal('person.listed'), ref }),
  z.strictObject({
    type: z.literal('identity.bound'),
    ref,
    forge: z.enum(['github', 'gitee']),
    /** A commitment to the account id. */
    account: z.string(),
  }),
]);

/** An entry about the log, a charter version or a person, without the envelope. */
export type CharterEntry = z.infer<typeof charterEntrySchema>;
