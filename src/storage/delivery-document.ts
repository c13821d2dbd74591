// The document of a delivery: its place in its lane, its state, and its compressed body.
//
// The body is in the document, so that receipt and enqueueing are one atomic, journaled write, and one round trip. That costs
// the queue nothing, because the queue's leases are on lanes, elsewhere: a delivery's document is written once more, when it is done.
import type { mongo } from 'mongoose';
import type { DeliveryRecord } from '../inbox/delivery.js';
import { defineCollection } from './collection.js';

export interface DeliveryDoc extends Omit<DeliveryRecord, 'id'> {
  /** `FORGE:ID`. */
  readonly _id: string;
  /** SHA-256 of the body. */
  readonly hash: mongo.Binary;
  /** The compressed body, or the first of its `parts` pieces; gone once swept. */
  readonly body?: mongo.Binary;
  readonly parts: number;
  /** Done, and the body is still here. */
  readonly held?: true;
}

export const deliveriesCollection = defineCollection<DeliveryDoc>({
  name: 'deliveries',
  fields: {
    _id: String,
    forge: String,
    event: String,
    lane: String,
    receivedAt: String,
    order: String,
    state: String,
    attempts: Number,
    dueAt: Number,
    error: String,
    hash: Buffer,
    body: Buffer,
    parts: Number,
    held: Boolean,
    revived: Boolean,
  },
  indexes: [
    { keys: { hash: 1, forge: 1 }, options: { unique: true } },
    { keys: { state: 1, order: 1 } },
    { keys: { state: 1, lane: 1, order: 1, dueAt: 1 }, options: { partialFilterExpression: { state: 'pending' } } },
    { keys: { lane: 1, order: 1 }, options: { partialFilterExpression: { state: 'dead' } } },
    { keys: { order: 1 }, options: { partialFilterExpression: { held: true } } },
  ],
});

/** What the application sees of it. */
export function recordOf({
  _id,
  forge,
  event,
  lane,
  receivedAt,
  order,
  state,
  attempts,
  dueAt,
  error,
  revived,
}: DeliveryDoc): DeliveryRecord {
  const id = _id.slice(forge.length + 1);
  const record = { id, forge, event, lane, receivedAt, order, state, attempts, dueAt, error };
  return revived ? { ...record, revived } : record;
}
