// Changes of branches: pushes, and the pull requests that follow their branch.
import { apart, contains, type Commit } from '../git.js';
import { commitJson } from '../shapes/commit.js';
import { userJson } from '../shapes/account.js';
import { isPull, type PullSubject } from '../shapes/pull.js';
import { repositoryJson, repositoryPage } from '../shapes/repository.js';
import type { Account, Repository, World } from '../state.js';
import { announce, announceSubject } from './announce.js';
import { commit, planned, signerOf, type CommitPlan } from './commits.js';

export type { FileEdits } from './commits.js';

const nothing = '0'.repeat(40);
/** GitHub lists no more commits in one push. */
const mostCommits = 2048;

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
  announcePush(world, actor, repository, { branch, before, head });
  for (const subject of pulls) {
    subject.updatedAt = world.now();
    announceSubject(world, 'synchronize', subject, actor, { before: before?.sha ?? nothing, after: head.sha });
  }
}

/** Deletes a branch and announces it. */
export function deleteBranch(world: World, actor: Account, repository: Repository, branch: string): void {
  const before = repository.branches.get(branch);
  repository.branches.delete(branch);
  announcePush(world, actor, repository, { branch, before, head: null });
}

interface Push {
  readonly branch: string;
  /** Undefined when the branch is new. */
  readonly before: Commit | undefined;
  /** Null when it is deleted. */
  readonly head: Commit | null;
}

function announcePush(world: World, actor: Account, repository: Repository, push: Push): void {
  const { branch, before, head } = push;
  const direct = head?.parents.length === 1 && before !== undefined && head.parents.includes(before);
  const pushed = head ? (direct ? [head] : newCommits(repository, push, head)) : [];
  announce(world, 'push', repository, actor, {
    ref: `refs/heads/${branch}`,
    before: before?.sha ?? nothing,
    after: head?.sha ?? nothing,
    created: before === undefined,
    deleted: head === null,
    forced: !direct && before !== undefined && head !== null && !contains(head, before),
    base_ref: null,
    compare: `${repositoryPage(world, repository)}/compare/${branch}`,
    commits: pushed.slice(0, mostCommits).map((one) => pushedCommit(world, repository, one)),
    head_commit: head && pushedCommit(world, repository, head),
    pusher: { name: actor.login, email: signerOf(actor).email },
    repository: pushedRepositoryJson(world, repository),
  });
}

/** Of a new branch: what the default branch does not have. */
function newCommits(repository: Repository, { before }: Push, head: Commit): readonly Commit[] {
  const known = before ?? repository.branches.get(repository.defaultBranch);
  return known && known !== head ? apart(known, head).commits : [];
}

function pushedCommit(world: World, repository: Repository, one: Commit) {
  const { html_url } = commitJson(world, repository, one);
  const old = one.parents[0]?.files ?? new Map<string, string>();
  return {
    id: one.sha,
    tree_id: one.tree,
    distinct: true,
    message: one.message,
    timestamp: one.author.date,
    url: html_url,
    author: { name: one.author.name, email: one.author.email },
    committer: { name: one.committer.name, email: one.committer.email },
    added: [...one.files.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !one.files.has(path)),
    modified: [...one.files].filter(([path, text]) => old.has(path) && old.get(path) !== text).map(([path]) => path),
  };
}

/** In a push, unlike elsewhere, GitHub writes two of the repository's times in seconds and names its owner. */
function pushedRepositoryJson(world: World, repository: Repository) {
  return {
    ...repositoryJson(world, repository),
    created_at: Date.parse(repository.createdAt) / 1000,
    pushed_at: Date.parse(repository.pushedAt) / 1000,
    owner: { ...userJson(world, repository.owner), name: repository.owner.login, email: null },
    master_branch: repository.defaultBranch,
  };
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
  const owner = signerOf(repository.owner);
  const content = { files, message: 'Initial commit', author: owner, committer: owner, verified: false };
  const made = commit(world, repository, [], content);
  repository.branches.set(repository.defaultBranch, made);
  return made;
}

export function renameRepository(world: World, actor: Account, repository: Repository, name: string): void {
  const from = repository.name;
  world.formerNames.set(`${repository.owner.login}/${from}`.toLowerCase(), repository);
  repository.name = name;
  announce(world, 'repository', repository, actor, { action: 'renamed', changes: { repository: { name: { from } } } });
}
