// Deliveries in MongoDB: the queue they form, and what operators ask of it.
import type { mongo } from 'mongoose';
import { z } from 'zod';
import type { DeliveryStore, Outcome, RetryAnswer } from '../inbox/store.js';
import type { Database } from './connect.js';
import { readBody, sweepParts } from './delivery-bodies.js';
import { deliveriesCollection, recordOf, type DeliveryDoc } from './delivery-document.js';
import { createDeliveryIntake } from './delivery-intake.js';

const withoutBody = { body: 0 } as const;
/** For marks whose loss in a crash only means that an attempt is made again. */
const unjournaled = { writeConcern: { w: 'majority', j: false } } as const;
const sweptAtATime = 500;

function keyOf(id: string): string {
  return /^(github|gitee):/.test(id) ? id : `github:${id}`;
}

/** The lanes whose first pending delivery is due, that of the longest wait first; reads one index key a lane. */
function headsOfLanes(now: number, limit: number): mongo.Document[] {
  return [
    { $match: { state: 'pending' } },
    { $sort: { state: 1, lane: 1, order: 1 } },
    { $group: { _id: '$lane', order: { $first: '$order' }, dueAt: { $first: '$dueAt' } } },
    { $match: { dueAt: { $lte: now } } },
    { $sort: { order: 1 } },
    { $limit: limit },
    { $project: { _id: 1 } },
  ];
}

function changes(outcome: Outcome): Partial<DeliveryDoc> {
  return outcome.state === 'done' ? { state: 'done', error: null, held: true } : outcome;
}

/** Deliveries kept in MongoDB; `now` is the machine's clock in ms since 1970. */
export function createDeliveryStore(database: Database, now: () => number): DeliveryStore {
  function deliveries(): mongo.Collection<DeliveryDoc> {
    return database.collection(deliveriesCollection);
  }

  async function bodyOf(document: DeliveryDoc): Promise<Buffer | null> {
    return document.body ? readBody(database, document, document.body) : null;
  }

  async function retry(id: string): Promise<RetryAnswer> {
    const again = { state: 'pending', attempts: 0, dueAt: now() } as const;
    const dead = { _id: keyOf(id), state: 'dead' } as const;
    if ((await deliveries().updateOne(dead, { $set: { ...again, revived: true } })).matchedCount === 1)
      return 'retried';
    const waiting = { _id: keyOf(id), state: 'pending' } as const;
    if ((await deliveries().updateOne(waiting, { $set: again })).matchedCount === 1) return 'retried';
    return (await deliveries().findOne({ _id: keyOf(id) }, { projection: { _id: 1 } })) ? 'done' : 'unknown';
  }

  return {
    ...createDeliveryIntake(database, now),
    async dueLanes(limit) {
      const heads = await deliveries().aggregate(headsOfLanes(now(), limit)).toArray();
      return z
        .array(z.object({ _id: z.string() }))
        .parse(heads)
        .map(({ _id }) => _id);
    },
    async head(lane) {
      const document = await deliveries().findOne({ state: 'pending', lane }, { sort: { order: 1 } });
      if (!document) return null;
      return { record: recordOf(document), body: async () => (await bodyOf(document)) ?? Buffer.alloc(0) };
    },
    async settle({ forge, id, attempts }, outcome) {
      const attempted = { _id: `${forge}:${id}`, state: 'pending', attempts } as const;
      return (await deliveries().updateOne(attempted, { $set: changes(outcome) }, unjournaled)).matchedCount === 1;
    },
    async find(id) {
      const document = await deliveries().findOne({ _id: keyOf(id) }, { projection: withoutBody });
      return document && recordOf(document);
    },
    async body(id) {
      const document = await deliveries().findOne({ _id: keyOf(id) });
      return document && bodyOf(document);
    },
    async list({ state, page, perPage }) {
      const found = deliveries()
        .find({ state: state ?? { $in: ['pending', 'done', 'dead'] } }, { projection: withoutBody })
        .sort({ order: -1 })
        .skip((page - 1) * perPage)
        .limit(perPage);
      return (await found.toArray()).map(recordOf);
    },
    async counts() {
      const [pending, dead, oldest] = await Promise.all([
        deliveries().countDocuments({ state: 'pending' }),
        deliveries().countDocuments({ state: 'dead' }),
        deliveries().findOne({ state: 'pending' }, { sort: { order: 1 }, projection: { receivedAt: 1 } }),
      ]);
      return { pending, dead, oldestPending: oldest?.receivedAt ?? null };
    },
    retry,
    async pendingBefore(lane, time) {
      const waiting = { state: 'pending', lane, order: { $lt: time } } as const;
      return (await deliveries().findOne(waiting, { projection: { _id: 1 } })) !== null;
    },
    deadBetween: (lane, from, to) =>
      deliveries().countDocuments({ state: 'dead', lane, order: { $gte: from, $lt: to } }),
    async sweepBodies(before) {
      let swept = 0;
      for (;;) {
        const batch = await deliveries()
          .find({ held: true, order: { $lt: before } }, { projection: { _id: 1 } })
          .limit(sweptAtATime)
          .toArray();
        if (batch.length === 0) break;
        const ids = { _id: { $in: batch.map(({ _id }) => _id) } };
        swept += (await deliveries().updateMany(ids, { $unset: { body: '', held: '' } })).modifiedCount;
      }
      await sweepParts(database, before, async ({ forge, hash }) => {
        const held = { hash, forge, body: { $exists: true } };
        return (await deliveries().findOne(held, { projection: { _id: 1 } })) !== null;
      });
      return swept;
    },
  };
}
