// Performs the due effects of one lane, in the order in which they were first wished, and keeps what came of each.
import type { ForgeId } from '../shared/refs.js';
import type { ForgeFailure } from '../forges/answer.js';
import type { ForgeWriter } from '../forges/forge.js';
import { backoff } from '../queue/backoff.js';
import type { Lease, Leases } from '../queue/lease.js';
import type { Drain } from '../queue/worker.js';
import type { Log } from '../shared/log.js';
import type { Effect } from './effect.js';
import { perform, type Outcome, type Stage } from './perform.js';
import type { EffectStore, StoredEffect } from './store.js';

/** One try at an effect, for metrics. `lost`: left to whoever has the lane now. */
export interface ObservedEffect {
  readonly forge: ForgeId;
  readonly kind: Effect['kind'];
  readonly result: 'done' | 'dead' | 'wait' | 'unavailable' | 'unsettled' | 'lost';
}

export interface DrainOptions {
  readonly store: EffectStore;
  /** The writing half of a forge; null when it is not configured. */
  readonly writerOf: (forge: ForgeId) => ForgeWriter | null;
  readonly leases: Leases;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
  readonly observe: (effect: ObservedEffect) => void;
  /** See Stage. */
  readonly settleMs: number;
}

/** A forge that is away for so long has left: its effects end. */
const giveUpMs = 3 * 24 * 60 * 60_000;
/** A pause as long as this (a stopped process, a starved machine) may have cost us the lane: ask. */
const stallMs = 2000;
/** Spread over so long, those told to wait by one limit do not all come back at once. */
const waitJitterMs = 1000;

const notConfigured: ForgeFailure = { kind: 'refused', detail: 'this forge is not configured' };

export function createDrain(options: DrainOptions): Drain {
  const { store, leases, now, random, log, observe } = options;

  /** Whether the lane is still ours: by the signal, and after a stall by the lease itself. */
  function createGuard(lease: Lease, signal: AbortSignal): () => Promise<boolean> {
    let lastSure = now();
    return async () => {
      if (signal.aborted) return false;
      if (now() - lastSure < stallMs) return true;
      const held = await leases.holds(lease);
      lastSure = now();
      return held;
    };
  }

  async function attempt(stored: StoredEffect, mayCall: Stage['mayCall']): Promise<Outcome> {
    const { version, wish, remote } = stored;
    const writer = options.writerOf(wish.subject.forge);
    if (!writer) return { kind: 'failed', failure: notConfigured, remote, attempted: stored.attempt !== null };
    const stage: Stage = {
      writer,
      mayCall,
      begin: (before, creates) => store.begin(stored, before, creates ? { at: now(), version } : stored.attempt),
      now,
      settleMs: options.settleMs,
    };
    return perform(stage, stored);
  }

  async function postpone(stored: StoredEffect, outcome: Extract<Outcome, { kind: 'failed' }>): Promise<void> {
    const { failure, remote, attempted } = outcome;
    const waits = failure.kind === 'wait';
    const failures = stored.failures + (waits ? 0 : 1);
    const delayMs = waits ? failure.retryAfterMs + random() * waitJitterMs : backoff(failures, random);
    await store.postpone(stored.key, {
      dueAt: now() + Math.ceil(attempted ? Math.max(delayMs, options.settleMs) : delayMs),
      error: failure.detail,
      failures,
      failingSince: waits ? stored.failingSince : (stored.failingSince ?? now()),
      remote,
      ...(attempted ? {} : { attempt: null }),
    });
  }

  async function keep(stored: StoredEffect, outcome: Outcome): Promise<ObservedEffect['result']> {
    const { key, version, failingSince } = stored;
    if (outcome.kind === 'done') await store.finish(key, version, outcome.remote, now());
    if (outcome.kind === 'unsettled') await store.postpone(key, { dueAt: outcome.until });
    if (outcome.kind !== 'failed') return outcome.kind;
    const { kind, detail } = outcome.failure;
    const hopeless = kind === 'unavailable' && failingSince !== null && now() - failingSince > giveUpMs;
    if (kind === 'wait' || (kind === 'unavailable' && !hopeless)) {
      await postpone(stored, outcome);
      return kind;
    }
    await store.bury(key, version, outcome.remote, `${kind}: ${detail}`);
    log.warn({ key, kind: stored.wish.kind, reason: detail }, 'an effect can not be performed');
    return 'dead';
  }

  /** A surprise may have come after the write: what was recorded of an attempt stays. */
  async function surprised(stored: StoredEffect, err: unknown): Promise<ObservedEffect['result']> {
    log.error({ err, key: stored.key }, 'an effect failed in a way nobody foresaw');
    const failures = stored.failures + 1;
    const error = err instanceof Error ? err.message : String(err);
    const failingSince = stored.failingSince ?? now();
    await store.postpone(stored.key, { dueAt: now() + backoff(failures, random), error, failures, failingSince });
    return 'unavailable';
  }

  return async (lane, lease, signal, stopping) => {
    const mayCall = createGuard(lease, signal);
    while (!signal.aborted && !stopping()) {
      const stored = await store.nextDue(lane, now());
      if (!stored) return;
      const { kind, subject } = stored.wish;
      let result: ObservedEffect['result'];
      try {
        const outcome = await attempt(stored, mayCall);
        const lost = outcome.kind === 'failed' && !(await mayCall());
        result = lost ? 'lost' : await keep(stored, outcome);
      } catch (error) {
        result = await surprised(stored, error);
      }
      observe({ forge: subject.forge, kind, result });
      if (result === 'lost') return;
    }
  };
}
