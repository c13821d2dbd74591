// Changes of branches: pushes, and the pull requests that follow their branch.
import type { Commit } from '../git.js';
import { isPull, type PullSubject } from '../pull.js';
import type { Account, Repository } from '../state.js';
import type { World } from '../world.js';
import { commit, planned, signerOf, type CommitPlan } from './commits.js';

function followers(world: World, repository: Repository, branch: string): readonly PullSubject[] {
  const all = [...world.repositories.values()].flatMap(({ subjects }) => [...subjects.values()]);
  return all
    .filter(isPull)
    .filter(({ state, pull }) => state === 'open' && pull.headRepository === repository && pull.headBranch === branch);
}

/** Moves a branch to a commit; open pull requests from it follow. Announces the push, then each new head. */
export function moveBranch(world: World, actor: Account, repository: Repository, branch: string, head: Commit): void {
  const before = repository.branches.get(branch);
  const pulls = followers(world, repository, branch);
  repository.branches.set(branch, head);
  repository.pushedAt = world.now();
  for (const { pull, repository: origin } of pulls) {
    Object.assign(pull, { head, base: origin.branches.get(pull.baseBranch) ?? pull.base });
  }
  world.ways.push(world, { branch, before, head }, repository, actor);
  for (const subject of pulls) {
    subject.updatedAt = world.now();
    const news = { action: 'synchronize', before: before?.sha ?? null, after: head.sha } as const;
    world.ways.subject(world, news, subject, actor);
  }
}

/** From now on a branch, there or not, takes no push by way of the API; no webhook tells of it. */
export function protectBranch(world: World, repository: Repository, branch: string): void {
  repository.protects.add(branch);
  world.changed();
}

/** Deletes a branch and announces it. */
export function deleteBranch(world: World, actor: Account, repository: Repository, branch: string): void {
  const before = repository.branches.get(branch);
  repository.branches.delete(branch);
  world.ways.push(world, { branch, before, head: null }, repository, actor);
}

/** A commit on a branch, pushed; the branch is made if it is missing. */
export function pushFiles(
  world: World,
  actor: Account,
  repository: Repository,
  push: CommitPlan & { readonly branch: string },
): Commit {
  const tip = repository.branches.get(push.branch) ?? repository.branches.get(repository.defaultBranch);
  const bench = { world, actor, repository, origin: repository };
  const made = planned(bench, push, tip ? [tip] : [], tip?.files ?? new Map<string, string>());
  moveBranch(world, actor, repository, push.branch, made);
  return made;
}

/** The first commit of a repository; nobody is told. */
export function firstCommit(world: World, repository: Repository, files: ReadonlyMap<string, string>): Commit {
  const owner = signerOf(world, repository.owner);
  const content = { files, message: 'Initial commit', author: owner, committer: owner, verified: false };
  const made = commit(world, repository, [], content);
  repository.branches.set(repository.defaultBranch, made);
  return made;
}
