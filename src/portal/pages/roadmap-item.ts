// An item's page: where it stands in a sentence, how far it is, what is asked of whom, what its lead says, and everything that ever happened to it.
import type { RoadmapView } from '../../roadmap/build.js';
import type { RoadmapChangeView, RoadmapItemView } from '../../roadmap/view.js';
import { itemFeedPath } from '../feeds/addresses.js';
import type { Page, PageContext } from './page.js';
import { progressModel } from './roadmap-card.js';
import { boardAddress } from './roadmap-filters.js';
import {
  bothLanguages,
  datesModel,
  itemLink,
  journey,
  linkModel,
  motionModel,
  slippedInAll,
  updateModel,
} from './roadmap-parts.js';
import { eventsOf } from './roadmap-story.js';
import {
  attention,
  bodyLink,
  horizonName,
  itemSentence,
  pendingChange,
  personLink,
  statusBadge,
  themeName,
  titleOf,
} from './roadmap-words.js';

/** More updates are folded away. */
const mostUpdates = 5;

async function modelOf(
  context: PageContext,
  item: RoadmapItemView,
  { byId: items, mentionedBy }: RoadmapView,
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
    mentionedBy: (mentionedBy.get(id) ?? []).map((other) => itemLink(items, other)),
    events: eventsOf(context, changes, items),
  };
}

export const roadmapItemPage: Page = {
  path: '/roadmap/:id',
  async load(context) {
    const { words, store, id } = context;
    const shown = await store.roadmap();
    const item = shown?.view.byId.get(id);
    if (!shown || !item) return null;
    const changes = (await store.roadmapChangesOf(id)) ?? [];
    return {
      template: 'roadmap-item',
      title: titleOf(item),
      kicker: `${id} · ${words.t(`roadmap.status.${item.status}`)}`,
      sentence: itemSentence(context, item, slippedInAll(context, item, changes)),
      json: `/roadmap/${id}`,
      model: await modelOf(context, item, shown.view, changes),
    };
  },
};
