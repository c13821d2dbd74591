// What turns deliveries into decisions and decisions into effects: forges, inbox, outbox, and the governance between them.
import { createFactsCache } from '../evaluation/cache.js';
import type { Governance } from '../events/governance.js';
import { createAcceptor, type Acceptor } from '../inbox/accept.js';
import { createDrain } from '../inbox/drain.js';
import { createOutbox, type RunningOutbox } from '../outbox/outbox.js';
import { secureRandom } from '../queue/backoff.js';
import { createWorker, type Worker } from '../queue/worker.js';
import { createPoll } from '../jobs/poll-forge.js';
import { createPollReach, type PollReach } from '../jobs/poll-reach.js';
import { loadReplyFiles } from '../replies/load.js';
import { createReplies } from '../replies/replies.js';
import { millis } from '../shared/time.js';
import { connectForges, handleDelivery, type ConnectedForges } from './connect.js';
import { createInLane, leaseMs, type Parts } from './parts.js';

export interface Engine {
  readonly governance: Governance;
  readonly outbox: RunningOutbox;
  readonly acceptor: Acceptor;
  readonly inbox: Worker;
  /** Up to when polled forges are polled. */
  readonly reach: PollReach;
  /** Polls where that is due, one call after the other; see `createPoll`. */
  readonly poll: () => Promise<void>;
}

/** In the sandbox people watch: governance time between two polls, in ms. */
const sandboxPollMs = 10_000;

/** Polls one at a time: what is called meanwhile polls after it. */
function createAppPoll(parts: Parts, governance: Governance, reach: PollReach): () => Promise<void> {
  const { forges, instance, metrics, stores } = parts;
  const poll = createPoll({
    ...stores,
    governance,
    inLane: createInLane(parts),
    reach,
    holder: instance,
    ...(forges.mode === 'sandbox' && { everyMs: sandboxPollMs }),
    observe: (forge, cost) => {
      metrics.polled(forge, cost);
    },
  });
  let last = Promise.resolve();
  return () => {
    last = last.then(poll, poll);
    return last;
  };
}

function createAppOutbox(
  { clock, config, hurry, instance, log, metrics, stores }: Parts,
  forges: ConnectedForges,
): RunningOutbox {
  return createOutbox({
    store: stores.effects,
    leases: stores.leases,
    writerOf: (id) => forges[id]?.write ?? null,
    now: Date.now,
    random: secureRandom,
    clock,
    owner: instance,
    writes: config.forgeWrites,
    hurry,
    log,
    observe: ({ kind, result }) => {
      metrics.effect(kind, result);
    },
  });
}

/** Makes them; starts nothing. */
export async function createEngine(parts: Parts): Promise<Engine> {
  const { clock, config, instance, log, metrics, stores } = parts;
  const replies = createReplies(await loadReplyFiles());
  const forges = connectForges(parts, () => governance);
  const outbox = createAppOutbox(parts, forges);
  const inbox = createWorker({
    name: 'inbox',
    owner: instance,
    dueLanes: (limit) => stores.deliveries.dueLanes(limit),
    drain: createDrain({
      store: stores.deliveries,
      handle: (delivery) => handleDelivery(forges, delivery),
      log,
      now: Date.now,
      onSettled: ({ receivedAt }, state) => {
        metrics.processed(state, state === 'done' ? (millis(clock.now()) - millis(receivedAt)) / 1000 : undefined);
      },
    }),
    leases: stores.leases,
    concurrency: 16,
    pollMs: 500,
    leaseMs,
    log,
  });
  const acceptor = createAcceptor({
    store: stores.deliveries,
    clock,
    instance,
    onStored: (lane) => {
      inbox.wake(lane);
    },
    log,
  });
  const reach = createPollReach(stores.polls);
  const governance: Governance = {
    ...stores,
    outbox,
    inbox: {
      pendingBefore: async (lane, time) =>
        acceptor.inFlightBefore(lane, time) || (await stores.deliveries.pendingBefore(lane, time)),
      deadBetween: (lane, from, to) => stores.deliveries.deadBetween(lane, from, to),
      polledSince: (subject, time) => reach.since(governance, subject, time),
      leftBefore: (subject, time) => reach.leftBefore(governance, subject, time),
    },
    forges,
    replies,
    clock,
    now: Date.now,
    factsCache: createFactsCache(),
    publicUrl: config.publicUrl,
  };
  return { governance, outbox, acceptor, inbox, reach, poll: createAppPoll(parts, governance, reach) };
}
