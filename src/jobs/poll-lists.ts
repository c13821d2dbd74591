// Reading what was changed in a repository since a poll: whole lists, so that what was written first can be handled first.
import { randomUUID } from 'node:crypto';
import type { Answer } from '../forges/answer.js';
import type { ForgeLists, Listed, Listing, PolledForge, UnreadItem } from '../forges/forge.js';
import type { CommentSnapshot, RepositoryFacts, SubjectSnapshot } from '../forges/sighting.js';
import { advance, resume, type Position } from '../mirror/cursor.js';
import { err, ok } from '../shared/result.js';
import { instant, millis, type Instant } from '../shared/time.js';
import type { PollProgress } from './store.js';

/** What was changed in a repository. */
export interface Changed {
  readonly subjects: readonly SubjectSnapshot[];
  readonly comments: readonly CommentSnapshot[];
  /** What in both lists is not as the forge describes it. */
  readonly unread: readonly UnreadItem[];
}

/** Counts pages of lists. */
export interface PageCount {
  pages: number;
}

/** Forges tell times to the second. */
export function wholeSecond(time: Instant): Instant {
  return instant(Math.floor(millis(time) / 1000) * 1000);
}

/** A whole list. */
interface Whole<T> {
  readonly items: readonly T[];
  readonly unread: readonly UnreadItem[];
}

/** What it is called among those of a repository. */
export function unreadName({ kind, number, id }: UnreadItem): string {
  return `${kind} ${id ?? 'without an id'} of ${number ?? 'nobody knows what'}`;
}

/** Everything in a list, each item once as it was changed last. */
async function readWhole<T extends { readonly updatedAt: Instant }>(
  list: (listing: Listing) => Answer<Listed<T>>,
  since: Instant,
  begun: Instant,
  nameOf: (item: T) => string,
  count: PageCount,
): Answer<Whole<T>> {
  const items = new Map<string, T>();
  const unread = new Map<string, UnreadItem>();
  const reading = randomUUID();
  let position: Position = resume({ since: wholeSecond(since), unsure: null, again: false });
  for (let done = false; !done;) {
    const page = await list({ ...position, reading });
    count.pages += 1;
    if (!page.ok) return page;
    for (const item of page.value.items) items.set(nameOf(item), item);
    for (const item of page.value.unread ?? []) unread.set(unreadName(item), item);
    const changed = page.value.items.map(({ updatedAt }) => updatedAt);
    ({ position, done } = advance(position, { changed, next: page.value.next }, begun));
  }
  return ok({ items: [...items.values()], unread: [...unread.values()] });
}

/** What a comment is called among those of a repository: comments on pull requests may have the ids of others. */
export function commentName(polled: PolledForge, comment: CommentSnapshot): string {
  return `${polled.textOf(comment).kind} ${comment.id}`;
}

/** Reads both lists. Comments come first: what they are on is in the list of subjects then, unless it is older. */
export async function readChanged(
  polled: PolledForge,
  repo: string,
  { subjectsSince, commentsSince }: PollProgress,
  begun: Instant,
  count: PageCount,
): Answer<Changed> {
  const { lists } = polled;
  const comments = await readWhole(
    (listing) => lists.comments(repo, listing),
    commentsSince,
    begun,
    (comment) => commentName(polled, comment),
    count,
  );
  if (!comments.ok) return comments;
  const subjects = await readWhole(
    (listing) => lists.subjects(repo, listing),
    subjectsSince,
    begun,
    ({ number }) => number,
    count,
  );
  if (!subjects.ok) return subjects;
  const unread = [...subjects.value.unread, ...comments.value.unread];
  return ok({ subjects: subjects.value.items, comments: comments.value.items, unread });
}

/** The repository, if it still has this name. */
export async function readRepository(lists: ForgeLists, repo: string): Answer<Omit<RepositoryFacts, 'asOf'>> {
  const found = await lists.repository(repo);
  if (!found.ok || found.value.name.toLowerCase() === repo.toLowerCase()) return found;
  return err({ kind: 'gone', detail: `${repo} is now ${found.value.name}` });
}
