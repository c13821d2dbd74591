// The finding on a repository's own policy file: told where a contribution brings a bad one, and as a warning where one is in force.
import type { Facts } from './facts.js';
import { fail, pass, words, type Detail, type Finding, type Judgement } from './finding.js';
import { policyFileOf, tightened, type FileProblem } from './floor.js';
import { pendingFor, type Place, type Registered, type Setting } from './setting.js';

/** The name under which the file is told among the policies. It can be neither configured nor overridden. */
export const policyFileId = 'policy-file';

function detailOf({ file, line, path, message, suggestion }: FileProblem): Detail {
  return { file, line, ...words('policy-file.problem', { path, message, suggestion: suggestion ?? '' }) };
}

function judge(file: string, problems: readonly FileProblem[], brought: boolean): Judgement {
  if (problems.length === 0) return pass(words('policy-file.pass', { file }));
  const summary = words(brought ? 'policy-file.fail' : 'policy-file.in-force', { file, problems: problems.length });
  const mend = { what: words('policy-file.mend', { file }), commandLine: null, web: null };
  return fail(summary, problems.map(detailOf), mend, { role: brought ? 'author' : 'maintainers' });
}

function told(judgement: Judgement, enforce: Finding['enforce']): Finding {
  return { policy: policyFileId, enforce, override: null, ...judgement };
}

/** The settings for a contribution by the file at its base, and what is to be said of that file or of the one it brings. */
export function settingsFor(
  facts: Facts,
  floor: readonly Setting[],
  known: readonly Registered[],
  place: Place,
): { readonly settings: readonly Setting[]; readonly finding: Finding | null } {
  const file = policyFileOf(facts.subject.forge);
  const pending = pendingFor('baseFiles', facts) ?? pendingFor('headFiles', facts);
  const base = facts.baseFiles.complete ? (facts.baseFiles.value.get(file) ?? null) : null;
  const { settings, problems } = tightened(floor, base, known, place);
  if (pending) return { settings, finding: told(pending, 'block') };
  const brought = facts.headFiles.complete ? facts.headFiles.value.get(file) : undefined;
  if (brought !== undefined) {
    const found = tightened(floor, brought, known, place).problems;
    return { settings, finding: told(judge(file, found, true), 'block') };
  }
  return { settings, finding: problems.length > 0 ? told(judge(file, problems, false), 'warn') : null };
}
