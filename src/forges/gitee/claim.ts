// What a delivery of Gitee's claims. Its signature covers none of it, so it is only a hint where to look. Pure.
import { z } from 'zod';
import { giteeFamily } from '../../inbox/gitee-lane.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { BranchPushed } from '../event.js';
import { branchPushed, pushPayload } from './push.js';

interface OnSubject {
  /** `owner/repo` */
  readonly repo: string;
  readonly number: string;
}

/** Who wrote it, and what; null where the delivery does not say. */
interface Written {
  readonly author: number | null;
  readonly body: string;
}

export interface NoteClaim extends OnSubject, Written {
  readonly kind: 'note';
  readonly action: 'comment' | 'edited' | 'deleted';
  readonly isPull: boolean;
  readonly id: number;
  /** What the opening text of the issue is; null where the delivery does not say. */
  readonly issueText: string | null;
}

export interface IssueClaim extends OnSubject, Written {
  readonly kind: 'issue';
  readonly action: 'open' | 'state_change' | 'delete';
}

export interface PullClaim extends OnSubject, Written {
  readonly kind: 'pull';
  /** `update` where Gitee says so, or does something that has no name here. */
  readonly action: 'open' | 'push' | 'label' | 'update' | 'review' | 'close' | 'merge' | 'reopen';
  readonly id: number;
  readonly head: string;
}

/** Gives nobody any right: it only makes contributions be judged again. So it is told as it comes. */
export interface PushClaim {
  readonly kind: 'push';
  readonly event: BranchPushed;
}

export type Claim = NoteClaim | IssueClaim | PullClaim | PushClaim;

const path = z.string().regex(/^[^/\s]+\/[^/\s]+$/);
/** `full_name` has been seen with names for people in it. */
const repository = z
  .object({ path_with_namespace: path.optional(), full_name: z.string().optional() })
  .transform(({ path_with_namespace: exact, full_name: full }) => exact ?? full ?? '')
  .pipe(path);
const user = z.object({ id: z.int().nullish() }).nullish();
const body = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/**
 * Begins with a letter, in capitals. What is claimed of an issue must not pass for a pull request, nor be asked for in a spelling that Gitee does not
 * know: it would not be there, as if it had been deleted.
 */
const issueNumber = z
  .string()
  .regex(/^[a-z][a-z\d]{0,31}$/i)
  .transform((number) => number.toUpperCase());
const issue = z.object({ number: issueNumber, user, body });
const pull = z.object({
  id: z.int(),
  number: z.int().positive(),
  user,
  body,
  head: z.object({ sha: z.string().min(1) }),
});
const note = z.object({
  action: z.string(),
  noteable_type: z.string(),
  repository,
  comment: z.object({ id: z.int(), user, body }),
  issue: z.object({ number: issueNumber, body: z.string().nullish() }).nullish(),
  pull_request: z.object({ number: z.int().positive() }).nullish(),
});
const issuePayload = z.object({ action: z.string(), repository, issue });
const pullPayload = z.object({ action: z.string(), action_desc: z.string().nullish(), repository, pull_request: pull });

function noteClaim(payload: z.infer<typeof note>): NoteClaim | null {
  const { action, noteable_type: on, repository: repo, comment, issue: onIssue, pull_request: onPull } = payload;
  if (action !== 'comment' && action !== 'edited' && action !== 'deleted') return null;
  const isPull = on === 'PullRequest';
  const number = isPull ? onPull?.number : on === 'Issue' ? onIssue?.number : undefined;
  if (number === undefined) return null;
  const { id, user: by, body: text } = comment;
  const written = { id, author: by?.id ?? null, body: text, issueText: onIssue?.body ?? null };
  return { kind: 'note', action, isPull, repo, number: String(number), ...written };
}

function issueClaim({ action, repository: repo, issue: it }: z.infer<typeof issuePayload>): IssueClaim | null {
  if (action !== 'open' && action !== 'state_change' && action !== 'delete') return null;
  return { kind: 'issue', action, repo, number: it.number, author: it.user?.id ?? null, body: it.body };
}

/** A person who is assigned to a review, or is no longer, may have passed it. */
const pullActions: ReadonlyMap<string, PullClaim['action']> = new Map([
  ['open', 'open'],
  ['close', 'close'],
  ['merge', 'merge'],
  ['reopen', 'reopen'],
  ['approved', 'review'],
  ['assign', 'review'],
  ['unassign', 'review'],
]);

const updates: ReadonlyMap<string, PullClaim['action']> = new Map([
  ['source_branch_changed', 'push'],
  ['update_label', 'label'],
]);

/** `action_desc` says something with `update` only: with others it has been seen to be `open`. */
function pullClaim({
  action,
  action_desc: what,
  repository: repo,
  pull_request: it,
}: z.infer<typeof pullPayload>): PullClaim {
  const named = action === 'update' ? updates.get(what ?? '') : pullActions.get(action);
  return {
    kind: 'pull',
    action: named ?? 'update',
    repo,
    number: String(it.number),
    id: it.id,
    author: it.user?.id ?? null,
    body: it.body,
    head: it.head.sha,
  };
}

function reader<T>(shape: z.ZodType<T>, claim: (payload: T) => Claim | null) {
  return (payload: unknown): Result<Claim | null, z.ZodError> => {
    const parsed = shape.safeParse(payload);
    return parsed.success ? ok(claim(parsed.data)) : err(parsed.error);
  };
}

const readers = new Map([
  ['note', reader(note, noteClaim)],
  ['issue', reader(issuePayload, issueClaim)],
  ['merge_request', reader(pullPayload, pullClaim)],
  [
    'push',
    reader(z.object({ repository, ...pushPayload.shape }), (push) => {
      const event = branchPushed(push.repository, push);
      return event && { kind: 'push', event };
    }),
  ],
]);

const withRepository = z.object({ repository: z.object({}) });

/**
 * The claim of a delivery; null for what has no meaning here: other events and actions, comments on commits, issues that belong to no repository. The error
 * names each field that is missing or of the wrong type. `name`: the event in either of Gitee's spellings.
 */
export function claimOf(name: string, payload: unknown): Result<Claim | null, string> {
  const read = readers.get(giteeFamily(name));
  if (!read || !withRepository.safeParse(payload).success) return ok(null);
  const claimed = read(payload);
  if (claimed.ok) return claimed;
  const wrong = claimed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
  return err(`a ${name} delivery that is not as Gitee describes it: ${wrong.join('; ')}`);
}
