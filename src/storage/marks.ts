// Marks that are set once, until they expire: what may be done once an hour, or once by several instances.
import type { MarkStore } from '../events/store.js';
import type { Instant } from '../shared/time.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface MarkDoc {
  /** The mark's name. */
  readonly _id: string;
  readonly holder: string;
  readonly until: Instant;
}

export const marksCollection = defineCollection<MarkDoc>({
  name: 'marks',
  fields: { _id: String, holder: String, until: String },
  indexes: [],
});

/** Marks on MongoDB. */
export function createMarkStore(database: Database): MarkStore {
  return {
    async claim(name, holder, now, until) {
      const marks = database.collection(marksCollection);
      const free = { _id: name, $or: [{ holder }, { until: { $lte: now } }] };
      // Held by another: the upsert finds nothing and runs into the unique `_id`.
      if (await inserted(marks.updateOne(free, { $set: { holder, until } }, { upsert: true }))) return true;
      return (await marks.findOne({ _id: name }))?.holder === holder;
    },
    async until(name) {
      const found = await database.collection(marksCollection).findOne({ _id: name });
      return found?.until ?? null;
    },
  };
}
