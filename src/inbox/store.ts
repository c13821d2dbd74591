// The port of the inbox's storage.
import type { Instant } from '../shared/time.js';
import type { DeliveryRecord, DeliveryState, ReceivedDelivery } from './delivery.js';

/**
 * stored: durable now. duplicate: durable before, by its id and body or by its body alone. conflict: the id is known with another body.
 * unavailable: perhaps stored, perhaps not; the forge has to send it again.
 */
export type Acceptance = 'stored' | 'duplicate' | 'conflict' | 'unavailable';

/** The longest a write of a batch takes before it is given up, in ms. */
export const commitTimeoutMs = 5000;

/** The most compressed bytes in a batch of several: MongoDB's commands are about as large as its documents. */
export const batchBytes = 8 * 1024 * 1024;

/** What intake needs. */
export interface DeliveryIntake {
  /** Stores a batch, of bodies of `batchBytes` in all or of a single delivery, with one journaled write. Throws, or says `unavailable`, when the database does not answer. */
  insert(batch: readonly ReceivedDelivery[]): Promise<readonly Acceptance[]>;
}

/** How an attempt ended. */
export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'dead'; readonly attempts: number; readonly error: string }
  /** Tried again at `dueAt`, ms since 1970. */
  | { readonly state: 'pending'; readonly attempts: number; readonly dueAt: number; readonly error: string };

/** The first delivery of a lane that is not yet done. */
export interface Head {
  readonly record: DeliveryRecord;
  /** Loads the body. Throws when it is damaged. */
  readonly body: () => Promise<Buffer>;
}

/** What draining needs. */
export interface DeliveryQueue {
  /** Lanes whose head is due, the longest waiting first. */
  dueLanes(limit: number): Promise<readonly string[]>;
  head(lane: string): Promise<Head | null>;
  /** Notes how an attempt ended; false when another has noted an end of the same attempt. */
  settle(attempted: DeliveryRecord, outcome: Outcome): Promise<boolean>;
}

export interface DeliveryCounts {
  readonly pending: number;
  readonly dead: number;
  /** Receipt of the oldest that is pending. */
  readonly oldestPending: Instant | null;
}

/** retried: it is tried at once. done: it was handled already. */
export type RetryAnswer = 'retried' | 'done' | 'unknown';

export interface DeliveryList {
  readonly state: DeliveryState | null;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

/** What operators, jobs and motions ask. An `id` here is `FORGE:ID`, or the forge's id alone when it is GitHub's. */
export interface DeliveryStore extends DeliveryIntake, DeliveryQueue {
  find(id: string): Promise<DeliveryRecord | null>;
  /** Null when unknown or swept. */
  body(id: string): Promise<Buffer | null>;
  /** Newest first. */
  list(query: DeliveryList): Promise<readonly DeliveryRecord[]>;
  counts(): Promise<DeliveryCounts>;
  /** Has another go, with a fresh count of attempts, at one that is dead or waits. */
  retry(id: string): Promise<RetryAnswer>;
  /**
   * Whether a delivery of the lane received before the instant is not yet done or dead. It sees what is stored: deliveries being stored just now
   * are known to the acceptor of their process (`inFlightBefore`), and in other processes they are stored at most
   * 2 × commitTimeoutMs after their receipt.
   */
  pendingBefore(lane: string, time: Instant): Promise<boolean>;
  /** How many dead ones the lane has that were received in [from, to). */
  deadBetween(lane: string, from: Instant, to: Instant): Promise<number>;
  /** Removes the bodies of deliveries done that were received before the instant; ids and hashes stay for ever. Answers how many. */
  sweepBodies(before: Instant): Promise<number>;
}
