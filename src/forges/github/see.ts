// What a GitHub delivery, or an item of a list, shows for the mirror. Pure.
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import { instant, later, type Instant } from '../../shared/time.js';
import type { CommentSnapshot, Removal, RepositoryFacts, Sighting, SubjectSnapshot } from '../sighting.js';
import { accountOf, accountShape } from './account.js';

const time = z.iso.datetime({ offset: true });

export const repositoryShape = z.object({
  id: z.int().positive(),
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  html_url: z.string(),
  private: z.boolean(),
  updated_at: z.union([time, z.int()]).optional(),
});

const written = z.object({
  id: z.int(),
  user: accountShape.nullish(),
  body: z.string().nullish(),
  created_at: time,
  updated_at: time,
});

export const issueLabels = z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])).optional();

export function labelNames(labels: z.infer<typeof issueLabels>): readonly string[] {
  const names = labels?.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))) ?? [];
  return names.filter((name) => name !== '');
}

const subject = written.extend({
  number: z.int().positive(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().nullish(),
  labels: issueLabels,
  closed_at: time.nullish(),
  comments: z.int().nonnegative().optional(),
});
/** An issue; of a pull request, its face as an issue, which does not tell its head. */
export const issueShape = subject.extend({
  pull_request: z.object({ merged_at: time.nullish() }).nullish(),
});
const pullShape = subject.extend({ merged_at: time.nullish(), head: z.object({ sha: z.string().min(1) }) });
export const commentShape = written.extend({ issue_url: z.string().optional() });

const payloadShape = z.object({
  action: z.string().optional(),
  repository: repositoryShape,
  issue: issueShape.optional(),
  pull_request: pullShape.optional(),
  comment: commentShape.optional(),
  changes: z
    .object({
      new_issue: z.object({ number: z.int().positive() }).optional(),
      new_repository: repositoryShape.optional(),
    })
    .optional(),
});
type Payload = z.infer<typeof payloadShape>;

export function repositoryFacts(from: z.infer<typeof repositoryShape>, asOf: Instant): RepositoryFacts {
  return { id: from.id, name: from.full_name, url: from.html_url, isPublic: !from.private, asOf };
}

function snapshot(from: z.infer<typeof subject>, mergedAt: string | null | undefined) {
  return {
    number: String(from.number),
    title: from.title,
    body: from.body ?? '',
    state: mergedAt ? ('merged' as const) : from.state,
    draft: from.draft ?? false,
    labels: labelNames(from.labels),
    author: from.user ? accountOf(from.user) : null,
    createdAt: instant(from.created_at),
    updatedAt: instant(from.updated_at),
    closedAt: from.closed_at ? instant(from.closed_at) : null,
    commentsCount: from.comments ?? 0,
  };
}

export function issueSnapshot(issue: z.infer<typeof issueShape>): SubjectSnapshot {
  const isPull = issue.pull_request !== undefined && issue.pull_request !== null;
  return { ...snapshot(issue, issue.pull_request?.merged_at), isPull, head: null };
}

function pullSnapshot(pull: z.infer<typeof pullShape>): SubjectSnapshot {
  return { ...snapshot(pull, pull.merged_at), isPull: true, head: pull.head.sha };
}

export function commentSnapshot(comment: z.infer<typeof commentShape>, number: string): CommentSnapshot {
  return {
    id: String(comment.id),
    number,
    author: comment.user ? accountOf(comment.user) : null,
    body: comment.body ?? '',
    createdAt: instant(comment.created_at),
    updatedAt: instant(comment.updated_at),
  };
}

/** The latest time of any change that the delivery tells of: it was sent then or later. */
function toldAt({ repository, issue, pull_request: pull, comment }: Payload): Instant {
  const times = [issue, pull, comment].flatMap((part) => (part ? [instant(part.updated_at)] : []));
  const changed = repository.updated_at;
  const ofRepository = typeof changed === 'string' ? [instant(changed)] : [];
  return [...times, ...ofRepository].reduce(later, instant(0));
}

function removalsIn(event: string, { issue, comment, changes }: Payload, asOf: Instant): readonly Removal[] {
  if (!issue) return [];
  const number = String(issue.number);
  switch (event) {
    case 'issue_comment.deleted':
      return comment ? [{ kind: 'comment', id: String(comment.id), number }] : [];
    case 'issues.deleted':
      return [{ kind: 'subject', number, to: null }];
    case 'issues.transferred': {
      const { new_issue: there, new_repository: where } = changes ?? {};
      const to = there && where ? { repository: repositoryFacts(where, asOf), number: String(there.number) } : null;
      return [{ kind: 'subject', number, to }];
    }
    default:
      return [];
  }
}

const seenEvents = ['issue_comment', 'issues', 'pull_request', 'repository'];

/**
 * What a delivery shows of its repository; null for events that show nothing. The error names each field that is missing or of the wrong type.
 */
export function seeDelivery(name: string, payload: unknown): Result<Sighting | null, string> {
  if (!seenEvents.includes(name)) return ok(null);
  const parsed = payloadShape.safeParse(payload);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return err(`a ${name} delivery that is not as GitHub describes it: ${wrong.join('; ')}`);
  }
  const { action = '', repository, issue, pull_request: pull, comment } = parsed.data;
  const event = `${name}.${action}`;
  const asOf = toldAt(parsed.data);
  const facts = repositoryFacts(repository, asOf);
  const removed = removalsIn(event, parsed.data, asOf);
  const subjectGone = removed.some(({ kind }) => kind === 'subject');
  return ok({
    forge: 'github',
    repository: { ...facts, isPublic: facts.isPublic && event !== 'repository.deleted' },
    asOf,
    subjects: subjectGone ? [] : [...(issue ? [issueSnapshot(issue)] : []), ...(pull ? [pullSnapshot(pull)] : [])],
    comments: issue && comment && removed.length === 0 ? [commentSnapshot(comment, String(issue.number))] : [],
    removed,
  });
}
