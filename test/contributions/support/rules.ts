// Rules of a foundation, read from the text of its policy.yml.
import { formatPath } from '../../../src/charter/problem.js';
import { readYaml } from '../../../src/charter/yaml.js';
import { readConfiguration } from '../../../src/contributions/configuration.js';
import type { Rules } from '../../../src/contributions/evaluate.js';
import { policies } from '../../../src/contributions/policies/index.js';

export const names = { bodies: ['tsc', 'maintainers'], kinds: ['technical', 'security'] };

/** What is wrong with a policy.yml: `policies.dco.exempt: message`. */
export function problemsIn(text: string): string[] {
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml.error.map(({ problem }) => problem.message);
  const { problems } = readConfiguration(yaml.value.value, policies, names);
  return problems.map(({ path, message }) => `${formatPath(path)}: ${message}`);
}

/** The rules of a policy.yml in which nothing is wrong; `entries` are the lines below `policies:`. */
export function rulesOf(entries: string): Rules {
  const text = fileOf(entries);
  const problems = problemsIn(text);
  const yaml = readYaml(text);
  if (!yaml.ok || problems.length > 0) throw new Error(`the test's rules are wrong: ${problems.join('; ')}`);
  return { floor: readConfiguration(yaml.value.value, policies, names).settings, policies, names };
}

/** A policy file with these lines below `policies:`. */
export function fileOf(entries: string): string {
  const lines = entries.split('\n').map((line) => `  ${line}`);
  return `version: 1\npolicies:\n${lines.join('\n')}\n`;
}
