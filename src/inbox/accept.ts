// Accepting deliveries: group commit. While one batch is being written the next gathers; no timer delays anything.
import type { Log } from '../shared/log.js';
import type { Clock, Instant } from '../shared/time.js';
import { packBody } from './body.js';
import type { ReceivedDelivery } from './delivery.js';
import { createReceipts } from './order.js';
import { batchBytes, type Acceptance, type DeliveryIntake } from './store.js';

/** A delivery before it has its place in the order. */
export interface NewDelivery extends Omit<ReceivedDelivery, 'receivedAt' | 'order' | 'body'> {
  /** The bytes to be kept: as they were sent, but for secrets. */
  readonly body: Buffer;
}

export interface AcceptorOptions {
  readonly store: DeliveryIntake;
  /** Governance time. */
  readonly clock: Clock;
  /** A name no other running instance has. */
  readonly instance: string;
  /** Told of each lane in which a delivery was stored. */
  readonly onStored: (lane: string) => void;
  readonly log: Log;
}

export interface Acceptor {
  /** Answers when the delivery is durable, or can't be now. */
  readonly accept: (delivery: NewDelivery) => Promise<Acceptance>;
  /** Whether this process is still storing a delivery of the lane received before the instant. */
  readonly inFlightBefore: (lane: string, time: Instant) => boolean;
}

interface Waiting {
  readonly delivery: ReceivedDelivery;
  readonly answer: (acceptance: Acceptance) => void;
}

/** Bodies that wait in memory while the database is slow; what comes beyond is told to come again. */
const waitingBytes = 256 * 1024 * 1024;

export function createAcceptor({ store, clock, instance, onStored, log }: AcceptorOptions): Acceptor {
  const receipt = createReceipts(clock, instance);
  let waiting: Waiting[] = [];
  let writing: readonly Waiting[] = [];
  let bytes = 0;

  function nextBatch(): readonly Waiting[] {
    let [end, size] = [0, 0];
    for (const { delivery } of waiting) {
      size += delivery.body.compressed.length;
      if (end > 0 && size > batchBytes) break;
      end += 1;
    }
    const batch = waiting.slice(0, end);
    waiting = waiting.slice(end);
    return batch;
  }

  async function insert(batch: readonly Waiting[]): Promise<readonly Acceptance[]> {
    try {
      return await store.insert(batch.map(({ delivery }) => delivery));
    } catch (err) {
      log.error({ err, deliveries: batch.length }, 'deliveries could not be stored');
      return [];
    }
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      writing = nextBatch();
      const acceptances = await insert(writing);
      for (const [i, { delivery, answer }] of writing.entries()) {
        const acceptance = acceptances[i] ?? 'unavailable';
        bytes -= delivery.body.compressed.length;
        answer(acceptance);
        if (acceptance === 'stored') onStored(delivery.lane);
      }
      writing = [];
    }
  }

  function enqueue(delivery: ReceivedDelivery): Promise<Acceptance> {
    const size = delivery.body.compressed.length;
    if (bytes + size > waitingBytes) return Promise.resolve('unavailable');
    bytes += size;
    return new Promise((answer) => {
      waiting.push({ delivery, answer });
      if (writing.length === 0 && waiting.length === 1) void write();
    });
  }

  return {
    async accept(delivery) {
      const body = await packBody(delivery.body);
      return enqueue({ ...delivery, body, ...receipt() });
    },
    inFlightBefore: (lane, time) =>
      [...writing, ...waiting].some(({ delivery }) => delivery.lane === lane && delivery.receivedAt < time),
  };
}
