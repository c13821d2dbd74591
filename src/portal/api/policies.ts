// API: the contribution policies as policy.yml writes them. This version enforces none, and says so in each.
import { z } from 'zod';
import { policiesOf } from '../facts/policies.js';
import { pageOf } from '../list.js';
import type { CharterInForce } from '../store.js';
import type { ItemResource, ListResource, NamedSchema } from './resource.js';

const policySchema = z.strictObject({
  id: z.string(),
  enforce: z.string().meta({ description: 'as written: block, warn, shadow or off' }),
  enforced: z.boolean().meta({ description: 'whether this version evaluates it' }),
  options: z.record(z.string(), z.unknown()).meta({ description: 'every other key of the policy, as written' }),
});
type PolicyObject = z.infer<typeof policySchema>;

const policy: NamedSchema = { name: 'Policy', schema: policySchema };

function objectsOf(inForce: CharterInForce | null): readonly PolicyObject[] {
  return policiesOf(inForce).map(({ id, enforce, options }) => ({ id, enforce, enforced: false, options }));
}

export const policyList: ListResource = {
  type: 'list',
  path: '/policies',
  summary: 'The contribution policies of the charter in force',
  object: policy,
  list: async ({ store }, query) => pageOf(objectsOf(await store.charter()), query),
};

export const policyItem: ItemResource = {
  type: 'item',
  path: '/policies/:id',
  summary: 'One contribution policy',
  object: policy,
  find: async ({ store }, id) => objectsOf(await store.charter()).find((one) => one.id === id) ?? null,
};
