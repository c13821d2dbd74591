// The ports of the outbox: how the application wishes effects, and how they are kept.
import type { Instant } from '../shared/time.js';
import type { Effect } from './effect.js';

export interface Outbox {
  /**
   * Stores the wishes durably. A wish equal to what is already wished under its key changes nothing; another one replaces it
   * and will be performed, unless it is the older one: `asOf` is the seq of the last ledger entry that was read before the wishes were made. The
   * same call twice has the effect of one.
   */
  want(effects: readonly Effect[], asOf: number): Promise<void>;
}

/** How wishes are made. */
export interface Wishing {
  /** Of what is new. */
  readonly state: 'pending' | 'shadow';
  /** See Outbox.want. */
  readonly asOf: number;
  /** Real time in ms. */
  readonly now: number;
  /** By the governance clock. */
  readonly wishedAt: Instant;
}

/**
 * `pending`: to be performed, now or later. `done`: the forge shows it. `dead`: it can't be performed, `error` says why. `shadow`: wished while
 * nothing is written to forges; stays so until it is wished again with writing on.
 */
export type EffectState = 'pending' | 'done' | 'dead' | 'shadow';

/** What an effect has put on the forge so far. */
export interface Remote {
  /** The comment's or check run's id on the forge. */
  readonly id: string | null;
  readonly url: string | null;
  /** The commit the check run is on. */
  readonly head: string | null;
  /** Labels this effect may have put there. */
  readonly labels: readonly string[];
  /** Whether the comment was made anew after somebody deleted it; that is done once. */
  readonly remade: boolean;
}

export const nothingRemote: Remote = { id: null, url: null, head: null, labels: [], remade: false };

/** A create that was begun and whose result is not known; kept until it is. */
export interface Attempt {
  /** Real time in ms. */
  readonly at: number;
  /** The version of the wish that was sent. */
  readonly version: number;
}

/** An effect as kept. Times ending in `At` are the machine's, ms since 1970, but for `wishedAt`. */
export interface StoredEffect {
  readonly key: string;
  /** The subject's key: effects of one lane are performed one after the other. */
  readonly lane: string;
  readonly wish: Effect;
  /** Grows with each changed wish. */
  readonly version: number;
  readonly state: EffectState;
  readonly remote: Remote;
  readonly attempt: Attempt | null;
  readonly dueAt: number;
  readonly performedAt: number | null;
  /** Failures since the last success, and when the first of them was. */
  readonly failures: number;
  readonly failingSince: number | null;
  readonly error: string | null;
  readonly createdAt: number;
  /** When it was first wished, by the governance clock. */
  readonly wishedAt: Instant;
}

/** How many effects there are to look after. `oldestDueAt`: the longest waiting pending one's due time, null without any. */
export interface EffectCounts {
  readonly pending: number;
  readonly dead: number;
  readonly shadow: number;
  readonly oldestDueAt: number | null;
}

/** What a failed try changes; what is left out stays. */
export type Postponement = Pick<StoredEffect, 'dueAt'> &
  Partial<Pick<StoredEffect, 'error' | 'failures' | 'failingSince' | 'remote' | 'attempt'>>;

/** Effects as kept. Every write is journaled before its promise resolves; `now` is real time in ms. */
export interface EffectStore {
  /** See Outbox.want. */
  want(effects: readonly Effect[], wishing: Wishing): Promise<void>;
  /** Lanes with due effects, the longest waiting first. */
  dueLanes(limit: number, now: number): Promise<readonly string[]>;
  /** The due effect of a lane that was wished first. */
  nextDue(lane: string, now: number): Promise<StoredEffect | null>;
  /** Records, before a create is sent, that it is. False, changing nothing, when the effect was performed since it was read. */
  begin(stored: StoredEffect, remote: Remote, attempt: Attempt | null): Promise<boolean>;
  /** It shows version `version`. A wish that came meanwhile stays pending. */
  finish(key: string, version: number, remote: Remote, now: number): Promise<void>;
  postpone(key: string, postponement: Postponement): Promise<void>;
  /** Version `version` can't be performed. A wish that came meanwhile stays pending. */
  bury(key: string, version: number, remote: Remote, error: string): Promise<void>;
  /** Makes the dead ones that were first wished at or after `since` (real time in ms) due now. Answers how many. */
  revive(since: number, now: number): Promise<number>;
  counts(): Promise<EffectCounts>;
  /** The latest wished first. */
  list(query: { readonly state: EffectState; readonly limit: number }): Promise<readonly StoredEffect[]>;
  /** The address of the comment an effect made; null when there is none. */
  urlOf(key: string): Promise<string | null>;
}
