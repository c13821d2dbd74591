// What the portal reads, as a port: the composition joins it from the projections, the queues and the charter in force.
import type { Charter } from '../charter/charter.js';
import type { MotionSummary, MotionView, ResolutionView } from '../motions/view.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import type { ForgeId } from '../shared/refs.js';
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
  readonly mode: 'live' | 'sandbox';
  readonly forgeWrites: 'on' | 'off';
  readonly forges: readonly { readonly id: ForgeId; readonly account: string | null; readonly url: string }[];
  readonly deliveries: QueueFacts;
  readonly effects: QueueFacts;
  /** The last charter version that was refused, if it was refused after the one in force was adopted. */
  readonly rejectedCharter: {
    readonly source: string;
    readonly at: Instant;
    readonly errors: readonly string[];
  } | null;
}

export interface PortalStore {
  motions(query: ListQuery): Promise<ListPage<MotionSummary>>;
  motion(id: string): Promise<MotionView | null>;
  resolutions(query: ListQuery): Promise<ListPage<ResolutionView>>;
  resolution(id: string): Promise<ResolutionView | null>;
  /** The charter version in force; null before the first adoption. */
  charter(): Promise<CharterInForce | null>;
  delivery(id: string): Promise<DeliveryState | null>;
  status(): Promise<StatusFacts>;
}
