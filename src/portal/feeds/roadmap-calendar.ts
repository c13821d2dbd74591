// The calendar of the roadmap, RFC 5545: each quarter with what is planned for it, and the next review.
import { ICalCalendar, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import { isDropped } from '../../roadmap/item.js';
import { lastChange } from '../../roadmap/markdown.js';
import type { RoadmapItemView } from '../../roadmap/view.js';
import { endOf, isQuarter, startOf, type Quarter } from '../../shared/quarter.js';
import { dayOf, millis, plus, type Instant } from '../../shared/time.js';
import { titleOf } from '../pages/roadmap-words.js';
import { foundationName, pageUrl, type FeedContext } from './feed.js';
import { printable } from './text.js';

const day = 24 * 60 * 60 * 1000;
/** Quarters that ended longer ago are left out. */
const pastForMs = 366 * day;
/** So many items of a quarter are named. */
const mostNamed = 50;

/** An event of whole days; `end` is the first instant after it. */
interface Span {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly title: string;
  readonly lines: readonly string[];
  readonly path: string;
  readonly changed: Instant;
}

/** What was not dropped, by quarter: what is planned, and what was shipped. Names of horizons have no dates. */
function byQuarter(items: readonly RoadmapItemView[], now: Instant): ReadonlyMap<Quarter, readonly RoadmapItemView[]> {
  const quarters = new Map<Quarter, RoadmapItemView[]>();
  for (const item of items) {
    const { horizon, status } = item;
    if (horizon === null || status === 'proposed' || isDropped(item) || !isQuarter(horizon)) continue;
    if (endOf(horizon) <= plus(now, -pastForMs)) continue;
    const others = quarters.get(horizon) ?? [];
    others.push(item);
    quarters.set(horizon, others);
  }
  return new Map([...quarters].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function quarterSpan(
  { words: { t } }: FeedContext,
  quarter: Quarter,
  items: readonly RoadmapItemView[],
  changed: Instant,
): Span {
  const named = items.slice(0, mostNamed).map((item) => {
    const title = titleOf(item);
    return t('feeds.roadmapCalendar.item', { id: item.id, title, status: t(`roadmap.status.${item.status}`) });
  });
  const more = items.length - named.length;
  return {
    id: `roadmap-${quarter}`,
    start: startOf(quarter),
    end: endOf(quarter),
    title: t('feeds.roadmapCalendar.quarter', { quarter, count: items.length }),
    lines: more > 0 ? [...named, t('feeds.roadmapCalendar.more', { count: more })] : named,
    path: `/roadmap?horizon=${quarter}`,
    changed,
  };
}

function reviewSpan({ words: { t } }: FeedContext, at: Instant, changed: Instant): Span {
  const start = `${dayOf(at)}T00:00:00.000Z`;
  return {
    id: `roadmap-review-${dayOf(at)}`,
    start,
    end: plus(start, day),
    title: t('feeds.roadmapCalendar.review'),
    lines: [t('feeds.roadmapCalendar.reviewText')],
    path: '/roadmap',
    changed,
  };
}

async function spansOf(context: FeedContext): Promise<readonly Span[]> {
  const { store, inForce, now } = context;
  const shown = await store.roadmap();
  if (!shown) return [];
  const { items, numbers } = shown.view;
  // A quarter is another one when an item has left it too: of that its own items tell nothing.
  const changed = lastChange(shown.view) ?? now;
  const quarters = [...byQuarter(items, now)].map(([quarter, planned]) =>
    quarterSpan(context, quarter, planned, changed),
  );
  const review = numbers.next_review_at;
  return review === null || inForce === null ? quarters : [...quarters, reviewSpan(context, review, inForce.adoptedAt)];
}

function eventOf(context: FeedContext, { id, start, end, title, lines, path, changed }: Span): ICalEventData {
  const url = pageUrl(context, path);
  return {
    id: `${id}@${new URL(context.publicUrl).host}`,
    allDay: true,
    start: new Date(millis(start)),
    end: new Date(millis(end)),
    summary: printable(title),
    description: [...lines.map(printable), url].join('\n'),
    url,
    stamp: new Date(changed),
    lastModified: new Date(changed),
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

/** The calendar, in the language of the context. Days are those of UTC. */
export async function roadmapCalendarOf(context: FeedContext): Promise<string> {
  const { words } = context;
  const foundation = foundationName(context);
  const calendar = new ICalCalendar({
    prodId: { company: 'OpenCharter', product: 'roadmap', language: words.language === 'zh' ? 'ZH' : 'EN' },
    name: printable(words.t('feeds.roadmapCalendar.name', { foundation })),
    description: printable(words.t('feeds.roadmapCalendar.description', { foundation })),
    url: pageUrl(context, '/roadmap'),
    ttl: 3600,
    events: (await spansOf(context)).map((span) => eventOf(context, span)),
  });
  return `${calendar.toString()}\r\n`;
}
