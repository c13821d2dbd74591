// The port of what is kept of contributions: who approved them, what the policies found, and when they are to be judged again.
import type { Approval } from '../contributions/facts.js';
import type { Actor, Enforce, Finding, Override, Verdict } from '../contributions/finding.js';
import type { MirroredComment, MirroredSubject, MirroredText } from '../mirror/store.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import type { Account, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** The pull request as it was when it was last looked at. */
export interface ContributionFacts {
  readonly ref: SubjectRef;
  readonly url: string;
  readonly title: string;
  readonly author: Account;
  /** Whether everybody may read it: pages show no other. */
  readonly isPublic: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  /** The branch it is to be merged into. */
  readonly base: string;
  readonly head: string;
  /** Of the head commit; null when it is not known. */
  readonly tree: string | null;
  readonly createdAt: Instant;
  /** The forge's own time of its last change. */
  readonly updatedAt: Instant;
}

/** What the policies said of one head. */
export interface Evaluated {
  readonly head: string;
  readonly verdict: Exclude<Verdict, 'skip'>;
  /** As evaluated, in the order in which they are told; of a finding at most 200 details. */
  readonly findings: readonly Finding[];
  /** Who must act next; null when nobody needs to. */
  readonly waitsFor: Actor | null;
  /** The charter version whose policy.yml was the floor. */
  readonly charter: string;
  /** The commit at which the base's files were read; null when they could not be. */
  readonly base: string | null;
  readonly at: Instant;
}

/** A head that a contribution had, and when the app first knew of it. */
export interface KnownHead {
  readonly sha: string;
  readonly tree: string;
  readonly at: Instant;
}

/** A pass in the review of a forge that does not say for which commit. */
export interface Pass {
  readonly account: Account;
  /** The head it counts for; empty when it could not be told. */
  readonly head: string;
  /** Of that head; empty without one. */
  readonly tree: string;
  /** It was given after this. */
  readonly at: Instant;
}

/** Who had passed a contribution when it was last read: at the `head` and for the `base` of the record. */
export interface Passes {
  readonly readAt: Instant;
  readonly given: readonly Pass[];
}

/** One contribution as kept. */
export interface ContributionRecord extends ContributionFacts {
  /**
   * `github:openclaw/models#12`, when it was first seen: its name in the ledger and in the keys of effects. With `@` and its time of creation where another contribution,
   * of a repository renamed since, had that name first.
   */
  readonly origin: string;
  readonly approvals: readonly Approval[];
  /** The newest last, at most ten. What somebody writes is about the newest that was known when it was received. */
  readonly heads: readonly KnownHead[];
  /** Absent where the forge keeps reviews that name their commit, and before the first reading. */
  readonly passes?: Passes;
  /** When it was turned to another base branch; null when it never was. What was approved before was another change. */
  readonly basedAt: Instant | null;
  /** The last evaluation; null before the first. */
  readonly evaluated: Evaluated | null;
  /** Whether a comment was ever wished: only then there is one to be kept up to date. */
  readonly commented: boolean;
  /** The commit that a merge queue made of this head last: its check is kept up to date too, a hold still counts. Null when there is none. */
  readonly queue: { readonly base: string; readonly head: string } | null;
  /** Real time in ms at which it is to be evaluated; null when nothing is due. */
  readonly dueAt: number | null;
  /** Somebody asked the forge for the check anew: it is written again, even if it says the same. */
  readonly again: boolean;
  /** So often in a row a fact was missing. */
  readonly failures: number;
  /** Grows with every write: whoever has read an older one does not overwrite it. */
  readonly revision: number;
}

/** An evaluation in a contribution's history: the last one of each head. */
export interface HistoryItem {
  readonly head: string;
  readonly at: Instant;
  readonly verdict: Evaluated['verdict'];
  readonly findings: readonly HistoryFinding[];
}

export interface HistoryFinding {
  readonly policy: string;
  readonly verdict: Verdict;
  readonly enforce: Exclude<Enforce, 'off'>;
  /** The key of its sentence: what kind of failure it is. */
  readonly key: string;
  readonly overridden: boolean;
}

/** How often a policy passes, among the contributions evaluated last. */
export interface PolicyCounts {
  readonly policy: string;
  readonly pass: number;
  readonly fail: number;
  readonly pending: number;
  readonly skip: number;
  readonly overridden: number;
  /** Sentence keys of failures, the commonest first; at most five. */
  readonly failures: readonly { readonly key: string; readonly count: number }[];
}

