// What other pages show of the roadmap: the first page's block, and which items a motion, a person or a body has to do with.
import type { MotionView } from '../../motions/view.js';
import { isLive } from '../../roadmap/item.js';
import type { RoadmapItemView } from '../../roadmap/view.js';
import { subjectKey } from '../../shared/refs.js';
import type { PageContext } from './page.js';
import { cardModel } from './roadmap-card.js';
import { boardAddress } from './roadmap-filters.js';
import { horizonName, statusBadge, titleOf } from './roadmap-words.js';
import type { Badge } from './verdicts.js';

/** So many items are in progress on the first page. */
const mostInProgress = 3;
/** So many items stand on the page of a person or a body. */
const mostListed = 10;

/** An item as a line. */
interface ItemLine {
  readonly id: string;
  readonly title: string;
  readonly status: Badge;
}

/** Some items, and where all of them are; null where that is no more. */
interface Excerpt {
  readonly items: readonly ItemLine[];
  readonly all: string | null;
}

function lineOf(context: PageContext, item: RoadmapItemView): ItemLine {
  return { id: item.id, title: titleOf(item), status: statusBadge(context, item.status) };
}

async function allItems({ store }: PageContext): Promise<readonly RoadmapItemView[]> {
  return (await store.roadmap())?.view.items ?? [];
}

function lastChanged(items: readonly RoadmapItemView[]): readonly RoadmapItemView[] {
  return items.toSorted((a, b) => (a.changed_at < b.changed_at ? 1 : a.changed_at > b.changed_at ? -1 : 0));
}

/** What is in progress, and what shipped and slipped last; null without a roadmap. */
export async function homeRoadmap(context: PageContext): Promise<object | null> {
  const items = await allItems(context);
  if (items.length === 0) return null;
  const { items: slips } = await context.store.roadmapChanges({ filter: { slip: 'true' }, page: 1, perPage: 1 });
  const [slip] = slips;
  const slipped = items.find(({ id }) => id === slip?.item);
  const doing = lastChanged(items.filter(({ status }) => status === 'in-progress'));
  const [shipped] = items
    .filter(({ status }) => status === 'shipped')
    .toSorted((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));
  return {
    doing: doing.slice(0, mostInProgress).map((item) => cardModel(context, item)),
    more: Math.max(0, doing.length - mostInProgress),
    allDoing: boardAddress({ status: 'in-progress' }),
    shipped: shipped ? { at: shipped.since, ...lineOf(context, shipped) } : null,
    slipped:
      slip && slipped
        ? {
            at: slip.at,
            from: horizonName(context, slip.from ?? ''),
            to: horizonName(context, slip.to ?? ''),
            ...lineOf(context, slipped),
          }
        : null,
  };
}

/** The items that a motion decided on or is to decide on, and those in whose issue it was called. */
export async function itemsOfMotion(
  context: PageContext,
  { id, subjects }: Pick<MotionView, 'id' | 'subjects'>,
): Promise<readonly ItemLine[]> {
  const places = new Set(subjects.map(subjectKey));
  const items = (await allItems(context)).filter(
    (item) => item.pending?.motion === id || item.decision === id || places.has(subjectKey(item)),
  );
  return items.map((item) => lineOf(context, item));
}

/** The first of some items, those that are not done before the others. */
function excerpt(context: PageContext, items: readonly RoadmapItemView[], all: string): Excerpt {
  const shown = [...items.filter(isLive), ...items.filter((item) => !isLive(item))].slice(0, mostListed);
  return {
    items: shown.map((item) => lineOf(context, item)),
    all: items.length > shown.length ? all : null,
  };
}

/** What a person leads. */
export async function itemsOfLead(context: PageContext, person: string): Promise<Excerpt> {
  const items = (await allItems(context)).filter(({ lead }) => lead === person);
  return excerpt(context, items, boardAddress({ lead: person }));
}

/** What a body answers for, and what is asked of it by items that have not ended. */
export async function itemsOfBody(
  context: PageContext,
  id: string,
): Promise<Excerpt & { readonly asks: readonly (ItemLine & { readonly text: string })[] }> {
  const items = await allItems(context);
  const asks = items
    .filter(({ ended_at: endedAt }) => endedAt === null)
    .flatMap((item) =>
      item.asks.filter(({ body }) => body === id).map(({ text }) => ({ text, ...lineOf(context, item) })),
    );
  const owned = excerpt(
    context,
    items.filter(({ body }) => body === id),
    boardAddress({ body: id }),
  );
  return { ...owned, asks: asks.slice(0, mostListed) };
}
