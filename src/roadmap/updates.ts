// Updates: what the lead says of an item in a comment that begins with `Update:` or `进展：`; and when it is stale.
import { isBlank } from '../shared/text.js';
import { later, plus, type Instant } from '../shared/time.js';
import type { Item } from './item.js';

/** A comment in an item's issue. `ref` is its author's, null for somebody outside the charter. */
export interface Said {
  readonly ref: string | null;
  readonly at: Instant;
  /** Tells comments of one instant apart, and orders them. */
  readonly id: string;
  readonly text: string;
  readonly url: string;
}

/** What is kept of an update: without the word in front. */
export interface Update {
  readonly ref: string;
  readonly at: Instant;
  readonly text: string;
  readonly url: string;
}

/** The longest update that is shown, in UTF-16 code units. */
const longestUpdate = 4000;

/** The text of a comment that is an update; null of any other. */
export function readUpdate(text: string): string | null {
  const [, said = ''] = /^\s*(?:\*\*|__)?(?:update|进展)(?:\*\*|__)?\s*[:：](?:\*\*|__)?(.*)$/isu.exec(text) ?? [];
  const trimmed = said.trim();
  if (isBlank(trimmed)) return null;
  return trimmed.length > longestUpdate
    ? `${trimmed.slice(0, longestUpdate - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : trimmed;
}

/** Who led an item at an instant. */
export function leadAt({ history }: Pick<Item, 'history'>, time: Instant): string | null {
  return history.findLast(({ field, at }) => field === 'lead' && at <= time)?.to ?? null;
}

/** The updates among the comments of an item's issue, the newest first: those by whoever led it when they were written. */
export function updatesOf(item: Pick<Item, 'history'>, comments: readonly Said[]): readonly Update[] {
  return comments
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
    .flatMap(({ ref, at, text, url }) => {
      const said = ref !== null && ref === leadAt(item, at) ? readUpdate(text) : null;
      return ref === null || said === null ? [] : [{ ref, at, text: said, url }];
    });
}

/** When an item becomes stale, should nobody say anything; null while nobody needs to: it is not being worked on, or roadmap.yml sets no limit. */
export function staleFrom(
  { status, history }: Pick<Item, 'status' | 'history'>,
  lastUpdate: Instant | null,
  updateWithin: number | null,
): Instant | null {
  if (updateWithin === null || (status !== 'accepted' && status !== 'in-progress')) return null;
  const heard = ['status', 'horizon', 'lead'];
  const changed = history.findLast(({ field }) => heard.includes(field))?.at;
  const last = [changed, lastUpdate].reduce((a, b) => (a == null ? b : b == null ? a : later(a, b)));
  return last == null ? null : plus(last, updateWithin);
}
