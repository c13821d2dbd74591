// The feeds of the roadmap: what is news of all items, of those of a theme, of one.
import type { RoadmapChangeView, RoadmapItemView } from '../../roadmap/view.js';
import { inSentence } from '../../shared/text.js';
import { personName } from '../pages/page.js';
import { horizonName, inQuarters, stepsInWords, themeName, titleOf } from '../pages/roadmap-words.js';
import { itemFeedPath, roadmapFeedPath, themeFeedPath } from './addresses.js';
import { foundationName, type FeedCategory, type FeedContext, type FeedEntry, type FeedSource } from './feed.js';

/** So many changes are told. */
const newest = 50;

type Items = ReadonlyMap<string, RoadmapItemView>;

/** What has changed, in a few words. */
function newsOf(context: FeedContext, { field, from, to, slip }: RoadmapChangeView): string {
  const { t } = context.words;
  switch (field) {
    case 'status':
      return t(`roadmap.status.${to ?? ''}`);
    case 'horizon': {
      const names = { from: horizonName(context, from ?? ''), to: horizonName(context, to ?? '') };
      return t(slip === null ? 'feeds.change.moved' : 'feeds.change.slipped', names);
    }
    case 'lead':
      return to === null ? t('feeds.change.nobody') : t('feeds.change.lead', { name: personName(context, to) });
    default:
      return t('feeds.change.outcome');
  }
}

/** For which horizon an item was accepted by this change; null of every other change. What became of it later is told by other entries. */
async function acceptedFor({ store }: FeedContext, change: RoadmapChangeView): Promise<string | null> {
  if (change.field !== 'status' || change.to !== 'accepted') return null;
  const before = (await store.roadmapChangesOf(change.item)) ?? [];
  return before.findLast(({ field, seq }) => field === 'horizon' && seq < change.seq)?.to ?? null;
}

/** By whom, or by what: a rule of roadmap.yml, or something that happened to the issue, which the reason tells. */
function doer(context: FeedContext, { person, to }: RoadmapChangeView): string {
  const { t } = context.words;
  if (person !== null) return t('feeds.change.by', { name: personName(context, person) });
  return t(to === 'withdrawn' ? 'feeds.change.byNobody' : 'feeds.change.byRule');
}

/** By whom or what, by how much, for when, and why. */
async function summaryOf(context: FeedContext, change: RoadmapChangeView): Promise<string> {
  const { t } = context.words;
  const { from, to, motion, reason, slip, lines } = change;
  const said = [doer(context, change)];
  if (motion !== null) said.push(t('feeds.change.motion', { motion }));
  if (slip !== null) {
    said.push(t('feeds.change.later', { steps: stepsInWords(context, slip, inQuarters(from, to)) }));
  }
  const horizon = await acceptedFor(context, change);
  if (horizon !== null) said.push(t('feeds.change.planned', { horizon: horizonName(context, horizon) }));
  if (reason !== '') said.push(t('feeds.change.reason', { reason: inSentence(reason) }));
  const fresh = (lines ?? []).filter(({ sign }) => sign === '+').map(({ text }) => text);
  if (fresh.length > 0) said.push(t('feeds.change.now', { text: inSentence(fresh.join(' ')) }));
  return said.join('');
}

async function entryOf(context: FeedContext, items: Items, change: RoadmapChangeView): Promise<FeedEntry> {
  const { words } = context;
  const { item: id, field, seq, at } = change;
  const item = items.get(id);
  const name = item && item.title !== '' ? `${id} ${item.title}` : id;
  const theme: readonly FeedCategory[] =
    item?.theme == null ? [] : [{ scheme: 'theme', term: item.theme, label: themeName(context, item.theme) }];
  return {
    path: `/roadmap/${id}#entry-${String(seq)}`,
    title: words.t('feeds.entry.change', { item: name, news: newsOf(context, change) }),
    summary: await summaryOf(context, change),
    published: at,
    updated: at,
    categories: [{ scheme: 'field', term: field, label: words.t(`roadmap.field.${field}`) }, ...theme],
  };
}

async function newsIn(
  context: FeedContext,
  items: Items,
  filter: Readonly<Record<string, string>>,
): Promise<readonly FeedEntry[]> {
  const query = { filter: { ...filter, news: 'true' }, page: 1, perPage: newest };
  const changes = await context.store.roadmapChanges(query);
  return Promise.all(changes.items.map((change) => entryOf(context, items, change)));
}

async function itemsIn({ store }: FeedContext): Promise<Items> {
  return (await store.roadmap())?.view.byId ?? new Map<string, RoadmapItemView>();
}

export const roadmapFeed: FeedSource = {
  path: roadmapFeedPath,
  async read(context) {
    const { t } = context.words;
    const foundation = foundationName(context);
    return {
      title: t('feeds.roadmap.title', { foundation }),
      subtitle: t('feeds.roadmap.subtitle', { foundation }),
      page: '/roadmap',
      entries: await newsIn(context, await itemsIn(context), {}),
    };
  },
};

export const themeFeed: FeedSource = {
  path: themeFeedPath(':id'),
  async read(context, theme) {
    const items = await itemsIn(context);
    const known = (await context.store.roadmap())?.plan?.themes.some(({ id }) => id === theme) ?? false;
    if (!known && ![...items.values()].some((item) => item.theme === theme)) return null;
    const { t } = context.words;
    const named = { foundation: foundationName(context), theme: themeName(context, theme) };
    return {
      title: t('feeds.theme.title', named),
      subtitle: t('feeds.theme.subtitle', named),
      page: `/roadmap?theme=${encodeURIComponent(theme)}`,
      entries: await newsIn(context, items, { theme }),
    };
  },
};

export const itemFeed: FeedSource = {
  path: itemFeedPath(':id'),
  async read(context, id) {
    const items = await itemsIn(context);
    const item = items.get(id);
    if (!item) return null;
    const { t } = context.words;
    const named = { id, title: titleOf(item) };
    return {
      title: t('feeds.item.title', named),
      subtitle: t('feeds.item.subtitle', named),
      page: `/roadmap/${id}`,
      entries: await newsIn(context, items, { item: id }),
    };
  },
};
