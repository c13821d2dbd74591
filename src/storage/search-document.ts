// A document of the search index: the words it is found by, and what a result shows of it.
import { Schema } from 'mongoose';
import { plainText } from '../search/snippet.js';
import { searchKinds, type SearchDoc, type SearchHit } from '../search/store.js';
import { indexTokens, tokenizerVersion } from '../search/tokens.js';
import type { LocalText } from '../shared/text.js';
import { instant, millis } from '../shared/time.js';
import { defineCollection } from './collection.js';

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
  /** Every token, those of the title after `^`; and the kind after `$`. No token holds either sign. */
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

/** The word of all documents of a kind. */
export function kindWord(kind: string): string {
  return `$${kind}`;
}

/** A token as the word of a title. */
export function inTitle(token: string): string {
  return `^${token}`;
}

/** Of a document so many characters of its text are looked at, and it is found by so many different tokens of its title, and of its text. */
const longestText = 20_000;
const mostTokens = 500;

function both(text: string | LocalText): string {
  return typeof text === 'string' ? text : `${text.en ?? ''}\n${text.zh ?? ''}`;
}

function plain(text: string | LocalText): string | LocalText {
  if (typeof text === 'string') return plainText(text.slice(0, longestText));
  return Object.fromEntries(Object.entries(text).map(([language, one]) => [language, plainText(String(one))]));
}

/** The document as it is kept. */
export function documentOf({
  id,
  kind,
  title,
  text,
  keywords = '',
  where,
  url,
  at,
  version,
}: SearchDoc): SearchDocument {
  const shown = { title: plain(title), text: plain(text) };
  // A comment's title is its thread's: found by it, every comment would stand before what the thread is about.
  const [named, said] =
    kind === 'comment'
      ? ['', `${keywords}\n${both(shown.text)}`]
      : [`${both(shown.title)}\n${keywords}`, both(shown.text)];
  const ofTitle = indexTokens(named, mostTokens);
  const others = [...indexTokens(`${where}\n${said}`, mostTokens)].filter((token) => !ofTitle.has(token));
  return {
    _id: id,
    version,
    gone: false,
    tokenizer: tokenizerVersion,
    kind,
    at: at === null ? 0 : millis(at),
    words: [kindWord(kind), ...[...ofTitle].map(inTitle), ...others],
    ...shown,
    where,
    url,
  };
}

/** The document as it was found. */
export function hitOf({ _id, title, text, where, url, at, kind }: SearchDocument): SearchHit {
  const known = searchKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`"${kind}" of ${_id} is no kind of document`);
  return { id: _id, kind: known, title, text, where, url, at: at === 0 ? null : instant(at) };
}
