// The calendar of deadlines, RFC 5545: when votes end, when proposed motions open, since when resolutions hold.
import { ICalCalendar, ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import { parseIsoDuration } from '../../shared/duration.js';
import type { MotionSummary, ResolutionView } from '../../motions/view.js';
import type { ListPage, ListQuery } from '../../shared/page.js';
import { plus, type Instant } from '../../shared/time.js';
import { motionSentence } from '../pages/motion-sentence.js';
import { personName } from '../pages/page.js';
import { foundationName, pageUrl, type FeedContext } from './feed.js';
import { changedAt } from './sources.js';
import { printable } from './text.js';

const day = 24 * 60 * 60 * 1000;
/** So long after its end a motion that was not counted stays in the calendar, so that those who had its date see it struck. */
const cancelledForMs = 30 * day;
const resolutionsForMs = 365 * day;
const perPage = 100;
/** Ends without a count: the date that was announced does not come. */
const uncounted: ReadonlySet<string> = new Set(['withdrawn', 'cancelled', 'superseded', 'lapsed']);

interface Happening {
  readonly id: string;
  readonly at: Instant;
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly changed: Instant;
  /** Grows whenever the date or the status becomes another one. */
  readonly sequence: number;
  readonly status: ICalEventStatus;
}

/** A list from the first, as long as `wanted` says so of the last one read. */
async function readWhile<T>(
  list: (query: ListQuery) => Promise<ListPage<T>>,
  filter: ListQuery['filter'],
  wanted: (item: T) => boolean,
): Promise<readonly T[]> {
  const read: T[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await list({ filter, page, perPage });
    read.push(...items.filter(wanted));
    const last = items.at(-1);
    if (last === undefined || page * perPage >= total || !wanted(last)) return read;
  }
}

/** Whether the closing time was moved after the motion opened. */
function isExtended({ opened_at: opened, closes_at: closes, rule }: MotionSummary): boolean {
  const period = parseIsoDuration(rule?.period ?? '');
  return opened !== null && closes !== null && period.ok && plus(opened, period.value) !== closes;
}

/** When a proposed motion opens at the earliest; null where nothing has to be waited for. */
function opening({ inForce }: FeedContext, { kind, proposed_at: at, waiting }: MotionSummary): Instant | null {
  const notice = inForce?.charter.motions.find(({ id }) => id === kind)?.notice ?? 0;
  const opens = waiting?.opens_after ?? plus(at, notice);
  return opens > at ? opens : null;
}

function motionHappenings(context: FeedContext, motion: MotionSummary): readonly Happening[] {
  const { t } = context.words;
  const ended = motion.outcome !== null;
  const common = {
    path: `/motions/${motion.id}`,
    text: motionSentence(motion, context.words, (person) => personName(context, person)),
    changed: changedAt(motion),
  };
  const names = { id: motion.id, title: motion.title };
  if (motion.closes_at !== null) {
    const closing = {
      ...common,
      id: `${motion.id}-closes`,
      at: motion.closes_at,
      title: t('feeds.calendar.closes', names),
      sequence: (isExtended(motion) ? 1 : 0) + (ended ? 2 : 0),
      status: ended ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    };
    return [closing];
  }
  const opens = opening(context, motion);
  if (opens === null) return [];
  const seconded = motion.waiting !== null && motion.waiting.seconds >= motion.waiting.seconds_needed;
  const waiting = seconded ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
  return [
    {
      ...common,
      id: `${motion.id}-opens`,
      at: opens,
      title: t('feeds.calendar.opens', names),
      sequence: ended ? 2 : seconded ? 1 : 0,
      status: ended ? ICalEventStatus.CANCELLED : waiting,
    },
  ];
}

function resolutionHappening({ words }: FeedContext, { id, title, in_force_at: at }: ResolutionView): Happening {
  return {
    id: `${id}-in-force`,
    at,
    title: words.t('feeds.calendar.inForce', { id, title }),
    text: words.t('resolution.short', { day: words.day(at) }),
    path: `/resolutions/${id}`,
    changed: at,
    sequence: 0,
    status: ICalEventStatus.CONFIRMED,
  };
}

async function happenings(context: FeedContext): Promise<readonly Happening[]> {
  const { store, now } = context;
  const motions = (query: ListQuery): Promise<ListPage<MotionSummary>> => store.motions(query);
  const endedSince = plus(now, -cancelledForMs);
  const [open, proposed, resolutions, ...ended] = await Promise.all([
    readWhile(motions, { state: 'open' }, () => true),
    readWhile(motions, { state: 'proposed' }, () => true),
    readWhile(
      (query) => store.resolutions(query),
      {},
      ({ in_force_at: at }) => at > plus(now, -resolutionsForMs),
    ),
    ...[...uncounted].map((outcome) => motions({ filter: { outcome }, page: 1, perPage })),
  ]);
  const struck = ended.flatMap(({ items }) => items.filter(({ closed_at: at }) => at !== null && at > endedSince));
  return [
    ...[...open, ...proposed, ...struck].flatMap((motion) => motionHappenings(context, motion)),
    ...resolutions.map((resolution) => resolutionHappening(context, resolution)),
  ];
}

function eventOf(context: FeedContext, { id, at, title, text, path, changed, ...rest }: Happening): ICalEventData {
  const { host } = new URL(context.publicUrl);
  const url = pageUrl(context, path);
  return {
    ...rest,
    id: `${id}@${host}`,
    start: new Date(at),
    summary: printable(title),
    description: `${printable(text)}\n${url}`,
    url,
    stamp: new Date(changed),
    lastModified: new Date(changed),
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

/** The calendar; times are UTC, and nothing in it depends on when it is read but what has grown too old for it. */
export async function calendarOf(context: FeedContext): Promise<string> {
  const { words } = context;
  const foundation = foundationName(context);
  const calendar = new ICalCalendar({
    prodId: { company: 'OpenCharter', product: 'portal', language: words.language === 'zh' ? 'ZH' : 'EN' },
    name: printable(words.t('feeds.calendar.name', { foundation })),
    description: printable(words.t('feeds.calendar.description', { foundation })),
    url: pageUrl(context, '/'),
    ttl: 3600,
    events: (await happenings(context)).map((happening) => eventOf(context, happening)),
  });
  return `${calendar.toString()}\r\n`;
}
