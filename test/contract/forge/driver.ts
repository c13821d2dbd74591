// What the contract suite must be told of a forge: how its simulation is started, how people act there, and where it differs by nature.
import type { Forge, ForgeLists } from '../../../src/forges/forge.js';
import type { ForgeEvent } from '../../../src/forges/event.js';
import type { Sighting } from '../../../src/forges/sighting.js';
import type { ForgeIntake } from '../../../src/inbox/http.js';
import type { PushOptions } from '../../../src/sandbox/forge/actor.js';
import type { Commit } from '../../../src/sandbox/forge/git.js';
import type { FileEdits } from '../../../src/sandbox/forge/changes/commits.js';
import type { Publication } from '../../../src/sandbox/forge/changes/planning.js';
import type { PullOpening } from '../../../src/sandbox/forge/changes/pulls.js';
import type { ForgeId } from '../../../src/shared/refs.js';
import type { Clock, Instant } from '../../../src/shared/time.js';

/** The repositories of the suite. In the first two the app may act; the second is private; in the third it has no right to write. */
export const models = 'openclaw/models';
export const secret = 'openclaw/secret';
export const elsewhere = 'passer-by/thing';

/** With what every simulation begins; a driver adds what makes our app or account at home in `openclaw`. */
export const contractSeed = {
  users: [
    { login: 'lin-mei', id: 7001, name: '林梅' },
    { login: 'wang-bo', id: 7002, name: '王波' },
    { login: 'passer-by', id: 7666 },
  ],
  organizations: [{ login: 'openclaw', id: 7901, members: ['lin-mei', 'wang-bo'] }],
  repositories: [
    { name: models, id: 7801 },
    { name: secret, id: 7802, private: true },
    { name: elsewhere, id: 7803 },
  ],
} as const;

export type Login = (typeof contractSeed)['users'][number]['login'];

/**
 * Where a forge cannot do what the port allows for. Null: it does as the port says at its best. A text: why it does not, in words; the suite then tests
 * what the adapter does instead.
 */
export interface Differences {
  /** No reactions. Instead: reacting succeeds, and calls nobody. */
  readonly reactions: string | null;
  /** Signatures of deliveries do not cover their bodies. Instead: the intake takes an altered one, and the adapter believes none of it. */
  readonly signedBodies: string | null;
  /** Deliveries do not say in a way that can be believed who acted, nor what a text was before. Instead: account 0, and null. */
  readonly actors: string | null;
  /** No delivery of an issue's text that was edited. Instead: nothing is told of it. */
  readonly editedBodies: string | null;
  /** Comments on pull requests have a row of numbers of their own. Instead: their texts are of the kind `pull-comment`. */
  readonly oneRowOfComments: string | null;
  /** Issues are not moved to other repositories. Instead: one is gone under any other repository's name. */
  readonly transfers: string | null;
  /** A pull request does not report how many commits and files it has. Instead: both are told as 0. */
  readonly counts: string | null;
  /** A review is only ever a pass, of the pull request and of no commit. Instead: there are no reviews, and the pull request tells who passed it. */
  readonly reviewedHeads: string | null;
  /** A list of pull requests does not tell whether our check is on them. Instead: null. */
  readonly listedChecks: string | null;
  /** Whether our account may write checks is not known beforehand. Instead: where it may not, a check succeeds as `unsupported`, tried once a day. */
  readonly checks: string | null;
  /** It need not be polled: deliveries that failed are kept there and can be sent again. Instead: there is no `polled`. */
  readonly polling: string | null;
  /** Whether a commit's signature was checked is not told. Instead: none counts as checked. */
  readonly checkedSignatures: string | null;
}

