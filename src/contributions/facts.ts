// The facts of one contribution: a snapshot, read once for each event, that all policies share.
import type { Account, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** Why a part of the facts is not known in full. Policies that need it are then pending. */
export type Missing =
  | { readonly code: 'fewer-than-reported'; readonly read: number; readonly reported: number }
  | { readonly code: 'over-the-cap'; readonly cap: number }
  /** `detail`: what the forge answered, as it came. */
  | { readonly code: 'forge-failed'; readonly detail: string }
  | { readonly code: 'not-read' };

/** A part of the facts: known in full, or not. There is nothing between: half a list is no list. */
export type Part<T> =
  { readonly complete: true; readonly value: T } | { readonly complete: false; readonly why: Missing };

/** The pull request itself. */
export interface PullRequest {
  readonly title: string;
  /** Markdown; empty when there is none. */
  readonly body: string;
  readonly draft: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  readonly author: Account;
  readonly base: { readonly branch: string; readonly sha: string };
  /** `tree` is the tree of the head commit: a push that keeps it changes no file. */
  readonly head: { readonly sha: string; readonly tree: string };
  readonly labels: readonly string[];
  readonly createdAt: Instant;
}

/** Who wrote or recorded a commit. Name and e-mail are typed by anybody; `account` is the one to which the forge links the e-mail. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly account: Account | null;
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** The forge has checked a cryptographic signature, made by the committer. */
  readonly verified: boolean;
}

/** Whether a commit joins several histories: a parent that is named twice is one. */
export function isMerge({ parents }: Commit): boolean {
  return new Set(parents).size > 1;
}

export interface ChangedFile {
  readonly path: string;
  /** The old name of a renamed or copied file. */
  readonly previousPath: string | null;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed';
  readonly additions: number;
  readonly deletions: number;
  readonly binary: boolean;
}

/** A review as the forge keeps it, or as we do where it keeps only who has passed. */
export interface Review {
  readonly id: string;
  readonly account: Account;
  readonly state: 'approved' | 'changes-requested' | 'dismissed' | 'commented';
  /** The commit it was given for: by the forge's word, else the head at which we first saw it, if we had seen that head without it. Empty: none can be told. */
  readonly head: string;
  /** That commit's tree where it is known. */
  readonly tree: string | null;
  readonly submittedAt: Instant;
}

/** The last `/lgtm`, `/approve`, `/hold`, or `cancel` of one of them, of an account, with the head it was given for: our own record. */
export interface Approval {
  readonly kind: 'lgtm' | 'approve' | 'hold';
  readonly cancel: boolean;
  readonly account: Account;
  /** The id in people.yml; null for an account of nobody there. */
  readonly person: string | null;
  readonly head: string;
  readonly tree: string;
  readonly at: Instant;
}

/** A motion carried and in force in this pull request, for this head. */
export interface CarriedMotion {
  readonly id: string;
  readonly kind: string;
  readonly head: string;
}

/** What a merge queue is about to merge of this pull request: its commits, or those made of them by a squash or a rebase. */
export interface QueueEntry {
  readonly head: string;
  readonly commits: readonly Commit[];
}

/** The parts that are read apart from the pull request, each complete or not. */
export interface Parts {
  /** From the oldest to the newest. */
  readonly commits: readonly Commit[];
  readonly files: readonly ChangedFile[];
  readonly reviews: readonly Review[];
  /** In the order in which they were given. */
  readonly approvals: readonly Approval[];
  /** OWNERS, OWNERS_ALIASES, templates and policy files of the base commit: text by path. */
  readonly baseFiles: ReadonlyMap<string, string>;
  /** The same kinds of files as this contribution makes them, of those it changes: text at the head by path. */
  readonly headFiles: ReadonlyMap<string, string>;
  readonly motions: readonly CarriedMotion[];
  /** Account ids by login in lower case, of the logins that OWNERS files name. */
  readonly accounts: ReadonlyMap<string, number>;
  /** Null outside a merge queue. */
  readonly queue: QueueEntry | null;
}

export type PartName = keyof Parts;

/** The snapshot. */
export type Facts = {
  readonly subject: SubjectRef;
  readonly pull: PullRequest;
} & { readonly [Name in PartName]: Part<Parts[Name]> };

/** What a policy reads: the parts it said it needs, all of them complete. Reading another throws. */
export type Known = Pick<Facts, 'subject' | 'pull'> & Parts;

export function complete<T>(value: T): Part<T> {
  return { complete: true, value };
}

export function incomplete(why: Missing): { readonly complete: false; readonly why: Missing } {
  return { complete: false, why };
}

/** The facts for a policy that needs these parts. A part it did not name, or that is not complete, throws when it is read. */
export function knownFacts(facts: Facts, needs: readonly PartName[]): Known {
  function read<T>(name: PartName, part: Part<T>): T {
    if (!needs.includes(name)) throw new Error(`the policy does not say that it needs ${name}`);
    if (!part.complete) throw new Error(`${name} is not complete (${part.why.code})`);
    return part.value;
  }
  return {
    subject: facts.subject,
    pull: facts.pull,
    get commits() {
      return read('commits', facts.commits);
    },
    get files() {
      return read('files', facts.files);
    },
    get reviews() {
      return read('reviews', facts.reviews);
    },
    get approvals() {
      return read('approvals', facts.approvals);
    },
    get baseFiles() {
      return read('baseFiles', facts.baseFiles);
    },
    get headFiles() {
      return read('headFiles', facts.headFiles);
    },
    get motions() {
      return read('motions', facts.motions);
    },
    get accounts() {
      return read('accounts', facts.accounts);
    },
    get queue() {
      return read('queue', facts.queue);
    },
  };
}
