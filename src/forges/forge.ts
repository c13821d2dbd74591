// The port to a forge: what the application reads from it and writes to it.
import type { ChangedFile, Commit, Part, PullRequest, Review } from '../contributions/facts.js';
import type { Instant } from '../shared/time.js';
import type { Account, ForgeId, SubjectRef, TextRef } from '../shared/refs.js';
import type { SubjectFacts, TextCreated } from './event.js';
import type { Answer } from './answer.js';
import type { ForgeFiles } from './files.js';
import type { Release } from './release.js';
import type { CommentSnapshot, RepositoryFacts, SubjectSnapshot } from './sighting.js';

/** An issue as it is now. */
export interface IssueNow extends SubjectFacts {
  /** Markdown as written. */
  readonly body: string;
  readonly author: Account | null;
  readonly labels: readonly string[];
  /** Null when it is in none. */
  readonly milestone: { readonly title: string; readonly closedAt: Instant | null } | null;
}

/** What the app reads; every call may be repeated freely. */
export interface ForgeReader {
  /** An issue as it is now; after a transfer, where it was transferred to. `isPublic` is false of one that is for members only. */
  issue(subject: SubjectRef): Answer<IssueNow>;
  /** An issue or a pull request as it is now, with the forge's own writing of its name; after a transfer, where it was transferred to. `head` need not be told. */
  subject(subject: SubjectRef): Answer<SubjectFacts>;
  /** The newest hundred published releases of a repository, the newest first. */
  releases(repo: string): Answer<readonly Release[]>;
  /** The head commit of a pull request. */
  head(subject: SubjectRef): Answer<string>;
  /** The id of a commit's tree. */
  tree(subject: SubjectRef, commit: string): Answer<string>;
  /** The account that bears a login now: for adoption of a charter only. */
  account(login: string): Answer<{ readonly id: number; readonly login: string }>;
}

/** A remark on a line of a file, shown beside it. `line` counts from 1. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly message: string;
}

/** A check on a commit, `OpenCharter / vote` or `OpenCharter / policy`. Found again by its external id. */
export interface Check {
  readonly name: string;
  readonly subject: SubjectRef;
  readonly head: string;
  readonly externalId: string;
  readonly state: 'in_progress' | 'success' | 'failure';
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  readonly startedAt: Instant;
  readonly completedAt: Instant | null;
  /** None when absent. */
  readonly annotations?: readonly Annotation[];
}

/** A pull request as the forge shows it now, with what else is worth knowing for reading the rest of it. */
export interface PullNow extends Omit<PullRequest, 'head'> {
  readonly url: string;
  readonly isPublic: boolean;
  readonly head: string;
  readonly updatedAt: Instant;
  /** So many the forge reports; a list that is shorter is not complete. */
  readonly commits: number;
  readonly files: number;
  /** Who has passed it in the forge's own review, where the forge does not say for which commit; absent where reviews say it. As of the same reading as `head`. */
  readonly passed?: readonly Account[];
}

/** A commit as it is read: with its tree, which tells whether another changes any file. */
export interface ReadCommit extends Commit {
  readonly tree: string;
}

