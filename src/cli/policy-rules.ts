// The policies that `opencharter policy try` tries: of the governance folder, or of a file given instead.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CharterNames } from '../charter/charter.js';
import { formatCharterError, parseCharter } from '../charter/parse.js';
import { locate } from '../charter/problem.js';
import { readYaml } from '../charter/yaml.js';
import { readConfiguration } from '../contributions/configuration.js';
import type { Rules } from '../contributions/evaluate.js';
import type { Facts } from '../contributions/facts.js';
import { policyFileOf } from '../contributions/floor.js';
import { policies, policyProblems } from '../contributions/policies/index.js';
import type { Setting } from '../contributions/setting.js';
import { readGovernanceFiles } from '../jobs/governance-files.js';
import { sha256Hex } from '../jobs/sha256.js';
import type { Json } from '../shared/canonical.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Day } from '../shared/time.js';

/** The settings of one policy.yml. */
export interface PolicySet {
  readonly floor: readonly Setting[];
  readonly names: CharterNames;
  /** There is no charter that defines names, so that any name is taken for good. */
  readonly anyName: boolean;
}

/** The policies in force, and those to be tried instead; null where there are none. */
export interface PolicySets {
  readonly inForce: PolicySet | null;
  readonly other: PolicySet | null;
}

/** Every text in a value: whatever could be meant as a name. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

function namesIn(text: string): CharterNames {
  const yaml = readYaml(text);
  const texts = yaml.ok ? textsIn(yaml.value.value) : [];
  return { bodies: texts, kinds: texts };
}

/** What a contribution is evaluated under. Without a charter the repository's own file may use any name too. */
export function rulesFor({ floor, names, anyName }: PolicySet, { subject, baseFiles, headFiles }: Facts): Rules {
  if (!anyName) return { floor, policies, names };
  const path = policyFileOf(subject.forge);
  const own = [baseFiles, headFiles].map((files) => namesIn(files.complete ? (files.value.get(path) ?? '') : ''));
  const all = [names, ...own].flatMap(({ bodies }) => bodies);
  return { floor, policies, names: { bodies: all, kinds: all } };
}

/** Reads a policy.yml; the errors are lines for people, as `opencharter check` prints them. */
function readPolicies(file: string, text: string, charter: CharterNames | null): Result<PolicySet, readonly string[]> {
  const yaml = readYaml(text);
  if (!yaml.ok) {
    return err(yaml.error.map(({ problem, position }) => formatCharterError(locate(file, problem, position))));
  }
  const { value } = yaml.value;
  const names = charter ?? namesIn(text);
  const { settings, problems } = readConfiguration(value, policies, names);
  if (problems.length === 0) return ok({ floor: settings, names, anyName: charter === null });
  return err(
    problems.map((problem) =>
      formatCharterError(locate(file, problem, yaml.value.position(problem.path, problem.atKey === true))),
    ),
  );
}

interface Governance {
  readonly names: CharterNames | null;
  /** The text of its policy.yml. */
  readonly policy: string | null;
}

/** The names of the charter in a folder, if there is one, and its policy.yml, which is not yet read. */
async function readGovernance(dir: string, today: Day): Promise<Result<Governance, readonly string[]>> {
  if (!existsSync(join(dir, 'charter.yml'))) return ok({ names: null, policy: null });
  const files = await readGovernanceFiles(dir);
  if (!files.ok) return err(files.error.map(formatCharterError));
  const charter = parseCharter({ ...files.value, policy: null }, { today, sha256Hex, policyProblems });
  if (!charter.ok) return err(charter.error.map(formatCharterError));
  const { bodies, motions } = charter.value;
  const names = { bodies: bodies.map(({ id }) => id), kinds: motions.map(({ id }) => id) };
  return ok({ names, policy: files.value.policy });
}

async function readGiven(file: string): Promise<Result<string, readonly string[]>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (cause) {
    return err([`${file}: cannot be read (${cause instanceof Error ? cause.message : String(cause)})`]);
  }
}

/** Reads the policies of the governance folder and of `file`, if one is given. The errors are lines for people. */
export async function readPolicySets(
  dir: string,
  file: string | null,
  today: Day,
): Promise<Result<PolicySets, readonly string[]>> {
  const governance = await readGovernance(dir, today);
  if (!governance.ok) return governance;
  const { names, policy } = governance.value;
  const inForce = policy === null ? ok(null) : readPolicies(join(dir, 'policy.yml'), policy, names);
  if (file === null) {
    if (!inForce.ok) return inForce;
    if (inForce.value) return ok({ inForce: inForce.value, other: null });
    return err([`there is no charter.yml with a policy.yml in ${dir}; name a policy file with --file`]);
  }
  const text = await readGiven(file);
  const other = text.ok ? readPolicies(file, text.value, names) : text;
  if (!inForce.ok || !other.ok) return err([inForce, other].flatMap((read) => (read.ok ? [] : read.error)));
  return ok({ inForce: inForce.value, other: other.value });
}
