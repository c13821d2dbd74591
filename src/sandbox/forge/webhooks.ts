// The webhooks: queued, dressed as their forge sends them, sent in order or held back, and sent again on request.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { isNativeError } from 'node:util/types';
import type { Happening } from './world.js';

/** Webhooks not yet sent, and those sent last, both oldest first. */
export interface KeptWebhooks {
  readonly pending: readonly Delivery[];
  readonly sent: readonly Delivery[];
}

/** One try to deliver. `status` is null when no answer came; then `error` says why. */
export interface Attempt {
  /** The id it was sent with, on GitHub as `X-GitHub-Delivery`. */
  readonly delivery: string;
  readonly status: number | null;
  readonly answer: string;
  readonly error: string | null;
}

/** One webhook. What it tells is fixed when it happens. */
export interface Delivery extends Pick<Happening, 'hook'> {
  readonly id: string;
  /** The clock's time when it happened. */
  readonly at: string;
  readonly event: string;
  readonly action: string | null;
  readonly body: string;
  readonly attempts: Attempt[];
}

export interface Webhooks {
  /** Sends each webhook by itself, one after the other; set it to false to hold them back. True at first. */
  autoDeliver: boolean;
  /** There may be somewhere to send them now. */
  wake(): void;
  emit(happening: Happening): void;
  /** Held back or still to be sent, oldest first. */
  pending(): readonly Delivery[];
  /** Sent at least once, oldest first. */
  sent(): readonly Delivery[];
  /** What must not be forgotten: those not surely received yet, and those sent. */
  kept(): KeptWebhooks;
  /** Sends the first `count` of those held back, or all of them. */
  deliver(count?: number): Promise<readonly Attempt[]>;
  /** Sends those held back with these ids, in this order. */
  deliverInOrder(ids: readonly string[]): Promise<readonly Attempt[]>;
  /** Drops one that is held back: it never arrives. */
  drop(id: string): void;
  /** Sends one again with the same body, under its id or under a new one. */
  redeliver(id: string, options?: { readonly newId?: boolean }): Promise<Attempt>;
  /** Sends again, in order, those whose last try was not answered with 2xx. */
  redeliverFailed(): Promise<readonly Attempt[]>;
  /** Resolves when nothing is being sent and nothing is waiting to be sent by itself. */
  idle(): Promise<void>;
  stop(): void;
}

/** A webhook ready to be sent. */
export interface Dressed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How webhooks are sent. */
export interface WebhookSettings {
  readonly now: () => string;
  /** Whether there is somewhere to send them; until then all wait. */
  readonly ready: () => boolean;
  /** A webhook as it goes out now, under an id; null when nobody wants it any more. */
  readonly dress: (delivery: Delivery, id: string) => Dressed | null;
  /** Told of each try. */
  readonly tried?: (delivery: Delivery, attempt: Attempt) => void;
  /** How many sent ones are remembered. */
  readonly limit: number;
  /** Those of before. */
  readonly kept?: KeptWebhooks | undefined;
  /** Resolves when the change a webhook tells of is kept: it is not sent earlier. */
  readonly durable: () => Promise<void>;
}

/** A forge gives up after ten seconds and does not try again by itself. */
const patience = 10_000;

export function createWebhooks(settings: WebhookSettings): Webhooks {
  let autoDeliver = true;
  let waiting: Delivery[] = [...(settings.kept?.pending ?? [])];
  const done: Delivery[] = [...(settings.kept?.sent ?? [])];
  const inHand = new Set<Delivery>();
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort');
  let running = Promise.resolve();

  async function post(delivery: Delivery, id: string): Promise<Attempt> {
    const dressed = settings.dress(delivery, id);
    if (!dressed) return { delivery: id, status: null, answer: '', error: 'nobody wants it any more' };
    const { url, headers, body } = dressed;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patience)]);
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      return { delivery: id, status: response.status, answer: await response.text(), error: null };
    } catch (error) {
      return { delivery: id, status: null, answer: '', error: explain(error) };
    }
  }

  async function send(delivery: Delivery, id = delivery.id): Promise<Attempt> {
    if (!settings.ready()) throw new Error('set the address of the webhooks first');
    inHand.add(delivery);
    await Promise.race([settings.durable(), stopped]);
    if (!done.includes(delivery)) done.push(delivery);
    if (done.length > settings.limit) done.shift();
    const attempt = await post(delivery, id);
    delivery.attempts.push(attempt);
    settings.tried?.(delivery, attempt);
    inHand.delete(delivery);
    return attempt;
  }

  async function drain(): Promise<void> {
    while (autoDeliver && settings.ready() && !stopping.signal.aborted) {
      const next = waiting.shift();
      if (!next) return;
      await send(next);
    }
  }

  function kick(): void {
    running = running.then(drain);
  }

  async function sendAll(deliveries: readonly Delivery[]): Promise<readonly Attempt[]> {
    waiting = waiting.filter((delivery) => !deliveries.includes(delivery));
    for (const delivery of deliveries) inHand.add(delivery);
    const attempts: Attempt[] = [];
    for (const delivery of deliveries) attempts.push(await send(delivery));
    return attempts;
  }

  function find(list: readonly Delivery[], id: string): Delivery {
    const found = list.find((delivery) => delivery.id === id);
    if (!found) throw new Error(`there is no webhook ${id}`);
    return found;
  }

  async function idle(): Promise<void> {
    for (let seen; seen !== running;) {
      seen = running;
      await seen;
    }
  }

  return {
    get autoDeliver() {
      return autoDeliver;
    },
    set autoDeliver(on: boolean) {
      autoDeliver = on;
      kick();
    },
    wake: kick,
    emit({ event, payload, hook }) {
      const { action } = payload;
      const body = JSON.stringify(payload);
      const named = typeof action === 'string' ? action : null;
      const at = settings.now();
      waiting.push({ id: randomUUID(), at, event, action: named, body, attempts: [], ...(hook && { hook }) });
      kick();
    },
    pending: () => [...waiting],
    sent: () => [...done],
    kept: () => ({ pending: [...inHand, ...waiting], sent: done.filter((delivery) => !inHand.has(delivery)) }),
    deliver: (count = waiting.length) => sendAll(waiting.slice(0, count)),
    deliverInOrder: (ids) => sendAll(ids.map((id) => find(waiting, id))),
    drop(id) {
      const dropped = find(waiting, id);
      waiting = waiting.filter((delivery) => delivery !== dropped);
    },
    redeliver: (id, { newId = false } = {}) => send(find(done, id), newId ? randomUUID() : id),
    redeliverFailed: () => sendAll(done.filter(({ attempts }) => attempts.length > 0 && !answered(attempts.at(-1)))),
    idle,
    stop() {
      stopping.abort();
    },
  };
}

function answered(attempt: Attempt | undefined): boolean {
  return attempt?.status != null && attempt.status >= 200 && attempt.status < 300;
}

function explain(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${explain(error.cause)}`;
}
