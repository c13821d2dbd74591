// Changes of code: commits on branches, pull requests and their heads.
import { makeCommit, type Commit, type Files } from '../git.js';
import { userJson } from '../shapes/account.js';
import { commitJson } from '../shapes/commit.js';
import { isPull, type PullSubject } from '../shapes/pull.js';
import { repositoryJson, repositoryPage } from '../shapes/repository.js';
import type { Account, Repository, Subject, World } from '../state.js';
import { announce, announceSubject } from './announce.js';
import { addSubject, announceOpened, editSubject, type Opening } from './issues.js';

/** Files to write, by path; null deletes one. */
export type FileEdits = Readonly<Record<string, string | null>>;

const nothing = '0'.repeat(40);

function edited(files: Files, edits: FileEdits): Files {
  const next = new Map(files);
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) next.delete(path);
    else next.set(path, content);
  }
  return next;
}

/** Makes a commit on top of `parents` and keeps it in the repository. No branch moves. */
export function commit(
  world: World,
  author: Account,
  repository: Repository,
  parents: readonly Commit[],
  change: { readonly files: Files; readonly message: string },
): Commit {
  const email = `${author.id}+${author.login}@users.noreply.github.com`;
  const person = { name: author.name ?? author.login, email, date: world.now() };
  const made = makeCommit({ parents, ...change, author: person, authorId: author.id }, world.nextId());
  repository.commits.set(made.sha, made);
  return made;
}

/** Moves a branch to a commit and announces the push; `before` is null when the branch is new. */
function moveBranch(world: World, actor: Account, repository: Repository, branch: string, head: Commit): void {
  const before = repository.branches.get(branch);
  repository.branches.set(branch, head);
  repository.pushedAt = world.now();
  const one = pushedCommit(world, repository, head, before);
  announce(world, 'push', repository, actor, {
    ref: `refs/heads/${branch}`,
    before: before?.sha ?? nothing,
    after: head.sha,
    created: before === undefined,
    deleted: false,
    forced: before !== undefined && !head.parents.includes(before),
    base_ref: null,
    compare: `${repositoryPage(world, repository)}/compare/${branch}`,
    commits: [one],
    head_commit: one,
    pusher: { name: actor.login, email: head.author.email },
    repository: pushedRepositoryJson(world, repository),
  });
}

function pushedCommit(world: World, repository: Repository, head: Commit, before: Commit | undefined) {
  const { html_url } = commitJson(world, repository, head);
  const old = before?.files ?? new Map<string, string>();
  const person = { name: head.author.name, email: head.author.email };
  return {
    id: head.sha,
    tree_id: head.tree,
    distinct: true,
    message: head.message,
    timestamp: head.author.date,
    url: html_url,
    author: person,
    committer: person,
    added: [...head.files.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !head.files.has(path)),
    modified: [...head.files].filter(([path, text]) => old.has(path) && old.get(path) !== text).map(([path]) => path),
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

/** A commit on a branch, pushed. */
export function pushFiles(
  world: World,
  actor: Account,
  repository: Repository,
  push: { readonly branch: string; readonly edits: FileEdits; readonly message: string },
): Commit {
  const tip = repository.branches.get(push.branch);
  const files = edited(tip?.files ?? new Map<string, string>(), push.edits);
  const made = commit(world, actor, repository, tip ? [tip] : [], { files, message: push.message });
  moveBranch(world, actor, repository, push.branch, made);
  return made;
}

/** What a pull request is opened with. */
export interface PullOpening extends Opening {
  readonly edits?: FileEdits;
  readonly branch?: string;
  readonly message?: string;
  readonly draft?: boolean;
  /** From a fork of the author's: its pushes are not announced in this repository. */
  readonly fork?: boolean;
}

function forkOf(world: World, owner: Account, origin: Repository): Repository {
  const known = [...world.repositories.values()].find((one) => one.owner === owner && one.name === origin.name);
  if (known) return known;
  const now = world.now();
  const fork: Repository = {
    ...origin,
    id: world.nextId(),
    owner,
    isFork: true,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    lastNumber: 0,
    subjects: new Map(),
    labels: new Map(),
    branches: new Map(origin.branches),
  };
  world.repositories.set(fork.id, fork);
  return fork;
}

/** Opens a pull request of one commit against the default branch. */
export function openPull(world: World, author: Account, repository: Repository, opening: PullOpening): PullSubject {
  const base = repository.branches.get(repository.defaultBranch);
  if (!base) throw new Error(`${repository.name} has no commit to open a pull request against`);
  const headRepository = opening.fork ? forkOf(world, author, repository) : repository;
  const branch = opening.branch ?? `change-${repository.lastNumber + 1}`;
  const edits = opening.edits ?? { [`changes/${branch}.md`]: `${opening.title}\n` };
  const change = { files: edited(base.files, edits), message: opening.message ?? opening.title };
  const head = commit(world, author, headRepository, [base], change);
  moveBranch(world, author, headRepository, branch, head);
  const part = { id: world.nextId(), baseBranch: repository.defaultBranch, base, headRepository, headBranch: branch };
  const rest = { head, draft: opening.draft ?? false, mergedAt: null, mergedBy: null, mergeCommit: null };
  const subject = addSubject(world, author, repository, opening, { ...part, ...rest });
  announceOpened(world, subject);
  return asPull(subject);
}

/** The subject as a pull request; throws when it is an issue. */
export function asPull(subject: Subject): PullSubject {
  if (!isPull(subject)) throw new Error(`${subject.repository.name}#${subject.number} is not a pull request`);
  return subject;
}

/** A new head for a pull request: a commit on top, or with `amend` in place of the last, which keeps the tree when nothing is edited. */
export function pushToPull(
  world: World,
  actor: Account,
  subject: PullSubject,
  push: { readonly edits: FileEdits; readonly message: string; readonly amend: boolean },
): Commit {
  const { pull } = subject;
  const before = pull.head;
  const parents = push.amend ? before.parents : [before];
  const change = { files: edited(before.files, push.edits), message: push.message };
  const head = commit(world, actor, pull.headRepository, parents, change);
  pull.head = head;
  subject.updatedAt = world.now();
  moveBranch(world, actor, pull.headRepository, pull.headBranch, head);
  announceSubject(world, 'synchronize', subject, actor, { before: before.sha, after: head.sha });
  return head;
}

/** Merges a pull request with a merge commit: the base branch moves, the pull request is closed. */
export function mergePull(world: World, actor: Account, subject: PullSubject): Commit {
  const { pull, repository } = subject;
  const tip = repository.branches.get(pull.baseBranch) ?? pull.base;
  const files = new Map([...tip.files, ...pull.head.files]);
  for (const path of pull.base.files.keys()) if (!pull.head.files.has(path)) files.delete(path);
  const message = `Merge pull request #${subject.number} from ${pull.headRepository.owner.login}/${pull.headBranch}`;
  const made = commit(world, actor, repository, [tip, pull.head], { files, message });
  Object.assign(pull, { mergedAt: world.now(), mergedBy: actor, mergeCommit: made });
  moveBranch(world, actor, repository, pull.baseBranch, made);
  editSubject(world, actor, subject, { state: 'closed' });
  return made;
}

export function renameRepository(world: World, actor: Account, repository: Repository, name: string): void {
  const from = repository.name;
  world.formerNames.set(`${repository.owner.login}/${from}`.toLowerCase(), repository);
  repository.name = name;
  announce(world, 'repository', repository, actor, { action: 'renamed', changes: { repository: { name: { from } } } });
}
