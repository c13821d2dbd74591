// What happened on a forge, the same for every forge: the only thing the application sees of a delivery.
import type { Instant } from '../shared/time.js';
import type { Account, SubjectRef, TextRef } from '../shared/refs.js';

/** What a delivery says of its subject. */
export interface SubjectFacts {
  readonly ref: SubjectRef;
  readonly title: string;
  readonly url: string;
  readonly isPull: boolean;
  /** Whether everybody may read it. */
  readonly isPublic: boolean;
  /** The head commit of a pull request, when the delivery names it; null otherwise. */
  readonly head: string | null;
}

/** A comment was written, or an issue or pull request opened with a body. */
export interface TextCreated {
  readonly kind: 'text-created';
  readonly subject: SubjectFacts;
  readonly text: TextRef;
  readonly author: Account;
  /** Written by way of an app on the author's behalf: never a command. */
  readonly viaApp: boolean;
  readonly body: string;
  /** The forge's own time of writing. */
  readonly createdAt: Instant;
  readonly url: string;
  /** Of a comment: what the opening text of its issue was then, by the delivery; null where that does not tell. On Gitee it is only a claim. */
  readonly issueText: string | null;
}

/** A comment or body was changed; `editor` may be somebody else than its author. */
export interface TextEdited {
  readonly kind: 'text-edited';
  readonly subject: SubjectFacts;
  readonly text: TextRef;
  readonly author: Account;
  readonly viaApp: boolean;
  readonly editor: Account;
  readonly body: string;
  /** The text before; null when the forge does not tell. */
  readonly previousBody: string | null;
  /** The forge's own time of the edit. */
  readonly editedAt: Instant;
}

/** A label was put on an issue, perhaps when it was opened, or taken off. */
export interface IssueLabelled {
  readonly kind: 'issue-labelled';
  readonly subject: SubjectFacts;
  readonly label: string;
  readonly change: 'added' | 'removed';
  readonly by: Account;
  /** What the opening text of the issue was then. */
  readonly issueText: string;
}

/** An issue as it is now, where the forge does not tell who changed what of it. */
export interface IssueSeen {
  readonly kind: 'issue-seen';
  readonly subject: SubjectFacts;
  readonly body: string;
  readonly labels: readonly string[];
  readonly isOpen: boolean;
}

/** An issue was deleted. */
export interface SubjectDeleted {
  readonly kind: 'subject-deleted';
  readonly subject: SubjectRef;
  readonly by: Account;
}

/** An issue was transferred, or its repository renamed. `to` is null when the delivery does not tell where to. */
export interface SubjectMoved {
  readonly kind: 'subject-moved';
  readonly from: SubjectRef;
  readonly to: SubjectRef | null;
  /** Whether everybody may read it where it is now. */
  readonly isPublic: boolean;
  readonly by: Account;
}

/** A repository was renamed or given to another owner. */
export interface RepositoryMoved {
  readonly kind: 'repository-moved';
  readonly forge: SubjectRef['forge'];
  readonly from: string;
  readonly to: string;
  /** Whether everybody may read it. */
  readonly isPublic: boolean;
  readonly by: Account;
}

/** A pull request has a new head commit. */
export interface HeadPushed {
  readonly kind: 'head-pushed';
  readonly subject: SubjectFacts & { readonly head: string };
  readonly by: Account;
}

/** Something changed in a pull request that policies may judge. `reviewed`: a review was submitted, changed or dismissed. */
export interface ContributionChanged {
  readonly kind: 'contribution-changed';
  readonly subject: SubjectFacts & { readonly head: string };
  readonly change: 'opened' | 'edited' | 'pushed' | 'reopened' | 'ready' | 'drafted' | 'reviewed' | 'closed';
  readonly state: 'open' | 'closed' | 'merged';
  /** Whether the delivery itself tells the head, and cannot be forged: then it was that when the delivery was received. Otherwise it was read after that. */
  readonly headReceived: boolean;
}

/** Somebody asks for our checks on a commit again, by the forge's own button. `name`: of one check; null for all of them. */
export interface CheckAsked {
  readonly kind: 'check-asked';
  readonly forge: SubjectRef['forge'];
  readonly repo: string;
  readonly head: string;
  readonly name: string | null;
}

/** A merge queue is about to merge a pull request: `head` is the commit it made, on top of `base`. */
export interface QueueEntered {
  readonly kind: 'queue-entered';
  readonly subject: SubjectRef;
  readonly base: string;
  readonly head: string;
}

/** Commits were pushed to a branch. `paths`: of the files they change; null when the delivery does not tell them all. */
export interface BranchPushed {
  readonly kind: 'branch-pushed';
  readonly forge: SubjectRef['forge'];
  readonly repo: string;
  readonly branch: string;
  readonly paths: readonly string[] | null;
}

/** Something changed on which rules of roadmap.yml may turn: a milestone, also that an issue was put into one (`number`), or a release. */
export interface WorkChanged {
  readonly kind: 'work-changed';
  readonly forge: SubjectRef['forge'];
  readonly repo: string;
  readonly number: string | null;
  readonly occasion: 'milestone-closed' | 'released';
}

export type ForgeEvent =
  | TextCreated
  | TextEdited
  | IssueLabelled
  | IssueSeen
  | SubjectDeleted
  | SubjectMoved
  | RepositoryMoved
  | HeadPushed
  | ContributionChanged
  | CheckAsked
  | QueueEntered
  | BranchPushed
  | WorkChanged;
