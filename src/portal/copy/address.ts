// Addresses of the portal as a static copy knows them, each spelt in one way.
import { resources } from '../api/index.js';
import { defaultPerPage } from '../list.js';
import { pages } from '../pages/index.js';

/** Where a link of a page leads within the portal. */
export interface Target {
  /** Without the path of PUBLIC_URL: `/motions?page=2`. */
  readonly address: string;
  /** With its `#`; empty without one. */
  readonly fragment: string;
}

/** The first page of a list is the list. */
function canonical(path: string, query: URLSearchParams): string {
  const plain = path === '/' ? path : path.replace(/\/$/, '');
  if (query.get('page') === '1') query.delete('page');
  query.sort();
  return query.size === 0 ? plain : `${plain}?${query.toString()}`;
}

const entryPath = /^\/api\/v1\/ledger\/(\d{1,15})$/;

/** An entry of the ledger is copied where it stands in the list: with a file of its own for each, a copy would be more files than many hosts take. */
function placeOfEntry(address: string, from: string, entries: number): Target | null {
  const seq = Number(entryPath.exec(address)?.[1] ?? Number.NaN);
  if (!(seq < entries)) return null;
  const page = Math.floor((entries - 1 - seq) / defaultPerPage) + 1;
  const list = /^\/zh(\/|$)/.test(from) ? '/zh/ledger' : '/ledger';
  return { address: page === 1 ? list : `${list}?page=${String(page)}`, fragment: `#entry-${String(seq)}` };
}

/**
 * Finds where a link leads that stands on the page at `from`; null when it leads out of the portal, or is a whole address. `publicUrl` without a
 * final slash; `entries`: how long the ledger is.
 */
export function targetsIn(publicUrl: string, entries: number): (href: string, from: string) => Target | null {
  const { origin, pathname } = new URL(publicUrl);
  const base = pathname.replace(/\/$/, '');
  const known = new Map<string, Target | null>();
  function find(href: string, from: string): Target | null {
    if (URL.canParse(href) || !URL.canParse(href, publicUrl + from)) return null;
    const url = new URL(href, publicUrl + from);
    if (url.origin !== origin || !`${url.pathname}/`.startsWith(`${base}/`)) return null;
    return { address: canonical(url.pathname.slice(base.length) || '/', url.searchParams), fragment: url.hash };
  }
  function lookUp(href: string, from: string): Target | null {
    // What begins with a slash leads to the same place from every page, and every page has dozens of these.
    const found = href.startsWith('/') ? known.get(href) : undefined;
    if (found !== undefined) return found;
    const target = find(href, from);
    // A copy: what is cut out of a page holds the whole page in memory.
    if (href.startsWith('/')) known.set(Buffer.from(href).toString(), target);
    return target;
  }
  return (href, from) => {
    const target = lookUp(href, from);
    return target && (placeOfEntry(target.address, from, entries) ?? target);
  };
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith(':') || part === given[i]);
}

/** What is not copied: what is alive, and what stands in a list. */
const left = [
  '/api/v1/ledger/:id',
  ...pages.flatMap((page) => (page.live ? [page.path, `/zh${page.path}`] : [])),
  ...resources.flatMap((resource) => (resource.live ? [`/api/v1${resource.path}`] : [])),
];

/** By how many filters at once the list at a path is copied; the same as JSON. */
function filtersOf(path: string): number {
  const plain = path.replace(/^\/(?:zh|api\/v1)(?=\/)/, '');
  return pages.find((page) => matches(page.path, plain))?.filtersCopied ?? 1;
}

/** Whether an address can be in a copy: not the queues as they are now, nor the answer to a search, nor one of countless combinations of filters. */
export function canBeCopied(address: string): boolean {
  const [path = '', query = ''] = address.split('?');
  const filters = [...new URLSearchParams(query).keys()].filter((name) => name !== 'page');
  return filters.length <= filtersOf(path) && !left.some((pattern) => matches(pattern, path));
}

/** Where a copy begins: every page that has no parameters, in both languages. All else is linked from these. */
export const roots: readonly string[] = pages
  .filter(({ path, live: changing }) => !changing && !path.includes(':'))
  .flatMap(({ path }) => [path, path === '/' ? '/zh' : `/zh${path}`]);
