// What a forge shows of one repository, in a delivery or on a page of a list: the only thing the mirror sees.
import type { Account, ForgeId } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** A repository as the forge shows it. */
export interface RepositoryFacts {
  /** The forge's own number: it stays when the repository is renamed. */
  readonly id: number;
  /** `owner/repo`, its name when it was seen. */
  readonly name: string;
  /** Its page, for people. */
  readonly url: string;
  /** Whether everybody may read it; false too for one that was deleted. */
  readonly isPublic: boolean;
  /** The forge's time at which these facts were surely true. */
  readonly asOf: Instant;
}

/** An issue or a pull request as the forge shows it. */
export interface SubjectSnapshot {
  readonly number: string;
  readonly isPull: boolean;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly labels: readonly string[];
  /** Null when the account no longer exists. */
  readonly author: Account | null;
  readonly createdAt: Instant;
  /** The forge's own time of the last change. */
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  /** The head commit of a pull request; null when the forge does not tell it here. */
  readonly head: string | null;
  readonly commentsCount: number;
  /** The account ids of who has passed a pull request, where the forge's review does not say for which commit. */
  readonly passed?: readonly number[];
  /** True of an issue that only members may read, in a repository that everybody may read: holes are reported so. */
  readonly forMembers?: boolean;
}

/** Which comment of a forge: some number those on pull requests in a row of their own, so that one on an issue may have the same id. */
export interface CommentName {
  readonly id: string;
  /** Absent for the only row there is, and for that of issues. */
  readonly row?: 'pulls';
}

/** A comment as the forge shows it. */
export interface CommentSnapshot extends CommentName {
  /** The number of its issue or pull request. */
  readonly number: string;
  readonly author: Account | null;
  readonly body: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What was taken away for good. `to`: where a transferred issue went; null for a deleted one, or when it is not told. */
export type Removal =
  | ({ readonly kind: 'comment'; readonly number: string } & CommentName)
  | {
      readonly kind: 'subject';
      readonly number: string;
      readonly to: { readonly repository: RepositoryFacts; readonly number: string } | null;
    };

export interface Sighting {
  readonly forge: ForgeId;
  readonly repository: RepositoryFacts;
  /** The forge's time at which the accounts had the logins shown, at the earliest. */
  readonly asOf: Instant;
  readonly subjects: readonly SubjectSnapshot[];
  readonly comments: readonly CommentSnapshot[];
  readonly removed: readonly Removal[];
}
