// Lists on pages: the same parameters as the API's lists, and links to the neighbouring pages.
import type { ListPage, ListQuery } from '../../shared/page.js';
import { lastPage, pageAddress, readList, type FilterField } from '../list.js';

/** Addresses without the language; null where there is no such page. */
export interface Paging {
  readonly page: number;
  readonly last: number;
  readonly several: boolean;
  readonly prev: string | null;
  readonly next: string | null;
}

/**
 * The part of a list a page's address asks for. Parameters of others (a newsletter's, say) and empty choices of the form are left
 * out; null when the rest can't be read.
 */
export function pageQuery(query: string, fields: readonly FilterField[]): ListQuery | null {
  const known = new Set(['page', 'per_page', ...fields.map(({ name }) => name)]);
  const own = [...new URLSearchParams(query)].filter(([name, value]) => known.has(name) && value !== '');
  const read = readList(new URLSearchParams(own).toString(), fields);
  return read.ok ? read.value : null;
}

/** The links of a page of a list; null when the page is beyond the end. */
export function paging(path: string, query: ListQuery, { total }: ListPage<unknown>): Paging | null {
  const last = lastPage(total, query.perPage);
  if (query.page > last) return null;
  return {
    page: query.page,
    last,
    several: last > 1,
    prev: query.page > 1 ? pageAddress(path, query, query.page - 1) : null,
    next: query.page < last ? pageAddress(path, query, query.page + 1) : null,
  };
}
