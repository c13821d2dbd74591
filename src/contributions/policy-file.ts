// The finding on a repository's own policy file: told where a contribution brings a bad one, and as a warning where one is in force.
import type { Facts } from './facts.js';
import { fail, pass, words, type Detail, type Finding, type Judgement, type Words } from './finding.js';
import { policyFileOf, tightened, type FileProblem } from './floor.js';
import { pendingFor, type Place, type Registered, type Setting } from './setting.js';

/** The name under which the file is told among the policies. It can be neither configured nor overridden. */
export const policyFileId = 'policy-file';

const mostKnown = 20;

/** What a repository's file gets wrong most often is told in the reader's language; the rest in the words of the schema. */
function sentenceOf({ path, message, unknown, suggestion, demanded }: FileProblem): Words {
  if (demanded !== null) return words('policy-file.looser', { path, demanded });
  const near = suggestion ?? '';
  if (!unknown || unknown.known.length === 0) return words('policy-file.problem', { path, message, suggestion: near });
  const known = unknown.known.slice(0, mostKnown).join(', ');
  return words('policy-file.unknown', { path, word: unknown.word, known, suggestion: near });
}

function detailOf(problem: FileProblem): Detail {
  return { file: problem.file, line: problem.line, ...sentenceOf(problem) };
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
