// The API's objects that are read from the charter: people, bodies, organizations; and deliveries.
import { z } from 'zod';
import { ballotViewSchema, motionSummarySchema, motionViewSchema, resolutionViewSchema } from '../../motions/view.js';
import type { NamedSchema } from './resource.js';

const time = z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' });
const day = z.string().meta({ description: 'a day in UTC', format: 'date' }).nullable();
const name = z.union([z.string(), z.strictObject({ en: z.string().optional(), zh: z.string().optional() })]);
const account = z.strictObject({ login: z.string(), id: z.int().nullable() });

const personSchema = z.strictObject({
  id: z.string(),
  ref: z.string().nullable().meta({ description: 'stands for the person in the ledger' }),
  name,
  accounts: z.strictObject({ github: account.optional(), gitee: account.optional() }),
  affiliations: z.array(z.strictObject({ org: z.string(), from: day, until: day })),
  bodies: z.array(z.string()).meta({ description: 'where the person has a seat today' }),
});
export type PersonObject = z.infer<typeof personSchema>;

const bodySchema = z.strictObject({
  id: z.string(),
  name,
  seats: z.array(z.strictObject({ person: z.string(), from: day, until: day })),
  seats_cap: z.string().nullable(),
});
export type BodyObject = z.infer<typeof bodySchema>;

const organizationSchema = z.strictObject({
  id: z.string(),
  name,
  type: z.enum(['company', 'university', 'startup', 'nonprofit']).nullable(),
  parent: z.string().nullable(),
  group: z.string().meta({ description: 'the topmost parent' }),
});
export type OrganizationObject = z.infer<typeof organizationSchema>;

const deliverySchema = z.strictObject({
  id: z.string(),
  forge: z.enum(['github', 'gitee']),
  event: z.string(),
  state: z.string(),
  received_at: time,
  attempts: z.int().nonnegative(),
});

export const motion: NamedSchema = { name: 'Motion', schema: motionViewSchema };
export const motionSummary: NamedSchema = { name: 'MotionSummary', schema: motionSummarySchema };
export const ballot: NamedSchema = { name: 'Ballot', schema: ballotViewSchema };
export const resolution: NamedSchema = { name: 'Resolution', schema: resolutionViewSchema };
export const person: NamedSchema = { name: 'Person', schema: personSchema };
export const body: NamedSchema = { name: 'Body', schema: bodySchema };
export const organization: NamedSchema = { name: 'Organization', schema: organizationSchema };
export const delivery: NamedSchema = { name: 'Delivery', schema: deliverySchema };
