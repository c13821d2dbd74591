// Leases on lanes, one small document a lane.
//
// A lane nobody works in is swept away, yet its fences must never fall: before lanes are deleted, their highest fence is written
// to the floor document, and a lane made anew takes its first fence from there. It reads the floor only after its own document stands, so
// whatever sweep deleted the lane before has raised the floor already. Until then the document has a null fence, which no lease matches.
//
// Leases are not journaled: a journaled write made under one carries the journal past it, and that is the only time a fence matters.
import { mongo } from 'mongoose';
import type { Lease, Leases } from '../queue/lease.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

export interface LaneDoc {
  readonly _id: string;
  readonly owner: string;
  /** Null between a lane's making and its first fence. */
  readonly fence: number | null;
  /** Real time in ms at which the lease ends or was given back. */
  readonly until: number;
}

export const lanesCollection = defineCollection<LaneDoc>({
  name: 'lanes',
  fields: { _id: String, owner: String, fence: Number, until: Number },
  indexes: [{ keys: { until: 1 } }],
});

/** Not a lane: `fence` is the highest fence of any lane swept away. Never held, never swept. */
const floorId = 'floor';
const unjournaled = { writeConcern: { w: 'majority', j: false } } as const;
const duplicateKey = 11000;
const sweptAtATime = 1000;

/** Leases kept in MongoDB; `now` is the machine's clock in ms since 1970. */
export function createLeases(database: Database, now: () => number): Leases {
  function lanes(): mongo.Collection<LaneDoc> {
    return database.collection(lanesCollection);
  }

  /** Takes the free, expired or unknown lane; null when it is held. */
  async function take(lane: string, owner: string, until: number): Promise<LaneDoc | null> {
    try {
      return await lanes().findOneAndUpdate(
        { _id: lane, until: { $lte: now() } },
        [{ $set: { owner, until, fence: { $add: ['$fence', 1] } } }],
        { ...unjournaled, upsert: true, returnDocument: 'after' },
      );
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === duplicateKey) return null;
      throw error;
    }
  }

  async function firstFence(taken: LaneDoc): Promise<number | null> {
    const floor = await lanes().findOne({ _id: floorId });
    const fence = (floor?.fence ?? 0) + 1;
    const { _id, owner, until } = taken;
    const set = await lanes().updateOne({ _id, owner, until, fence: null }, { $set: { fence } }, unjournaled);
    return set.matchedCount === 1 ? fence : null;
  }

  function mine({ lane, owner, fence }: Lease): { _id: string; owner: string; fence: number } {
    return { _id: lane, owner, fence };
  }

  return {
    async acquire(lane, owner, ttlMs) {
      const taken = await take(lane, owner, now() + ttlMs);
      if (!taken) return null;
      const fence = taken.fence ?? (await firstFence(taken));
      return fence === null ? null : { lane, owner, fence };
    },
    async heartbeat(lease, ttlMs) {
      const renewed = await lanes().updateOne(mine(lease), { $set: { until: now() + ttlMs } }, unjournaled);
      return renewed.matchedCount === 1;
    },
    async release(lease) {
      await lanes().updateOne(mine(lease), { $set: { until: now() } }, unjournaled);
    },
    async holds(lease) {
      return (await lanes().findOne({ ...mine(lease), until: { $gt: now() } }, { projection: { _id: 1 } })) !== null;
    },
    async sweep(idleMs) {
      const cutoff = now() - idleMs;
      const idle = await lanes()
        .find({ until: { $lte: cutoff } })
        .limit(sweptAtATime)
        .toArray();
      if (idle.length === 0) return 0;
      const highest = Math.max(0, ...idle.map(({ fence }) => fence ?? 0));
      await lanes().updateOne({ _id: floorId }, { $max: { fence: highest } }, { upsert: true });
      const swept = await lanes().deleteMany({ _id: { $in: idle.map(({ _id }) => _id) }, until: { $lte: cutoff } });
      return swept.deletedCount;
    },
  };
}
