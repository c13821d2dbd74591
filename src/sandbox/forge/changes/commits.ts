// Making commits: who wrote and who recorded them, what they say, and which files they leave.
import { apart, carriedOver, makeCommit, type Commit, type Files, type GitPerson } from '../git.js';
import { accountByLogin, type Account, type Repository } from '../state.js';
import type { Signer, World } from '../world.js';

/** Files to write, by path; null deletes one. */
export type FileEdits = Readonly<Record<string, string | null>>;

/** What somebody typed into git as their name and e-mail. */
export interface Identity {
  readonly name: string;
  readonly email: string;
  /** Whose e-mail it is on the forge, null when it is nobody's. Left out: whose no-reply address it is. */
  readonly login?: string | null;
}

/** A commit to be made. */
export interface CommitPlan {
  readonly message?: string;
  /** Old path to new path; done before the edits. */
  readonly renames?: Readonly<Record<string, string>>;
  readonly edits?: FileEdits;
  /** A branch of the base repository that is merged: the commit gets two parents. */
  readonly merge?: string;
  /** Left out: who pushes, with their no-reply address. */
  readonly author?: Identity;
  /** Left out: who pushes. */
  readonly committer?: Identity;
  /** It bears a signature that the forge has checked. Default false. */
  readonly verified?: boolean;
  /** Made on the forge's pages: the forge itself records and signs it. */
  readonly onPages?: boolean;
}

/** An account by its no-reply address. */
export function signerOf({ ways }: Pick<World, 'ways'>, account: Account): Signer {
  const email = `${account.id}+${account.login}@${ways.mailHost}`;
  return { name: account.name ?? account.login, email, id: account.id };
}

function signerBy(world: World, { name, email, login }: Identity): Signer {
  if (login === null) return { name, email, id: null };
  if (login === undefined) {
    const id = email.toLowerCase().endsWith(`@${world.ways.mailHost}`) ? Number(/^(\d+)\+/.exec(email)?.[1]) : NaN;
    return { name, email, id: world.accounts.has(id) ? id : null };
  }
  const account = accountByLogin(world, login);
  if (!account) throw new Error(`nobody here has the login ${login}`);
  return { name, email, id: account.id };
}

/** What makes a commit. */
export interface CommitContent {
  readonly files: Files;
  readonly message: string;
  readonly author: Signer;
  readonly committer: Signer;
  readonly verified: boolean;
  /** When it was written, for a commit made again; default now. */
  readonly authoredAt?: string;
}

/** Makes a commit on top of `parents` and keeps it in the repository. No branch moves. */
export function commit(
  world: World,
  repository: Repository,
  parents: readonly Commit[],
  { files, message, author, committer, verified, authoredAt = world.now() }: CommitContent,
): Commit {
  const person = ({ name, email }: Signer, date: string): GitPerson => ({ name, email, date });
  const made = makeCommit(
    {
      parents,
      files,
      message,
      author: person(author, authoredAt),
      committer: person(committer, world.now()),
      authorId: author.id,
      committerId: committer.id,
      verified,
    },
    world.nextId(),
  );
  repository.commits.set(made.sha, made);
  return made;
}

function edited(files: Files, { renames = {}, edits = {} }: CommitPlan): Files {
  const next = new Map(files);
  for (const [from, to] of Object.entries(renames)) {
    const content = next.get(from);
    if (content === undefined) throw new Error(`there is no ${from} to rename`);
    next.delete(from);
    next.set(to, content);
  }
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) next.delete(path);
    else next.set(path, content);
  }
  return next;
}

/** The files of two commits brought together. */
export function mergedFiles(onto: Commit, other: Commit): Files {
  const { forkPoint } = apart(onto, other);
  return carriedOver(forkPoint?.files ?? new Map<string, string>(), other.files, onto.files);
}

/** Where commits are made, and by whom. */
export interface Bench {
  readonly world: World;
  readonly actor: Account;
  /** Keeps the commits. */
  readonly repository: Repository;
  /** Whose branches are merged in. */
  readonly origin: Repository;
}

/** Makes a commit as planned: on `parents`, changing `files`. */
export function planned(
  { world, actor, repository, origin }: Bench,
  plan: CommitPlan,
  parents: readonly Commit[],
  files: Files,
): Commit {
  const [own] = parents;
  const other = plan.merge === undefined ? undefined : origin.branches.get(plan.merge);
  if (plan.merge !== undefined && !other) throw new Error(`there is no branch ${plan.merge}`);
  const author = plan.author ? signerBy(world, plan.author) : signerOf(world, actor);
  const recorder = plan.onPages ? world.ways.itself : signerOf(world, actor);
  return commit(world, repository, other ? [...parents, other] : parents, {
    files: edited(own && other ? mergedFiles(own, other) : files, plan),
    message: plan.message ?? (plan.merge === undefined ? 'Update files' : `Merge branch '${plan.merge}'`),
    author,
    committer: plan.committer ? signerBy(world, plan.committer) : recorder,
    verified: plan.verified ?? plan.onPages ?? false,
  });
}

/** Makes commits one on top of the other. */
export function series(bench: Bench, plans: readonly CommitPlan[], start: Commit): Commit {
  return plans.reduce((tip, plan) => planned(bench, plan, [tip], tip.files), start);
}
