// Holds a lane for as long as a task needs it: acquire, heartbeat, give back.
import type { Log } from '../shared/log.js';
import type { Lease, Leases } from './lease.js';

export interface HoldOptions {
  readonly lane: string;
  readonly owner: string;
  readonly leases: Leases;
  readonly leaseMs: number;
  readonly log: Log;
}

/**
 * Runs the task under the lane's lease; false, without running it, while another holds the lane. The signal aborts when the lease has passed
 * to another, and shortly before it runs out because no heartbeat came through.
 */
export async function holdLane(
  { lane, owner, leases, leaseMs, log }: HoldOptions,
  task: (lease: Lease, signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const lost = new AbortController();
  function loseSoon(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      lost.abort(new Error(`no heartbeat of lane ${lane} came through`));
    }, leaseMs * 0.9);
    return timer.unref();
  }

  let deadline = loseSoon();
  async function beat(lease: Lease): Promise<void> {
    const next = loseSoon();
    try {
      if (!(await leases.heartbeat(lease, leaseMs))) lost.abort(new Error(`lane ${lane} has passed to another`));
      clearTimeout(deadline);
      deadline = next;
    } catch (err) {
      clearTimeout(next);
      log.warn({ err, lane }, 'a heartbeat failed');
    }
  }

  async function giveBack(lease: Lease): Promise<void> {
    try {
      await leases.release(lease);
    } catch (err) {
      log.warn({ err, lane }, 'a lane could not be given back; its lease will run out');
    }
  }

  try {
    const lease = await leases.acquire(lane, owner, leaseMs);
    if (!lease) return false;
    const beats = setInterval(() => void beat(lease), leaseMs / 3);
    try {
      await task(lease, lost.signal);
    } finally {
      clearInterval(beats);
      await giveBack(lease);
    }
    return true;
  } finally {
    clearTimeout(deadline);
  }
}
