// The roadmap: how the plan has held, then the items by horizon, then what is proposed, shipped and dropped; under a horizon or an ended status a list in pages.
import type { RoadmapPlan } from '../../charter/charter.js';
import type { ShownRoadmap } from '../../planning/read.js';
import { boardOf, filtered } from '../../roadmap/board.js';
import type { ListQuery } from '../../shared/page.js';
import { roadmapCalendarPath, roadmapFeedPath, themeFeedPath } from '../feeds/addresses.js';
import { pageAddress } from '../list.js';
import type { PageAnswer } from '../render.js';
import { badQuery, paging, readPage } from './listing.js';
import type { Page, PageContext } from './page.js';
import { boardModel, inOrder, isList } from './roadmap-board.js';
import { cardModel } from './roadmap-card.js';
import { boardFields, filterChoices, filterLinks, filterWords, hiddenFilters } from './roadmap-filters.js';
import { heldModel } from './roadmap-held.js';

type Filter = ListQuery['filter'];

function sentenceOf(
  context: PageContext,
  { items, numbers }: ShownRoadmap['view'],
  filter: Filter,
  left: number,
): string {
  const { t } = context.words;
  if (Object.keys(filter).length > 0) {
    return t('roadmap.filtered', { count: left, filter: filterWords(context, filter) });
  }
  const count = (status: string) => items.filter((item) => item.status === status).length;
  const { items: slipped, of } = numbers.slipped;
  const said = t('roadmap.sentence.board', {
    count: numbers.open,
    doing: count('in-progress'),
    waiting: count('accepted'),
    held: count('on-hold'),
  });
  return of === 0 ? said : said + t('roadmap.sentence.share', { count: slipped, of });
}

/** Where ROADMAP.md is kept. */
async function published({ store }: PageContext, plan: RoadmapPlan | null): Promise<object | null> {
  if (plan?.publish == null) return null;
  const { forge, repo, path } = plan.publish;
  const repositories = await store.repositories();
  const known = repositories.find((one) => one.forge === forge && one.repo.toLowerCase() === repo.toLowerCase());
  return { label: `${forge}:${repo}:${path}`, url: known?.url ?? '' };
}

/** The feed of the theme that is asked for, else that of all items. */
function feedOf(plan: RoadmapPlan | null, { theme, ...others }: Filter): string {
  const known = plan?.themes.some(({ id }) => id === theme) ?? false;
  return theme !== undefined && known && Object.keys(others).length === 0
    ? themeFeedPath(encodeURIComponent(theme))
    : roadmapFeedPath;
}

async function answer(
  context: PageContext,
  { plan, view }: ShownRoadmap,
  query: ListQuery,
): Promise<PageAnswer | null> {
  const { words, now } = context;
  const { filter, page, perPage } = query;
  const list = isList(filter);
  const matching = filtered(view.items, filter);
  const links = paging('/roadmap', list ? query : { ...query, perPage: Math.max(1, matching.length) }, {
    items: [],
    total: matching.length,
  });
  if (links === null) return null;
  const shown = list ? inOrder(boardOf(view.items, plan, now, filter)).slice((page - 1) * perPage, page * perPage) : [];
  const overdue = view.items.filter((item) => item.overdue).length;
  return {
    template: 'roadmap',
    title: words.t('roadmap.title'),
    kicker: null,
    sentence: sentenceOf(context, view, filter, matching.length),
    json: pageAddress('/roadmap', query, page),
    model: {
      held: Object.keys(filter).length > 0 ? null : heldModel(context, view.numbers, plan, overdue),
      choices: filterChoices(context, view.items, filter),
      hidden: hiddenFilters(filter),
      quick: filterLinks(context, filter),
      filtered: Object.keys(filter).length > 0,
      none: matching.length === 0,
      list: list
        ? { title: filterWords(context, filter), cards: shown.map((item) => cardModel(context, item)), links }
        : null,
      ...boardModel(context, list ? [] : view.items, filter, list ? null : plan),
      published: await published(context, plan),
      feed: feedOf(plan, filter),
      calendar: roadmapCalendarPath,
    },
  };
}

export const roadmapPage: Page = {
  path: '/roadmap',
  filtersCopied: 2,
  async load(context) {
    const { words, store } = context;
    const query = readPage(context, boardFields);
    if (!query.ok) return badQuery(context, query.error);
    const shown = await store.roadmap();
    if (shown !== null) return answer(context, shown, query.value);
    return {
      template: 'roadmap-none',
      title: words.t('roadmap.title'),
      kicker: null,
      sentence: words.t('roadmap.none'),
      json: null,
      model: {},
    };
  },
};
