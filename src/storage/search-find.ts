// Finding in the search index: documents with every word of a query, newest first, those with all of them in the title before the others.
import type { mongo } from 'mongoose';
import { maxLookedAt, maxResults, type SearchQuery, type SearchResults } from '../search/store.js';
import { isBeginning } from '../search/tokens.js';
import { hitOf, inTitle, kindWord, type SearchDocument } from './search-document.js';

/** A query that takes longer is given up. */
const maxTimeMS = 1500;

type Index = mongo.Collection<SearchDocument>;

/** One thing that must be among a document's words: one of these, as a whole or by its beginning. */
type Wanted = readonly (string | RegExp)[];

interface Term {
  /** In the title. */
  readonly titled: Wanted;
  readonly anywhere: Wanted;
}

/** A token is letters and digits, which mean nothing but themselves in a pattern when it is of one dense character. */
function termOf(token: string): Term {
  const titled = isBeginning(token) ? new RegExp(`^\\^${token}`) : inTitle(token);
  const elsewhere = isBeginning(token) ? new RegExp(`^${token}`) : token;
  return { titled: [titled], anywhere: [elsewhere, titled] };
}

function having(wanted: Wanted): mongo.Filter<SearchDocument> {
  return { words: { $in: [...wanted] } };
}

/** Words with one beginning stand in the index one after the other, not by time: of frequent ones not all can be sorted. */
function isByBeginning(wanted: Wanted): boolean {
  return wanted.some((word) => word instanceof RegExp);
}

/** The ids of the newest documents with all that is wanted, the rarest of which comes first; at most `maxResults`. */
async function newest(index: Index, [rarest = [], ...others]: readonly Wanted[]): Promise<readonly string[]> {
  const found = index.aggregate<Pick<SearchDocument, '_id'>>(
    [
      { $match: having(rarest) },
      ...(isByBeginning(rarest) ? [{ $limit: maxLookedAt }] : []),
      { $sort: { at: -1 } },
      { $limit: others.length === 0 ? maxResults : maxLookedAt },
      ...(others.length === 0 ? [] : [{ $match: { $and: others.map(having) } }, { $limit: maxResults }]),
      { $project: { _id: 1 } },
    ],
    { maxTimeMS },
  );
  return (await found.toArray()).map(({ _id }) => _id);
}

interface Counted {
  readonly wanted: Wanted;
  /** Documents that have it, at most one more than are looked at. */
  readonly count: number;
}

/** The rarest first. */
async function counted(index: Index, all: readonly Wanted[]): Promise<readonly Counted[]> {
  const limit = maxLookedAt + 1;
  const counts = await Promise.all(
    all.map(async (wanted) => ({ wanted, count: await index.countDocuments(having(wanted), { limit, maxTimeMS }) })),
  );
  return counts.toSorted((a, b) => a.count - b.count);
}

/** The ids of the newest documents with all of these, at most `maxResults`; and whether more may have all of them than were looked at. */
async function newestWith(index: Index, all: readonly Wanted[]): Promise<{ ids: readonly string[]; partial: boolean }> {
  const [only] = all;
  if (only && all.length === 1 && !isByBeginning(only)) return { ids: await newest(index, all), partial: false };
  const counts = await counted(index, all);
  const rarest = counts[0]?.count ?? 0;
  if (rarest === 0) return { ids: [], partial: false };
  const ids = await newest(
    index,
    counts.map(({ wanted }) => wanted),
  );
  return { ids, partial: rarest > maxLookedAt };
}

/** Searches. Throws the server's error when it takes too long. */
export async function findIn(index: Index, { tokens, kind, page, perPage }: SearchQuery): Promise<SearchResults> {
  if (tokens.length === 0) return { items: [], total: 0, partial: false };
  const ofKind = kind === null ? [] : [[kindWord(kind)]];
  const terms = tokens.map(termOf);
  const [titled, all] = await Promise.all([
    newestWith(index, [...terms.map((term) => term.titled), ...ofKind]),
    newestWith(index, [...terms.map((term) => term.anywhere), ...ofKind]),
  ]);
  const ids = [...new Set([...titled.ids, ...all.ids])].slice(0, maxResults);
  const wanted = ids.slice((page - 1) * perPage, page * perPage);
  const docs = await index.find({ _id: { $in: wanted } }, { projection: { words: 0 } }).toArray();
  const byId = new Map(docs.map((doc) => [doc._id, doc]));
  const items = wanted.flatMap((id) => byId.get(id) ?? []).filter(({ gone }) => !gone);
  return { items: items.map(hitOf), total: ids.length, partial: all.partial };
}
