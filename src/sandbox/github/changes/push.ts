// GitHub's webhook of a push.
import { signerOf } from '../../forge/changes/commits.js';
import { apart, contains, type Commit } from '../../forge/git.js';
import type { Account, Repository } from '../../forge/state.js';
import type { Push, World } from '../../forge/world.js';
import { userJson } from '../shapes/account.js';
import { commitJson } from '../shapes/commit.js';
import { repositoryJson, repositoryPage } from '../shapes/repository.js';
import { announce } from './announce.js';

/** The commit there is none of. */
export const nothing = '0'.repeat(40);
/** GitHub lists no more commits in one push. */
const mostCommits = 2048;

/** Tells of a push. */
export function announcePush(world: World, push: Push, repository: Repository, actor: Account): void {
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
    pusher: { name: actor.login, email: signerOf(world, actor).email },
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
