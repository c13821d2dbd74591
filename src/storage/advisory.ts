// Advisory ballots: those of people outside the electorate, which the ledger only counts.
import { Schema } from 'mongoose';
import type { AdvisoryBallot, AdvisoryStore } from '../events/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface AdvisoryDoc extends Omit<AdvisoryBallot, 'key'> {
  /** The command's key. */
  readonly _id: string;
}

export const advisoryCollection = defineCollection<AdvisoryDoc>({
  name: 'advisory',
  fields: {
    _id: String,
    motion: String,
    account: Schema.Types.Mixed,
    ref: String,
    choice: String,
    reason: String,
    receivedAt: String,
    forgeTime: String,
    source: Schema.Types.Mixed,
  },
  indexes: [{ keys: { motion: 1, receivedAt: 1, _id: 1 } }],
});

/** Advisory ballots on MongoDB; those of a motion in the order of receipt. */
export function createAdvisoryStore(database: Database): AdvisoryStore {
  return {
    async put({ key, ...ballot }) {
      await inserted(database.collection(advisoryCollection).insertOne({ _id: key, ...ballot }));
    },
    async of(motion) {
      const found = await database
        .collection(advisoryCollection)
        .find({ motion }, { sort: { receivedAt: 1, _id: 1 } })
        .toArray();
      return found.map(({ _id, ...ballot }) => ({ key: _id, ...ballot }));
    },
  };
}
