// How pages speak of items of the roadmap: names of horizons and themes, badges, and the sentence on where an item stands.
import type { Status } from '../../roadmap/entries.js';
import type { RoadmapItemView } from '../../roadmap/view.js';
import { isQuarter } from '../../shared/quarter.js';
import { inSentence } from '../../shared/text.js';
import { personName, type PageContext } from './page.js';
import type { Badge } from './verdicts.js';

/** Longer reasons are cut in a sentence; the item's history has them whole. */
const longestReason = 160;

const marks: Readonly<Record<Status, string>> = {
  proposed: 'proposed',
  accepted: 'accepted',
  'in-progress': 'doing',
  'on-hold': 'held',
  shipped: 'good',
  declined: 'lost',
  withdrawn: 'off',
};

const namedHorizons: readonly string[] = ['now', 'next', 'later'];

/** A quarter or a name as roadmap.yml has it; those that every roadmap may have in the reader's language. */
export function horizonName({ words }: Pick<PageContext, 'words'>, horizon: string): string {
  return namedHorizons.includes(horizon) ? words.t(`roadmap.named.${horizon}`) : horizon;
}

/** The name of a theme, or the id of one that roadmap.yml no longer names. */
export function themeName({ inForce, words }: Pick<PageContext, 'inForce' | 'words'>, id: string): string {
  return words.name(inForce?.charter.roadmap?.themes.find((theme) => theme.id === id)?.name ?? id);
}

/** The name of a body, or the id of one that the charter no longer names. */
export function bodyName({ inForce, words }: PageContext, id: string): string {
  return words.name(inForce?.charter.bodies.find((body) => body.id === id)?.name ?? id);
}

/** A name, and where it leads; null where there is no page of it. */
export interface Linked {
  readonly name: string;
  readonly to: string | null;
}

/** A person, with a link while the charter names them. */
export function personLink(context: PageContext, id: string): Linked {
  const known = context.inForce?.charter.people.some((person) => person.id === id) ?? false;
  return { name: personName(context, id), to: known ? `/people/${id}` : null };
}

/** A body, with a link while the charter names it. */
export function bodyLink(context: PageContext, id: string): Linked {
  const known = context.inForce?.charter.bodies.some((body) => body.id === id) ?? false;
  return { name: bodyName(context, id), to: known ? `/bodies/${id}` : null };
}

/** The title; the id while nobody has seen the issue. */
export function titleOf({ id, title }: Pick<RoadmapItemView, 'id' | 'title'>): string {
  return title === '' ? id : title;
}

export function statusBadge({ words }: Pick<PageContext, 'words'>, status: Status): Badge {
  return { label: words.t(`roadmap.status.${status}`), mark: marks[status] };
}

/** What needs attention now: a motion that decides on it, a quarter that is over, a lead who is silent. */
export function attention({ words }: Pick<PageContext, 'words'>, item: RoadmapItemView): readonly Badge[] {
  const { pending, overdue, stale } = item;
  const due = { pending: pending !== null, overdue, stale };
  return Object.entries(due).flatMap(([name, is]) =>
    is ? [{ label: words.t(`roadmap.attention.${name}`), mark: 'open' }] : [],
  );
}

/** What a motion is to decide: `add next`, `move 2027-Q1` or `drop`, in words. */
export function pendingChange(context: Pick<PageContext, 'words'>, change: string): string {
  const [verb = '', horizon = ''] = change.split(' ');
  return context.words.t(`roadmap.pending.${verb}`, { horizon: horizonName(context, horizon) });
}

/** How much later: in quarters where both horizons are quarters, else in places of the list. */
export function stepsInWords({ words }: Pick<PageContext, 'words'>, count: number, inQuarters: boolean): string {
  return words.t(inQuarters ? 'roadmap.quarters' : 'roadmap.steps', { count });
}

/** A reason within a sentence, behind a colon and without a full stop of its own; nothing where there is none. */
function because({ words }: Pick<PageContext, 'words'>, reason: string): string {
  const line = inSentence(reason)
    .trim()
    .replace(/[.。]$/, '');
  if (line === '') return '';
  const cut = Array.from(line);
  const shown = cut.length > longestReason ? `${cut.slice(0, longestReason).join('')}…` : line;
  return words.t('list.colon') + shown;
}

/** Where an item stands, in a phrase without its full stop: the same on the board and on its page. */
export function standingPhrase(context: Pick<PageContext, 'words'>, item: RoadmapItemView): string {
  const { words } = context;
  const { t } = words;
  const day = words.day(item.since);
  const horizon = horizonName(context, item.horizon ?? item.wish ?? '');
  switch (item.standing) {
    case 'voted-on':
      return t('roadmap.standing.voted-on', { change: pendingChange(context, item.pending?.change ?? '') });
    case 'proposed':
      return t(item.wish === null ? 'roadmap.standing.proposed' : 'roadmap.standing.wished', { day, horizon });
    case 'overdue':
      return t('roadmap.standing.overdue', { horizon });
    case 'stale':
      return t('roadmap.standing.stale', { day: words.day(item.stale_from ?? item.since) });
    case 'slipped':
      return t('roadmap.standing.slipped', { count: item.slips });
    case 'on-hold':
    case 'declined':
    case 'withdrawn':
      return t(`roadmap.standing.${item.standing}`, { day }) + because(context, item.reason);
    case 'accepted':
    case 'in-progress':
    case 'shipped':
      return t(`roadmap.standing.${item.standing}`, { day });
  }
}

/** Who leads it, or led it; and that they have left, as long as that matters. */
function leadPhrase(context: PageContext, { ended_at: endedAt }: RoadmapItemView, lead: string): string {
  const { name, to } = personLink(context, lead);
  const how = endedAt !== null ? 'led' : to === null ? 'left' : 'leads';
  return context.words.t(`roadmap.sentence.${how}`, { name });
}

/** The sentence or two that open an item's page. `slipped`: by how much in all, in words. */
export function itemSentence(context: PageContext, item: RoadmapItemView, slipped: string): string {
  const { t } = context.words;
  const horizon = item.ended_at === null ? item.horizon : null;
  const live = horizon !== null;
  const said = [t('roadmap.sentence.stands', { standing: standingPhrase(context, item) })];
  if (live && item.standing !== 'overdue') {
    said.push(t('roadmap.sentence.planned', { horizon: horizonName(context, horizon) }));
  }
  if (item.lead !== null) said.push(leadPhrase(context, item, item.lead));
  else if (live) said.push(t('roadmap.sentence.nobody'));
  if (item.slips > 0) said.push(t('roadmap.sentence.slipped', { count: item.slips, steps: slipped }));
  return said.join('');
}

/** Whether a change of horizon is counted in quarters. */
export function inQuarters(from: string | null, to: string | null): boolean {
  return from !== null && to !== null && isQuarter(from) && isQuarter(to);
}
