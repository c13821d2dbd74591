// Changes of pull requests: opening, new heads, drafts, another base.
import { apart, type Commit } from '../git.js';
import { asPull, pullCommits, type PullSubject } from '../pull.js';
import { accountById, type World } from '../world.js';
import type { Account, Repository } from '../state.js';
import { moveBranch } from './code.js';
import {
  commit,
  planned,
  series,
  signerOf,
  type Bench,
  type CommitPlan,
  type FileEdits,
  type Identity,
} from './commits.js';
import { addSubject, announceOpened, type Opening } from './issues.js';

/** What a pull request is opened with. */
export interface PullOpening extends Opening {
  /** Its commits, the oldest first. Left out: one, of `edits` and `message`. */
  readonly commits?: readonly CommitPlan[];
  readonly edits?: FileEdits;
  readonly message?: string;
  /** The branch it is opened from; left out, one of its own. */
  readonly branch?: string;
  /** `branch` is there already, and it is opened from its tip; nothing is committed. */
  readonly existing?: boolean;
  /** The branch it is to be merged into; left out, the default branch. */
  readonly base?: string;
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
    protects: new Set(),
  };
  world.repositories.set(fork.id, fork);
  return fork;
}

function tipOf(repository: Repository, branch: string): Commit {
  const tip = repository.branches.get(branch);
  if (!tip) throw new Error(`${repository.name} has no branch ${branch}`);
  return tip;
}

/** Opens a pull request of new commits. */
export function openPull(world: World, author: Account, repository: Repository, opening: PullOpening): PullSubject {
  const baseBranch = opening.base ?? repository.defaultBranch;
  const base = tipOf(repository, baseBranch);
  const headRepository = opening.fork ? forkOf(world, author, repository) : repository;
  const branch = opening.branch ?? `change-${repository.lastNumber + 1}`;
  const { message = opening.title, edits = { [`changes/${branch}.md`]: `${opening.title}\n` } } = opening;
  const bench = { world, actor: author, repository: headRepository, origin: repository };
  const made = opening.existing === true ? null : series(bench, opening.commits ?? [{ message, edits }], base);
  if (made) moveBranch(world, author, headRepository, branch, made);
  const head = made ?? tipOf(headRepository, branch);
  const subject = addSubject(world, author, repository, opening, {
    id: world.nextId(),
    baseBranch,
    base,
    headRepository,
    headBranch: branch,
    head,
    draft: opening.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommit: null,
    reviews: [],
    queued: null,
  });
  announceOpened(world, subject);
  return asPull(subject);
}

/** What is pushed to a pull request. */
export interface PullPush {
  readonly commits: readonly CommitPlan[];
  /** `add`: on top. `amend`: the first one replaces the last there was, changing its files. `restart`: all there were are replaced. */
  readonly how: 'add' | 'amend' | 'restart';
}

function moveHead(world: World, actor: Account, { pull }: PullSubject, head: Commit): Commit {
  moveBranch(world, actor, pull.headRepository, pull.headBranch, head);
  return head;
}

/** An amended commit keeps its author. */
function authorOf(world: World, { author: { name, email }, authorId }: Commit): Identity {
  return { name, email, login: accountById(world, authorId)?.login ?? null };
}

/** A new head for a pull request. That of a closed one stays; only its branch moves. */
export function pushToPull(world: World, actor: Account, subject: PullSubject, push: PullPush): Commit {
  const { pull, repository: origin } = subject;
  const tip = pull.headRepository.branches.get(pull.headBranch) ?? pull.head;
  const bench: Bench = { world, actor, repository: pull.headRepository, origin };
  const [first, ...more] = push.commits;
  if (!first) throw new Error('a push needs a commit');
  if (push.how === 'amend') {
    const amended = planned(bench, { author: authorOf(world, tip), ...first }, tip.parents, tip.files);
    return moveHead(world, actor, subject, series(bench, more, amended));
  }
  const start = push.how === 'add' ? tip : (apart(pull.base, tip).forkPoint ?? pull.base);
  return moveHead(world, actor, subject, series(bench, push.commits, start));
}

/** Makes all commits of a pull request again with other messages, as `git rebase` does: authors and files stay, signatures go. */
export function rewordPull(
  world: World,
  actor: Account,
  subject: PullSubject,
  reword: (message: string, commit: Commit) => string,
): Commit {
  const again = new Map<Commit, Commit>();
  for (const one of pullCommits(subject.pull)) {
    const parents = one.parents.map((parent) => again.get(parent) ?? parent);
    const made = commit(world, subject.pull.headRepository, parents, {
      files: one.files,
      message: reword(one.message, one),
      author: { ...one.author, id: one.authorId },
      committer: signerOf(world, actor),
      verified: false,
      authoredAt: one.author.date,
    });
    again.set(one, made);
  }
  return moveHead(world, actor, subject, again.get(subject.pull.head) ?? subject.pull.head);
}

/** Makes it a draft, or ready for review; nothing when it is so already. */
export function setDraft(world: World, actor: Account, subject: PullSubject, draft: boolean): void {
  if (subject.pull.draft === draft) return;
  Object.assign(subject.pull, { draft });
  subject.updatedAt = world.now();
  world.ways.subject(world, { action: draft ? 'converted_to_draft' : 'ready_for_review' }, subject, actor);
}

/** Has it merged into another branch. */
export function retarget(world: World, actor: Account, subject: PullSubject, branch: string): void {
  const { pull, repository } = subject;
  const from = { branch: pull.baseBranch, sha: pull.base.sha };
  Object.assign(pull, { base: tipOf(repository, branch), baseBranch: branch });
  subject.updatedAt = world.now();
  world.ways.subject(world, { action: 'retargeted', from }, subject, actor);
}
