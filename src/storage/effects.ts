// Effects: one document a key, with the wish, what the forge shows of it, and when it is due.
import { createHash } from 'node:crypto';
import { mongo, Schema } from 'mongoose';
import type { Effect } from '../outbox/effect.js';
import { nothingRemote, type EffectStore, type StoredEffect } from '../outbox/store.js';
import { subjectKey } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

export interface EffectDoc extends Omit<StoredEffect, 'key'> {
  readonly _id: string;
  /** Of the wish: equal wishes have equal digests. */
  readonly digest: string;
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
  return effect.kind === 'comment' ? effect.everyMs : 0;
}

interface Wishing {
  readonly state: 'pending' | 'shadow';
  readonly now: number;
  readonly wishedAt: Instant;
}

/** Makes the document when the key is new. */
function insertion(effect: Effect, place: number, { state, now, wishedAt }: Wishing) {
  const fresh: Omit<EffectDoc, '_id'> = {
    lane: subjectKey(effect.subject),
    wish: effect,
    digest: digestOf(effect),
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
 * Replaces another wish under the key. One that is pending keeps its due time, and so its place in a backoff; one that was performed is due
 * when its interval is over.
 */
function replacement(effect: Effect, { state, now }: Wishing): mongo.AnyBulkWriteOperation<EffectDoc> {
  const digest = digestOf(effect);
  const another = { digest: { $ne: digest } };
  const filter = {
    _id: effect.key,
    ...(state === 'pending' ? { $or: [another, { state: 'shadow' as const }] } : another),
  };
  const waiting = { $eq: ['$state', 'pending'] };
  const set = {
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
  return { updateOne: { filter, update: [{ $set: set }] } };
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
    async want(wishes, state, now, wishedAt) {
      const wishing = { state, now, wishedAt };
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
