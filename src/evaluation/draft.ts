// The record of a contribution as it follows from what was read.
import type { Head } from '../contributions/approvals.js';
import type { Instant } from '../shared/time.js';
import type { Gathered } from './gather.js';
import { approvalsSince } from './since-based.js';
import type { ContributionDraft, KnownHead } from './store.js';

/** The record of a contribution as it is now, without an evaluation of this moment. */
export function draftOf({ pull, facts, passes, record, origin, basedAt, queue }: Gathered): ContributionDraft {
  const { url, title, author, isPublic, state, draft, base, head, createdAt, updatedAt } = pull;
  return {
    ref: facts.subject,
    url,
    title,
    author,
    isPublic,
    state,
    draft,
    base: base.branch,
    head,
    tree: facts.pull.head.tree,
    createdAt,
    updatedAt,
    origin,
    approvals: approvalsSince(record?.approvals ?? [], basedAt),
    ...(passes && { passes }),
    basedAt,
    heads: record?.heads ?? [],
    evaluated: record?.evaluated ?? null,
    commented: record?.commented ?? false,
    queue,
    dueAt: null,
    again: false,
    failures: 0,
  };
}

/** So many heads are kept. */
const mostHeads = 10;

/** The heads when the app knows at `at` that this is the newest. */
export function headsAfter(heads: readonly KnownHead[], { sha, tree }: Head, at: Instant): readonly KnownHead[] {
  const last = heads.at(-1);
  if (last?.sha !== sha) return [...heads, { sha, tree, at }].slice(-mostHeads);
  return at < last.at ? [...heads.slice(0, -1), { ...last, at }] : heads;
}
