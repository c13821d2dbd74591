// The changes of all items as one list, and what it can be filtered by.
import type { RoadmapNames } from '../roadmap/build.js';
import { slipOf } from '../roadmap/history.js';
import type { Change, Item } from '../roadmap/item.js';
import type { Instant } from '../shared/time.js';

/** What a list of changes can be filtered by. */
export const changeFilters = ['item', 'field', 'slip', 'drop', 'news', 'theme', 'person', 'motion'] as const;

/** What is worth telling everybody: a new status; and another horizon, lead or outcome than there was. The first ones come with a status. */
function isNews({ field, from }: Change): boolean {
  return field === 'status' || (from !== null && (field === 'horizon' || field === 'lead' || field === 'outcome'));
}

/** From an instant on, and before another one. */
export interface TimeSpan {
  readonly from?: Instant;
  readonly until?: Instant;
}

/** A change, and what it is found by. */
export interface ChangeRow {
  readonly item: Item;
  readonly change: Change;
  readonly by: Readonly<Record<(typeof changeFilters)[number], string | null>>;
}

/** All changes of the items, the newest first. The theme is the item's present one. */
export function rowsOf(items: readonly Item[], { person, orderOf }: RoadmapNames): readonly ChangeRow[] {
  const rows = items.flatMap((item) =>
    item.history.map((change): ChangeRow => {
      const { field, to, ref, motion } = change;
      const slip = String(slipOf(change, orderOf) !== null);
      const drop = String(field === 'status' && (to === 'declined' || to === 'withdrawn'));
      const who = ref === null ? null : person(ref);
      const news = String(isNews(change));
      return { item, change, by: { item: item.id, field, slip, drop, news, theme: item.theme, person: who, motion } };
    }),
  );
  return rows.sort((a, b) => b.change.seq - a.change.seq);
}

/** The rows that read exactly as the filter says, within the time; a name that is no filter leaves none. */
export function matching(
  rows: readonly ChangeRow[],
  filter: Readonly<Record<string, string>>,
  { from = '', until = '~' }: TimeSpan = {},
): readonly ChangeRow[] {
  const wanted = Object.entries(filter).map(
    ([name, value]) => [changeFilters.find((one) => one === name), value] as const,
  );
  return rows.filter(
    ({ change: { at }, by }) =>
      at >= from && at < until && wanted.every(([name, value]) => name !== undefined && by[name] === value),
  );
}
