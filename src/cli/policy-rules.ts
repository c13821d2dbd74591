// The policies that `opencharter policy try` tries: of the governance folder, or of a file given instead.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CharterNames } from '../charter/charter.js';
import { formatCharterError, parseCharter } from '../charter/parse.js';
import { locate } from '../charter/problem.js';
import { readYaml } from '../charter/yaml.js';
import { readConfiguration } from '../contributions/configuration.js';
import type { Rules } from '../contributions/evaluate.js';
import { policies, policyProblems } from '../contributions/policies/index.js';
import { readGovernanceFiles, readText } from '../jobs/governance-files.js';
import { sha256Hex } from '../jobs/sha256.js';
import type { ForgeId } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Day } from '../shared/time.js';

/** The policies in force, and those to be tried instead; null where there are none. */
export interface PolicySets {
  readonly inForce: Rules | null;
  readonly other: Rules | null;
  /** Account ids on the forge by login in lower case, of the people of the charter. */
  readonly people: ReadonlyMap<string, number>;
}

/** Without a charter nobody knows which names there are: every one is taken for good. */
class EveryName extends Array<string> {
  override includes(): boolean {
    return true;
  }
}

/** Reads a policy.yml; the errors are lines for people, as `opencharter check` prints them. */
function readPolicies(file: string, text: string, names: CharterNames): Result<Rules, readonly string[]> {
  const yaml = readYaml(text);
  if (!yaml.ok) {
    return err(yaml.error.map(({ problem, position }) => formatCharterError(locate(file, problem, position))));
  }
  const { value } = yaml.value;
  const { settings, problems } = readConfiguration(value, policies, names);
  if (problems.length === 0) return ok({ floor: settings, policies, names });
  return err(
    problems.map((problem) =>
      formatCharterError(locate(file, problem, yaml.value.position(problem.path, problem.atKey === true))),
    ),
  );
}

interface Governance extends Pick<PolicySets, 'people'> {
  readonly names: CharterNames;
  /** The text of its policy.yml. */
  readonly policy: string | null;
}

const noGovernance: Governance = {
  names: { bodies: new EveryName(), kinds: new EveryName() },
  policy: null,
  people: new Map(),
};

/** The names and people of the charter in a folder, if there is one, and its policy.yml, which is not yet read. */
async function readGovernance(forge: ForgeId, dir: string, today: Day): Promise<Result<Governance, readonly string[]>> {
  if (!existsSync(join(dir, 'charter.yml'))) return ok(noGovernance);
  const files = await readGovernanceFiles(dir);
  if (!files.ok) return err(files.error.map(formatCharterError));
  const charter = parseCharter({ ...files.value, policy: null }, { today, sha256Hex, policyProblems });
  if (!charter.ok) return err(charter.error.map(formatCharterError));
  const { bodies, motions, people } = charter.value;
  const names = { bodies: bodies.map(({ id }) => id), kinds: motions.map(({ id }) => id) };
  const ids = people.flatMap(({ accounts }): [string, number][] => {
    const account = accounts[forge];
    return account && account.id !== null ? [[account.login.toLowerCase(), account.id]] : [];
  });
  return ok({ names, policy: files.value.policy, people: new Map(ids) });
}

async function readGiven(file: string): Promise<Result<string, readonly string[]>> {
  const text = await readText(file);
  if (!text.ok) return err([`${file}: ${text.error}`]);
  return text.value === null ? err([`${file}: there is no such file`]) : ok(text.value);
}

/** Reads, for pull requests on a forge, the policies of the governance folder and of `file`, if one is given. The errors are lines for people. */
export async function readPolicySets(
  forge: ForgeId,
  dir: string,
  file: string | null,
  today: Day,
): Promise<Result<PolicySets, readonly string[]>> {
  const governance = await readGovernance(forge, dir, today);
  if (!governance.ok) return governance;
  const { names, policy, people } = governance.value;
  const inForce = policy === null ? ok(null) : readPolicies(join(dir, 'policy.yml'), policy, names);
  if (file === null) {
    if (!inForce.ok) return inForce;
    if (inForce.value) return ok({ inForce: inForce.value, other: null, people });
    return err([`there is no charter.yml with a policy.yml in ${dir}; name a policy file with --file`]);
  }
  const text = await readGiven(file);
  const other = text.ok ? readPolicies(file, text.value, names) : text;
  if (!inForce.ok || !other.ok) return err([inForce, other].flatMap((read) => (read.ok ? [] : read.error)));
  return ok({ inForce: inForce.value, other: other.value, people });
}
