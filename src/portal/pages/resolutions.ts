// The list of resolutions, by kind and by year.
import type { ResolutionView } from '../../motions/view.js';
import { pageAddress, type FilterField } from '../list.js';
import { badQuery, paging, readPage } from './listing.js';
import { kindTitle, type Page, type PageContext } from './page.js';

const fields: readonly FilterField[] = [
  { name: 'kind', values: null },
  { name: 'year', values: null },
];

/** A resolution as a row of a list. */
export function resolutionRow(
  context: PageContext,
  { id, title, kind, in_force_at: at, superseded_by: after }: ResolutionView,
): object {
  return { id, title: title === '' ? id : title, kind: kindTitle(context, kind), at, after };
}

/** From the newest resolution's year to the oldest's. */
async function years({ store }: PageContext): Promise<readonly string[]> {
  const newest = await store.resolutions({ filter: {}, page: 1, perPage: 1 });
  const oldest = await store.resolutions({ filter: {}, page: Math.max(1, newest.total), perPage: 1 });
  const [last, first] = [newest, oldest].map(({ items }) => Number(items[0]?.in_force_at.slice(0, 4)));
  if (!first || !last) return [];
  return Array.from({ length: last - first + 1 }, (_, before) => String(last - before));
}

export const resolutionsPage: Page = {
  path: '/resolutions',
  async load(context) {
    const { words, inForce, store } = context;
    const read = readPage(context, fields);
    if (!read.ok) return badQuery(context, read.error);
    const query = read.value;
    const found = await store.resolutions(query);
    const links = paging('/resolutions', query, found);
    if (links === null) return null;
    const { filter } = query;
    const { year, ...others } = filter;
    const kinds = (inForce?.charter.motions ?? []).map(({ id, title }) => [id, words.name(title)] as const);
    const filtered = Object.keys(filter).length > 0;
    return {
      template: 'resolutions',
      title: words.t('resolutions.title'),
      kicker: null,
      sentence: words.t(filtered ? 'resolutions.filtered' : 'resolutions.sentence', { count: found.total }),
      json:
        year === undefined
          ? pageAddress('/resolutions', query, query.page)
          : pageAddress('/resolutions', { ...query, filter: others }, 1),
      model: {
        rows: found.items.map((resolution) => resolutionRow(context, resolution)),
        links,
        filtered,
        kinds: kinds.map(([value, label]) => ({ value, label, chosen: value === filter['kind'] })),
        years: (await years(context)).map((value) => ({ value, chosen: value === year })),
      },
    };
  },
};
