// Comments on pull requests of a whole repository. Older servers list them; elsewhere they are read from each pull request that was changed.
import { z } from 'zod';
import { err, ok } from '../../shared/result.js';
import { instant, plus, type Clock, type Instant } from '../../shared/time.js';
import type { Answer } from '../answer.js';
import type { CommentSnapshot } from '../sighting.js';
import type { Client } from './client.js';
import { itemName, itemsOf, readItems, sourcePage, type Item } from './items.js';
import type { Source } from './merged.js';
import { allPages, pageSize } from './pages.js';
import { pullComment, type PullCommentAnswer } from './schema.js';
import { commentSnapshot, isOnLine, pullNumberOf } from './see.js';
import { giteeTime } from './time.js';
import { createKept } from '../../shared/kept.js';

/** The comments of so many are kept, so that a wait in the middle does not begin anew. */
const keptComments = 50_000;
/** What was read so soon after its pull request was changed is believed only for as long, in ms: more may be written in the same second. */
const settlingMs = 4000;
/** How long it is believed that a server does not list them, in ms. */
const believedMs = 24 * 60 * 60_000;

const changedPull = z.object({ id: z.int(), number: z.int().positive(), updated_at: z.iso.datetime({ offset: true }) });

/** What asks for a page of what was changed since, the first changed first. */
export function changedSince(since: Instant, page: number) {
  return { sort: 'updated', direction: 'asc', since: giteeTime(since), per_page: pageSize, page };
}

/** The machine's time, in ms since 1970, by which things are remembered; and the time in which comments are written. */
export interface Times {
  readonly now: () => number;
  readonly clock: Clock;
}

export function createPullComments(client: Client, { now, clock }: Times): (repo: string) => Source<CommentSnapshot> {
  const kept = createKept<{ readonly until: number; readonly comments: readonly Item<CommentSnapshot>[] }>(
    keptComments,
  );
  /** What was gathered at the beginning of a reading, which asks for it with every page. */
  const gatherings = createKept<readonly Item<CommentSnapshot>[]>(keptComments);
  /** Until when each repository is believed to list none. */
  const unlisted = new Map<string, number>();

  async function listed(repo: string, since: Instant, page: number, me: number): ReturnType<Source<CommentSnapshot>> {
    const read = await client.pageInRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/pulls/comments',
      params: changedSince(since, page),
      shape: itemsOf('comment', pullComment),
    });
    if (!read.ok) return read;
    const see = (one: PullCommentAnswer) => (isOnLine(one) ? [] : [commentSnapshot(one, pullNumberOf(one), me)]);
    return ok(sourcePage(read.value, page, see));
  }

  async function commentsOf(
    repo: string,
    number: number,
    updatedAt: string,
    me: number,
  ): Answer<readonly Item<CommentSnapshot>[]> {
    const key = `${repo}#${String(number)} ${updatedAt}`.toLowerCase();
    const known = kept.get(key);
    const asked = now();
    const settled = clock.now() >= plus(instant(updatedAt), settlingMs);
    if (known && asked < known.until) return ok(known.comments);
    const read = await allPages(
      (page) =>
        client.pageInRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/pulls/{number}/comments',
          params: { number, per_page: pageSize, page },
          shape: itemsOf('comment', pullComment),
        }),
      itemName,
    );
    if (!read.ok) return read;
    const on = String(number);
    const comments = read.value.flatMap((one): readonly Item<CommentSnapshot>[] => {
      if (!one.ok) return [err({ ...one.error, number: on })];
      return isOnLine(one.value) ? [] : [ok(commentSnapshot(one.value, on, me))];
    });
    const whole = comments.every((one) => one.ok);
    kept.set(key, { until: settled && whole ? Infinity : asked + settlingMs, comments }, comments.length + 1);
    return ok(comments);
  }

  /**
   * All at once: a comment on any of the pull requests may be the one that was changed first. Pull requests that are not as Gitee describes them are told
   * of by their own list.
   */
  async function gather(repo: string, since: Instant, me: number): Answer<readonly Item<CommentSnapshot>[]> {
    const pulls = await allPages(
      (page) =>
        client.pageInRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/pulls',
          params: { state: 'all', ...changedSince(since, page) },
          shape: itemsOf('subject', changedPull),
        }),
      itemName,
    );
    if (!pulls.ok) return pulls;
    const items: Item<CommentSnapshot>[] = [];
    for (const { number, updated_at: updatedAt } of readItems(pulls.value, (one) => [one]).items) {
      if (instant(updatedAt) < since) continue;
      const read = await commentsOf(repo, number, updatedAt, me);
      if (!read.ok) return read;
      items.push(...read.value.filter((one) => !one.ok || one.value.updatedAt >= since));
    }
    return ok(items);
  }

  /** A reading goes forward only: what was gathered at its beginning holds whatever is asked for later. */
  async function gathered(
    repo: string,
    since: Instant,
    me: number,
    reading: string | undefined,
  ): ReturnType<Source<CommentSnapshot>> {
    const known = reading === undefined ? undefined : gatherings.get(reading);
    const read = known ? ok(known) : await gather(repo, since, me);
    if (!read.ok) return read;
    if (reading !== undefined && !known) gatherings.set(reading, read.value, read.value.length + 1);
    const { items, unread } = readItems(read.value, (one) => (one.updatedAt >= since ? [one] : []));
    return ok({
      items,
      unread: unread.filter(({ changedAt }) => changedAt === null || changedAt >= since),
      more: false,
      left: 0,
    });
  }

  return (repo) => async (since, page, reading) => {
    const me = await client.me();
    if (!me.ok) return me;
    if ((unlisted.get(repo) ?? 0) <= now()) {
      const read = await listed(repo, since, page, me.value);
      if (read.ok || (read.error.kind !== 'gone' && read.error.kind !== 'refused')) return read;
      unlisted.set(repo, now() + believedMs);
    }
    return gathered(repo, since, me.value, reading);
  };
}
