// When a contribution of which a fact is missing is looked at again.
import type { ReadFacts } from './read-facts.js';

/** A fact that is missing is asked for again after so long, doubling, in ms. */
const firstRetryMs = 20_000;
/** and at most so long. */
export const longestRetryMs = 30 * 60_000;

/** A delivery waits at most so long after it was received for a forge that does not tell of its pull request, in ms: ballots wait behind it. */
export const longestWaitMs = 60 * 60_000;

/** How long to wait after so many failures in a row, from 1, in ms. */
export function backoffMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
}

/** When to try again; null when trying again cannot help. */
export function retryAt(
  { facts, retryAfterMs }: Pick<ReadFacts, 'facts' | 'retryAfterMs'>,
  failures: number,
  now: number,
): number | null {
  const parts = [
    facts.commits,
    facts.files,
    facts.reviews,
    facts.baseFiles,
    facts.headFiles,
    facts.accounts,
    facts.queue,
  ];
  const codes = parts.flatMap((part) => (part.complete ? [] : [part.why.code]));
  if (!codes.some((code) => code === 'forge-failed' || code === 'fewer-than-reported')) return null;
  return now + Math.max(retryAfterMs ?? 0, backoffMs(failures));
}