/** Texts of files at a commit. */
export interface TextsAt {
  /** The commit they were read at. */
  readonly commit: string;
  /** Of those paths that are there, and are text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** An open pull request in a list, as much as a sweep must know to tell whether its check is missing or old. */
export interface OpenPull {
  readonly number: string;
  readonly title: string;
  readonly draft: boolean;
  /** The branch it is to be merged into. */
  readonly base: string;
  readonly head: string;
  readonly updatedAt: Instant;
  /** Whether our check of this name is on its head; null when the list does not tell. */
  readonly checked: boolean | null;
  /** Its labels, where a label of ours is shown beside or instead of the check; absent elsewhere. */
  readonly labels?: readonly string[];
}

/** What policies read of pull requests; every call may be repeated freely. A list that is not whole is an incomplete part, never a short list. */
export interface ForgePulls {
  pull(subject: SubjectRef): Answer<PullNow>;
  /** From the oldest to the newest. */
  commits(subject: SubjectRef, pull: PullNow): Answer<Part<readonly ReadCommit[]>>;
  files(subject: SubjectRef, pull: PullNow): Answer<Part<readonly ChangedFile[]>>;
  /** From the oldest to the newest; no `tree` is told. None where the forge keeps no reviews, only who has passed: see PullNow. */
  reviews(subject: SubjectRef): Answer<Part<readonly Review[]>>;
  /** The texts of these paths at the tip of a branch, or at a commit. Not complete when one of them is too large to be read. */
  texts(
    repo: string,
    at: { readonly branch: string } | { readonly commit: string },
    paths: readonly string[],
  ): Answer<Part<TextsAt>>;
  /** The ids of the accounts that bear these logins now, by login in lower case; nobody bears those that are missing. */
  accounts(repo: string, logins: readonly string[]): Answer<ReadonlyMap<string, number>>;
  /** The commits that are in `head` and not in `base`, from the oldest to the newest. */
  between(repo: string, base: string, head: string): Answer<Part<readonly Commit[]>>;
  /** Open pull requests, a hundred a page; `check` is the name of a check of ours. `next`: null for the first page, then what the page before names. */
  open(repo: string, check: string, next: string | null): Answer<Listed<OpenPull>>;
  /** The numbers of the newest pull requests, whatever their state, the newest first; a hundred a page. */
  newest(repo: string, next: string | null): Answer<Listed<string>>;
}

/** What the app writes. A find looks only among what the app itself wrote, by its own account or app id. */
export interface ForgeWriter {
  /** Puts the eyes reaction on a text; a repeat changes nothing. */
  react(subject: SubjectRef, text: TextRef): Answer<void>;
  createComment(subject: SubjectRef, body: string): Answer<{ readonly id: string; readonly url: string }>;
  updateComment(subject: SubjectRef, id: string, body: string): Answer<void>;
  /** Our own comment that holds the marker and was written at or after `since`, if there is one. */
  findComment(
    subject: SubjectRef,
    marker: string,
    since: Instant,
  ): Answer<{ readonly id: string; readonly url: string } | null>;
  addLabel(subject: SubjectRef, label: string): Answer<void>;
  /** A label that is not there is a success. */
  removeLabel(subject: SubjectRef, label: string): Answer<void>;
  createCheck(check: Check): Answer<{ readonly id: string }>;
  updateCheck(id: string, check: Check): Answer<void>;
  findCheck(check: Check): Answer<{ readonly id: string } | null>;
}

/** An item of a list that is not as the forge describes it: null is what cannot be told of it. */
export interface UnreadItem {
  readonly kind: 'subject' | 'comment';
  readonly id: string | null;
  /** Of the issue or pull request that it is, or is on. */
  readonly number: string | null;
  readonly createdAt: Instant | null;
  readonly changedAt: Instant | null;
  /** Which fields are wrong; nothing of what they hold. */
  readonly why: string;
}

/** One page of a list in ascending order of change. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** None when absent. */
  readonly unread?: readonly UnreadItem[];
  /** The page after it, as the forge's own link says; null at the end of the list. */
  readonly next: string | null;
  /** How many pages there are after it; null when the forge does not tell. */
  readonly pagesLeft: number | null;
}

/** Which page: the first of what was changed at or after `since`, or the one that a page before it names as `next`. */
export interface Listing {
  readonly since: Instant;
  readonly next: string | null;
  /** A name that all pages have in common which are read one after another, none again later: what was gathered for the first may serve the others. */
  readonly reading?: string;
}

/** Lists of a repository, a hundred a page, for the mirror. `gone`: the repository is. */
export interface ForgeLists {
  repository(repo: string): Answer<Omit<RepositoryFacts, 'asOf'>>;
  /** Issues and pull requests. */
  subjects(repo: string, listing: Listing): Answer<Listed<SubjectSnapshot>>;
  /** Comments on all of them. */
  comments(repo: string, listing: Listing): Answer<Listed<CommentSnapshot>>;
}

/** A repository in which the app may act, `owner/repo`. `open`: so many issues and pull requests are open there, together; null when the forge does not tell. */
export interface InstalledRepository {
  readonly repo: string;
  readonly open: number | null;
}

/** What a forge is asked for now and then that does not promise that its webhooks come. */
export interface PolledForge {
  readonly lists: ForgeLists;
  /** The name of the text of a listed comment. */
  textOf(comment: Pick<CommentSnapshot, 'id' | 'number'>): TextRef;
  /** The name of the text with which a listed issue or pull request was opened; null where only reading it tells. */
  openingOf(listed: Pick<SubjectSnapshot, 'number' | 'isPull'>): TextRef | null;
  /** The text with which an issue or pull request was opened; null when nobody did. Where anything of it was `changed` since, who wrote what it says now is not known. */
  opened(subject: SubjectRef): Answer<{ readonly event: TextCreated; readonly changed: boolean } | null>;
}

/** One forge: what is read of it, and what is written to it. */
export interface Forge {
  readonly id: ForgeId;
  readonly read: ForgeReader;
  readonly pulls: ForgePulls;
  readonly write: ForgeWriter;
  readonly files: ForgeFiles;
  /** Only of a forge that is to be polled. */
  readonly polled?: PolledForge;
  /** Every repository in which the app may act, private ones too; without those that are archived. */
  repositories(): Answer<readonly InstalledRepository[]>;
}
