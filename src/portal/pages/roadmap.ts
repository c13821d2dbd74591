// The board: how the plan has held, then the items by horizon, then what is proposed, shipped and dropped; under a horizon or an ended status a list in pages.
import type { RoadmapPlan } from '../../charter/charter.js';
import { boardOf, filtered, type Board, type Group } from '../../roadmap/board.js';
import type { RoadmapItemView } from '../../roadmap/view.js';
import type { ListQuery } from '../../shared/page.js';
import { quarterOf } from '../../shared/quarter.js';
import { pageAddress } from '../list.js';
import type { ShownRoadmap } from '../../planning/read.js';
import { badQuery, paging, readPage } from './listing.js';
import { roadmapCalendarPath, roadmapFeedPath, themeFeedPath } from '../feeds/addresses.js';
import type { Page, PageContext } from './page.js';
import type { PageAnswer } from '../render.js';
import { cardModel } from './roadmap-card.js';
import {
  boardAddress,
  boardFields,
  filterChoices,
  filterLinks,
  filterWords,
  hiddenFilters,
} from './roadmap-filters.js';
import { heldModel } from './roadmap-held.js';
import { horizonName } from './roadmap-words.js';

/** So many items of a column are on the board; the rest is in its list. */
const mostInColumn = 8;
const mostBelow = 5;
/** Under one of these there is a single group: a list. */
const ended: readonly string[] = ['proposed', 'shipped', 'declined', 'withdrawn'];

type Filter = ListQuery['filter'];

function isList({ horizon, status = '' }: Filter): boolean {
  return horizon !== undefined || ended.includes(status);
}

/** Links to the whole of a group; none when all of it is shown. */
function restOf(
  context: PageContext,
  group: Group,
  filters: readonly Filter[],
  items: readonly RoadmapItemView[],
): object[] {
  if (group.items.length === group.total) return [];
  return filters.flatMap((filter) => {
    const count = filtered(items, filter).length;
    if (count === 0) return [];
    const words = filter['horizon'] === undefined ? `roadmap.allOf.${filter['status'] ?? ''}` : 'roadmap.allOf.horizon';
    return [{ to: boardAddress(filter), label: context.words.t(words, { count }) }];
  });
}

function boardModel(
  context: PageContext,
  items: readonly RoadmapItemView[],
  filter: Filter,
  plan: RoadmapPlan | null,
): object {
  const { now } = context;
  const board = boardOf(items, plan, now, filter, mostInColumn);
  const below = (name: 'proposed' | 'shipped' | 'dropped', values: readonly string[]) => {
    const group = { items: board[name].items.slice(0, mostBelow), total: board[name].total };
    const rest = restOf(
      context,
      group,
      values.map((status) => ({ ...filter, status })),
      items,
    );
    return { name, total: group.total, cards: group.items.map((item) => cardModel(context, item)), rest };
  };
  return {
    columns: board.columns.map(({ horizon, past, ...group }) => ({
      horizon,
      name: horizonName(context, horizon),
      to: boardAddress({ ...filter, horizon }),
      past,
      present: horizon === quarterOf(now) || horizon === 'now',
      total: group.total,
      cards: group.items.map((item) => cardModel(context, item)),
      rest: restOf(context, group, [{ ...filter, horizon }], items),
    })),
    below: [
      below('proposed', ['proposed']),
      below('shipped', ['shipped']),
      below('dropped', ['declined', 'withdrawn']),
    ].filter(({ total }) => total > 0),
  };
}

/** All items of a board in its order. */
function inOrder({ columns, proposed, shipped, dropped }: Board): readonly RoadmapItemView[] {
  return [...columns, proposed, shipped, dropped].flatMap(({ items }) => items);
}

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
  const { repositories } = await store.mirror();
  const known = repositories.find((one) => one.forge === forge && one.repo.toLowerCase() === repo.toLowerCase());
  return { label: `${forge}:${repo}:${path}`, url: known?.url ?? '' };
}

async function answer(
  context: PageContext,
  { plan, view }: ShownRoadmap,
  query: ListQuery,
): Promise<PageAnswer | null> {
  const { words, now } = context;
  const { filter, page, perPage } = query;
  const { theme } = filter;
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
      feed: theme !== undefined && Object.keys(filter).length === 1 ? themeFeedPath(theme) : roadmapFeedPath,
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
