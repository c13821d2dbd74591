// The search index as a port: documents are put under a stable id and found by the tokens of a query.
import type { ListPage } from '../shared/page.js';
import type { LocalText } from '../shared/text.js';
import type { Instant } from '../shared/time.js';

/** What can be found. `item` is one of the roadmap, `kind` a motion kind of the charter, `clause` any other part of it. */
export const searchKinds = [
  'motion',
  'resolution',
  'item',
  'kind',
  'clause',
  'body',
  'person',
  'organization',
  'command',
  'issue',
  'pull',
  'comment',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Something that can be found, and what a result shows of it. */
export interface SearchDoc {
  /** Stable: `motion:M-2026-0007`, `issue:github:openclaw/models#12`, `comment:github:openclaw/models#12:991`. */
  readonly id: string;
  readonly kind: SearchKind;
  /** One text, or one in each language. */
  readonly title: string | LocalText;
  /** As written, Markdown and all; results show an excerpt of it as plain text. */
  readonly text: string | LocalText;
  /** Further words it is found by, shown nowhere: ids, logins. */
  readonly keywords?: string;
  /** Where it stands, for people: `openclaw/models#12`; empty where the title says it. */
  readonly where: string;
  /** A path of the portal without the language, or an address on a forge. */
  readonly url: string;
  /** What results are sorted by, newest first; null for what has no date. */
  readonly at: Instant | null;
  /** Grows with each change of the document: the forge's update time in ms, the ledger's seq. */
  readonly version: number;
}

/** A document as found. */
export type SearchHit = Pick<SearchDoc, 'id' | 'kind' | 'title' | 'text' | 'where' | 'url' | 'at'>;

/** What is looked for. */
export interface SearchQuery {
  /** Tokens as `queryTokens` makes them; every one must be in the document. */
  readonly tokens: readonly string[];
  /** Only these kinds; all when null. */
  readonly kind: SearchKind | null;
  readonly page: number;
  readonly perPage: number;
}

/** No more results of one query can be looked at, and none beyond are counted. */
export const maxResults = 1000;

/** Of the documents with the rarest word of a query only so many, the newest, are looked at for the others. */
export const maxLookedAt = 10_000;

/** A page of results. */
export interface SearchResults extends ListPage<SearchHit> {
  /** Whether more than `maxLookedAt` documents have the rarest word: some with all the words may be missing, mostly older ones. */
  readonly partial: boolean;
}

/** A search took longer than it may. */
export class SearchTimeoutError extends Error {
  override readonly name = 'SearchTimeoutError';
}

export interface SearchIndex {
  /**
   * Adds or replaces documents, each unless one of a later version is there, or it was removed at this version or a later one. No id twice;
   * at most some hundreds at once. Not journaled: a crash may undo it unless a journaled write follows.
   */
  putAll(docs: readonly SearchDoc[]): Promise<void>;
  /** The same for one. */
  put(doc: SearchDoc): Promise<void>;
  /**
   * Removes a document and its text. A later `put` of the version given or an older one does nothing, so that what arrives late brings back
   * nothing; without a version no `put` ever brings it back.
   */
  remove(id: string, version?: number): Promise<void>;
  /** Removes all documents of these kinds older than the version. A later `put` of their own versions does nothing. */
  removeOlder(kinds: readonly SearchKind[], version: number): Promise<void>;
  /**
   * Those with all tokens in their title come first, then those with them anywhere, each newest first. `total` ends at `maxResults`.
   * Throws a SearchTimeoutError.
   */
  find(query: SearchQuery): Promise<SearchResults>;
  /** Whether everything was put in by the present tokenizer. */
  isComplete(): Promise<boolean>;
  /** Notes that everything was put in; what an earlier tokenizer made and nobody put in again is removed. */
  complete(): Promise<void>;
}

/** A part of the portal's data that can be put into an empty index again. */
export interface SearchSource {
  /** Every document, in any order; read one by one, so that memory does not grow with their number. */
  documents(): AsyncIterable<SearchDoc>;
}
