// Finding things by their names; what is not there throws.
import type { Commit } from './git.js';
import { isPull, type PullSubject } from './pull.js';
import { repositoryByName, type CheckRun, type Comment, type Repository, type Review, type Subject } from './state.js';
import type { World } from './world.js';

/** The repository of this full name; throws when there is none. */
export function requireRepository(world: World, repo: string): Repository {
  const found = repositoryByName(world, repo);
  if (!found) throw new Error(`there is no repository ${repo}`);
  return found;
}

/** The issue or pull request; throws when there is none, or when it was deleted or transferred. */
export function requireSubject(world: World, repo: string, number: number): Subject {
  const found = requireRepository(world, repo).subjects.get(number);
  if (!found || found.deleted || found.transferredTo) throw new Error(`there is no ${repo}#${number}`);
  return found;
}

/** The pull request; throws when it is none. */
export function requirePull(world: World, repo: string, number: number): PullSubject {
  const found = requireSubject(world, repo, number);
  if (!isPull(found)) throw new Error(`${repo}#${number} is not a pull request`);
  return found;
}

export function requireComment(world: World, id: number): Comment {
  const found = world.comments.get(id);
  if (!found) throw new Error(`there is no comment ${id}`);
  return found;
}

export function requireReview({ pull, number }: PullSubject, id: number): Review {
  const found = pull.reviews.find((review) => review.id === id);
  if (!found) throw new Error(`#${number} has no review ${id}`);
  return found;
}

export function requireCheckRun(world: World, id: number): CheckRun {
  const found = world.checkRuns.get(id);
  if (!found) throw new Error(`there is no check run ${id}`);
  return found;
}

/** The commit of a branch, a `refs/heads/...` or a full sha. */
export function resolve(repository: Repository, ref: string): Commit | undefined {
  const branch = ref.replace(/^(refs\/)?heads\//, '');
  return repository.branches.get(branch) ?? repository.commits.get(ref.toLowerCase());
}
