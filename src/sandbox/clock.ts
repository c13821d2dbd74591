// The sandbox's governance time: real time plus an offset that only grows; while a story is told, the time of the story.
import { instant, millis, type Clock, type Instant } from '../shared/time.js';
import type { SandboxClock } from './sandbox.js';

/** What is kept of a clock: how far it is ahead of real time, and the latest time it told, which it never goes behind. */
export interface KeptClock {
  readonly offset: number;
  readonly last: Instant;
}

export interface MovableClock extends SandboxClock {
  /** Stands at an instant from now on; an earlier one than it told last is that one. */
  standAt(time: Instant): void;
  /** Goes on with real time. */
  run(): void;
  /** As it is to be kept, with an advance that waits to be durable. */
  kept(): KeptClock;
}

export interface ClockOptions {
  /** Real time. */
  readonly real: Clock;
  readonly kept: KeptClock | null;
  /** Keeps what `kept` tells, durably. */
  readonly keep: () => Promise<void>;
}

export function createSandboxClock({ real, kept, keep }: ClockOptions): MovableClock {
  let offset = kept?.offset ?? 0;
  let wanted = offset;
  let last = kept === null ? -Infinity : millis(kept.last);
  let standing: number | null = null;

  function now(): Instant {
    last = Math.max(last, standing ?? millis(real.now()) + offset);
    return instant(last);
  }

  return {
    now,
    async advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError('time only goes forward, by whole milliseconds');
      wanted += ms;
      const target = wanted;
      await keep();
      offset = Math.max(offset, target);
    },
    standAt(time) {
      standing = millis(time);
    },
    run() {
      standing = null;
    },
    kept: () => ({ offset: wanted, last: now() }),
  };
}
