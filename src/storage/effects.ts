// Effects: one document a key, with the wish, what the forge shows of it, and when it is due.
import { createHash } from 'node:crypto';
import { mongo, Schema } from 'mongoose';
import type { Effect } from '../outbox/effect.js';
import { nothingRemote, type EffectStore, type StoredEffect, type Wishing } from '../outbox/store.js';
import { subjectKey } from '../shared/refs.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

export interface EffectDoc extends Omit<StoredEffect, 'key'> {
  readonly _id: string;
  /** Of the wish: equal wishes have equal digests. */
  readonly digest: string;
  /** The ledger's seq of which the wish tells; lacking in documents of earlier versions. */
  readonly asOf: number;
  /** Order of first wishing: time, then place in its batch. */
  readonly order: number;
}

export const effectsCollection = defineCollection<EffectDoc>({
  name: 'effects',
  fields: {
    _id: String,
    lane: String,
    wish: Schema.Types.Mixed,
    digest: String,
    asOf: Number,
    order: Number,
    version: Number,
    state: String,
    remote: Schema.Types.Mixed,
    attempt: Schema.Types.Mixed,
    dueAt: Number,
    performedAt: Number,
    failures: Number,
    failingSince: Number,
    error: String,
    createdAt: Number,
    wishedAt: String,
  },
  indexes: [
    { keys: { lane: 1, state: 1, order: 1 } },
    { keys: { state: 1, dueAt: 1, lane: 1 } },
    { keys: { state: 1, order: -1 } },
  ],
});

const duplicateKey = 11000;
/** Effects of one batch keep their order within a millisecond. */
const ordersPerMs = 1000;

function storedOf({ _id, ...rest }: EffectDoc): StoredEffect {
  return { key: _id, ...rest };
}

function digestOf(effect: Effect): string {
  return createHash('sha256').update(JSON.stringify(effect)).digest('base64url');
}

function everyMs(effect: Effect): number {
  return 'everyMs' in effect ? effect.everyMs : 0;
}

/** Makes the document when the key is new. */
function insertion(effect: Effect, place: number, { state, asOf, now, wishedAt }: Wishing) {
  const fresh: Omit<EffectDoc, '_id'> = {
    lane: subjectKey(effect.subject),
    wish: effect,
    digest: digestOf(effect),
    asOf,
    order: now * ordersPerMs + (place % ordersPerMs),
    version: 1,
    state,
    remote: nothingRemote,
    attempt: null,
    dueAt: now,
    performedAt: null,
    failures: 0,
    failingSince: null,
    error: null,
    createdAt: now,
    wishedAt,
  };
  return { updateOne: { filter: { _id: effect.key }, update: { $setOnInsert: fresh }, upsert: true } };
}

/**
 * Replaces another wish under the key, unless that is the newer one. One that is pending keeps its due time, and so its place in a backoff; one
 * that was performed is due when its interval is over. An equal wish only becomes as new as this one: an older one may not replace it any more.
 */
function replacement(effect: Effect, { state, asOf, now }: Wishing): mongo.AnyBulkWriteOperation<EffectDoc> {
  const digest = digestOf(effect);
  const shadowed = state === 'pending' ? [{ state: 'shadow' as const }] : [];
  const filter = {
    _id: effect.key,
    asOf: { $not: { $gt: asOf } },
    $or: [{ digest: { $ne: digest } }, { asOf: { $ne: asOf } }, ...shadowed],
  };
  const another = { $or: [{ $ne: ['$digest', digest] }, ...shadowed.map((one) => ({ $eq: ['$state', one.state] }))] };
  const waiting = { $eq: ['$state', 'pending'] };
  const replaced = {
    lane: subjectKey(effect.subject),
    wish: { $literal: effect },
    digest,
    version: { $add: ['$version', 1] },
    state,
    dueAt: { $cond: [waiting, '$dueAt', { $max: [now, { $add: ['$performedAt', everyMs(effect)] }] }] },
    failures: { $cond: [waiting, '$failures', 0] },
    failingSince: { $cond: [waiting, '$failingSince', null] },
    error: { $cond: [waiting, '$error', null] },
  };
  const set = Object.fromEntries(
    Object.entries(replaced).map(([field, value]) => [field, { $cond: [another, value, `$${field}`] }]),
  );
  return { updateOne: { filter, update: [{ $set: { ...set, asOf } }] } };
}

