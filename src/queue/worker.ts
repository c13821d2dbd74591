// The worker: drains lanes that have due work, several at a time, each under a lease. One mechanism for inbox, outbox and jobs.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../shared/log.js';
import { holdLane } from './hold.js';
import type { Lease, Leases } from './lease.js';

/**
 * Does a lane's due work, in order, until there is none. Aborted `signal`: the lane has passed to another, write nothing more.
 * `stopping()`: return after the item in hand.
 */
export type Drain = (lane: string, lease: Lease, signal: AbortSignal, stopping: () => boolean) => Promise<void>;

export interface WorkerOptions {
  /** Names the queue; its lanes are leased under this prefix, so queues do not hold up each other. */
  readonly name: string;
  /** This instance. */
  readonly owner: string;
  /** Names of lanes with due work, the longest waiting first; those held by others may be among them. */
  readonly dueLanes: (limit: number) => Promise<readonly string[]>;
  readonly drain: Drain;
  readonly leases: Leases;
  /** Lanes worked on at a time. */
  readonly concurrency: number;
  /** How often to look for work that arrived elsewhere, became due, or was left by an instance that died. */
  readonly pollMs: number;
  /** How long a lane stays with an instance that gives no sign of life: at most 10 s. */
  readonly leaseMs: number;
  readonly log: Log;
}

export interface Worker {
  start(): void;
  /** Work in this lane is due now; without a lane: look everywhere, now. */
  wake(lane?: string): void;
  /** Takes no new lane and returns when the items in hand are done. */
  stop(): Promise<void>;
  /** Returns when nothing is due and nothing in hand; work that waits for a later time is not waited for. */
  idle(): Promise<void>;
}

/** Lanes asked for at a time, beyond those held by other instances. */
const lanesPerPoll = 100;
/** How long `idle` leaves a lane in peace that another instance holds. */
const heldElsewhereMs = 50;

export function createWorker(options: WorkerOptions): Worker {
  const { name, concurrency, log } = options;
  const queued = new Set<string>();
  const again = new Set<string>();
  const inHand = new Map<string, Promise<void>>();
  let running = false;
  let moreDue = false;
  let polling: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  function stopping(): boolean {
    return !running;
  }

  async function work(lane: string): Promise<void> {
    let drained = false;
    try {
      drained = await holdLane({ ...options, lane: `${name} ${lane}` }, (lease, signal) =>
        options.drain(lane, lease, signal, stopping),
      );
    } catch (err) {
      log.error({ err, queue: name, lane }, 'a lane could not be worked on');
    } finally {
      inHand.delete(lane);
      if (again.delete(lane)) queued.add(lane);
      fill();
      if (drained && moreDue && queued.size === 0 && running) void poll();
    }
  }

  function fill(): void {
    for (const lane of queued) {
      if (stopping() || inHand.size >= concurrency) return;
      queued.delete(lane);
      inHand.set(lane, work(lane));
    }
  }

  async function look(): Promise<void> {
    try {
      const due = await options.dueLanes(lanesPerPoll);
      const fresh = due.filter((lane) => !inHand.has(lane));
      for (const lane of fresh) queued.add(lane);
      moreDue = due.length === lanesPerPoll;
      fill();
    } catch (err) {
      log.error({ err, queue: name }, 'could not look for due work');
    }
  }

  function poll(): Promise<void> {
    polling ??= look().finally(() => {
      polling = null;
      if (timer) clearTimeout(timer);
      if (running) timer = setTimeout(() => void poll(), options.pollMs);
    });
    return polling;
  }

  return {
    start() {
      running = true;
      void poll();
    },
    wake(lane) {
      if (stopping()) return;
      if (lane === undefined) void poll();
      else if (inHand.has(lane)) again.add(lane);
      else {
        queued.add(lane);
        fill();
      }
    },
    async stop() {
      running = false;
      if (timer) clearTimeout(timer);
      queued.clear();
      again.clear();
      await Promise.all([polling, ...inHand.values()]);
    },
    async idle() {
      for (;;) {
        await poll();
        while (inHand.size > 0) await Promise.all(inHand.values());
        if (stopping() || (await options.dueLanes(1)).length === 0) return;
        await sleep(heldElsewhereMs);
      }
    },
  };
}
