// Remembers in memory what failed and when it is to be tried again: for work that is found anew each time, and has no document to note it on.
import { backoff, secureRandom } from './backoff.js';

export interface Retries {
  /** Whether the work may be tried now: it has not failed, or has waited long enough. */
  isDue(name: string): boolean;
  /** It failed, and waits for its backoff or for as long as a forge asked for (ms), whichever is longer. */
  failed(name: string, retryAfterMs?: number): void;
  /** How much work waits. */
  count(): number;
  /** Forgets all other work: it is done, or no longer to be done. */
  keepOnly(names: Iterable<string>): void;
}

/** `now` is the machine's clock in ms. */
export function createRetries(now: () => number, random: () => number = secureRandom): Retries {
  const waiting = new Map<string, { readonly failures: number; readonly dueAt: number }>();
  return {
    isDue: (name) => (waiting.get(name)?.dueAt ?? 0) <= now(),
    failed(name, retryAfterMs = 0) {
      const failures = (waiting.get(name)?.failures ?? 0) + 1;
      waiting.set(name, { failures, dueAt: now() + Math.max(retryAfterMs, backoff(failures, random)) });
    },
    count: () => waiting.size,
    keepOnly(names) {
      const kept = new Set(names);
      for (const name of waiting.keys()) if (!kept.has(name)) waiting.delete(name);
    },
  };
}
