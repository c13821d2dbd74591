// An item's page: where it stands in a sentence, how far it is, what is asked of whom, what its lead says, and everything that ever happened to it.
import type { LinkShown } from '../../planning/store.js';
import type { UpdateView } from '../../planning/read.js';
import type { RoadmapChangeView, RoadmapItemView } from '../../roadmap/view.js';
import type { Language } from '../../shared/text.js';
import type { Page, PageContext } from './page.js';
import { progressModel } from './roadmap-card.js';
import { itemFeedPath } from '../feeds/addresses.js';
import { boardAddress } from './roadmap-filters.js';
import { eventsOf } from './roadmap-story.js';
import {
  attention,
  bodyLink,
  horizonName,
  inQuarters,
  itemSentence,
  pendingChange,
  personLink,
  statusBadge,
  stepsInWords,
  themeName,
  titleOf,
  type Linked,
} from './roadmap-words.js';
import { stateOf } from './motions.js';
import { when } from './when.js';

/** More updates are folded away. */
const mostUpdates = 5;

type Items = ReadonlyMap<string, RoadmapItemView>;

const tags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

/** A text in the reader's language, and in the other one where the item has both. */
function bothLanguages({ words: { language } }: PageContext, text: RoadmapItemView['outcome']): object | null {
  if (text === null || text === '') return null;
  if (typeof text === 'string') return { text, other: null };
  const other = language === 'en' ? 'zh' : 'en';
  return { text: text[language], other: { text: text[other], lang: tags[other] } };
}

/** By how much it slipped in all, in words. */
function slippedInAll(context: PageContext, item: RoadmapItemView, changes: readonly RoadmapChangeView[]): string {
  const slips = changes.filter(({ slip }) => slip !== null);
  return stepsInWords(
    context,
    item.slipped_steps,
    slips.every(({ from, to }) => inQuarters(from, to)),
  );
}

/** Every horizon it has had, the first one first; marked where it slipped there. */
function journey(context: PageContext, changes: readonly RoadmapChangeView[]): readonly object[] {
  const moves = changes.filter(({ field, to }) => field === 'horizon' && to !== null);
  return moves.map(({ to, slip, at }, index) => ({
    name: horizonName(context, to ?? ''),
    slip: slip !== null,
    day: context.words.day(at),
    last: index === moves.length - 1,
  }));
}

function itemLink(items: Items, id: string): Linked {
  const item = items.get(id);
  return item ? { name: `${id} ${item.title}`, to: `/roadmap/${id}` } : { name: id, to: null };
}

function updateModel(context: PageContext, { person, at, text, url }: UpdateView): object {
  return { by: personLink(context, person), at, text, url };
}

function linkModel({ words }: PageContext, { subject, title, url, state, isPull }: LinkShown): object {
  const { forge, repo, number } = subject;
  const label = `${forge}:${repo}#${number}`;
  return {
    label: title === '' ? label : title,
    number: label,
    url,
    to: isPull ? `/contributions/${forge}/${repo}/${number}` : null,
    kind: words.t(isPull ? 'roadmap.item.pull' : 'roadmap.item.issue'),
    state: words.t(`contributions.${state}`),
    mark: state === 'open' ? 'proposed' : state === 'merged' || !isPull ? 'good' : 'off',
  };
}

/** A motion that decided on it, or is to decide. */
async function motionModel(context: PageContext, id: string): Promise<object> {
  const motion = await context.store.motion(id);
  return { id, known: motion !== null, state: motion === null ? null : stateOf(context, motion) };
}

function datesModel(context: PageContext, item: RoadmapItemView): readonly object[] {
  const { t } = context.words;
  const dates = [
    ['added', item.added_at],
    ['accepted', item.accepted_at],
    ['ended', item.ended_at],
    [item.stale ? 'staleSince' : 'staleFrom', item.stale_from],
  ] as const;
  return dates.flatMap(([name, at]) =>
    at === null ? [] : [{ label: t(`roadmap.item.${name}`), ...when(context, at) }],
  );
}

async function modelOf(
  context: PageContext,
  item: RoadmapItemView,
  items: Items,
  changes: readonly RoadmapChangeView[],
): Promise<object> {
  const { store, words } = context;
  const { id, theme, body, lead, pending, decision } = item;
  const [updates, links] = await Promise.all([store.roadmapUpdates(id), store.roadmapLinks(id)]);
  const told = updates.map((update) => updateModel(context, update));
  return {
    item,
    feed: itemFeedPath(id),
    changesJson: `/api/v1/roadmap/${id}/changes`,
    status: statusBadge(context, item.status),
    attention: attention(context, item),
    subject: { label: `${item.forge}:${item.repo}#${item.number}`, url: item.url },
    outcome: bothLanguages(context, item.outcome),
    measure: bothLanguages(context, item.measure),
    asks: item.asks.map(({ body: asked, text }) => ({ text, of: bodyLink(context, asked) })),
    progress: progressModel(context, item),
    journey: journey(context, changes),
    pending:
      pending === null
        ? null
        : { change: pendingChange(context, pending.change), ...(await motionModel(context, pending.motion)) },
    decision: decision === null ? null : await motionModel(context, decision),
    undecided: item.status === 'proposed',
    theme: theme === null ? null : { name: themeName(context, theme), to: boardAddress({ theme }) },
    body: body === null ? null : bodyLink(context, body),
    lead: lead === null ? null : personLink(context, lead),
    wish: item.wish === null ? null : horizonName(context, item.wish),
    horizon:
      item.horizon === null
        ? null
        : { name: horizonName(context, item.horizon), to: boardAddress({ horizon: item.horizon }) },
    dates: datesModel(context, item),
    days: words.t(item.ended_at === null ? 'roadmap.item.days' : 'roadmap.item.daysInAll', { count: item.days_open }),
    slips: words.t('roadmap.item.slips', { count: item.slips }),
    updates: { shown: told.slice(0, mostUpdates), rest: told.slice(mostUpdates), total: told.length },
    links: links.map((link) => linkModel(context, link)),
    mentions: item.mentions.map((other) => itemLink(items, other)),
    mentionedBy: [...items.values()]
      .filter(({ mentions }) => mentions.includes(id))
      .map((other) => itemLink(items, other.id)),
    events: eventsOf(context, changes, items),
  };
}

export const roadmapItemPage: Page = {
  path: '/roadmap/:id',
  async load(context) {
    const { words, store, id } = context;
    const shown = await store.roadmap();
    const items: Items = new Map((shown?.view.items ?? []).map((item) => [item.id, item]));
    const item = items.get(id);
    if (!item) return null;
    const changes = (await store.roadmapChangesOf(id)) ?? [];
    return {
      template: 'roadmap-item',
      title: titleOf(item),
      kicker: `${id} · ${words.t(`roadmap.status.${item.status}`)}`,
      sentence: itemSentence(context, item, slippedInAll(context, item, changes)),
      json: `/roadmap/${id}`,
      model: await modelOf(context, item, items, changes),
    };
  },
};
