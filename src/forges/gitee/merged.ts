// Several lists of Gitee's, each in ascending order of change, as one: issues are in one list, pull requests in another.
import { ok } from '../../shared/result.js';
import type { Instant } from '../../shared/time.js';
import type { Answer } from '../answer.js';
import type { Listed, Listing, UnreadItem } from '../forge.js';
import { secondOf } from './time.js';

interface Changed {
  readonly updatedAt: Instant;
}

/** Some items of a list, in ascending order of change where there is `more`: a page after it. */
export interface SourcePage<T> {
  readonly items: readonly T[];
  readonly unread: readonly UnreadItem[];
  readonly more: boolean;
  /** How many pages there are after it; null when Gitee does not tell. */
  readonly left: number | null;
}

export type Source<T> = (since: Instant, page: number, reading?: string) => Answer<SourcePage<T>>;

/** In the name of a next page: nothing is left of this list. */
const ended = 0;

function last<T extends Changed>({ items }: SourcePage<T>): Instant | null {
  return items.at(-1)?.updatedAt ?? null;
}

/**
 * One page of them all: up to where every list that has more pages was read. What was read beyond that is read again with the next page, whose name holds where
 * each list begins, the page of each, and up to where all were read.
 */
export async function merged<T extends Changed>(sources: readonly Source<T>[], listing: Listing): Answer<Listed<T>> {
  const named = listing.next === null ? null : new URLSearchParams(listing.next);
  const since = named?.get('since') ?? secondOf(listing.since);
  const after = named?.get('after') ?? since;
  const pages = sources.map((_, i) => Number(named?.get(`page${String(i)}`) ?? 1));
  const read: SourcePage<T>[] = [];
  for (const [i, source] of sources.entries()) {
    const page = pages[i] ?? ended;
    const answer =
      page === ended ? ok({ items: [], unread: [], more: false, left: 0 }) : await source(since, page, listing.reading);
    if (!answer.ok) return answer;
    read.push(answer.value);
  }
  const horizons = read.flatMap((page) => (page.more ? (last(page) ?? after) : []));
  const horizon = horizons.length === 0 ? null : horizons.reduce((a, b) => (a < b ? a : b));
  const within = ({ updatedAt }: T) => horizon === null || updatedAt <= horizon;
  const items = read
    .flatMap((page) => page.items.filter((item) => within(item) && item.updatedAt >= after))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : Number(a.updatedAt > b.updatedAt)));
  const unread = read.flatMap((page) => page.unread);
  const then = read.map((page, i) => {
    const whole = page.items.every(within);
    const at = pages[i] ?? ended;
    if (!whole) return at;
    return page.more ? at + 1 : ended;
  });
  if (then.every((page) => page === ended)) return ok({ items, unread, next: null, pagesLeft: 0 });
  const next = new URLSearchParams({
    since,
    after: horizon ?? after,
    ...Object.fromEntries(then.map((page, i) => [`page${String(i)}`, String(page)])),
  });
  const left = read.map((page) => page.left);
  const known = left.filter((pagesLeft) => pagesLeft !== null);
  const pagesLeft = known.length === left.length ? Math.max(1, ...known) : null;
  return ok({ items, unread, next: next.toString(), pagesLeft });
}
