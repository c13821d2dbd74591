// What Prometheus reads: counters and histograms that others report to, gauges read when asked.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PollCost } from '../jobs/polling.js';
import type { SweepCost } from '../jobs/sweep-forge.js';
import type { Log } from '../shared/log.js';
import type { ForgeId } from '../shared/refs.js';

/** The queues as they are now; ages in seconds. */
export interface QueueGauges {
  readonly queuePending: number;
  /** Null when nothing waits. */
  readonly queueOldestAgeSeconds: number | null;
  readonly deliveriesDead: number;
  readonly effectsPending: number;
  readonly effectsDead: number;
  /** Of each forge that is polled, how long ago the last poll began that left out nothing. None when absent. */
  readonly pollAgeSeconds?: ReadonlyMap<ForgeId, number>;
}

/** Where the rest of the app reports what it did. Durations in seconds. */
export interface Metrics {
  /** A webhook was answered: `accepted`, `duplicate`, `refused` and the like; `seconds` from its first byte to the answer. */
  delivery(forge: ForgeId, result: string, seconds: number): void;
  /** A delivery was worked on: `done`, `retried`, `dead`; `seconds` from its receipt, reported when it is done. */
  processed(result: string, seconds?: number): void;
  effect(kind: string, result: string): void;
  /** So many effects that were dead are tried again. */
  effectsRevived(count: number): void;
  /** `endpoint` is a route such as `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`, never an address; `status` 0 for none. */
  forgeCall(forge: ForgeId, endpoint: string, status: number, seconds: number): void;
  /** A delivery of Gitee's, or a part of it, was not believed: its API says otherwise. `reason`: in one word. */
  giteeRefused(reason: string): void;
  ledgerAppend(seconds: number): void;
  /** A forge's pull requests were swept. */
  swept(forge: ForgeId, cost: Pick<SweepCost, 'calls' | 'mends' | 'failures'>): void;
  /** A forge was polled. */
  polled(forge: ForgeId, cost: Pick<PollCost, 'pages' | 'objects' | 'givenUp' | 'failures'>): void;
  readonly contentType: string;
  /** The text for Prometheus; the gauges are read now. A database that is away is told as `opencharter_queues_readable 0`. */
  render(): Promise<string>;
}

export interface MetricsSource {
  gauges(): Promise<QueueGauges>;
  readonly log: Log;
}

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [...quick, 30, 60, 300, 1800, 7200];

function createGauges(registry: Registry, source: MetricsSource): () => Promise<void> {
  const registers = [registry];
  function gauge(name: string, help: string): Gauge {
    return new Gauge({ name: `opencharter_${name}`, help, registers });
  }
  const pending = gauge('queue_pending', 'Deliveries that wait or are being worked on');
  const oldest = gauge('queue_oldest_age_seconds', 'Age of the oldest delivery that is not done');
  const deliveriesDead = gauge('deliveries_dead', 'Deliveries given up, to be retried by a person');
  const effectsPending = gauge('effects_pending', 'Writes to forges that wait');
  const effectsDead = gauge('effects_dead', 'Writes to forges given up');
  const pollAge = new Gauge({
    name: 'opencharter_poll_age_seconds',
    help: 'Since the last poll of a forge began that left out nothing',
    labelNames: ['forge'],
    registers,
  });
  const readable = gauge('queues_readable', '1 when the queues could be read for this answer');
  return async function refresh() {
    try {
      const now = await source.gauges();
      pending.set(now.queuePending);
      oldest.set(now.queueOldestAgeSeconds ?? 0);
      deliveriesDead.set(now.deliveriesDead);
      effectsPending.set(now.effectsPending);
      effectsDead.set(now.effectsDead);
      for (const [forge, seconds] of now.pollAgeSeconds ?? []) pollAge.set({ forge }, seconds);
      readable.set(1);
    } catch (err) {
      source.log.warn({ err }, 'the queues could not be read for /metrics');
      readable.set(0);
    }
  };
}

export function createMetrics(source: MetricsSource): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const refresh = createGauges(registry, source);
  const registers = [registry];
  function counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `opencharter_${name}`, help, labelNames, registers });
  }
  function histogram<L extends string>(name: string, help: string, buckets: number[], labelNames: L[]): Histogram<L> {
    return new Histogram({ name: `opencharter_${name}`, help, buckets, labelNames, registers });
  }
  const deliveries = counter('deliveries_total', 'Webhooks answered', ['forge', 'result']);
  const processed = counter('processed_total', 'Deliveries worked on', ['result']);
  const effects = counter('effects_total', 'Writes to forges tried', ['kind', 'result']);
  const revived = counter('effects_revived_total', 'Writes to forges that were given up and are tried again', []);
  const calls = counter('forge_calls_total', 'Calls to forges', ['forge', 'endpoint', 'status']);
  const giteeRefused = counter('gitee_refused_total', "Deliveries of Gitee's that its API does not bear out", [
    'reason',
  ]);
  const sweepCalls = counter('sweep_calls_total', 'Pages of open pull requests read by sweeps', ['forge']);
  const sweepMends = counter('sweep_mends_total', 'Pull requests that a sweep had judged again', ['forge', 'reason']);
  const sweepFailures = counter('sweep_failures_total', 'Lists that a sweep could not read', ['forge']);
  const pollPages = counter('poll_pages_total', 'Pages of lists read by polls', ['forge']);
  const pollObjects = counter('poll_objects_total', 'Issues, pull requests and comments found by polls', ['forge']);
  const pollGivenUp = counter('poll_given_up_total', 'Texts found by polls that failed too often', ['forge']);
  const pollFailures = counter('poll_failures_total', 'What polls could not read or handle', ['forge']);
  const intake = histogram('intake_seconds', 'From a webhook to its answer', quick, ['forge']);
  const done = histogram('delivery_seconds', 'From the receipt of a delivery to its end', slow, []);
  const call = histogram('forge_call_seconds', 'Time of a call to a forge', quick, ['forge', 'endpoint']);
  const append = histogram('ledger_append_seconds', 'Time of an append to the ledger', quick, []);
  return {
    delivery(forge, result, seconds) {
      deliveries.inc({ forge, result });
      intake.observe({ forge }, seconds);
    },
    processed(result, seconds) {
      processed.inc({ result });
      if (seconds !== undefined) done.observe(seconds);
    },
    effect(kind, result) {
      effects.inc({ kind, result });
    },
    effectsRevived(count) {
      revived.inc(count);
    },
    forgeCall(forge, endpoint, status, seconds) {
      calls.inc({ forge, endpoint, status: String(status) });
      call.observe({ forge, endpoint }, seconds);
    },
    giteeRefused(reason) {
      giteeRefused.inc({ reason });
    },
    ledgerAppend(seconds) {
      append.observe(seconds);
    },
    swept(forge, { calls: read, mends, failures }) {
      sweepCalls.inc({ forge }, read);
      sweepFailures.inc({ forge }, failures.length);
      for (const [reason, count] of mends) sweepMends.inc({ forge, reason }, count);
    },
    polled(forge, { pages, objects, givenUp, failures }) {
      pollPages.inc({ forge }, pages);
      pollObjects.inc({ forge }, objects);
      pollGivenUp.inc({ forge }, givenUp);
      pollFailures.inc({ forge }, failures.length);
    },
    contentType: registry.contentType,
    async render() {
      await refresh();
      return registry.metrics();
    },
  };
}
