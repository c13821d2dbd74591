// How fast the app calls GitHub: it stays below the published limits by itself, and holds off where GitHub asked it to.

/** What a call counts for. `comment` creates content and notifies people. */
export type CallKind = 'read' | 'write' | 'comment';

/** A bucket of tokens: `burst` at once, then one each `everyMs`. */
export interface Limit {
  readonly burst: number;
  readonly everyMs: number;
}

export interface PaceLimits {
  readonly points: Limit;
  readonly comments: Limit;
}

/**
 * GitHub's secondary limits, of each installation: 900 points a minute (a read is 1, a write 5), and 80 new contents a minute and 500 an hour,
 * which 50 at once and then one in 8 s keeps. GitHub's advice of a second between writes is for long series: a burst of
 * reactions goes out at once, a series longer than the burst slows down to 3 a second.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export const githubLimits: PaceLimits = {
  points: { burst: 900, everyMs: 60_000 / 900 },
  comments: { burst: 50, everyMs: 8000 },
};

const points: Readonly<Record<CallKind, number>> = { read: 1, write: 5, comment: 5 };

/** The bucket as the time at which it will be full again (generic cell rate algorithm). */
interface Bucket {
  fullAt: number;
  promised: number;
}

interface Lane {
  heldUntil: number;
  readonly points: Bucket;
  readonly comments: Bucket;
}

export interface Pace {
  /** Milliseconds until the call may be made; 0: it may, and counts. Those told to wait are told different times. */
  take(installation: number, kind: CallKind): number;
  /** GitHub asked to wait: nothing goes to this installation for so long. Others are not concerned. */
  hold(installation: number, ms: number): void;
}

function shortage(bucket: Bucket, { burst, everyMs }: Limit, cost: number, now: number): number {
  return Math.max(bucket.fullAt, now) + (cost - burst) * everyMs - now;
}

/** `limits` null: only obeys what GitHub asks for, as on a GitHub Enterprise Server, which by default has no limits. */
export function createPace(limits: PaceLimits | null, now: () => number): Pace {
  const lanes = new Map<number, Lane>();

  function laneOf(installation: number): Lane {
    const known = lanes.get(installation);
    if (known) return known;
    const lane = { heldUntil: 0, points: { fullAt: 0, promised: 0 }, comments: { fullAt: 0, promised: 0 } };
    lanes.set(installation, lane);
    return lane;
  }

  return {
    take(installation, kind) {
      const lane = laneOf(installation);
      const time = now();
      if (lane.heldUntil > time) return lane.heldUntil - time;
      if (!limits) return 0;
      const costs = [
        { bucket: lane.points, limit: limits.points, cost: points[kind] },
        { bucket: lane.comments, limit: limits.comments, cost: kind === 'comment' ? 1 : 0 },
      ].filter(({ cost }) => cost > 0);
      const short = costs.filter(({ bucket, limit, cost }) => shortage(bucket, limit, cost, time) > 0);
      for (const { bucket, limit, cost } of short) {
        const soonest = time + shortage(bucket, limit, cost, time);
        bucket.promised = Math.max(soonest, bucket.promised + cost * limit.everyMs);
      }
      if (short.length > 0) return Math.max(...short.map(({ bucket }) => bucket.promised)) - time;
      for (const { bucket, limit, cost } of costs) {
        bucket.fullAt = Math.max(bucket.fullAt, time) + cost * limit.everyMs;
      }
      return 0;
    },
    hold(installation, ms) {
      const lane = laneOf(installation);
      lane.heldUntil = Math.max(lane.heldUntil, now() + ms);
    },
  };
}
