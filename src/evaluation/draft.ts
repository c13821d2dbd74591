// The record of a contribution as it follows from what was read.
import type { Gathered } from './gather.js';
import type { ContributionDraft } from './store.js';

/** The record of a contribution as it is now, without an evaluation of this moment. */
export function draftOf({ pull, facts, record, origin, queue }: Omit<Gathered, 'rules'>): ContributionDraft {
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
    approvals: record?.approvals ?? [],
    evaluated: record?.evaluated ?? null,
    commented: record?.commented ?? false,
    queue,
    dueAt: null,
    again: false,
    failures: 0,
  };
}
