// A repository's own policy file, which may only tighten what the foundation's policy.yml demands.
import { formatPath, type Position, type Problem } from '../charter/problem.js';
import { readYaml } from '../charter/yaml.js';
import type { ForgeId } from '../shared/refs.js';
import { nearest } from '../shared/text.js';
import { entriesOf, unknownPolicies, within } from './configuration.js';
import type { Place, Registered, Setting } from './setting.js';

/** One thing that is wrong with a repository's file. Line and column count from 1. */
export interface FileProblem extends Position {
  readonly file: string;
  /** `policies.dco.exempt[0]`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  /** A word that is not known, and the words that are. */
  readonly unknown: Problem['near'] | null;
  readonly suggestion: string | null;
  /** What the foundation demands where the file is looser: a word, or JSON. */
  readonly demanded: string | null;
}

/** The settings of one repository, in the order of the registry. Where its file is wrong, those of the floor stand, and the first 50 problems are told. */
export interface Tightened {
  readonly settings: readonly Setting[];
  readonly problems: readonly FileProblem[];
}

const mostProblems = 50;

/** Where a repository on a forge keeps its own file. */
export function policyFileOf(forge: ForgeId): string {
  return `.${forge}/opencharter.yml`;
}

/** Tightens the foundation's settings by the text of a repository's file; null when there is none. */
export function tightened(
  floor: readonly Setting[],
  text: string | null,
  known: readonly Registered[],
  place: Place,
): Tightened {
  if (text === null) return { settings: floor, problems: [] };
  const file = policyFileOf(place.subject.forge);
  const yaml = readYaml(text);
  if (!yaml.ok) {
    const broken = yaml.error.map(({ problem, position }) => problemAt(file, problem, position));
    return { settings: floor, problems: broken };
  }
  const { entries, problems } = entriesOf(yaml.value.value);
  const all: Problem[] = [...problems, ...unknownPolicies(entries, known)];
  const settings = known.flatMap((policy) => {
    const below = floor.find((setting) => setting.policy === policy.id);
    const entry = entries.get(policy.id);
    const own = entry && (below ? below.tighten(entry, place) : policy.read(entry, place.names));
    if (own?.ok === false) all.push(...within(policy.id, own.error));
    if (own?.ok === true) return [own.value];
    return below ? [below] : [];
  });
  const read = yaml.value;
  return {
    settings,
    problems: all
      .slice(0, mostProblems)
      .map((problem) => problemAt(file, problem, read.position(problem.path, problem.atKey === true))),
  };
}

function problemAt(file: string, problem: Problem, { line, column }: Position): FileProblem {
  const { path, message, near: unknown = null, demanded = null } = problem;
  const suggestion = unknown ? nearest(unknown.word, unknown.known.slice(0, 500)) : null;
  return { file, line, column, path: formatPath(path), message, unknown, suggestion, demanded };
}
