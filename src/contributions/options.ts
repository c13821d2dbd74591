// What the options of several policies have in common.
import { z } from 'zod';
import type { AccountKey } from './identity.js';

/** Keys beside the options, which every policy has. */
const commonKeys = ['enforce', 'override'] as const;

/** A mapping with these keys only. The message of an unknown key lists the known ones, where `charter/issues.ts` reads them. */
export function options<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? [...commonKeys, ...Object.keys(shape)].join(', ') : undefined,
  });
}

const accountKey = z.templateLiteral([z.enum(['github', 'gitee']), ':', z.int().min(1)], {
  error: 'an account is its numeric id, or github:ID or gitee:ID; never a name',
});

/** Accounts by numeric id: `49699333` of GitHub, or `gitee:49699333`. */
export const accounts = z
  .array(
    z.union([
      accountKey,
      z
        .int()
        .min(1, 'an account id is a positive number')
        .transform((id): AccountKey => `github:${id}`),
    ]),
  )
  .max(200, 'at most 200 accounts');

/** A word or sentence of people's own, in one line. */
export const line = z
  .string()
  .trim()
  .min(1, 'the text is empty')
  .max(200, 'the text is longer than 200 characters')
  .regex(/^[^\p{Cc}]*$/u, 'the text holds a control character');
