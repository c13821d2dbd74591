// The adapters of the forges that are configured: each turns its deliveries into events and sightings, reads and writes.
import { charterInForce, type Governance } from '../events/governance.js';
import { handleEvent } from '../events/handle.js';
import type { Forge } from '../forges/forge.js';
import type { ForgeEvent } from '../forges/event.js';
import { createGitee } from '../forges/gitee/app.js';
import { createGitHub } from '../forges/github/app.js';
import type { Sighting } from '../forges/sighting.js';
import { payloadOf, type Delivery } from '../inbox/delivery.js';
import { RetryLater } from '../inbox/drain.js';
import { mirrorSighting } from '../mirror/mirror.js';
import type { ForgeId } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Parts } from './parts.js';

/** One stored delivery, as the adapters take it. */
interface Handed {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
  readonly revived?: boolean;
}

/** A forge, and the way in for its deliveries. */
export interface ConnectedForge extends Forge {
  receive(delivery: Handed): Promise<void>;
}

export type ConnectedForges = Readonly<Partial<Record<ForgeId, ConnectedForge>>>;

interface ForgeCall {
  readonly endpoint: string;
  readonly status: number | 'error';
  readonly ms: number;
}

/** Makes the adapters; calls nobody. `governance` is asked for when a delivery is handled: it holds the forges itself. */
export function connectForges(parts: Parts, governance: () => Governance): ConnectedForges {
  const { clock, forges, giteeLimits, log, metrics, stores } = parts;
  const observe = (forge: ForgeId) => (call: ForgeCall) => {
    metrics.forgeCall(forge, call.endpoint, call.status === 'error' ? 0 : call.status, call.ms / 1000);
  };
  const shared = {
    log,
    now: Date.now,
    onEvent: (event: ForgeEvent, { receivedAt, revived }: Handed) =>
      handleEvent(governance(), event, receivedAt, revived),
    onSighting: async (sighting: Sighting, { receivedAt }: Handed) => {
      const adopted = await charterInForce(governance());
      if (!adopted) throw new RetryLater('no charter is in force yet', 1000);
      await mirrorSighting(stores.mirror, adopted.charter, sighting, receivedAt);
    },
  };
  const github =
    forges.github &&
    createGitHub({
      ...forges.github,
      ...shared,
      installations: stores.installations,
      observe: observe('github'),
    });
  const gitee =
    forges.gitee &&
    createGitee({
      ...shared,
      clock,
      url: forges.gitee.url,
      token: forges.gitee.token,
      proxy: forges.gitee.proxy,
      ...(giteeLimits === undefined ? {} : { limits: giteeLimits }),
      observe: observe('gitee'),
      onRefused: (reason) => {
        metrics.giteeRefused(reason);
      },
    });
  return { ...(github ? { github } : {}), ...(gitee ? { gitee } : {}) };
}

/** Hands a delivery to the forge it came from. Throws an Error when that is configured no more: an operator may have it tried again when it is. */
export async function handleDelivery(forges: ConnectedForges, delivery: Delivery): Promise<void> {
  const forge = forges[delivery.forge];
  if (!forge) throw new Error(`${delivery.forge} is not configured: what it sent cannot be handled`);
  await forge.receive({
    id: delivery.id,
    name: delivery.event,
    payload: payloadOf(delivery),
    receivedAt: delivery.receivedAt,
    revived: delivery.revived === true,
  });
}
