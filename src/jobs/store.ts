// The ports of jobs: charter versions as stored, the refs of people, the account ids once found for logins, and how far polling has come.
import type { CharterEntry } from '../charter/entries.js';
import type { CharterError, CharterFiles } from '../charter/parse.js';
import type { ForgeId } from '../shared/refs.js';
import type { Day, Instant } from '../shared/time.js';

/** Where charter files came from: a commit of a repository, or files on disk. */
export type CharterSource = Extract<CharterEntry, { type: 'charter.adopted' }>['source'];

/** A login of a person in the charter. */
export interface NamedAccount {
  readonly person: string;
  readonly forge: ForgeId;
  readonly login: string;
}

/** A person's account with its numeric id. */
export interface BoundAccount extends NamedAccount {
  readonly id: number;
}

/** A charter version as it was stored for adoption. */
export interface StoredCharter {
  readonly version: string;
  /** The files' texts as written. */
  readonly files: CharterFiles;
  readonly source: CharterSource;
  /** The accounts whose ids are known; those of a forge that is not configured are missing. */
  readonly bound: readonly BoundAccount[];
  readonly refs: readonly { readonly person: string; readonly ref: string }[];
  /** The day on which the files were good. */
  readonly parsedOn: Day;
}

/** The last charter version that was refused. */
export interface RejectedCharter {
  readonly at: Instant;
  readonly source: CharterSource;
  /** Null when the files could not be read so far. */
  readonly version: string | null;
  readonly errors: readonly CharterError[];
}

export interface CharterVersions {
  /** Stores a version durably, in place of what was stored of it before. Whether it is in force, the ledger says. */
  put(stored: StoredCharter): Promise<void>;
  stored(version: string): Promise<StoredCharter | null>;
  /** Keeps what was refused last, for /status; null clears it. */
  reject(rejected: RejectedCharter | null): Promise<void>;
  rejected(): Promise<RejectedCharter | null>;
}

/** Refs of people: given once, when a charter version first names them. */
export interface PeopleStore {
  /** Person id to ref, durable; gives a ref to those who have none. */
  refsFor(people: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ref to person id; erased ones are missing. */
  personOf(refs: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Account ids found by a look-up at the adoption that first named a person's login, and kept by all later versions. */
export interface BindingStore {
  /** Those of these accounts that were bound before. */
  of(accounts: readonly NamedAccount[]): Promise<readonly BoundAccount[]>;
  /** Binds accounts durably; one that is bound already keeps its id. */
  keep(accounts: readonly BoundAccount[]): Promise<void>;
}

/** A text that could not be handled yet: motions in its issue or pull request wait for it, others do not. */
export interface LeftText {
  readonly number: string;
  readonly writtenAt: Instant;
}

/** How far the polling of a repository has come; all by the forge's time. */
export interface PollProgress {
  /** What was written before does not act. */
  readonly startedAt: Instant;
  /** Everything of issues and pull requests that was changed before has been handled. */
  readonly subjectsSince: Instant;
  /** The same of comments. */
  readonly commentsSince: Instant;
  /** Everything that was written before it has been read, and handled but for what is left: motions that are due to close by then may. */
  readonly reached: Instant;
  readonly left: readonly LeftText[];
  /** Since when the forge says that there is no such repository; null when it does not. */
  readonly goneSince: Instant | null;
}

export interface PollStore {
  /** Null before its first poll. `repo` is `owner/repo`, in any letter case. */
  get(forge: ForgeId, repo: string): Promise<PollProgress | null>;
  put(forge: ForgeId, repo: string, progress: PollProgress): Promise<void>;
  /** When the last poll began that left out nothing of the forge; null before the first. */
  wholeAt(forge: ForgeId): Promise<Instant | null>;
  putWhole(forge: ForgeId, begunAt: Instant): Promise<void>;
}
