// The ledger: one document an entry, whose `_id` is its seq and whose text is the bytes the log commits to. Only inserted, never changed.
import { z } from 'zod';
import { entryText, type LedgerEntry } from '../ledger/envelope.js';
import type { LedgerStore } from '../ledger/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface LedgerDoc {
  /** The entry's seq. */
  readonly _id: number;
  readonly key: string;
  readonly type: string;
  readonly motion: string | null;
  /** The entry with its envelope, as canonical JSON. */
  readonly text: string;
}

export const ledgerCollection = defineCollection<LedgerDoc>({
  name: 'ledger',
  fields: { _id: Number, key: String, type: String, motion: String, text: String },
  shown: true,
  indexes: [{ keys: { key: 1 }, options: { unique: true } }, { keys: { motion: 1, _id: 1 } }],
});

const readAtATime = 1000;
const storedSchema = z.looseObject({ v: z.number(), seq: z.int(), at: z.string(), type: z.string() });

function documentOf(stored: LedgerEntry): LedgerDoc {
  const { seq, key, entry } = stored;
  const motion = typeof entry['motion'] === 'string' ? entry['motion'] : null;
  return { _id: seq, key, type: entry.type, motion, text: entryText(stored) };
}

function entryOf({ _id, key, text }: LedgerDoc): LedgerEntry {
  try {
    const { v, seq, at, ...entry } = storedSchema.parse(JSON.parse(text));
    if (v !== 1) throw new Error(`its format is ${String(v)}`);
    if (seq !== _id) throw new Error(`its text says that it is entry ${String(seq)}`);
    return { seq, at, key, entry };
  } catch (cause) {
    throw new Error(`ledger entry ${String(_id)} cannot be read`, { cause });
  }
}

/** The stored log on MongoDB. Two writers of one seq: the unique `_id` lets one of them through. */
export function createLedgerStore(database: Database): LedgerStore {
  return {
    async *from(seq) {
      const documents = database
        .collection(ledgerCollection)
        // Never an entry that a change of the primary could take back: the next one would leave a gap.
        .find({ _id: { $gte: seq } }, { sort: { _id: 1 }, batchSize: readAtATime, readConcern: 'majority' });
      let next = seq;
      for await (const document of documents) {
        if (document._id !== next) {
          throw new Error(`the ledger has a gap: entry ${String(next)} is missing before ${String(document._id)}`);
        }
        next += 1;
        yield entryOf(document);
      }
    },
    async append(entries) {
      const documents = entries.map(documentOf);
      const insertion = database.collection(ledgerCollection).insertMany(documents, { ordered: true });
      return (await inserted(insertion)) ? 'appended' : 'conflict';
    },
  };
}
