// Lists over HTTP: page, per_page and filters out of a query; the Link header as GitHub writes it.
import { err, ok, type Result } from '../shared/result.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import { quoted } from './problem.js';

/** A field a list can be filtered by; `values` when it has only these. */
export interface FilterField {
  readonly name: string;
  readonly values: readonly string[] | null;
}

const defaultPerPage = 30;
const largestPerPage = 100;
const largestPage = 1_000_000_000;

function wholeNumber(text: string, largest: number): number | null {
  return /^0*[1-9]\d*$/.test(text) ? Math.min(Number(text), largest) : null;
}

function readFilter(name: string, value: string, fields: readonly FilterField[]): string | null {
  const field = fields.find((known) => known.name === name);
  if (!field) {
    const known = ['page', 'per_page', ...fields.map((other) => other.name)].join(', ');
    return `${quoted(name)} is not a parameter of this list; the parameters are ${known}`;
  }
  if (field.values === null || field.values.includes(value)) return null;
  return `${quoted(value)} is no value of "${name}"; the values are ${field.values.join(', ')}`;
}

/** Reads a query text (without `?`). The error says which parameter is wrong and what it may be. */
export function readList(query: string, fields: readonly FilterField[]): Result<ListQuery, string> {
  const given = new URLSearchParams(query);
  const filter: Record<string, string> = {};
  let [page, perPage] = [1, defaultPerPage];
  for (const [name, value] of given) {
    if (given.getAll(name).length > 1) return err(`${quoted(name)} is given more than once`);
    if (name === 'page') {
      const number = wholeNumber(value, largestPage);
      if (number === null) return err(`"page" is a whole number from 1, not ${quoted(value)}`);
      page = number;
    } else if (name === 'per_page') {
      const number = wholeNumber(value, largestPage);
      if (number === null || number > largestPerPage) {
        return err(`"per_page" is a whole number from 1 to ${String(largestPerPage)}, not ${quoted(value)}`);
      }
      perPage = number;
    } else {
      const problem = readFilter(name, value, fields);
      if (problem !== null) return err(problem);
      filter[name] = value;
    }
  }
  return ok({ filter, page, perPage });
}

/** The number of the last page; 1 for an empty list. */
export function lastPage(total: number, perPage: number): number {
  return Math.max(1, Math.ceil(total / perPage));
}

/** The address of another page of the same list. */
export function pageAddress(path: string, { filter, perPage }: ListQuery, page: number): string {
  const query = new URLSearchParams({
    ...filter,
    ...(perPage === defaultPerPage ? {} : { per_page: String(perPage) }),
  });
  query.set('page', String(page));
  return `${path}?${query.toString()}`;
}

/** GitHub's Link header: the neighbours and the ends of the page asked for; null when there is but one page. */
export function linkHeader(url: string, query: ListQuery, total: number): string | null {
  const last = lastPage(total, query.perPage);
  const relations: [string, number][] = [
    ...(query.page > 1 ? [['prev', query.page - 1] satisfies [string, number]] : []),
    ...(query.page < last
      ? [['next', query.page + 1] satisfies [string, number], ['last', last] satisfies [string, number]]
      : []),
    ...(query.page > 1 ? [['first', 1] satisfies [string, number]] : []),
  ];
  if (relations.length === 0) return null;
  return relations.map(([rel, page]) => `<${pageAddress(url, query, page)}>; rel="${rel}"`).join(', ');
}

/** One page of what is in memory: the items whose own fields read exactly as the filter says, in the order given. */
export function pageOf<T extends object>(items: readonly T[], { filter, page, perPage }: ListQuery): ListPage<T> {
  const wanted = Object.entries(filter);
  const matching = items.filter((item) => {
    const fields = new Map<string, unknown>(Object.entries(item));
    return wanted.every(([name, value]) => fields.get(name) !== null && String(fields.get(name)) === value);
  });
  return { items: matching.slice((page - 1) * perPage, page * perPage), total: matching.length };
}
