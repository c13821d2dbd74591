// What Gitee's API shows, as the mirror sees it. Pure.
import type { SubjectRef } from '../../shared/refs.js';
import { instant } from '../../shared/time.js';
import type { IssueNow } from '../forge.js';
import type { CommentName, CommentSnapshot, RepositoryFacts, SubjectSnapshot } from '../sighting.js';
import { accountOf } from './account.js';
import type { CommentAnswer, IssueAnswer, PullAnswer, PullCommentAnswer, RepositoryAnswer } from './schema.js';

/** Issues have texts for numbers, which begin with a letter; pull requests have whole numbers. */
export function isPull({ number }: Pick<SubjectRef, 'number'>): boolean {
  return /^\d+$/.test(number);
}

export function isPublic(repository: RepositoryAnswer): boolean {
  return !repository.private && repository.internal !== true;
}

export function repositoryOf(repository: RepositoryAnswer): Omit<RepositoryFacts, 'asOf'> {
  const { id, full_name: name, html_url: url } = repository;
  return { id, name, url: url.replace(/\.git$/, ''), isPublic: isPublic(repository) };
}

/** Gitee has `open` and `progressing`, then `closed` and `rejected`; its webhooks also write `close`. */
export function isOpen(state: string): boolean {
  return state === 'open' || state === 'progressing';
}

function written(from: IssueAnswer | PullAnswer, me: number) {
  return {
    title: from.title,
    body: from.body ?? '',
    labels: from.labels?.map(({ name }) => name) ?? [],
    author: from.user ? accountOf(from.user, me) : null,
    createdAt: instant(from.created_at),
    updatedAt: instant(from.updated_at),
  };
}

/** Whether an issue is for the members of its repository only, which may be public itself: that is how holes are reported. */
export function isForMembers({ security_hole: hole }: IssueAnswer): boolean {
  return hole === true;
}

export function issueSnapshot(issue: IssueAnswer, me: number): SubjectSnapshot {
  const open = isOpen(issue.state);
  return {
    ...written(issue, me),
    number: issue.number,
    isPull: false,
    state: open ? 'open' : 'closed',
    draft: false,
    closedAt: open || !issue.finished_at ? null : instant(issue.finished_at),
    head: null,
    commentsCount: issue.comments ?? 0,
    ...(isForMembers(issue) && { forMembers: true }),
  };
}

/** The milestone of an issue: closed when it was last changed, which is at its closing or later. */
export function milestoneOf({ milestone }: IssueAnswer): IssueNow['milestone'] {
  if (!milestone) return null;
  const { title, state, updated_at: changedAt } = milestone;
  return { title, closedAt: state === 'closed' && changedAt ? instant(changedAt) : null };
}

/** Who has passed the review. */
export function passersOf({ assignees }: PullAnswer) {
  return (assignees ?? []).filter(({ accept }) => accept === true);
}

/** Gitee does not tell how many comments there are. */
export function pullSnapshot(pull: PullAnswer, me: number): SubjectSnapshot {
  const closedAt = pull.closed_at ?? pull.merged_at;
  return {
    ...written(pull, me),
    number: String(pull.number),
    isPull: true,
    state: pull.state,
    draft: pull.draft ?? false,
    closedAt: closedAt ? instant(closedAt) : null,
    head: pull.head.sha,
    commentsCount: 0,
    passed: passersOf(pull).map(({ id }) => id),
  };
}

/** Those on issues and on pull requests are numbered apart. */
export function commentName(id: number, number: string): CommentName {
  return { id: String(id), ...(isPull({ number }) && { row: 'pulls' }) };
}

export function commentSnapshot(comment: CommentAnswer, number: string, me: number): CommentSnapshot {
  return {
    ...commentName(comment.id, number),
    number,
    author: comment.user ? accountOf(comment.user, me) : null,
    body: comment.body ?? '',
    createdAt: instant(comment.created_at),
    updatedAt: instant(comment.updated_at),
  };
}

/** Comments on lines are no words to the app: neither read for commands nor mirrored, as on GitHub. */
export function isOnLine({ path, comment_type: type }: Pick<PullCommentAnswer, 'path' | 'comment_type'>): boolean {
  return type === 'diff_comment' || (path ?? '') !== '';
}

/** The number of the pull request that a comment is on. */
export function pullNumberOf({ pull_request_url: url }: Pick<PullCommentAnswer, 'pull_request_url'>): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
