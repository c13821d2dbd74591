// The ports of the mirror: what is kept of the foundation's issues, pull requests and comments, and how far a sync has come.
import type { Sighting, SubjectSnapshot } from '../forges/sighting.js';
import type { ListPage } from '../shared/page.js';
import type { Account, ForgeId, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** An issue or pull request, without its text. Logins and repository names are the latest known. */
export interface MirroredSubject extends Omit<SubjectSnapshot, 'number' | 'body'> {
  readonly ref: SubjectRef;
  /** Its page on the forge. */
  readonly url: string;
}

/** The same with its body, Markdown as written, at most 64 KiB. */
export interface MirroredText extends MirroredSubject {
  readonly body: string;
}

export interface MirroredComment {
  readonly id: string;
  readonly author: Account | null;
  readonly body: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly url: string;
}

/** Which subjects; what is left out does not matter. */
export interface SubjectFilter {
  readonly forge?: ForgeId | undefined;
  /** `owner/repo`, in any letter case. */
  readonly repo?: string | undefined;
  readonly number?: string | undefined;
  readonly state?: SubjectSnapshot['state'] | undefined;
  readonly isPull?: boolean | undefined;
  /** A login, in any letter case. */
  readonly author?: string | undefined;
  readonly head?: string | undefined;
}

/** `page` from 1. */
export interface PageQuery {
  readonly page: number;
  readonly perPage: number;
}

/** A repository in the mirror, and how fresh it is. */
export interface MirroredRepository {
  readonly forge: ForgeId;
  /** The forge's own number. */
  readonly id: number;
  readonly repo: string;
  readonly url: string;
  /** When something of it was last received or read, by the time of receipt. */
  readonly seenAt: Instant;
  /** When the last sync of it was finished; null when none was. */
  readonly syncedAt: Instant | null;
}

export interface MirrorCounts {
  readonly issues: number;
  readonly pulls: number;
  readonly comments: number;
}

/** What the portal reads. */
export interface MirrorReader {
  /** Newest first, by creation. */
  subjects(filter: SubjectFilter, page: PageQuery): Promise<ListPage<MirroredSubject>>;
  /** Null when it is not in the mirror, or was deleted. */
  subject(ref: SubjectRef): Promise<MirroredText | null>;
  /** Oldest first; none for a subject that is not there. */
  comments(ref: SubjectRef, page: PageQuery): Promise<ListPage<MirroredComment>>;
  /** The issues and pull requests whose opening text says that they belong to one of these keys (roadmap/links.ts): newest first, at most 300. */
  belonging(keys: readonly string[]): Promise<readonly MirroredSubject[]>;
  /** The issues and pull requests that have these keys (`github:openclaw/models#12`); others are left out: newest first, at most 300. */
  among(keys: readonly string[]): Promise<readonly MirroredSubject[]>;
  counts(): Promise<MirrorCounts>;
  repositories(): Promise<readonly MirroredRepository[]>;
}

/** What keeps the mirror. */
export interface MirrorWriter {
  /**
   * Takes in what was seen, at the instant of its receipt. Of one thing the state that the forge changed last stays, then the one received
   * last; what was removed never comes back. Safe to repeat, in any order. False when the repository is not to be mirrored (any more).
   */
  see(sighting: Sighting, seenAt: Instant): Promise<boolean>;
  /** Removes everything of a repository, until something newer than the instant shows it in public again. */
  hide(forge: ForgeId, repository: number, at: Instant): Promise<void>;
}

/** How far a sync of a repository has come. */
export interface SyncProgress {
  /** What is being read now; `done` when the last sync came to its end. */
  readonly phase: 'issues' | 'comments' | 'done';
  readonly issues: SyncCursor;
  readonly comments: SyncCursor;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
}

/** Where to go on in a list that is read in ascending order of change. */
export interface SyncCursor {
  /** Everything changed before it has been read; `beginning` when nothing has. */
  readonly since: Instant;
  /** Where pages were first followed over a boundary that a change meanwhile could have shifted; null: nowhere. */
  readonly unsure: Instant | null;
  /** Such a change was seen: what was read since `unsure` is read a second time, following nothing that can be avoided. */
  readonly again: boolean;
}

/** Before everything on any forge. */
export const beginning: Instant = '1970-01-01T00:00:00.000Z';

/** By forge and the forge's own number of the repository. */
export interface SyncStore {
  get(forge: ForgeId, repository: number): Promise<SyncProgress | null>;
  /** Journaled. */
  put(forge: ForgeId, repository: number, progress: SyncProgress): Promise<void>;
}
