// What a decision on an override must know of a contribution: what the policy finds there, and whose right it is to let it stand.
import type { OverrideCase } from './decide-override.js';
import { evaluate, type Rules } from './evaluate.js';
import type { Facts } from './facts.js';
import { settingInForce } from './in-force.js';

/** The case of a policy in a contribution that the ledger calls `contribution`; null where the policy is not in force, `unknown` while that cannot be told. */
export function overrideCase(
  policy: string,
  contribution: string,
  facts: Facts,
  rules: Rules,
): OverrideCase | 'unknown' | null {
  const setting = settingInForce(policy, facts, rules);
  if (setting === null || setting === 'unknown') return setting;
  const { author, head } = facts.pull;
  const finding = evaluate(facts, rules, []).findings.find((one) => one.policy === policy);
  return { contribution, author, head: head.sha, verdict: finding?.verdict ?? 'skip', bodies: setting.override };
}
