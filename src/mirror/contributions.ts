// Pull requests as the portal asks for them.
import { z } from 'zod';
import type { ListPage, ListQuery } from '../shared/page.js';
import type { SubjectRef } from '../shared/refs.js';
import type { MirroredComment, MirroredSubject, MirroredText, MirrorReader, PageQuery } from './store.js';

const filters = z.strictObject({
  forge: z.enum(['github', 'gitee']).optional(),
  repo: z.string().optional(),
  number: z.string().optional(),
  state: z.enum(['open', 'closed', 'merged']).optional(),
  author: z.string().optional(),
  head: z.string().optional(),
});

/** Pull requests, newest first, by the filters of a list: forge, repo, number, state, author (a login), head. Throws on another. */
export function listContributions(
  mirror: Pick<MirrorReader, 'subjects'>,
  { filter, page, perPage }: ListQuery,
): Promise<ListPage<MirroredSubject>> {
  return mirror.subjects({ ...filters.parse(filter), isPull: true }, { page, perPage });
}

/** One pull request with a page of its comments; null when it is not in the mirror, or is an issue. */
export async function findContribution(
  mirror: Pick<MirrorReader, 'subject' | 'comments'>,
  ref: SubjectRef,
  page: PageQuery,
): Promise<{ readonly subject: MirroredText; readonly comments: ListPage<MirroredComment> } | null> {
  const subject = await mirror.subject(ref);
  return subject?.isPull ? { subject, comments: await mirror.comments(ref, page) } : null;
}
