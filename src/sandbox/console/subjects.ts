// Repositories, issues and pull requests as rows of a list, and the motions that belong to them.
import type { MotionSummary } from '../../motions/view.js';
import type { SubjectRef } from '../../shared/refs.js';
import { fullName, type Repository, type Subject } from '../forge/state.js';
import { stateOf } from '../gitee/roles.js';
import type { Cast } from './cast.js';
import {
  referenceOf,
  repositoryAddress,
  repositoryNamed,
  subjectAddress,
  type ConsoleForge,
  type ConsoleForges,
} from './forge.js';

export function isThere(subject: Subject): boolean {
  return !subject.deleted && subject.transferredTo === null;
}

/** Those of a repository that were neither deleted nor transferred, newest first. */
export function subjectsOf(repository: Repository): readonly Subject[] {
  return [...repository.subjects.values()].filter(isThere).reverse();
}

/** The foundation's repositories, in order: where the app is installed, or on Gitee all but forks. */
export function governed({ id, world }: ConsoleForge): readonly Repository[] {
  const owners = [...world.installations.values()].map(({ account }) => account);
  return [...world.repositories.values()].filter(
    ({ owner, isFork }) => !isFork && (id === 'gitee' || owners.includes(owner)),
  );
}

/** The repository of `:owner/:repo`. */
export function repositoryAt(forge: ConsoleForge, params: Readonly<Record<string, string>>): Repository | null {
  return repositoryNamed(forge, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
}

/** A row of a list. */
export function rowOf(forge: ConsoleForge, subject: Subject, cast: Cast) {
  return {
    address: subjectAddress(forge, subject),
    forge: forge.name,
    reference: referenceOf(forge, subject),
    title: subject.title,
    state: stateOf(subject),
    isOpen: subject.state === 'open',
    isPull: subject.pull !== null,
    author: cast.of(subject.author).name,
    updatedAt: subject.updatedAt,
    labels: labelsOf(subject),
    comments: subject.comments.length,
  };
}

/** A repository in a list. */
export function repositoryRow(forge: ConsoleForge, repository: Repository) {
  const open = subjectsOf(repository).filter(({ state }) => state === 'open');
  return {
    name: fullName(repository),
    address: repositoryAddress(forge, repository),
    description: repository.description,
    issues: open.filter(({ pull }) => pull === null).length,
    pulls: open.filter(({ pull }) => pull !== null).length,
  };
}

/** Labels; those of the app itself stand out. */
export function labelsOf(subject: Subject) {
  return subject.labels.map(({ name }) => ({ name, isOurs: isOurLabel(name) }));
}

export function isOurLabel(name: string): boolean {
  return /^(motion|policy)\//.test(name);
}

/** The motions in a subject, newest first. */
export function motionsIn(
  motions: readonly MotionSummary[],
  forge: ConsoleForge,
  subject: Subject,
): readonly MotionSummary[] {
  const [repo, number] = [fullName(subject.repository).toLowerCase(), String(forge.refOf(subject))];
  return motions.filter(({ subjects }) =>
    subjects.some((one) => one.forge === forge.id && one.repo.toLowerCase() === repo && one.number === number),
  );
}

/** Where a motion's subject is on its forge; null where it is there no more. */
export function placeOf(forges: ConsoleForges, ref: Pick<SubjectRef, 'forge' | 'repo' | 'number'>) {
  const forge = forges[ref.forge];
  const repository = repositoryNamed(forge, ref.repo);
  const found = repository && forge.find(repository, ref.number);
  const subject = found?.transferredTo ?? found;
  if (!subject || !isThere(subject)) return null;
  return {
    forge: forge.id,
    name: forge.name,
    reference: referenceOf(forge, subject),
    address: subjectAddress(forge, subject),
  };
}
