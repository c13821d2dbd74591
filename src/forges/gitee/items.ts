// Items of Gitee's lists, each read by itself: one that is not as Gitee describes it keeps no other from being read. Pure.
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { UnreadItem } from '../forge.js';
import type { Page } from './client.js';
import type { SourcePage } from './merged.js';
import { hasMore } from './pages.js';

/** An item, or what can be told of one that is not as Gitee describes it. */
export type Item<T> = Result<T, UnreadItem>;

const time = z.iso.datetime({ offset: true }).transform((text) => instant(text));
const text = z.union([z.string().min(1), z.int()]).transform(String);
/** An issue or a pull request; a comment on an issue; one on a pull request. */
const number = z.union([
  z.object({ number: text }).transform((one) => one.number),
  z.object({ target: z.object({ issue: z.object({ number: text }) }) }).transform(({ target }) => target.issue.number),
  z
    .object({ pull_request_url: z.string().regex(/\/pulls\/\d+$/) })
    .transform(({ pull_request_url: url }) => url.slice(url.lastIndexOf('/') + 1)),
]);
const nothing = { id: null, created_at: null, updated_at: null };
const told = z
  .object({
    id: text.nullable().catch(null),
    created_at: time.nullable().catch(null),
    updated_at: time.nullable().catch(null),
  })
  .catch(nothing);

function unreadOf(kind: UnreadItem['kind'], item: unknown, { issues }: z.ZodError): UnreadItem {
  const { id, created_at: createdAt, updated_at: changedAt } = told.parse(item);
  const why = issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; ');
  return { kind, id, number: number.safeParse(item).data ?? null, createdAt, changedAt, why };
}

/** The shape of a list. */
export function itemsOf<T>(kind: UnreadItem['kind'], shape: z.ZodType<T>): z.ZodType<readonly Item<T>[]> {
  return z.array(
    z.unknown().transform((item): Item<T> => {
      const read = shape.safeParse(item);
      return read.success ? ok(read.data) : err(unreadOf(kind, item, read.error));
    }),
  );
}

/** What tells an item from others on other pages. */
export function itemName<T extends { readonly id: number }>(item: Item<T>): string {
  return item.ok ? String(item.value.id) : `unread ${item.error.id ?? ''}`;
}

/** Those that could be read, as `see` sees them, and those that could not. */
export function readItems<T, S>(
  items: readonly Item<T>[],
  see: (value: T) => readonly S[],
): { readonly items: readonly S[]; readonly unread: readonly UnreadItem[] } {
  return {
    items: items.flatMap((item) => (item.ok ? see(item.value) : [])),
    unread: items.flatMap((item) => (item.ok ? [] : [item.error])),
  };
}

/** A page of a list of Gitee's, as one that is merged with others. `page`: its number, from 1. */
export function sourcePage<T, S>(
  read: Page<readonly Item<T>[]>,
  page: number,
  see: (value: T) => readonly S[],
): SourcePage<S> {
  const { value, pages } = read;
  const left = pages === null ? null : Math.max(0, pages - page);
  return { ...readItems(value, see), more: hasMore(read, page), left };
}
