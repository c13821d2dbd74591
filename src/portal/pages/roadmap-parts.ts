// The parts of an item's page: its texts in both languages, its horizons, its dates, what is linked to it.
import type { UpdateView } from '../../planning/read.js';
import type { LinkShown } from '../../planning/store.js';
import type { RoadmapChangeView, RoadmapItemView } from '../../roadmap/view.js';
import type { Language } from '../../shared/text.js';
import { stateOf } from './motions.js';
import type { PageContext } from './page.js';
import { horizonName, inQuarters, personLink, stepsInWords, type Linked } from './roadmap-words.js';
import { when } from './when.js';

const tags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

/** All items by id. */
export type Items = ReadonlyMap<string, RoadmapItemView>;

/** A text in the reader's language, and in the other one where the item has both. */
export function bothLanguages({ words: { language } }: PageContext, text: RoadmapItemView['outcome']): object | null {
  if (text === null || text === '') return null;
  if (typeof text === 'string') return { text, other: null };
  const other = language === 'en' ? 'zh' : 'en';
  return { text: text[language], other: { text: text[other], lang: tags[other] } };
}

/** By how much it slipped in all, in words. */
export function slippedInAll(
  context: PageContext,
  item: RoadmapItemView,
  changes: readonly RoadmapChangeView[],
): string {
  const slips = changes.filter(({ slip }) => slip !== null);
  return stepsInWords(
    context,
    item.slipped_steps,
    slips.every(({ from, to }) => inQuarters(from, to)),
  );
}

/** Every horizon it has had, the first one first; marked where it slipped there. */
export function journey(context: PageContext, changes: readonly RoadmapChangeView[]): readonly object[] {
  const moves = changes.filter(({ field, to }) => field === 'horizon' && to !== null);
  return moves.map(({ to, slip, at }, index) => ({
    name: horizonName(context, to ?? ''),
    slip: slip !== null,
    day: context.words.day(at),
    last: index === moves.length - 1,
  }));
}

/** Another item, with a link while it is there. */
export function itemLink(items: Items, id: string): Linked {
  const item = items.get(id);
  return item ? { name: `${id} ${item.title}`, to: `/roadmap/${id}` } : { name: id, to: null };
}

/** What its lead said. */
export function updateModel(context: PageContext, { person, at, text, url }: UpdateView): object {
  return { by: personLink(context, person), at, text, url };
}

/** An issue or pull request that belongs to it: a pull request has a page here. */
export function linkModel({ words }: PageContext, { subject, title, url, state, isPull }: LinkShown): object {
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
export async function motionModel(context: PageContext, id: string): Promise<object> {
  const motion = await context.store.motion(id);
  return { id, state: motion === null ? null : stateOf(context, motion) };
}

/** When it was added, accepted and ended, and when it becomes stale. */
export function datesModel(context: PageContext, item: RoadmapItemView): readonly object[] {
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
