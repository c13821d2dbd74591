// What turns deliveries into decisions and decisions into effects: forge, inbox, outbox, and the governance between them.
import { createFactsCache } from '../evaluation/cache.js';
import { charterInForce, type Governance } from '../events/governance.js';
import { handleEvent } from '../events/handle.js';
import { createGitHub, type GitHub } from '../forges/github/app.js';
import { createAcceptor, type Acceptor } from '../inbox/accept.js';
import { payloadOf } from '../inbox/delivery.js';
import { createDrain, RetryLater } from '../inbox/drain.js';
import { mirrorSighting } from '../mirror/mirror.js';
import { createOutbox, type RunningOutbox } from '../outbox/outbox.js';
import { secureRandom } from '../queue/backoff.js';
import { createWorker, type Worker } from '../queue/worker.js';
import { loadReplyFiles } from '../replies/load.js';
import { createReplies } from '../replies/replies.js';
import { millis } from '../shared/time.js';
import { leaseMs, type Parts } from './parts.js';

export interface Engine {
  readonly governance: Governance;
  readonly outbox: RunningOutbox;
  readonly acceptor: Acceptor;
  readonly inbox: Worker;
}

function createAppOutbox(
  { clock, config, instance, log, metrics, stores }: Parts,
  writer: () => GitHub,
): RunningOutbox {
  return createOutbox({
    store: stores.effects,
    leases: stores.leases,
    writerOf: (id) => (id === 'github' ? writer().write : null),
    now: Date.now,
    random: secureRandom,
    clock,
    owner: instance,
    writes: config.forgeWrites,
    log,
    observe: ({ kind, result }) => {
      metrics.effect(kind, result);
    },
  });
}

/** Makes them; starts nothing. */
export async function createEngine(parts: Parts): Promise<Engine> {
  const { clock, config, forge, instance, log, metrics, stores } = parts;
  const replies = createReplies(await loadReplyFiles());
  const github: GitHub = createGitHub({
    ...forge.github,
    log,
    installations: stores.installations,
    now: Date.now,
    observe: ({ endpoint, status, ms }) => {
      metrics.forgeCall('github', endpoint, status === 'error' ? 0 : status, ms / 1000);
    },
    onEvent: (event, { receivedAt, revived }) => handleEvent(governance, event, receivedAt, revived),
    onSighting: async (sighting, { receivedAt }) => {
      const adopted = await charterInForce(governance);
      if (!adopted) throw new RetryLater('no charter is in force yet', 1000);
      await mirrorSighting(stores.mirror, adopted.charter, sighting, receivedAt);
    },
  });
  const outbox = createAppOutbox(parts, () => github);
  const inbox = createWorker({
    name: 'inbox',
    owner: instance,
    dueLanes: (limit) => stores.deliveries.dueLanes(limit),
    drain: createDrain({
      store: stores.deliveries,
      handle: (delivery) =>
        github.receive({
          id: delivery.id,
          name: delivery.event,
          payload: payloadOf(delivery),
          receivedAt: delivery.receivedAt,
          revived: delivery.revived === true,
        }),
      log,
      now: Date.now,
      onSettled: ({ receivedAt }, state) => {
        metrics.processed(state, state === 'done' ? (Date.now() - millis(receivedAt)) / 1000 : undefined);
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
  const governance: Governance = {
    ...stores,
    outbox,
    inbox: {
      pendingBefore: async (lane, time) =>
        acceptor.inFlightBefore(lane, time) || (await stores.deliveries.pendingBefore(lane, time)),
      deadBetween: (lane, from, to) => stores.deliveries.deadBetween(lane, from, to),
    },
    forges: { github },
    replies,
    clock,
    now: Date.now,
    factsCache: createFactsCache(),
    publicUrl: config.publicUrl,
  };
  return { governance, outbox, acceptor, inbox };
}
