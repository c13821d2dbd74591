// Issues and pull requests as rows of a list, and the motions that belong to them.
import type { MotionSummary } from '../../motions/view.js';
import { fullName, repositoryByName, type Repository, type Subject } from '../forge/state.js';
import type { World } from '../forge/world.js';
import type { Cast } from './cast.js';

/** `/sandbox/OWNER/NAME` */
export function repositoryAddress(repository: Repository): string {
  return `/sandbox/${fullName(repository)}`;
}

/** `/sandbox/OWNER/NAME/issues/N` or `.../pull/N` */
export function subjectAddress(subject: Subject): string {
  const { repository, number, pull } = subject;
  return `${repositoryAddress(repository)}/${pull ? 'pull' : 'issues'}/${String(number)}`;
}

export function isThere(subject: Subject): boolean {
  return !subject.deleted && subject.transferredTo === null;
}

/** Those of a repository that were neither deleted nor transferred, newest first. */
export function subjectsOf(repository: Repository): readonly Subject[] {
  return [...repository.subjects.values()].filter(isThere).reverse();
}

/** The repositories on which the app is installed, in order: those of the foundation. */
export function governed(world: World): readonly Repository[] {
  const owners = [...world.installations.values()].map(({ account }) => account);
  return [...world.repositories.values()].filter(({ owner, isFork }) => owners.includes(owner) && !isFork);
}

/** The repository of `:owner/:repo`, under its former name too. */
export function repositoryAt(world: World, params: Readonly<Record<string, string>>): Repository | null {
  const name = `${params['owner'] ?? ''}/${params['repo'] ?? ''}`;
  return repositoryByName(world, name) ?? world.formerNames.get(name.toLowerCase()) ?? null;
}

/** `open`, `closed` or `merged`. */
export function stateOf({ state, pull }: Subject): 'open' | 'closed' | 'merged' {
  return pull?.mergedAt ? 'merged' : state;
}

/** A row of a list. */
export function rowOf(subject: Subject, cast: Cast) {
  return {
    address: subjectAddress(subject),
    reference: `${fullName(subject.repository)}#${String(subject.number)}`,
    title: subject.title,
    state: stateOf(subject),
    isPull: subject.pull !== null,
    author: cast.of(subject.author).name,
    updatedAt: subject.updatedAt,
    labels: labelsOf(subject),
    comments: subject.comments.length,
  };
}

/** Labels; those of the app itself stand out. */
export function labelsOf(subject: Subject) {
  return subject.labels.map(({ name }) => ({ name, isMotion: name.startsWith('motion/') }));
}

/** The motions in a subject, newest first. */
export function motionsIn(motions: readonly MotionSummary[], subject: Subject): readonly MotionSummary[] {
  const repo = fullName(subject.repository).toLowerCase();
  return motions.filter(({ subjects }) =>
    subjects.some(
      (one) => one.forge === 'github' && one.repo.toLowerCase() === repo && one.number === String(subject.number),
    ),
  );
}
