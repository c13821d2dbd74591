// The order of receipt.
import { later, type Clock, type Instant } from '../shared/time.js';

/** When a delivery was received, and its place among all. */
export interface Receipt {
  readonly receivedAt: Instant;
  readonly order: string;
}

/**
 * Stamps deliveries as they come. Within one process the order is that of the calls, even if the clock steps back. Between instances it is that
 * of their clocks; the instance's name only keeps two of one millisecond apart.
 */
export function createReceipts(clock: Clock, instance: string): () => Receipt {
  let last: Instant = '';
  let count = 0;
  return () => {
    const receivedAt = later(last, clock.now());
    count = receivedAt === last ? count + 1 : 0;
    last = receivedAt;
    return { receivedAt, order: `${receivedAt}/${String(count).padStart(6, '0')}/${instance}` };
  };
}
