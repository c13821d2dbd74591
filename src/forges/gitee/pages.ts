// Reading a list of Gitee's page by page.
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { Page } from './client.js';

/** The most that Gitee gives at once. */
export const pageSize = 100;

/** Whether there is a page after this one: Gitee says how many there are (`total_page`); where it does not, a full page has one after it. */
export function hasMore({ value, pages }: Page<readonly unknown[]>, page: number): boolean {
  return pages === null ? value.length === pageSize : page < pages;
}

/**
 * All items, page after page, until there are no more or at least `enough`. A list that knows no pages gives the same items again: then they are all
 * there were.
 */
export async function allPages<T>(
  page: (number: number) => Answer<Page<readonly T[]>>,
  idOf: (item: T) => string | number,
  enough = Infinity,
): Answer<readonly T[]> {
  const items = new Map<string | number, T>();
  for (let number = 1; ; number += 1) {
    const read = await page(number);
    if (!read.ok) return read;
    const before = items.size;
    for (const item of read.value.value) items.set(idOf(item), item);
    const more = hasMore(read.value, number) && items.size > before;
    if (!more || items.size >= enough) return ok([...items.values()]);
  }
}
