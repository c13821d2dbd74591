// Resolutions: the list, and each on its own page, fit to be filed.
import type { ResolutionView } from '../../motions/view.js';
import { pageAddress, type FilterField } from '../list.js';
import { pageQuery, paging } from './listing.js';
import { kindTitle, type Page, type PageContext } from './page.js';

const fields: readonly FilterField[] = [{ name: 'kind', values: null }];

/** A resolution as a row of a list. */
export function resolutionRow(
  context: PageContext,
  { id, title, kind, in_force_at: at, superseded_by: after }: ResolutionView,
): object {
  return { id, title: title === '' ? id : title, kind: kindTitle(context, kind), at, after };
}

export const resolutionsPage: Page = {
  path: '/resolutions',
  async load(context) {
    const query = pageQuery(context.query, fields);
    if (query === null) return null;
    const found = await context.store.resolutions(query);
    const links = paging('/resolutions', query, found);
    if (links === null) return null;
    return {
      template: 'resolutions',
      title: context.words.t('resolutions.title'),
      kicker: null,
      sentence: context.words.t('resolutions.sentence', { count: found.total }),
      json: pageAddress('/resolutions', query, query.page),
      model: { rows: found.items.map((resolution) => resolutionRow(context, resolution)), links },
    };
  },
};

export const resolutionPage: Page = {
  path: '/resolutions/:id',
  async load(context) {
    const { words, store } = context;
    const resolution = await store.resolution(context.id);
    if (!resolution) return null;
    const motion = await store.motion(resolution.motion);
    const day = words.day(resolution.in_force_at);
    return {
      template: 'resolution',
      title: resolution.title === '' ? resolution.id : resolution.title,
      kicker: `${resolution.id} · ${kindTitle(context, resolution.kind)}`,
      sentence: motion
        ? words.t('resolution.sentence', { day, yes: motion.tally.yes, no: motion.tally.no })
        : words.t('resolution.short', { day }),
      json: `/resolutions/${encodeURIComponent(resolution.id)}`,
      model: { resolution, motion },
    };
  },
};
