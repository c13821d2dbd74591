// The board's groups: a column a horizon, then what is proposed, shipped and dropped; of each the first items, and links to the rest.
import type { RoadmapPlan } from '../../charter/charter.js';
import { boardOf, filtered, type Board, type Group } from '../../roadmap/board.js';
import type { RoadmapItemView } from '../../roadmap/view.js';
import { quarterOf } from '../../shared/quarter.js';
import type { PageContext } from './page.js';
import { cardModel } from './roadmap-card.js';
import { boardAddress } from './roadmap-filters.js';
import { horizonName } from './roadmap-words.js';

type Filter = Readonly<Record<string, string>>;

/** So many items of a column are on the board; the rest is in its list. */
const mostInColumn = 8;
const mostBelow = 5;
/** Under one of these nothing stands under a horizon. */
const ended: readonly string[] = ['proposed', 'shipped', 'declined', 'withdrawn'];

/** Whether a filter leaves one group only: it is shown as a list in pages. */
export function isList({ horizon, status = '' }: Filter): boolean {
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

/** The columns, and what stands below them. */
export function boardModel(
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
      // Of the other one its name says it.
      marked: horizon === quarterOf(now),
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
export function inOrder({ columns, proposed, shipped, dropped }: Board): readonly RoadmapItemView[] {
  return [...columns, proposed, shipped, dropped].flatMap(({ items }) => items);
}
