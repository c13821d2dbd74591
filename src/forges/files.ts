// The port by which a file is proposed to a repository: a branch of our own account's, and a pull request from it. Nothing here moves a branch of others.
import type { Answer } from './answer.js';

/** A branch and the commit at its tip. */
export interface BranchNow {
  readonly name: string;
  readonly tip: string;
  /** The forge takes no ordinary push to it. */
  readonly isProtected: boolean;
}

/** A text file in a commit. `blob`: the id of its content. */
export interface FileNow {
  readonly text: string;
  readonly blob: string;
}

/** Our own account: as commits that it makes name their author. */
export interface OwnAccount {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

/** A commit on top of a branch that puts one file. */
export interface FilePut {
  readonly branch: string;
  readonly path: string;
  readonly text: string;
  /** What it takes the place of; null where there is none yet. Anything else in that place is not overwritten: `refused`. */
  readonly replaces: string | null;
  readonly message: string;
}

/** A pull request that our account opened from a branch of the repository itself. */
export interface OwnPull {
  readonly number: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly branch: string;
  /** Markdown. */
  readonly body: string;
}

/** Reads may be repeated freely; of the writes each says what a repeat does. */
export interface ForgeFiles {
  me(repo: string): Answer<OwnAccount>;
  defaultBranch(repo: string): Answer<BranchNow>;
  /** Null when there is none. */
  branch(repo: string, name: string): Answer<BranchNow | null>;
  /** Null when there is none at that commit. */
  file(repo: string, commit: string, path: string): Answer<FileNow | null>;
  /** A new branch at the tip of another. A repeat is `refused`. */
  startBranch(repo: string, name: string, from: BranchNow): Answer<void>;
  /** A repeat is `refused`, since what was to be replaced is replaced. */
  putFile(repo: string, put: FilePut): Answer<void>;
  /** The newest of our own pull requests whose branch has a name that begins so, whatever its state; null when there is none. */
  newestPull(repo: string, prefix: string): Answer<OwnPull | null>;
  /** Answers its number. A repeat is `refused` while the first is open. */
  openPull(
    repo: string,
    pull: { readonly title: string; readonly body: string; readonly branch: string; readonly base: string },
  ): Answer<string>;
  /** A repeat changes nothing. */
  editPull(repo: string, number: string, edit: { readonly body: string; readonly close: boolean }): Answer<void>;
}