/** One of the people, acting on the forge's pages in `openclaw/models`. Numbers and ids are texts; what is not there throws. */
export interface Person {
  readonly id: number;
  /** Answers the number. */
  openIssue(title: string, body?: string): string;
  openPull(opening: PullOpening): string;
  /** Answers the id of the comment. */
  comment(number: string, body: string): string;
  editComment(number: string, id: string, body: string): void;
  deleteComment(number: string, id: string): void;
  editBody(number: string, body: string): void;
  deleteIssue(number: string): void;
  close(number: string): void;
  reopen(number: string): void;
  label(number: string, name: string): void;
  addMilestone(title: string): void;
  closeMilestone(title: string): void;
  setMilestone(number: string, title: string | null): void;
  release(publication: Publication): void;
  /** A new head for a pull request; answers it. */
  push(number: string, options?: PushOptions): string;
  approve(number: string): void;
  /** Takes back all approvals so far. */
  disapprove(number: string): void;
  merge(number: string): void;
  /** A commit on the default branch, or another; answers it. */
  commit(edits: FileEdits, branch?: string): string;
  /** A branch takes no push by way of the API any more. */
  protect(branch: string): void;
  rename(login: string): void;
}

/** A delivery as the inbox stored it. */
export interface StoredDelivery {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
}

/** The adapter, with its way in for deliveries. */
export interface TestedForge extends Forge {
  readonly lists: ForgeLists;
  receive(delivery: StoredDelivery): Promise<void>;
}

/** How an adapter is made. It keeps to no limits of its own. */
export interface Connection {
  /** Where the forge is: not that of the simulation, but a relay before it. */
  readonly url: string;
  /** The machine's, ms since 1970. */
  readonly now: () => number;
  /** Governance time. */
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly observe: (call: { readonly endpoint: string; readonly status: number | 'error' }) => void;
  readonly onEvent: (event: ForgeEvent) => Promise<void>;
  readonly onSighting: (sighting: Sighting) => Promise<void>;
}

/** A commit as it is there. `files`: text by path. */
export type CommitThere = Pick<Commit, 'sha' | 'author' | 'message' | 'verified' | 'files'>;

/** A simulation that runs. */
export interface RunningForge {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What must never be seen in any text: tokens, keys, the secret of the hooks. */
  readonly secrets: readonly string[];
  connect(connection: Connection): TestedForge;
  /** The way in for its webhooks. */
  readonly intake: ForgeIntake;
  as(login: Login): Person;
  /** A stranger takes a login that was given up; answers their id. */
  newcomer(login: string): number;
  /** Resolves when every webhook so far was sent. */
  idle(): Promise<void>;
  /** All comments of an issue or pull request, the oldest first. */
  comments(number: string): readonly { readonly id: string; readonly body: string; readonly author: string }[];
  labels(number: string): readonly string[];
  /** All checks of a commit, doubled ones too. */
  checks(head: string): readonly { readonly name: string; readonly conclusion: string | null }[];
  /** The reactions to a comment. */
  reactions(comment: string): readonly string[];
  /** The commits of a branch of `openclaw/models`, the newest first; null when it is not there. */
  history(branch: string): readonly CommitThere[] | null;
  /** Moves an issue to `openclaw/secret`; answers its number there. Throws where `transfers` says why not. */
  transfer(number: string): string;
  /** The headers of a delivery as somebody sends them who has not the secret. */
  unsigned(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** What of the calls is not as the forge's own description of its API has them. */
  violations(): readonly string[];
  stop(): Promise<void>;
}

export interface RunOptions {
  /** Of everything there, to the second. */
  readonly clock: Clock;
  /** Where webhooks go. */
  readonly hook: string;
  /** Whether our account may write checks; only where `checks` says why that is not known. */
  readonly mayCheck: boolean;
}

/** All that somebody writes for the suite who adds a forge. */
export interface ForgeDriver {
  readonly forge: ForgeId;
  readonly differs: Differences;
  /** Calls for the adapter's own standing, tokens and who we are, as `METHOD /path`: faults spare them and counts leave them out. */
  readonly housekeeping: RegExp;
  /** So many files of a pull request the forge lists, and no more. */
  readonly mostFiles: number;
  run(options: RunOptions): Promise<RunningForge>;
}
