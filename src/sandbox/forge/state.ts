// What a simulated forge remembers: plain objects that point at each other.
import type { Commit } from './git.js';

/** A user, a bot or an organization. The login may change; the id never does. */
export interface Account {
  readonly id: number;
  login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
  name: string | null;
  readonly createdAt: string;
  /** Ids of the members, for organizations. */
  readonly members: Set<number>;
}

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Milestone {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly creator: Account;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly author: Account;
  readonly prerelease: boolean;
  readonly createdAt: string;
  /** Null of a draft. */
  readonly publishedAt: string | null;
}

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  name: string;
  readonly description: string | null;
  readonly isPrivate: boolean;
  readonly isFork: boolean;
  readonly defaultBranch: string;
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
  /** The last number given to an issue or pull request: they share one numbering. */
  lastNumber: number;
  readonly subjects: Map<number, Subject>;
  /** By lower-case name, as GitHub compares them. */
  readonly labels: Map<string, Label>;
  readonly milestones: Milestone[];
  /** Oldest first. */
  readonly releases: Release[];
  /** Branch name to commit. */
  readonly branches: Map<string, Commit>;
  /** Names of branches that take no push by way of the API. */
  readonly protects: Set<string>;
  /** By sha; one map for a repository and its forks. */
  readonly commits: Map<string, Commit>;
}

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
export type ReactionContent = (typeof reactionContents)[number];

export interface Reaction {
  readonly id: number;
  readonly user: Account;
  readonly content: ReactionContent;
  readonly createdAt: string;
}

/** A review as it is shown; a pending one is seen by nobody and is not kept. */
export interface Review {
  readonly id: number;
  readonly user: Account;
  body: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  /** The sha of the head it was given for. */
  readonly commit: string;
  readonly submittedAt: string;
}

/** A place in the merge queue: the commit that is to be merged, on a branch of its own. */
export interface QueuePlace {
  /** `gh-readonly-queue/main/pr-12-SHA` */
  readonly branch: string;
  /** The tip of the base branch, or the commit of who is before in the queue. */
  readonly base: Commit;
  readonly head: Commit;
}

/** The part of a pull request that an issue does not have. */
export interface PullPart {
  readonly id: number;
  baseBranch: string;
  /** The tip of the base branch when the head was last pushed. */
  base: Commit;
  readonly headRepository: Repository;
  readonly headBranch: string;
  head: Commit;
  draft: boolean;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommit: Commit | null;
  /** Oldest first. */
  readonly reviews: Review[];
  queued: QueuePlace | null;
}

/** An issue, or a pull request when `pull` is set. */
export interface Subject {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly viaApp: boolean;
  readonly createdAt: string;
  updatedAt: string;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  closedAt: string | null;
  closedBy: Account | null;
  locked: boolean;
  readonly labels: Label[];
  milestone: Milestone | null;
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  readonly pull: PullPart | null;
  deleted: boolean;
  transferredTo: Subject | null;
}

export interface Comment {
  readonly id: number;
  subject: Subject;
  readonly author: Account;
  readonly viaApp: boolean;
  readonly createdAt: string;
  updatedAt: string;
  body: string;
  readonly reactions: Reaction[];
}

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface CheckOutput {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
}

/** A remark on lines of a file, in GitHub's own names. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title: string | null;
  readonly raw_details: string | null;
}

export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  readonly repository: Repository;
  readonly headSha: string;
  name: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: CheckStatus;
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  output: CheckOutput;
  /** All that were ever given: an update adds to them. */
  readonly annotations: CheckAnnotation[];
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly createdAt: string;
}

/** The GitHub App under which the product acts, and what it may do everywhere it is installed. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events: readonly string[];
  readonly createdAt: string;
}

/** Everything there is: data only, so that it can be kept. */
export interface WorldState {
  readonly app: App;
  readonly accounts: Map<number, Account>;
  readonly repositories: Map<number, Repository>;
  /** Former full names, in lower case. */
  readonly formerNames: Map<string, Repository>;
  readonly comments: Map<number, Comment>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly installations: Map<number, Installation>;
  /** The last id that was given. */
  lastId: number;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** The account that has this login now; logins ignore case. */
export function accountByLogin(world: WorldState, login: string): Account | undefined {
  const wanted = login.toLowerCase();
  return [...world.accounts.values()].find((account) => account.login.toLowerCase() === wanted);
}

/** The repository of this full name now; names ignore case. */
export function repositoryByName(world: WorldState, name: string): Repository | undefined {
  const wanted = name.toLowerCase();
  return [...world.repositories.values()].find((repository) => fullName(repository).toLowerCase() === wanted);
}

/** Where the app is installed on this account. */
export function installationOf(world: WorldState, account: Account): Installation | undefined {
  return [...world.installations.values()].find((installation) => installation.account === account);
}
