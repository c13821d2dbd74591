// What changed on the roadmap: since a day, only the slips, only what was dropped, or everything; the newest first, by day.
import type { RoadmapItemView } from '../../roadmap/view.js';
import { dayOf, plus, type Day } from '../../shared/time.js';
import { pageAddress, type FilterField } from '../list.js';
import { badQuery, paging, readPage } from './listing.js';
import { personName, type Page, type PageContext } from './page.js';
import { readSpan, spanFields } from './roadmap-span.js';
import { eventsOf, type RoadmapEvent } from './roadmap-story.js';
import { themeName } from './roadmap-words.js';

const fields: readonly FilterField[] = [
  ...spanFields,
  { name: 'slip', values: ['true'] },
  { name: 'drop', values: ['true'] },
  { name: 'field', values: null },
  { name: 'item', values: null },
  { name: 'theme', values: null },
  { name: 'person', values: null },
  { name: 'motion', values: null },
];
const day = 86_400_000;
const spans = [
  ['week', 7],
  ['month', 30],
] as const;

type Filter = Readonly<Record<string, string>>;

function address(filter: Filter): string {
  const query = new URLSearchParams(filter).toString();
  return query === '' ? '/roadmap/changes' : `/roadmap/changes?${query}`;
}

interface View {
  readonly to: string;
  readonly label: string;
  readonly current: boolean;
}

/** One row of links for the time, one for the kind; each keeps the rest of the filter. */
function views(
  { words: { t }, now }: PageContext,
  filter: Filter,
): { readonly times: readonly View[]; readonly kinds: readonly View[] } {
  const { since, until, slip, drop, ...others } = filter;
  const kind = { ...(slip === undefined ? {} : { slip }), ...(drop === undefined ? {} : { drop }) };
  const time = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  const starts: readonly (readonly [name: string, since: Day | null])[] = [
    ...spans.map(([name, days]) => [name, dayOf(plus(now, -days * day))] as const),
    ['ever', null],
  ];
  const kinds: readonly (readonly [name: string, kind: Filter])[] = [
    ['everything', {}],
    ['slips', { slip: 'true' }],
    ['drops', { drop: 'true' }],
  ];
  return {
    times: starts.map(([name, start]) => ({
      to: address({ ...others, ...kind, ...(start === null ? {} : { since: start }) }),
      label: t(`roadmap.changed.${name}`),
      current: until === undefined && (since ?? null) === start,
    })),
    kinds: kinds.map(([name, wanted]) => ({
      to: address({ ...others, ...wanted, ...time }),
      label: t(`roadmap.changed.${name}`),
      current: wanted['slip'] === slip && wanted['drop'] === drop,
    })),
  };
}

function byDay({ words }: PageContext, events: readonly RoadmapEvent[]): readonly object[] {
  const dates = [...new Set(events.map(({ at }) => dayOf(at)))];
  return dates.map((date) => ({
    date,
    name: words.day(`${date}T00:00:00.000Z`),
    events: events.filter(({ at }) => dayOf(at) === date),
  }));
}

/** What the list is narrowed to besides time and kind, in words. */
function narrowed(context: PageContext, { theme, person, item, motion, field }: Filter): string {
  const { t } = context.words;
  const said = [
    ...(item === undefined ? [] : [item]),
    ...(theme === undefined ? [] : [themeName(context, theme)]),
    ...(person === undefined ? [] : [personName(context, person)]),
    ...(motion === undefined ? [] : [motion]),
    ...(field === undefined ? [] : [field]),
  ];
  return said.length === 0 ? '' : t('roadmap.changed.only', { what: said.join(t('list.joint')) });
}

function sentenceOf(context: PageContext, filter: Filter, count: number): string {
  const { t, day: dayName } = context.words;
  const { since, until, slip, drop } = filter;
  const kind = slip !== undefined ? 'slips' : drop !== undefined ? 'drops' : 'all';
  const said = t(`roadmap.changed.count.${kind}`, { count });
  const from = since === undefined ? '' : t('roadmap.changed.since', { day: dayName(`${since}T00:00:00.000Z`) });
  const to = until === undefined ? '' : t('roadmap.changed.until', { day: dayName(`${until}T00:00:00.000Z`) });
  return t('roadmap.changed.sentence', { said, span: from + to, only: narrowed(context, filter) });
}

export const roadmapChangesPage: Page = {
  path: '/roadmap/changes',
  async load(context) {
    const { words, store } = context;
    const read = readPage(context, fields);
    if (!read.ok) return badQuery(context, read.error);
    const asked = readSpan(read.value);
    if (!asked.ok) return badQuery(context, asked.error);
    const { filter, page } = read.value;
    const [found, shown] = await Promise.all([
      store.roadmapChanges(asked.value.query, asked.value.span),
      store.roadmap(),
    ]);
    const links = paging('/roadmap/changes', read.value, found);
    if (links === null) return null;
    // The API has no days to ask for.
    const narrow = filter['since'] !== undefined || filter['until'] !== undefined;
    const items = shown?.view.byId ?? new Map<string, RoadmapItemView>();
    return {
      template: 'roadmap-changes',
      title: words.t('roadmap.changes'),
      kicker: null,
      sentence: sentenceOf(context, filter, found.total),
      json: narrow ? null : pageAddress('/roadmap/changes', asked.value.query, page),
      model: {
        ...views(context, filter),
        since: filter['since'] ?? '',
        until: filter['until'] ?? '',
        days: byDay(context, eventsOf(context, found.items, items)),
        hidden: Object.entries(filter).flatMap(([name, value]) =>
          name === 'since' || name === 'until' ? [] : [{ name, value }],
        ),
        filtered: Object.keys(filter).length > 0,
        links,
      },
    };
  },
};
