// What has happened to the roadmap, in few words: the changes that people want to hear of, as they are told beside ROADMAP.md.
import { neutralise } from '../shared/neutralise.js';
import { horizonName, itemLink, titleOf, type About } from './markdown.js';
import type { RoadmapChangeView, RoadmapItemView } from './view.js';

/** In graphemes. */
const longestReason = 200;

/** What is told of a change; null of one that is not told: who leads it, what its text says, what is to be voted on. */
function newsOf({ field, from, to, slip }: RoadmapChangeView, { say }: About): string | null {
  const horizon = (value: string | null) => horizonName(value ?? '', say);
  if (field === 'status') {
    const isNew = from === null || from === 'proposed' || from === 'declined' || from === 'withdrawn';
    return isNew && to === 'accepted' ? say('roadmap-file.news.added') : say(`roadmap-file.news.${to ?? ''}`);
  }
  if (field !== 'horizon' || to === null) return null;
  if (from === null) return say('roadmap-file.news.planned', { to: horizon(to) });
  const ends = { from: horizon(from), to: horizon(to) };
  return slip === null
    ? say('roadmap-file.news.moved', ends)
    : say('roadmap-file.news.slipped', { ...ends, count: slip });
}

/** Ids of items that others wrote into their titles and reasons name no item here: this text stands in a pull request, which must not be taken for a part of one. */
function unnamed(markdown: string): string {
  return markdown.replace(/\bRM(?=-\d)/gi, 'RM\u200B');
}

/** One line for each item that something happened to, in the order in which it began: what happened, one after the other, with the reasons. At most so many lines, and one for the rest. Empty when there is nothing to tell. */
export function newsLines(
  changes: readonly RoadmapChangeView[],
  items: ReadonlyMap<string, RoadmapItemView>,
  about: About,
  most: number,
): readonly string[] {
  const { say } = about;
  const told = new Map<string, string[]>();
  for (const change of changes.toSorted((a, b) => a.seq - b.seq)) {
    const what = newsOf(change, about);
    if (what === null) continue;
    const { item, reason } = change;
    const why =
      reason === '' ? '' : say('roadmap-file.news.because', { reason: unnamed(neutralise(reason, longestReason)) });
    told.set(item, [...(told.get(item) ?? []), `${what}${why}`]);
  }
  const lines = [...told].flatMap(([id, news]) => {
    const item = items.get(id);
    if (!item) return [];
    const linked = itemLink(id, unnamed(titleOf(item)), about);
    return [`- ${say('roadmap-file.item', { item: linked, facts: news.join(say('roadmap-file.join')) })}`];
  });
  const more = lines.length - most;
  return more <= 0 ? lines : [...lines.slice(0, most), `- ${say('roadmap-file.more', { count: more })}`];
}
