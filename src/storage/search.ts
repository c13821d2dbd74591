// The search index on MongoDB: one multikey index over tokens serves every query, in order of time.
import { mongo, Schema } from 'mongoose';
import type { LocalText } from '../shared/text.js';
import { instant, millis } from '../shared/time.js';
import { plainText } from '../search/snippet.js';
import {
  maxResults,
  searchKinds,
  SearchTimeoutError,
  type SearchDoc,
  maxLookedAt,
  type SearchHit,
  type SearchIndex,
  type SearchQuery,
  type SearchResults,
} from '../search/store.js';
import { indexTokens, tokenizerVersion } from '../search/tokens.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface SearchDocument {
  readonly _id: string;
  readonly version: number;
  /** Removed: kept without its words and texts, so that nothing late brings it back. */
  readonly gone: boolean;
  /** The version of the tokenizer that made `words`. */
  readonly tokenizer: number;
  /** A SearchKind; `complete` for the one document that says that the index is whole. */
  readonly kind: string;
  /** Milliseconds since 1970; 0 for what has no date. A number makes for short keys. */
  readonly at: number;
  /** Every token; those of the title a second time after `^`, and the kind after `$`, which no token holds. */
  readonly words: readonly string[];
  readonly title: string | LocalText;
  readonly text: string | LocalText;
  readonly where: string;
  readonly url: string;
}

export const searchCollection = defineCollection<SearchDocument>({
  name: 'search',
  fields: {
    _id: String,
    version: Number,
    gone: Boolean,
    tokenizer: Number,
    kind: String,
    at: Number,
    words: [String],
    title: Schema.Types.Mixed,
    text: Schema.Types.Mixed,
    where: String,
    url: String,
  },
  shown: true,
  indexes: [{ keys: { words: 1, at: -1 } }, { keys: { kind: 1, version: 1 } }, { keys: { tokenizer: 1 } }],
});

const completeId = 'complete';
/** Of a document: so many characters of its text are looked at, and it is found by so many different tokens. */
const longestText = 20_000;
const mostTokens = 1000;
/** A query that takes longer is given up. */
const maxTimeMS = 1500;

function both(text: string | LocalText): string {
  return typeof text === 'string' ? text : `${text.en ?? ''}\n${text.zh ?? ''}`;
}

function plain(text: string | LocalText): string | LocalText {
  if (typeof text === 'string') return plainText(text.slice(0, longestText));
  return Object.fromEntries(Object.entries(text).map(([language, one]) => [language, plainText(String(one))]));
}

function documentOf({ id, kind, title, text, keywords = '', where, url, at, version }: SearchDoc): SearchDocument {
  const shown = { title: plain(title), text: plain(text) };
  const ofTitle = [...indexTokens(`${both(shown.title)}\n${keywords}`, mostTokens)];
  const words = new Set([...ofTitle, ...indexTokens(`${where}\n${both(shown.text)}`, mostTokens)]);
  return {
    _id: id,
    version,
    gone: false,
    tokenizer: tokenizerVersion,
    kind,
    at: at === null ? 0 : millis(at),
    words: [`$${kind}`, ...words, ...ofTitle.map((token) => `^${token}`)],
    ...shown,
    where,
    url,
  };
}

function hitOf({ _id, title, text, where, url, at, kind }: SearchDocument): SearchHit {
  const known = searchKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`"${kind}" of ${_id} is no kind of document`);
  return { id: _id, kind: known, title, text, where, url, at: at === 0 ? null : instant(at) };
}

