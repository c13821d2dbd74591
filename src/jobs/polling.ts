// What the parts of a poll share: what it works with, what it remembers, what it costs.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { ForgeFailure } from '../forges/answer.js';
import type { Forge, PolledForge } from '../forges/forge.js';
import { RetryLater } from '../inbox/drain.js';
import type { MirrorReader, MirrorWriter } from '../mirror/store.js';
import type { Instant } from '../shared/time.js';
import type { InLane } from './in-lanes.js';
import type { PollReach } from './poll-reach.js';
import type { PollStore } from './store.js';

/** A forge that is polled. */
export type Polled = Forge & { readonly polled: PolledForge };

/** What is remembered of a forge from one poll to the next; without it more is looked up. */
export interface PollMemory {
  /** What was handled, and when it had been changed, by repository and name. */
  readonly seen: Map<string, ReadonlyMap<string, Instant>>;
  /** The head that a motion was told of last, after the motion's id, by subject. */
  readonly heads: Map<string, string>;
  /** How often in a row a text could not be handled, by its name. */
  readonly failures: Map<string, number>;
  /** Texts that failed too often, or were not as the forge describes them for too long: by name and when they were changed. */
  readonly givenUp: Set<string>;
}

export interface Polling {
  readonly governance: Governance;
  readonly adopted: AdoptedCharter;
  readonly inLane: InLane;
  readonly mirror: Pick<MirrorReader, 'repositories' | 'subject'> & MirrorWriter;
  readonly polls: PollStore;
  readonly reach: PollReach;
  readonly forge: Polled;
  readonly memory: PollMemory;
}

/** What a poll cost and did. */
export interface PollCost {
  /** Pages of lists read. */
  pages: number;
  /** Issues, pull requests and comments that were new or changed. */
  objects: number;
  /** Texts that failed too often: they do not act. */
  givenUp: number;
  readonly failures: Error[];
  /** How long the forge that is polled asked to wait, in ms; 0 when it did not. */
  waitMs: number;
  /** Whether something could not be read or handled yet. */
  unfinished: boolean;
  /** Whether something of it need wait only for a moment. */
  soon: boolean;
}

export function newCost(): PollCost {
  return { pages: 0, objects: 0, givenUp: 0, failures: [], waitMs: 0, unfinished: false, soon: false };
}

/** Lists may lack what was written so shortly before, and the forge's clock may be behind ours by so much, in ms. */
export const settlingMs = 5000;

/** Notes why something could not be read. */
export function noteUnread(cost: PollCost, what: string, failure: ForgeFailure): void {
  cost.failures.push(new Error(`${what}: ${failure.detail}`));
  if (failure.kind === 'wait') cost.waitMs = Math.max(cost.waitMs, failure.retryAfterMs);
  cost.unfinished = true;
}

/** What makes the same be tried again later. */
export function retryAfter(failure: ForgeFailure): RetryLater {
  return new RetryLater(failure.detail, failure.kind === 'wait' ? failure.retryAfterMs : 0);
}
