// API: the contribution policies, as policy.yml in force sets them, and how often they pass.
import { z } from 'zod';
import { enforcements } from '../../contributions/finding.js';
import { dayOf } from '../../shared/time.js';
import { countsOf, policiesOf } from '../facts/policies.js';
import { pageOf } from '../list.js';
import type { ApiSource, ItemResource, ListResource, NamedSchema } from './resource.js';

const enforce = z.enum(enforcements);
const count = z.int().nonnegative();

const policySchema = z.strictObject({
  id: z.string(),
  enforce: enforce.meta({ description: 'the tightest level for pull requests opened today, in whatever repository' }),
  enforced: z.boolean().meta({ description: 'whether it is evaluated at all: false with the level off' }),
  steps: z
    .array(
      z.strictObject({
        level: enforce,
        from: z
          .string()
          .nullable()
          .meta({ description: 'for pull requests opened on this day in UTC or later', format: 'date' }),
        repositories: z.array(z.string()).nullable().meta({ description: 'globs; null for all' }),
      }),
    )
    .meta({ description: 'as written; of the steps that apply to a pull request the last counts' }),
  options: z.record(z.string(), z.unknown()).meta({ description: 'every option in force, defaults among them' }),
  override: z.array(z.string()).meta({ description: 'the bodies whose members may override it' }),
  counts: z
    .strictObject({ pass: count, fail: count, pending: count, skip: count, overridden: count })
    .meta({ description: 'over the last evaluations of the 1,000 contributions evaluated last' }),
  failures: z
    .array(z.strictObject({ key: z.string(), text: z.string(), count }))
    .meta({ description: 'kinds of failure, the commonest first; at most five' }),
});
type PolicyObject = z.infer<typeof policySchema>;

const policy: NamedSchema = { name: 'Policy', schema: policySchema };

async function objectsOf({ store, clock, policyWords }: ApiSource): Promise<readonly PolicyObject[]> {
  const [inForce, counts] = await Promise.all([store.charter(), store.policyCounts()]);
  return policiesOf(inForce, dayOf(clock.now())).map(({ id, level, steps, options, override }) => {
    const { pass, fail, pending, skip, overridden, failures } = countsOf(counts, id);
    return {
      id,
      enforce: level,
      enforced: level !== 'off',
      steps: steps.map((step) => ({
        level: step.level,
        from: step.from ?? null,
        repositories: step.repositories ? [...step.repositories] : null,
      })),
      options: Object.fromEntries(options.map(({ name, value }) => [name, value])),
      override: [...override],
      counts: { pass, fail, pending, skip, overridden },
      failures: failures.map((kind) => ({ ...kind, text: policyWords.policyKind(kind.key, 'en') })),
    };
  });
}

export const policyList: ListResource = {
  type: 'list',
  path: '/policies',
  summary: 'The contribution policies this version knows, as the charter in force sets them',
  object: policy,
  list: async (source, query) => pageOf(await objectsOf(source), query),
};

export const policyItem: ItemResource = {
  type: 'item',
  path: '/policies/:id',
  summary: 'One contribution policy',
  object: policy,
  find: async (source, id) => (await objectsOf(source)).find((one) => one.id === id) ?? null,
};
