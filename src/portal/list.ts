// Lists over HTTP: page, per_page and filters out of a query; the Link header as GitHub writes it.
import { err, ok, type Result } from '../shared/result.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import { quoted } from './problem.js';

/** A field a list can be filtered by; `values` when it has only these. */
export interface FilterField {
  readonly name: string;
  readonly values: readonly string[] | null;
  /** No more characters than these. */
  readonly longest?: number;
  /** What it is for, where it is not "only those whose NAME is exactly this". */
  readonly about?: string;
}

/** What is wrong with a parameter. */
export interface ParameterProblem {
  readonly reason: 'unknown' | 'repeated' | 'page' | 'per-page' | 'value' | 'too-long';
  readonly name: string;
  readonly value: string;
  /** The parameters there are, the values it may have, or the most that it may be. */
  readonly allowed: string;
}

export const defaultPerPage = 30;
const largestPerPage = 100;
const largestPage = 1_000_000_000;

function wholeNumber(text: string, largest: number): number | null {
  return /^0*[1-9]\d*$/.test(text) ? Math.min(Number(text), largest) : null;
}

function problemWith(name: string, value: string, fields: readonly FilterField[]): ParameterProblem | null {
  const field = fields.find((known) => known.name === name);
  if (!field) {
    const known = ['page', 'per_page', ...fields.map((other) => other.name)].join(', ');
    return { reason: 'unknown', name, value, allowed: known };
  }
  const { values, longest = Infinity } = field;
  if (values !== null && !values.includes(value)) return { reason: 'value', name, value, allowed: values.join(', ') };
  return Array.from(value).length > longest ? { reason: 'too-long', name, value, allowed: String(longest) } : null;
}

/** Reads a query text (without `?`). */
export function readParameters(query: string, fields: readonly FilterField[]): Result<ListQuery, ParameterProblem> {
  const given = new URLSearchParams(query);
  const filter: Record<string, string> = {};
  let [page, perPage] = [1, defaultPerPage];
  for (const [name, value] of given) {
    if (given.getAll(name).length > 1) return err({ reason: 'repeated', name, value, allowed: '' });
    if (name === 'page') {
      const number = wholeNumber(value, largestPage);
      if (number === null) return err({ reason: 'page', name, value, allowed: '' });
      page = number;
    } else if (name === 'per_page') {
      const number = wholeNumber(value, largestPage);
      if (number === null || number > largestPerPage) {
        return err({ reason: 'per-page', name, value, allowed: String(largestPerPage) });
      }
      perPage = number;
    } else {
      const problem = problemWith(name, value, fields);
      if (problem !== null) return err(problem);
      filter[name] = value;
    }
  }
  return ok({ filter, page, perPage });
}

/** A problem in English, for the API. */
function problemText({ reason, name, value, allowed }: ParameterProblem): string {
  switch (reason) {
    case 'unknown':
      return `${quoted(name)} is not a parameter of this list; the parameters are ${allowed}`;
    case 'repeated':
      return `${quoted(name)} is given more than once`;
    case 'page':
      return `"page" is a whole number from 1, not ${quoted(value)}`;
    case 'per-page':
      return `"per_page" is a whole number from 1 to ${allowed}, not ${quoted(value)}`;
    case 'value':
      return `${quoted(value)} is no value of "${name}"; the values are ${allowed}`;
    case 'too-long':
      return `"${name}" is longer than ${allowed} characters`;
  }
}

/** Reads a query text (without `?`). The error says which parameter is wrong and what it may be. */
export function readList(query: string, fields: readonly FilterField[]): Result<ListQuery, string> {
  const read = readParameters(query, fields);
  return read.ok ? read : err(problemText(read.error));
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
  const matches = (item: T) =>
    wanted.every(([name, value]) => {
      const field: unknown = Object.hasOwn(item, name) ? Reflect.get(item, name) : null;
      return (
        (typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean') &&
        String(field) === value
      );
    });
  const matching = wanted.length === 0 ? items : items.filter(matches);
  return { items: matching.slice((page - 1) * perPage, page * perPage), total: matching.length };
}