function isDuplicate(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicateKey;
}

/** The outbox's store on MongoDB. */
export function createEffectStore(database: Database): EffectStore {
  function effects(): mongo.Collection<EffectDoc> {
    return database.collection(effectsCollection);
  }

  /** `state` when no newer wish has come since `version` was read; else pending. */
  function settled(version: number, state: 'done' | 'dead') {
    return { $cond: [{ $gt: ['$version', version] }, 'pending', state] };
  }

  return {
    async want(wishes, wishing) {
      const writes = wishes.flatMap((effect, place) => [
        insertion(effect, place, wishing),
        replacement(effect, wishing),
      ]);
      try {
        await effects().bulkWrite(writes);
      } catch (error) {
        // Two instances made the same document at once: this time it is there.
        if (!isDuplicate(error)) throw error;
        await effects().bulkWrite(writes);
      }
    },

    async dueLanes(limit, now) {
      const lanes = await effects()
        .aggregate<{ readonly _id: string }>([
          { $match: { state: 'pending', dueAt: { $lte: now } } },
          { $group: { _id: '$lane', dueAt: { $min: '$dueAt' } } },
          { $sort: { dueAt: 1 } },
          { $limit: limit },
        ])
        .toArray();
      return lanes.map(({ _id }) => _id);
    },

    async nextDue(lane, now) {
      const due = { lane, state: 'pending' as const, dueAt: { $lte: now } };
      const found = await effects().findOne<EffectDoc>(due, { sort: { order: 1 } });
      return found ? storedOf(found) : null;
    },

    async begin({ key, performedAt }, remote, attempt) {
      const unperformed = { _id: key, state: 'pending' as const, performedAt };
      const begun = await effects().updateOne(unperformed, { $set: { remote, attempt } });
      return begun.matchedCount === 1;
    },

    async finish(key, version, remote, now) {
      const set = {
        state: settled(version, 'done'),
        remote: { $literal: remote },
        attempt: null,
        dueAt: { $add: [now, { $ifNull: ['$wish.everyMs', 0] }] },
        performedAt: now,
        failures: 0,
        failingSince: null,
        error: null,
      };
      await effects().updateOne({ _id: key }, [{ $set: set }]);
    },

    async postpone(key, postponement) {
      await effects().updateOne({ _id: key, state: 'pending' }, { $set: postponement });
    },

    async bury(key, version, remote, error) {
      const set = {
        state: settled(version, 'dead'),
        remote: { $literal: remote },
        attempt: null,
        error: { $literal: error },
      };
      await effects().updateOne({ _id: key }, [{ $set: set }]);
    },

    async revive(since, now) {
      const dead = { state: 'dead' as const, order: { $gte: since * ordersPerMs } };
      const again = { state: 'pending' as const, dueAt: now, failures: 0, failingSince: null };
      return (await effects().updateMany(dead, { $set: again })).modifiedCount;
    },

    async counts() {
      const [pending, dead, shadow, oldest] = await Promise.all([
        effects().countDocuments({ state: 'pending' }),
        effects().countDocuments({ state: 'dead' }),
        effects().countDocuments({ state: 'shadow' }),
        effects().findOne({ state: 'pending' }, { sort: { dueAt: 1 } }),
      ]);
      return { pending, dead, shadow, oldestDueAt: oldest?.dueAt ?? null };
    },

    async list({ state, limit }) {
      const found = await effects().find({ state }).sort({ order: -1 }).limit(limit).toArray();
      return found.map(storedOf);
    },

    async urlOf(key) {
      const found = await effects().findOne({ _id: key });
      return found?.remote.url ?? null;
    },
  };
}
