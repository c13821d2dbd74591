// The search index on MongoDB: one multikey index over words serves every query, in order of time.
import { mongo } from 'mongoose';
import { SearchTimeoutError, type SearchDoc, type SearchIndex } from '../search/store.js';
import { tokenizerVersion } from '../search/tokens.js';
import type { Database } from './connect.js';
import { inserted, takenIn } from './inserted.js';
import { documentOf, searchCollection, type SearchDocument } from './search-document.js';
import { findIn } from './search-find.js';

export { searchCollection };

type Index = mongo.Collection<SearchDocument>;

const completeId = 'complete';

/**
 * Acknowledged, not journaled. A journaled write follows to the same server, of what was put in: a projection, the end of a delivery, the
 * cursor of a sync, the note that the index is complete. The journal is one sequence, so what was written before is in it; after a crash in
 * between it is written again.
 */
const unjournaled = { writeConcern: { w: 'majority', j: false } } as const;
const unordered = { ...unjournaled, ordered: false } as const;

/** Most documents are new, and an insertion takes half the time of an upsert. */
async function putAll(index: Index, docs: readonly SearchDoc[]): Promise<void> {
  if (docs.length === 0) return;
  const made = docs.map(documentOf);
  const taken = new Set(await takenIn(index.insertMany(made, unordered)));
  if (taken.size === 0) return;
  const writes = made
    .filter((_, position) => taken.has(position))
    .map((doc) => ({
      filter: { _id: doc._id, $or: [{ version: { $lt: doc.version } }, { version: doc.version, gone: false }] },
      replacement: doc,
    }));
  const upserts = writes.map((write) => ({ replaceOne: { ...write, upsert: true } }));
  if (await inserted(index.bulkWrite(upserts, unordered))) return;
  // Newer ones are there, or an older one was inserted between an upsert's search and its insertion.
  await index.bulkWrite(
    writes.map((write) => ({ replaceOne: write })),
    unordered,
  );
}

/** What a removed document keeps besides its id and version. */
const nothing = {
  gone: true,
  tokenizer: Number.MAX_SAFE_INTEGER,
  kind: 'gone',
  at: 0,
  words: [],
  title: '',
  text: '',
  where: '',
  url: '',
};

/** Whether the server gave up after its time. */
function isTimeout(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 50;
}

/** The search index on MongoDB. */
export function createSearchIndex(database: Database): SearchIndex {
  const index = (): Index => database.collection(searchCollection);
  const complete = { _id: completeId, kind: completeId, tokenizer: tokenizerVersion };
  return {
    putAll: (docs) => putAll(index(), docs),
    put: (doc) => putAll(index(), [doc]),
    async remove(id, version = Number.MAX_SAFE_INTEGER) {
      const filter = { _id: id, version: { $lte: version } };
      const write = (upsert: boolean): Promise<unknown> =>
        index().replaceOne(filter, { version, ...nothing }, { ...unjournaled, upsert });
      if (!(await inserted(write(true)))) await write(false);
    },
    async removeOlder(kinds, version) {
      const older = { kind: { $in: [...kinds] }, version: { $lt: version } };
      await index().updateMany(older, { $set: nothing });
    },
    async find(query) {
      try {
        return await findIn(index(), query);
      } catch (error) {
        if (isTimeout(error)) throw new SearchTimeoutError('a search took too long', { cause: error });
        throw error;
      }
    },
    isComplete: async () => (await index().findOne(complete, { projection: { _id: 1 } })) !== null,
    async complete() {
      await index().deleteMany({ tokenizer: { $lt: tokenizerVersion } });
      await index().replaceOne({ _id: completeId }, { version: 0, ...nothing, ...complete }, { upsert: true });
    },
  };
}
