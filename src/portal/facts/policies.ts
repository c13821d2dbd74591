// The contribution policies as policy.yml in force writes them. This version enforces none: only `off` is accepted.
import { policySchema } from '../../charter/schema.js';
import { readYaml } from '../../charter/yaml.js';
import type { CharterInForce } from '../store.js';

export interface WrittenPolicy {
  readonly id: string;
  readonly enforce: string;
  /** Every other key of the policy, as written. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The text of one of the governance files in force; null where it is absent. */
export function fileText(inForce: CharterInForce | null, name: string): string | null {
  return inForce?.files.find((file) => file.name === name)?.text ?? null;
}

/** The policies in the order of the file. Throws when a file in force cannot be read: it was read before. */
export function policiesOf(inForce: CharterInForce | null): readonly WrittenPolicy[] {
  const text = fileText(inForce, 'policy.yml');
  if (text === null) return [];
  const yaml = readYaml(text);
  if (!yaml.ok) throw new Error('policy.yml in force is not YAML any more');
  const { policies } = policySchema.parse(yaml.value.value);
  return Object.entries(policies).map(([id, { enforce, ...options }]) => ({ id, enforce, options }));
}
