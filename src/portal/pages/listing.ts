// Lists on pages: the same parameters as the API's lists, and links to the neighbouring pages.
import type { ListPage, ListQuery } from '../../shared/page.js';
import type { Result } from '../../shared/result.js';
import { excerpt } from '../problem.js';
import { lastPage, pageAddress, readParameters, type FilterField, type ParameterProblem } from '../list.js';
import type { PageAnswer } from '../render.js';
import type { PageContext } from './page.js';

/** Addresses without the language; null where there is no such page. */
export interface Paging {
  readonly page: number;
  readonly last: number;
  readonly several: boolean;
  readonly prev: string | null;
  readonly next: string | null;
}

/**
 * The part of a list a page's address asks for, or what is wrong with it. What newsletters add to an address (`utm_…`) and the empty choices
 * of a form are left out.
 */
export function readPage(
  { query }: Pick<PageContext, 'query'>,
  fields: readonly FilterField[],
): Result<ListQuery, ParameterProblem> {
  const known = new Set(['page', 'per_page', ...fields.map(({ name }) => name)]);
  const isEmpty = (name: string, value: string): boolean => value === '' && known.has(name);
  const given = [...new URLSearchParams(query)].filter(
    ([name, value]) => !name.startsWith('utm_') && !isEmpty(name, value),
  );
  return readParameters(new URLSearchParams(given).toString(), fields);
}

/** The page that says which parameter is wrong, and what it may be. */
export function badQuery({ words }: Pick<PageContext, 'words'>, problem: ParameterProblem): PageAnswer {
  const { reason, name, value, allowed } = problem;
  return {
    status: 400,
    template: 'error',
    title: words.t('parameter.title'),
    kicker: '400',
    sentence: words.t(`parameter.${reason}`, { name: excerpt(name), value: excerpt(value), allowed }),
    json: null,
    model: {},
  };
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
