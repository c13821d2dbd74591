// The outbox: takes wishes, and performs them through a worker of its own.
import { subjectKey } from '../shared/refs.js';
import type { Clock } from '../shared/time.js';
import { createWorker, type Worker } from '../queue/worker.js';
import { createDrain, type DrainOptions } from './drain.js';
import type { Effect } from './effect.js';
import type { EffectStore, Outbox } from './store.js';

export interface OutboxOptions extends Omit<DrainOptions, 'settleMs'> {
  /** Governance time, for when a wish was made. */
  readonly clock: Clock;
  /** This instance. */
  readonly owner: string;
  /** `off`: shadow mode, wishes are kept and shown but nothing is written to a forge. */
  readonly writes: 'on' | 'off';
  /** Subjects worked on at a time; GitHub allows 100 calls at once. Default 16. */
  readonly concurrency?: number;
  /** Default 1 s. */
  readonly pollMs?: number;
  /** Default 9 s. */
  readonly leaseMs?: number;
  /** How long after a create without an answer it is looked for; default 3 s. */
  readonly settleMs?: number;
  /** So many times shorter than they ask for comments wait between two edits; default 1. */
  readonly hurry?: number;
}

/** What the composition, the portal and the metrics use of the outbox. */
export interface RunningOutbox extends Outbox, Pick<Worker, 'start' | 'stop' | 'idle'> {
  /** Tries again what is dead, of the last 30 days: its cause may have been mended since. Answers how many effects that are. */
  retryDead(): Promise<number>;
  readonly counts: EffectStore['counts'];
  readonly list: EffectStore['list'];
  readonly urlOf: EffectStore['urlOf'];
}

/** What has been dead for longer is old news, in milliseconds. */
const retriedFor = 30 * 24 * 60 * 60_000;

function hurried(effect: Effect, times: number): Effect {
  return 'everyMs' in effect ? { ...effect, everyMs: Math.round(effect.everyMs / times) } : effect;
}

/**
 * Makes the outbox; `start` begins performing, which an instance that only serves HTTP leaves to others. In shadow mode wishes become `shadow` and
 * nothing is performed. Switching writing on does not perform what was wished meanwhile, so that no flood of old news goes out; what is wished
 * again after that is performed. What was still pending when writing was switched off waits until it is on again.
 */
export function createOutbox(options: OutboxOptions): RunningOutbox {
  const { store, now, clock, writes, hurry = 1 } = options;
  const worker = createWorker({
    name: 'outbox',
    owner: options.owner,
    dueLanes: (limit) => store.dueLanes(limit, now()),
    drain: createDrain({ ...options, settleMs: options.settleMs ?? 3000 }),
    leases: options.leases,
    concurrency: options.concurrency ?? 16,
    pollMs: options.pollMs ?? 1000,
    leaseMs: options.leaseMs ?? 9000,
    log: options.log,
  });

  return {
    async want(effects, asOf) {
      if (effects.length === 0) return;
      const state = writes === 'on' ? 'pending' : 'shadow';
      const wished = effects.map((effect) => hurried(effect, hurry));
      await store.want(wished, { state, asOf, now: now(), wishedAt: clock.now() });
      if (writes === 'off') return;
      for (const lane of new Set(effects.map(({ subject }) => subjectKey(subject)))) worker.wake(lane);
    },
    start() {
      if (writes === 'on') worker.start();
    },
    stop: () => worker.stop(),
    async idle() {
      if (writes === 'on') await worker.idle();
    },
    async retryDead() {
      if (writes === 'off') return 0;
      const revived = await store.revive(now() - retriedFor, now());
      if (revived > 0) worker.wake();
      return revived;
    },
    counts: () => store.counts(),
    list: (query) => store.list(query),
    urlOf: (key) => store.urlOf(key),
  };
}
