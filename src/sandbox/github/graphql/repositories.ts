// Repositories and their pull requests as GraphQL objects.
import type { Commit } from '../../forge/git.js';
import { blobOf, filesBelow, treeOf } from '../../forge/objects.js';
import { nodeId } from '../shapes/account.js';
import { subjectPage } from '../shapes/issue.js';
import { isPull, pullCommits, type PullSubject } from '../../forge/pull.js';
import { repositoryPage } from '../shapes/repository.js';
import { fullName, type Repository } from '../../forge/state.js';
import { actorObject } from './accounts.js';
import { blobObject, commitObject, treeObject } from './commits.js';
import { connection, failure, type PageArguments, type View } from './view.js';

/** Walking through history costs as much as so many nodes. */
const walk = 50;

function branchOf(name: string): string {
  return name.replace(/^(refs\/)?heads\//, '');
}

function refObject(view: View, repository: Repository, name: string): object | null {
  view.require('contents');
  view.spend(1);
  const commit = repository.branches.get(branchOf(name));
  if (!commit) return null;
  return {
    id: nodeId(`Ref:${repository.id}:${branchOf(name)}`, repository.id),
    name: branchOf(name),
    prefix: 'refs/heads/',
    target: () => commitObject(view, repository, commit),
  };
}

function commitNamed(repository: Repository, name: string): Commit | undefined {
  const branch = name === 'HEAD' ? repository.defaultBranch : branchOf(name);
  return repository.branches.get(branch) ?? repository.commits.get(name.toLowerCase());
}

function byHash(view: View, repository: Repository, sha: string): object | null {
  const commit = repository.commits.get(sha.toLowerCase());
  if (commit) return commitObject(view, repository, commit);
  const content = blobOf(repository, sha);
  if (content !== undefined) return blobObject(view, repository, content);
  view.spend(walk);
  const files = treeOf(repository, sha);
  return files ? treeObject(view, repository, files, '') : null;
}

/** What `main:src/OWNERS`, a branch or a hash names. */
function objectNamed(view: View, repository: Repository, expression: string): object | null {
  const colon = expression.indexOf(':');
  const commit = commitNamed(repository, colon < 0 ? expression : expression.slice(0, colon));
  if (colon < 0) {
    return commit ? commitObject(view, repository, commit) : byHash(view, repository, expression);
  }
  if (!commit) return null;
  const path = expression.slice(colon + 1).replace(/\/$/, '');
  const content = commit.files.get(path);
  if (content !== undefined) return blobObject(view, repository, content);
  view.spend(Math.ceil(commit.files.size / 100));
  const inside = filesBelow(commit.files, path);
  return inside.size > 0 ? treeObject(view, repository, inside, path) : null;
}

function stateOf({ state, pull }: PullSubject): string {
  return pull.mergedAt === null ? state.toUpperCase() : 'MERGED';
}

function pullObject(view: View, subject: PullSubject): object {
  const { world } = view;
  const { pull, repository } = subject;
  const self: object = {
    id: nodeId('PullRequest', pull.id),
    databaseId: pull.id,
    number: subject.number,
    title: subject.title,
    body: subject.body ?? '',
    url: subjectPage(world, subject),
    author: actorObject(world, subject.author),
    state: stateOf(subject),
    closed: subject.state === 'closed',
    merged: pull.mergedAt !== null,
    isDraft: pull.draft,
    createdAt: subject.createdAt,
    updatedAt: subject.updatedAt,
    headRefName: pull.headBranch,
    headRefOid: pull.head.sha,
    baseRefName: pull.baseBranch,
    baseRefOid: pull.base.sha,
    commits: (page: PageArguments) => {
      view.spend(walk);
      return connection(view, 'commits', pullCommits(pull), page, (commit) => ({
        id: nodeId(`PullRequestCommit:${commit.sha}`, pull.id),
        commit: () => commitObject(view, repository, commit),
        pullRequest: self,
      }));
    },
  };
  return self;
}

interface PullArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

const orders: Readonly<Record<string, (a: PullSubject, b: PullSubject) => number>> = {
  CREATED_AT: (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt),
  UPDATED_AT: (a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt),
  COMMENTS: (a, b) => a.comments.length - b.comments.length,
};

function pullsObject(view: View, repository: Repository, asked: PullArguments): object {
  const { states, baseRefName, orderBy } = asked;
  const found = [...repository.subjects.values()].filter(isPull).filter((subject) => {
    const fits = !states || states.length === 0 || states.includes(stateOf(subject));
    return fits && (baseRefName ?? subject.pull.baseBranch) === subject.pull.baseBranch;
  });
  const order = orders[orderBy?.field ?? 'CREATED_AT'];
  found.sort((a, b) => (order?.(a, b) ?? 0) || a.number - b.number);
  if (orderBy?.direction === 'DESC') found.reverse();
  return connection(view, 'pullRequests', found, asked, (subject) => pullObject(view, subject));
}

export function repositoryObject(view: View, repository: Repository): object {
  return {
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    isPrivate: repository.isPrivate,
    url: repositoryPage(view.world, repository),
    defaultBranchRef: () => refObject(view, repository, repository.defaultBranch),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) => refObject(view, repository, qualifiedName),
    object: ({ expression, oid }: { readonly expression?: string | null; readonly oid?: string | null }) => {
      view.require('contents');
      view.spend(1);
      if (oid != null) return byHash(view, repository, oid);
      return expression == null ? null : objectNamed(view, repository, expression);
    },
    pullRequest: ({ number }: { readonly number: number }) => {
      view.require('pull_requests');
      view.spend(1);
      const subject = repository.subjects.get(number);
      if (subject && isPull(subject)) return pullObject(view, subject);
      throw failure('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
    },
    pullRequests: (asked: PullArguments) => {
      view.require('pull_requests');
      return pullsObject(view, repository, asked);
    },
  };
}
