// Reading a list of GitHub's page by page, and what its `Link` header says of other pages.
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';

/** The most that GitHub gives at once. */
export const pageSize = 100;

/** The query of the page that a `Link` header names for a relation; null when it names none. */
export function related(link: string, relation: string): URLSearchParams | null {
  for (const [, url, rel] of link.matchAll(/<([^>]*)>;[^,]*\brel="([^"]*)"/g)) {
    if (rel === relation && url !== undefined) return new URL(url).searchParams;
  }
  return null;
}

function pageOf(query: URLSearchParams | null): number {
  return Number(query?.get('page') ?? Number.NaN);
}

/** How many pages there are after the one with this header; null when it does not tell. */
export function pagesLeft(link: string): number | null {
  const left = pageOf(related(link, 'last')) - pageOf(related(link, 'next')) + 1;
  if (related(link, 'next') === null) return 0;
  return Number.isInteger(left) && left > 0 ? left : null;
}

/** All items, page after page, until one is not full or there are `enough`: no page is asked for that must be empty. */
export async function allPages<T>(
  page: (number: number) => Answer<readonly T[]>,
  enough: () => number,
): Answer<readonly T[]> {
  const items: T[] = [];
  for (let number = 1; ; number += 1) {
    const read = await page(number);
    if (!read.ok) return read;
    items.push(...read.value);
    if (read.value.length < pageSize || items.length >= enough()) return ok(items);
  }
}
