// Waiting before trying again.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoff, secureRandom } from '../../src/queue/backoff.js';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.integer({ min: 1, max: 10_000 });

describe('backoff', () => {
  test('is within 2 s after the first failure and never above 5 min', () => {
    fc.assert(
      fc.property(attempts, share, (attempt, random) => {
        const wait = backoff(attempt, () => random);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(attempt === 1 ? 2000 : 300_000);
      }),
    );
  });

  test('doubles until it has reached its most', () => {
    const waits = Array.from({ length: 10 }, (_, i) => backoff(i + 1, () => 0));
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]);
  });

  test('keeps at least half of it, whatever the jitter', () => {
    fc.assert(
      fc.property(attempts, share, (attempt, random) => {
        expect(backoff(attempt, () => random)).toBeGreaterThanOrEqual(backoff(attempt, () => 0) / 2);
      }),
    );
  });

  test('is random by itself', () => {
    expect(new Set(Array.from({ length: 50 }, secureRandom)).size).toBeGreaterThan(40);
    for (let i = 0; i < 50; i += 1) expect(backoff(1)).toBeLessThanOrEqual(2000);
  });
});
