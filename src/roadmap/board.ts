// The board and the lists: items by horizon, and what they are filtered by.
import type { RoadmapPlan } from '../charter/charter.js';
import { isQuarter } from '../shared/quarter.js';
import type { Instant } from '../shared/time.js';
import { isPast } from './horizon.js';
import { isDropped, isLive } from './item.js';
import type { RoadmapItemView } from './view.js';

/** What a list of items can be filtered by. */
export const itemFilters = [
  'theme',
  'body',
  'status',
  'horizon',
  'forge',
  'repo',
  'lead',
  'standing',
  'stale',
  'overdue',
] as const;

/** The items whose fields read exactly as the filter says; a name that is no filter leaves none. */
export function filtered(
  items: readonly RoadmapItemView[],
  filter: Readonly<Record<string, string>>,
): readonly RoadmapItemView[] {
  const wanted = Object.entries(filter).map(
    ([name, value]) => [itemFilters.find((one) => one === name), value] as const,
  );
  return items.filter((item) =>
    wanted.every(([name, value]) => name !== undefined && item[name] !== null && String(item[name]) === value),
  );
}

/** Some of the items that stand together, and how many there are. */
export interface Group {
  readonly items: readonly RoadmapItemView[];
  readonly total: number;
}

/** The items of a horizon. */
export interface Column extends Group {
  readonly horizon: string;
  /** Its quarter is over. */
  readonly past: boolean;
  /** roadmap.yml names it. */
  readonly known: boolean;
}

export interface Board {
  readonly columns: readonly Column[];
  readonly proposed: Group;
  /** The last shipped first. */
  readonly shipped: Group;
  /** Declined and withdrawn, the last first. */
  readonly dropped: Group;
}

const ranks = ['in-progress', 'accepted', 'on-hold'];

/** What is being worked on first, then in the order the items came. */
function byStatus(a: RoadmapItemView, b: RoadmapItemView): number {
  return ranks.indexOf(a.status) - ranks.indexOf(b.status);
}

function lastFirst(a: RoadmapItemView, b: RoadmapItemView): number {
  if (a.since !== b.since) return a.since < b.since ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

/** The columns of a roadmap.yml, and those of items whose horizon it does not name any more: past quarters before, everything else behind. A past quarter without items is left out. */
function columnNames(plan: RoadmapPlan | null, used: ReadonlySet<string>, now: Instant): readonly string[] {
  const named = plan?.horizons ?? [];
  const others = [...used].filter((horizon) => !named.includes(horizon)).sort();
  const before = others.filter((horizon) => isPast(horizon, now));
  const quarters = others.filter((horizon) => isQuarter(horizon) && !before.includes(horizon));
  const rest = others.filter((horizon) => !isQuarter(horizon));
  return [...before, ...named.filter((horizon) => used.has(horizon) || !isPast(horizon, now)), ...quarters, ...rest];
}

/** The board: what is accepted by horizon, then the rest; at most so many items of each group. */
export function boardOf(
  all: readonly RoadmapItemView[],
  plan: RoadmapPlan | null,
  now: Instant,
  filter: Readonly<Record<string, string>> = {},
  most = Infinity,
): Board {
  const items = filtered(all, filter);
  const byHorizon = new Map<string, RoadmapItemView[]>();
  for (const item of items) {
    if (!isLive(item) || item.horizon === null) continue;
    const column = byHorizon.get(item.horizon) ?? [];
    column.push(item);
    byHorizon.set(item.horizon, column);
  }
  const group = (found: readonly RoadmapItemView[]): Group => ({ items: found.slice(0, most), total: found.length });
  const horizons = columnNames(plan, new Set(byHorizon.keys()), now);
  return {
    columns: horizons.map((horizon) => ({
      horizon,
      past: isPast(horizon, now),
      known: plan?.horizons.includes(horizon) ?? false,
      ...group((byHorizon.get(horizon) ?? []).toSorted(byStatus)),
    })),
    proposed: group(items.filter(({ status }) => status === 'proposed').toReversed()),
    shipped: group(items.filter(({ status }) => status === 'shipped').toSorted(lastFirst)),
    dropped: group(items.filter(isDropped).toSorted(lastFirst)),
  };
}
