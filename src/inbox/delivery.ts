// A delivery: what a forge sent, as it is kept.
import type { ForgeId } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { PackedBody } from './body.js';

/** Waiting or being handled; handled; given up after too many failures. */
export type DeliveryState = 'pending' | 'done' | 'dead';

/** A delivery as intake hands it to the store: received, its signature checked, nothing decided. */
export interface ReceivedDelivery {
  /** Unique in the forge: its own id; where it gives none, ours. */
  readonly id: string;
  readonly forge: ForgeId;
  readonly event: string;
  /** Deliveries of one lane are handled in their order. */
  readonly lane: string;
  /** Governance time of receipt. In one process it never falls, and `order` sorts as it does. */
  readonly receivedAt: Instant;
  /** Place in the order of receipt: `receivedAt`, then what tells deliveries of one millisecond apart. Total over all instances. */
  readonly order: string;
  readonly body: PackedBody;
}

/** A stored delivery without its body. */
export interface DeliveryRecord extends Omit<ReceivedDelivery, 'body'> {
  readonly state: DeliveryState;
  /** Failed attempts; a wait the forge asked for is none. */
  readonly attempts: number;
  /** Real time in ms since 1970 before which it is not tried. */
  readonly dueAt: number;
  /** Why the last attempt failed, in words. */
  readonly error: string | null;
  /** It was given up, and an operator has it tried again. */
  readonly revived?: true;
}

/** A delivery as it is handled. */
export interface Delivery extends DeliveryRecord {
  /** The bytes the forge sent; of Gitee's, written anew without what tells of the secret. */
  readonly body: Buffer;
}

/** The payload of a delivery. Throws SyntaxError when the body is not JSON, which intake has ruled out. */
export function payloadOf(delivery: Delivery): unknown {
  return JSON.parse(delivery.body.toString('utf8'));
}
