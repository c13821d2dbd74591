// Draining a lane of deliveries: in order of receipt, one at a time; what fails is tried again before anything behind it.
import { backoff, secureRandom } from '../queue/backoff.js';
import type { Lease } from '../queue/lease.js';
import type { Drain } from '../queue/worker.js';
import type { Log } from '../shared/log.js';
import type { Delivery, DeliveryRecord } from './delivery.js';
import type { DeliveryQueue, Head, Outcome } from './store.js';

/** Thrown by a handler that was asked to wait (a rate limit). Does not count as a failure. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly retryAfterMs: number;

  /** `retryAfterMs`: the least time to wait, as the forge gave it. */
  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** What a handler may look at while it works. */
export interface Holding {
  readonly lease: Lease;
  /** Aborted when the lane has passed to another instance: write nothing more. */
  readonly signal: AbortSignal;
}

export interface DrainOptions {
  readonly store: DeliveryQueue;
  /** Must have the effect of one when it is called twice for a delivery. What it throws is retried. */
  readonly handle: (delivery: Delivery, holding: Holding) => Promise<void>;
  readonly log: Log;
  /** The machine's clock, ms since 1970. */
  readonly now: () => number;
  readonly random?: () => number;
  /** Failures before a delivery is dead and its lane goes on without it. */
  readonly maxAttempts?: number;
  /** Told of each attempt's end, for metrics. */
  readonly onSettled?: (record: DeliveryRecord, outcome: Outcome['state']) => void;
}

/** Causes are followed so far down. */
const deepest = 5;

function causesOf(error: Error): readonly unknown[] {
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [...parts, error.cause].filter((cause) => cause !== undefined);
}

/** The text of an error and of its causes, for people. */
export function errorText(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const causes = depth === deepest ? [] : causesOf(error).map((each) => errorText(each, depth + 1));
  return [`${error.name}: ${error.message}`, ...causes].join(', because ').slice(0, 4000);
}

/** The longest wait asked for (ms), also in the causes and parts of an error; null when none was. */
export function askedToWait(error: unknown, depth = 0): number | null {
  if (error instanceof RetryLater) return error.retryAfterMs;
  if (!(error instanceof Error) || depth === deepest) return null;
  const waits = causesOf(error)
    .map((each) => askedToWait(each, depth + 1))
    .filter((wait) => wait !== null);
  return waits.length > 0 ? Math.max(...waits) : null;
}

/** The inbox's part of a worker. */
export function createDrain(options: DrainOptions): Drain {
  const { store, handle, log, now, random = secureRandom, maxAttempts = 12, onSettled } = options;

  function failed({ attempts }: DeliveryRecord, error: unknown): Outcome {
    const text = errorText(error);
    const wait = askedToWait(error);
    if (wait !== null) {
      return { state: 'pending', attempts, dueAt: now() + Math.max(wait, backoff(1, random)), error: text };
    }
    const tried = attempts + 1;
    if (tried >= maxAttempts) return { state: 'dead', attempts: tried, error: text };
    return { state: 'pending', attempts: tried, dueAt: now() + backoff(tried, random), error: text };
  }

  async function attempt({ record, body }: Head, holding: Holding): Promise<Outcome> {
    try {
      await handle({ ...record, body: await body() }, holding);
      return { state: 'done' };
    } catch (err) {
      const outcome = failed(record, err);
      const fields = { err, delivery: record.id, lane: record.lane, state: outcome.state };
      if (outcome.state === 'dead') log.error(fields, 'a delivery is given up');
      else log.warn(fields, 'a delivery will be tried again');
      return outcome;
    }
  }

  return async (lane, lease, signal, stopping) => {
    const holding = { lease, signal };
    for (;;) {
      if (signal.aborted || stopping()) return;
      const head = await store.head(lane);
      if (!head || head.record.dueAt > now()) return;
      const outcome = await attempt(head, holding);
      if (holding.signal.aborted) return;
      await store.settle(head.record, outcome);
      onSettled?.(head.record, outcome.state);
    }
  };
}
