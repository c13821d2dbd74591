// What the portal reads, as a port: the composition joins it from the projections, the queues and the charter in force.
import type { Charter } from '../charter/charter.js';
import type { ListedContribution, PolicyCounts, ShownContribution } from '../evaluation/store.js';
import type { MirrorCounts, MirroredRepository, PageQuery } from '../mirror/store.js';
import type { MotionSummary, MotionView, ResolutionView } from '../motions/view.js';
import type { RoadmapReader } from '../planning/read.js';
import type { SearchQuery, SearchResults } from '../search/store.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** An account whose numeric id is known. */
interface BoundAccount {
  readonly login: string;
  readonly id: number;
}

/** A governance file as written. */
interface CharterFile {
  readonly name: string;
  readonly text: string;
}

export interface CharterInForce {
  readonly charter: Charter;
  readonly adoptedAt: Instant;
  /** Where it came from, for people: a folder, or a repository and its commit. */
  readonly source: string;
  readonly files: readonly CharterFile[];
  /** By person id. */
  readonly accounts: ReadonlyMap<string, Readonly<Partial<Record<ForgeId, BoundAccount>>>>;
  /** Person id to the ref that stands for them in the ledger. */
  readonly refs: ReadonlyMap<string, string>;
}

/** A webhook's way through the queue; never its body. */
export interface DeliveryState {
  readonly id: string;
  readonly forge: ForgeId;
  readonly event: string;
  readonly state: string;
  readonly received_at: Instant;
  readonly attempts: number;
}

/** Work that was given up: shown until somebody retries it. */
export interface DeadItem {
  readonly id: string;
  readonly what: string;
  readonly error: string;
  readonly at: Instant;
}

/** A queue's length, the age in seconds of the oldest waiting item, and its newest dead items. */
export interface QueueFacts {
  readonly pending: number;
  readonly oldestAgeSeconds: number | null;
  readonly dead: number;
  readonly newestDead: readonly DeadItem[];
}

export interface StatusFacts {
  /** Of the program. */
  readonly version: string;
  readonly mode: 'live' | 'sandbox';
  readonly forgeWrites: 'on' | 'off';
  readonly forges: readonly { readonly id: ForgeId; readonly account: string | null; readonly url: string }[];
  /** When the last poll began that left out nothing, of each forge that is polled. */
  readonly polled?: Readonly<Partial<Record<ForgeId, Instant>>>;
  readonly deliveries: QueueFacts;
  readonly effects: QueueFacts;
  /** The last charter version that was refused, if it was refused after the one in force was adopted. */
  readonly rejectedCharter: {
    readonly source: string;
    readonly at: Instant;
    readonly errors: readonly string[];
  } | null;
}

/** Of the motions opened so far: in how many a person could vote (recusals are left out), and in how many they did. */
export interface Participation {
  readonly electorate: number;
  readonly ballots: number;
}

/** An entry of the ledger; `text` is its canonical JSON, the exact bytes that the log commits to. */
export interface LedgerRecord {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly motion: string | null;
  readonly text: string;
}

/** How many motions were proposed, how many ended, and how many resolutions came into force. */
export interface Changes {
  readonly called: number;
  readonly closed: number;
  readonly adopted: number;
}

/** One page of a list without filters. */
type Part = Pick<ListQuery, 'page' | 'perPage'>;

/** How much the mirror holds and how fresh it is. Without a `seenAt` or `syncedAt` nothing was received or synced yet. */
export interface MirrorFacts {
  readonly counts: MirrorCounts;
  readonly repositories: readonly MirroredRepository[];
  /** Receipt of the newest delivery, of whatever kind. */
  readonly lastDeliveryAt: Instant | null;
}

export interface PortalStore {
  motions(query: ListQuery): Promise<ListPage<MotionSummary>>;
  motion(id: string): Promise<MotionView | null>;
  resolutions(query: ListQuery): Promise<ListPage<ResolutionView>>;
  resolution(id: string): Promise<ResolutionView | null>;
  /** Throws a SearchTimeoutError. */
  search(query: SearchQuery): Promise<SearchResults>;
  /** The charter version in force; null before the first adoption. */
  charter(): Promise<CharterInForce | null>;
  /** Pull requests of the foundation, newest first; filters: forge, repo, number, state, author (a login), head, verdict, waiting (an actor's role). */
  contributions(query: ListQuery): Promise<ListPage<ListedContribution>>;
  /** Null when it is not in the mirror, or is an issue. */
  contribution(ref: SubjectRef, comments: PageQuery): Promise<ShownContribution | null>;
  /** How often each policy passes; none for a policy that was never evaluated. */
  policyCounts(): Promise<readonly PolicyCounts[]>;
  mirror(): Promise<MirrorFacts>;
  /** Those in the mirror. */
  repositories(): Promise<readonly MirroredRepository[]>;
  delivery(id: string): Promise<DeliveryState | null>;
  status(): Promise<StatusFacts>;
  /** By person id, for each person asked for. */
  participation(people: readonly string[]): Promise<ReadonlyMap<string, Participation>>;
  /** The motions in which a person could vote, whole, newest first. */
  motionsOf(person: string, part: Part): Promise<ListPage<MotionView>>;
  /** The motions proposed at `time` or later, whole, oldest first; one at a time. */
  motionsSince(time: Instant): AsyncIterable<MotionView>;
  changesSince(time: Instant): Promise<Changes>;
  /** The ledger's entries about a motion, oldest first; the first 2,000. */
  history(motion: string): Promise<readonly LedgerRecord[]>;
  /** The ledger's entries, newest first. */
  ledger(part: Part): Promise<ListPage<LedgerRecord>>;
  ledgerEntry(seq: number): Promise<LedgerRecord | null>;
  /** The page of an account on its forge; null where it has none, as in the sandbox. */
  accountUrl(forge: ForgeId, login: string): string | null;
  /** What the ledger's first entry says; null while it has none. */
  ledgerOrigin(): Promise<{ readonly origin: string; readonly mode: 'live' | 'sandbox' } | null>;
  /** Null before the first charter, and as long as there is neither a roadmap.yml nor an item. */
  roadmap: RoadmapReader['roadmap'];
  /** The changes of all items, newest first; filters: item, field, slip, drop and news (`true`), theme, person, motion. */
  roadmapChanges: RoadmapReader['changes'];
  /** The changes of an item, oldest first; null when there is none with the id. */
  roadmapChangesOf: RoadmapReader['changesOf'];
  /** All updates of an item, newest first. */
  roadmapUpdates: RoadmapReader['updates'];
  /** The issues and pull requests linked to an item. */
  roadmapLinks: RoadmapReader['links'];
}
