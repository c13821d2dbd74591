// How long to wait before trying again.
import { randomInt } from 'node:crypto';

const firstMs = 2000;
const longestMs = 5 * 60_000;
const steps = 2 ** 32;

/** A random number in [0, 1). */
export function secureRandom(): number {
  return randomInt(steps) / steps;
}

/**
 * Milliseconds to wait after the failed attempt `attempt` (the first is 1): within 2 s after the first, twice as long after each
 * further one, at most 5 min. Jitter takes off up to half, so that what failed together is not tried again together.
 */
export function backoff(attempt: number, random: () => number = secureRandom): number {
  const longest = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return Math.round(longest * (1 - random() / 2));
}
