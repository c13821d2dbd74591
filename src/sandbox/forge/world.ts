// A world of a simulated forge: its state, what surrounds it, and the ways in which its forge differs from others.
import type { Commit } from './git.js';
import type { PullSubject } from './pull.js';
import type { Account, Comment, Label, Milestone, Release, Repository, Review, Subject, WorldState } from './state.js';

/** A webhook about to be sent: who it concerns decides whether anybody hears of it. */
export interface Happening {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Where a repository has hooks of its own: the id of the one, and whether it is only tried. */
  readonly hook?: { readonly id: number; readonly ping: boolean };
}

/** Who wrote or recorded a commit, with the account behind the e-mail. */
export interface Signer {
  readonly name: string;
  readonly email: string;
  readonly id: number | null;
}

/** What happened to an issue or pull request. */
export type SubjectNews =
  | { readonly action: 'opened' | 'closed' | 'reopened' | 'deleted' | 'converted_to_draft' | 'ready_for_review' }
  | { readonly action: 'labeled' | 'unlabeled'; readonly label: Label }
  | { readonly action: 'milestoned' | 'demilestoned'; readonly milestone: Milestone }
  /** What it was before, of what has changed. */
  | { readonly action: 'edited'; readonly from: { readonly title?: string; readonly body?: string } }
  | { readonly action: 'retargeted'; readonly from: { readonly branch: string; readonly sha: string } }
  | { readonly action: 'synchronize'; readonly before: string | null; readonly after: string };

/** A branch that was moved. */
export interface Push {
  readonly branch: string;
  /** Undefined when the branch is new. */
  readonly before: Commit | undefined;
  /** Null when it is deleted. */
  readonly head: Commit | null;
}

/** What each forge does in its own way. */
export interface Ways {
  /** Whose no-reply addresses people have. */
  readonly mailHost: string;
  /** Whom the commits name that the forge makes itself. */
  readonly itself: Signer;
  /** The account under which the forge itself acts, if it has one; it is nobody's. */
  readonly house: Account | null;
  /** The id and the number of a new issue or pull request. */
  numbered(world: World, repository: Repository, isPull: boolean): { readonly id: number; readonly number: number };
  /** The id of a new comment. */
  commentId(world: World, subject: Subject): number;
  /** Under what a comment is kept in the world's comments. */
  commentKey(comment: Pick<Comment, 'id' | 'subject'>): number;
  /** These tell of what happened, by webhooks or not at all. `from`: the text before. */
  subject(world: World, news: SubjectNews, subject: Subject, actor: Account): void;
  comment(
    world: World,
    action: 'created' | 'edited' | 'deleted',
    comment: Comment,
    actor: Account,
    from?: string,
  ): void;
  review(
    world: World,
    action: 'submitted' | 'edited' | 'dismissed',
    of: { readonly subject: PullSubject; readonly review: Review; readonly from?: string },
    actor: Account,
  ): void;
  push(world: World, push: Push, repository: Repository, actor: Account): void;
  milestone(
    world: World,
    action: 'created' | 'closed',
    milestone: Milestone,
    repository: Repository,
    actor: Account,
  ): void;
  /** Of one that was published. */
  release(world: World, release: Release, repository: Repository, actor: Account): void;
}

/** What a world takes from outside: the time, the addresses, the forge's ways, where webhooks go, and whom to tell of a change. */
export interface Surroundings {
  /** `api`: `http://host:port/api/v3`; `html`: where people see its pages, `http://host:port` or `https://charter.example/sandbox`. */
  readonly urls: { readonly api: string; readonly html: string };
  readonly ways: Ways;
  /** The clock's time: `2026-03-01T09:12:00Z`. */
  now(): string;
  emit(happening: Happening): void;
  /** Something was changed that no webhook tells of. */
  changed(): void;
}

export interface World extends WorldState, Surroundings {
  /** A new id, higher than every one before. */
  nextId(): number;
}

/** The account behind an author or committer, which may be the forge itself. */
export function accountById({ accounts, ways }: Pick<World, 'accounts' | 'ways'>, id: number | null): Account | null {
  if (id === null) return null;
  return accounts.get(id) ?? (ways.house?.id === id ? ways.house : null);
}