/** An override as pages show it: with the index of its entry in the ledger. */
export interface ShownOverride extends Override {
  readonly seq: number;
}

/** A pull request in a list: as mirrored, or as it was when it was last looked at; with what the policies said of it, if anything. */
export interface ListedContribution {
  readonly subject: Omit<MirroredSubject, 'isPull' | 'labels' | 'closedAt' | 'commentsCount'>;
  readonly record: ContributionRecord | null;
  /** Of all its heads, the oldest first. */
  readonly overrides: readonly ShownOverride[];
}

/** A pull request with its text, one page of its comments, oldest first, and what the policies said of each head, the newest first. */
export interface ShownContribution extends ListedContribution {
  readonly subject: MirroredText;
  readonly comments: ListPage<MirroredComment>;
  readonly history: readonly HistoryItem[];
}

/** Of an open contribution, as much as tells whether the forge shows it as it is kept. */
export interface KeptOpen extends Pick<ContributionRecord, 'ref' | 'title' | 'draft' | 'base' | 'head'> {
  /** `hasFindings`: then the head is to have a check. */
  readonly evaluated: (Pick<Evaluated, 'head' | 'at' | 'verdict'> & { readonly hasFindings: boolean }) | null;
  /** Whether it is to be evaluated, now or later. */
  readonly isDue: boolean;
}

/** What is written: everything but what the store itself counts. */
export type ContributionDraft = Omit<ContributionRecord, 'revision'>;

/** What handlers and clocks use. */
export interface ContributionStore {
  find(subject: SubjectRef): Promise<ContributionRecord | null>;
  /** Whether a contribution is kept that was first seen under this name, wherever it is now. */
  isOrigin(origin: string): Promise<boolean>;
  /** The open contribution with this head, if there is one. */
  byHead(forge: SubjectRef['forge'], repo: string, head: string): Promise<readonly ContributionRecord[]>;
  /**
   * Writes the record, if it is still as it was read (`revision`; null when there was none). False, changing nothing, when somebody else wrote it
   * meanwhile. Keeps its evaluation in the history of its head too.
   */
  put(draft: ContributionDraft, revision: number | null): Promise<boolean>;
  /** Makes a known open contribution due now, or later; one that is due earlier stays so. It counts as a write, and makes a `put` under way fail. */
  due(subject: SubjectRef, at: number, again?: boolean): Promise<void>;
  /** Makes all open contributions to a branch due. */
  dueOn(forge: SubjectRef['forge'], repo: string, branch: string, at: number): Promise<void>;
  /**
   * Open contributions that are due, the longest waiting first; then those that nothing is due of, but that were evaluated under another charter
   * version than this. One that was never evaluated must be made due.
   */
  dueBy(now: number, charter: string, limit: number): Promise<readonly SubjectRef[]>;
  /** The open contributions of a repository. */
  openIn(forge: SubjectRef['forge'], repo: string): Promise<readonly KeptOpen[]>;
  /** Repositories with open contributions, as `owner/repo`. */
  repositories(forge: SubjectRef['forge']): Promise<readonly string[]>;
  /** Follows the renaming of a repository; `origin` stays. What was heard of under the new name before takes the old one's origin and approvals, and is due. */
  move(forge: SubjectRef['forge'], from: string, to: string): Promise<void>;
}

/** What the portal uses: public contributions only. */
export interface ContributionReader {
  find(subject: SubjectRef): Promise<ContributionRecord | null>;
  /** Of these subjects, by key. */
  among(keys: readonly string[]): Promise<ReadonlyMap<string, ContributionRecord>>;
  /**
   * Those in these repositories (`github:openclaw/models`), newest first by creation; filters: forge, repo, number, state, author (a login), head,
   * verdict, waiting (an actor's role; only open ones wait).
   */
  list(query: ListQuery, places: readonly string[]): Promise<ListPage<ContributionRecord>>;
  /** By head, the newest first; at most 50. */
  history(subject: SubjectRef): Promise<readonly HistoryItem[]>;
  /** Over the last evaluations of the 1,000 contributions evaluated last. */
  counts(): Promise<readonly PolicyCounts[]>;
}
