// How fast the app calls Gitee. Gitee publishes no limits for accounts, so these are our own; and it holds off where Gitee asked it to.

/** So many calls at once, then one each `everyMs`. */
export interface Limit {
  readonly burst: number;
  readonly everyMs: number;
}

/** All of them are kept. */
export type PaceLimits = readonly Limit[];

/** Ten calls a second, once a hundred are spent; never more than 5,000 in an hour. */
export const giteeLimits: PaceLimits = [
  { burst: 100, everyMs: 100 },
  { burst: 500, everyMs: 800 },
];

/**
 * How many deliveries are read back, in the same way. Whoever has the secret can make us ask for what never happened: this leaves half of all calls to
 * what people do really, which polls find meanwhile, and to what is written.
 */
export const readBackLimits: PaceLimits = [
  { burst: 50, everyMs: 200 },
  { burst: 250, everyMs: 1600 },
];

export interface Pace {
  /** Milliseconds until a call may be made; 0: it may, and counts. Those told to wait are told different times. */
  take(): number;
  /** Gitee asked to wait: nothing is sent for so long. */
  hold(ms: number): void;
}

/** `limits` null: only obeys what Gitee asks for. `now`: ms since 1970. */
export function createPace(limits: PaceLimits | null, now: () => number): Pace {
  // Each bucket as the time at which it will be full again (generic cell rate algorithm).
  const buckets = (limits ?? []).map((limit) => ({ limit, fullAt: 0, promised: 0 }));
  let heldUntil = 0;

  return {
    take() {
      const time = now();
      if (heldUntil > time) return heldUntil - time;
      const waits = buckets.flatMap((bucket) => {
        const { burst, everyMs } = bucket.limit;
        const short = Math.max(bucket.fullAt, time) + (1 - burst) * everyMs - time;
        if (short <= 0) return [];
        bucket.promised = Math.max(time + short, bucket.promised + everyMs);
        return [bucket.promised - time];
      });
      if (waits.length > 0) return Math.max(...waits);
      for (const bucket of buckets) bucket.fullAt = Math.max(bucket.fullAt, time) + bucket.limit.everyMs;
      return 0;
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, now() + ms);
    },
  };
}
