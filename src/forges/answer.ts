// How a forge answers a call: with what was asked for, or with why not.
import type { Result } from '../shared/result.js';

/**
 * Why a call to a forge failed.
 * `gone`: 404 or 410, the thing is no longer there. `refused`: another 4xx, trying again cannot help.
 * `wait`: a rate limit; `retryAfterMs` is what the forge asked for. `unavailable`: 5xx, no answer, lost answer: the outcome of a write is unknown.
 */
export type ForgeFailure =
  | { readonly kind: 'gone'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'wait'; readonly retryAfterMs: number; readonly detail: string }
  | { readonly kind: 'unavailable'; readonly detail: string };

export type Answer<T> = Promise<Result<T, ForgeFailure>>;
