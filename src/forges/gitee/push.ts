// Pushes to branches, as Gitee's deliveries tell of them. Pure.
import { z } from 'zod';
import type { BranchPushed } from '../event.js';

const paths = z.array(z.string()).nullish();
const commit = z.object({
  parent_ids: z.array(z.string()).nullish(),
  added: paths,
  modified: paths,
  removed: paths,
});

export const pushPayload = z.object({
  ref: z.string(),
  before: z.string(),
  created: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  commits: z.array(commit).nullish(),
  commits_more_than_ten: z.boolean().nullish(),
  total_commits_count: z.int().nonnegative().nullish(),
});
type Push = z.infer<typeof pushPayload>;

/**
 * Null when the delivery does not tell them all. Gitee names ten commits at most and does not say when a push was forced: then none of them follows on the
 * commit that was there before.
 */
function pathsOf(push: Push): readonly string[] | null {
  const { created, before, commits, commits_more_than_ten: more, total_commits_count: total } = push;
  if (created === true || more === true || !commits || commits.length === 0) return null;
  if (typeof total === 'number' && total !== commits.length) return null;
  if (!commits.some((one) => one.parent_ids?.includes(before) === true)) return null;
  const all = commits.flatMap(({ added, modified, removed }) => [added ?? [], modified ?? [], removed ?? []].flat());
  return [...new Set(all)];
}

/** Null for tags, and for a branch that was deleted. */
export function branchPushed(repo: string, push: Push): BranchPushed | null {
  const branch = /^refs\/heads\/(.+)$/s.exec(push.ref)?.[1];
  if (branch === undefined || push.deleted === true) return null;
  return { kind: 'branch-pushed', forge: 'gitee', repo, branch, paths: pathsOf(push) };
}