async function putAll(collection: mongo.Collection<SearchDocument>, docs: readonly SearchDoc[]): Promise<void> {
  if (docs.length === 0) return;
  const writes = docs.map(documentOf).map((doc) => ({
    filter: { _id: doc._id, $or: [{ version: { $lt: doc.version } }, { version: doc.version, gone: false }] },
    replacement: doc,
  }));
  const upserts = writes.map((write) => ({ replaceOne: { ...write, upsert: true } }));
  if (await inserted(collection.bulkWrite(upserts, { ordered: false }))) return;
  // Newer ones are there, or an older one was inserted between an upsert's search and its insertion.
  await collection.bulkWrite(
    writes.map((write) => ({ replaceOne: write })),
    { ordered: false },
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

/** The ids of the newest documents with all these words, the rarest of which comes first; at most `maxResults`. */
async function newest(
  collection: mongo.Collection<SearchDocument>,
  [rarest, ...others]: readonly string[],
): Promise<readonly string[]> {
  const found = collection.aggregate<Pick<SearchDocument, '_id'>>(
    [
      { $match: { words: rarest } },
      { $sort: { at: -1 } },
      { $limit: others.length === 0 ? maxResults : maxLookedAt },
      ...(others.length === 0 ? [] : [{ $match: { words: { $all: others } } }, { $limit: maxResults }]),
      { $project: { _id: 1 } },
    ],
    { maxTimeMS },
  );
  return (await found.toArray()).map(({ _id }) => _id);
}

/** Each word with the number of documents that have it, at most one more than are looked at; the rarest first. */
async function counted(
  collection: mongo.Collection<SearchDocument>,
  words: readonly string[],
): Promise<readonly { word: string; count: number }[]> {
  const limit = maxLookedAt + 1;
  const counts = await Promise.all(
    words.map(async (word) => {
      return { word, count: await collection.countDocuments({ words: word }, { limit, maxTimeMS }) };
    }),
  );
  return counts.toSorted((a, b) => a.count - b.count);
}

async function find(
  collection: mongo.Collection<SearchDocument>,
  { tokens, kind, page, perPage }: SearchQuery,
): Promise<SearchResults> {
  const ofKind = kind === null ? [] : [`$${kind}`];
  const counts = await counted(collection, tokens.length === 0 ? [] : [...tokens, ...ofKind]);
  const rarest = counts[0]?.count ?? 0;
  if (rarest === 0) return { items: [], total: 0, partial: false };
  const words = counts.map(({ word }) => word);
  const inTitle = words.map((word) => (ofKind.includes(word) ? word : `^${word}`));
  const [titled, all] = await Promise.all([newest(collection, inTitle), newest(collection, words)]);
  const ids = [...new Set([...titled, ...all])].slice(0, maxResults);
  const wanted = ids.slice((page - 1) * perPage, page * perPage);
  const docs = await collection.find({ _id: { $in: wanted } }, { projection: { words: 0 } }).toArray();
  const byId = new Map(docs.map((doc) => [doc._id, doc]));
  const items = wanted.flatMap((id) => byId.get(id) ?? []).filter(({ gone }) => !gone);
  return { items: items.map(hitOf), total: ids.length, partial: words.length > 1 && rarest > maxLookedAt };
}

/** Whether the server gave up after `maxTimeMS`. */
function isTimeout(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 50;
}

/** The search index on MongoDB. */
export function createSearchIndex(database: Database): SearchIndex {
  const collection = (): mongo.Collection<SearchDocument> => database.collection(searchCollection);
  const complete = { _id: completeId, kind: completeId, tokenizer: tokenizerVersion };
  return {
    putAll: (docs) => putAll(collection(), docs),
    put: (doc) => putAll(collection(), [doc]),
    async remove(id, version = Number.MAX_SAFE_INTEGER) {
      const filter = { _id: id, version: { $lte: version } };
      const write = (upsert: boolean): Promise<unknown> =>
        collection().replaceOne(filter, { version, ...nothing }, { upsert });
      if (!(await inserted(write(true)))) await write(false);
    },
    async removeOlder(kinds, version) {
      const older = { kind: { $in: [...kinds] }, version: { $lt: version } };
      await collection().updateMany(older, { $set: nothing });
    },
    async find(query) {
      try {
        return await find(collection(), query);
      } catch (error) {
        if (isTimeout(error)) throw new SearchTimeoutError('a search took too long', { cause: error });
        throw error;
      }
    },
    isComplete: async () => (await collection().findOne(complete, { projection: { _id: 1 } })) !== null,
    async complete() {
      await collection().deleteMany({ tokenizer: { $lt: tokenizerVersion } });
      await collection().replaceOne({ _id: completeId }, { version: 0, ...nothing, ...complete }, { upsert: true });
    },
  };
}
