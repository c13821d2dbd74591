// The ledger as it is shown: entries by index, newest first, with the exact bytes that the log commits to.
import { z } from 'zod';
import type { ListPage } from '../shared/page.js';
import type { Database } from './connect.js';
import { ledgerCollection, type LedgerDoc } from './ledger.js';

/** An entry: `text` is its canonical JSON, the bytes themselves. */
export interface LedgerRecord {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly motion: string | null;
  readonly text: string;
}

export interface LedgerReader {
  /** One page of entries, newest first; `total` is how many there are. */
  list(part: { page: number; perPage: number }): Promise<ListPage<LedgerRecord>>;
  /** The entry with this index, or null. */
  entry(seq: number): Promise<LedgerRecord | null>;
  /** The entries of a motion, oldest first, `most` at most. */
  ofMotion(motion: string, most: number): Promise<readonly LedgerRecord[]>;
}

const envelope = z.looseObject({ at: z.string() });
const shown = { key: 0 } as const;

function recordOf({ _id, type, motion, text }: Omit<LedgerDoc, 'key'>): LedgerRecord {
  return { seq: _id, at: envelope.parse(JSON.parse(text)).at, type, motion, text };
}

export function createLedgerReader(database: Database): LedgerReader {
  return {
    async list({ page, perPage }) {
      const collection = database.collection(ledgerCollection);
      const [newest] = await collection.find({ _id: { $gte: 0 } }, { sort: { _id: -1 }, limit: 1 }).toArray();
      // Without gaps from 0, so that places in the list are indexes.
      const total = newest ? newest._id + 1 : 0;
      const last = total - (page - 1) * perPage;
      if (last <= 0) return { items: [], total };
      const part = { _id: { $gte: Math.max(0, last - perPage), $lt: last } };
      const found = await collection.find(part, { projection: shown, sort: { _id: -1 } }).toArray();
      return { items: found.map(recordOf), total };
    },
    async entry(seq) {
      const found = await database.collection(ledgerCollection).findOne({ _id: seq }, { projection: shown });
      return found && recordOf(found);
    },
    async ofMotion(motion, most) {
      const collection = database.collection(ledgerCollection);
      const found = await collection.find({ motion }, { projection: shown, sort: { _id: 1 }, limit: most }).toArray();
      return found.map(recordOf);
    },
  };
}
