// What a feed is, and what it is made from.
import type { Instant } from '../../shared/time.js';
import type { Words } from '../../web/words.js';
import type { CharterInForce, PortalStore } from '../store.js';

export interface FeedContext {
  readonly words: Words;
  readonly store: PortalStore;
  readonly inForce: CharterInForce | null;
  readonly now: Instant;
  /** PUBLIC_URL without a final slash. */
  readonly publicUrl: string;
}

/** A category: the term for machines, the label for people; scheme is the name of the field. */
export interface FeedCategory {
  readonly scheme: string;
  readonly term: string;
  readonly label: string;
}

export interface FeedEntry {
  /** The page's path without the language, and where on the page it stands. */
  readonly path: string;
  readonly title: string;
  readonly summary: string;
  readonly published: Instant;
  readonly updated: Instant;
  readonly categories: readonly FeedCategory[];
}

/** A feed, and what it is about. */
export interface Feed {
  readonly title: string;
  readonly subtitle: string;
  /** The page it follows, without the language. */
  readonly page: string;
  readonly entries: readonly FeedEntry[];
}

export interface FeedSource {
  /** Express style, without the language. */
  readonly path: string;
  /** Null when there is nothing with the `id` of the path. */
  read(context: FeedContext, id: string): Promise<Feed | null>;
}

/** The address of a page in the language of the words. */
export function pageUrl({ words, publicUrl }: Pick<FeedContext, 'words' | 'publicUrl'>, path: string): string {
  return `${publicUrl}${words.language === 'zh' ? '/zh' : ''}${path}`;
}

/** The foundation's name. */
export function foundationName({ words, inForce }: Pick<FeedContext, 'words' | 'inForce'>): string {
  return inForce ? words.name(inForce.charter.foundation.name) : 'OpenCharter';
}
