// The setting of one policy under which a contribution is evaluated: the foundation's, tightened by its repository.
import { dayOf } from '../shared/time.js';
import { levelOf } from './enforcement.js';
import type { Rules } from './evaluate.js';
import type { Facts } from './facts.js';
import { settingsFor } from './policy-file.js';
import type { Setting } from './setting.js';

/**
 * The setting of a policy that is in force for a contribution; null where none is. `unknown`: the foundation's file does not put it in force, and whether the
 * repository's does could not be read.
 */
export function settingInForce(policy: string, facts: Facts, rules: Rules): Setting | 'unknown' | null {
  const place = { names: rules.names, subject: facts.subject };
  const { settings } = settingsFor(facts, rules.floor, rules.policies, place);
  const setting = settings.find((one) => one.policy === policy);
  if (setting && levelOf(setting.steps, facts.subject, dayOf(facts.pull.createdAt)) !== 'off') return setting;
  return facts.baseFiles.complete ? null : 'unknown';
}
