// Pull requests, commits, files and reviews as GitHub's REST shows them, and as facts.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChangedFile, Review, Signature } from '../../contributions/facts.js';
import type { Account } from '../../shared/refs.js';
import { instant } from '../../shared/time.js';
import type { PullNow, ReadCommit } from '../forge.js';
import { accountOf, accountShape } from './account.js';

const time = z.iso.datetime({ offset: true });
const sha = z.string().min(1);

/** Who stands for an account that no longer exists. */
const ghost: Account = { forge: 'github', id: 0, login: 'ghost', bot: false };

export const pullShape = z.object({
  title: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().nullish(),
  state: z.enum(['open', 'closed']),
  merged_at: time.nullish(),
  user: accountShape.nullable(),
  base: z.object({ ref: z.string().min(1), sha, repo: z.object({ private: z.boolean().optional() }) }),
  head: z.object({ sha }),
  labels: z.array(z.object({ name: z.string() })),
  created_at: time,
  updated_at: time,
  commits: z.int().nonnegative(),
  changed_files: z.int().nonnegative(),
  html_url: z.string(),
});

export function pullOf(pull: z.infer<typeof pullShape>): PullNow {
  return {
    title: pull.title,
    body: pull.body ?? '',
    draft: pull.draft ?? false,
    state: pull.merged_at ? 'merged' : pull.state,
    author: pull.user ? accountOf(pull.user) : ghost,
    base: { branch: pull.base.ref, sha: pull.base.sha },
    head: pull.head.sha,
    labels: pull.labels.map(({ name }) => name),
    createdAt: instant(pull.created_at),
    updatedAt: instant(pull.updated_at),
    url: pull.html_url,
    isPublic: pull.base.repo.private !== true,
    commits: pull.commits,
    files: pull.changed_files,
  };
}

const signature = z.object({ name: z.string().nullish(), email: z.string().nullish() }).nullish();
/** Null, or an object without a key, when the e-mail is of no account. */
const linked = z.union([accountShape, z.object({}).transform(() => null)]).nullish();

export const commitShape = z.object({
  sha,
  parents: z.array(z.object({ sha })),
  commit: z.object({
    author: signature,
    committer: signature,
    message: z.string(),
    tree: z.object({ sha }),
    verification: z.object({ verified: z.boolean() }).nullish(),
  }),
  author: linked,
  committer: linked,
});

function signatureOf(signed: z.infer<typeof signature>, account: z.infer<typeof linked>): Signature {
  return {
    name: signed?.name ?? '',
    email: signed?.email ?? '',
    account: account ? accountOf(account) : null,
  };
}

export function commitOf({ sha: id, parents, commit, author, committer }: z.infer<typeof commitShape>): ReadCommit {
  return {
    sha: id,
    tree: commit.tree.sha,
    parents: parents.map((parent) => parent.sha),
    author: signatureOf(commit.author, author),
    committer: signatureOf(commit.committer, committer),
    message: commit.message,
    verified: commit.verification?.verified ?? false,
  };
}

export const fileShape = z.object({
  sha: z.string().nullish(),
  filename: z.string().min(1),
  previous_filename: z.string().optional(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
  additions: z.int().nonnegative(),
  deletions: z.int().nonnegative(),
  patch: z.string().optional(),
  contents_url: z.string().optional(),
});
type FilePayload = z.infer<typeof fileShape>;

/** The commit a file was listed at, as its address says; null when it does not. */
export function listedAt({ contents_url: url }: FilePayload): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).searchParams.get('ref') : null;
}

const emptyBlob = createHash('sha1').update('blob 0\0').digest('hex');

/** GitHub does not name binary files: they are those whose content changed without any line to show for it. */
function isBinary({ sha: blob, status, additions, deletions, patch }: FilePayload): boolean {
  const sameContent = status === 'renamed' || status === 'copied' || status === 'unchanged';
  return patch === undefined && additions + deletions === 0 && !sameContent && blob !== emptyBlob;
}

export function fileOf(file: FilePayload): ChangedFile {
  return {
    path: file.filename,
    previousPath: file.previous_filename ?? null,
    status: file.status === 'unchanged' ? 'changed' : file.status,
    additions: file.additions,
    deletions: file.deletions,
    binary: isBinary(file),
  };
}

export const reviewShape = z.object({
  id: z.int(),
  user: accountShape.nullable(),
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: time.optional(),
});

const reviewStates: ReadonlyMap<string, Review['state']> = new Map([
  ['APPROVED', 'approved'],
  ['CHANGES_REQUESTED', 'changes-requested'],
  ['DISMISSED', 'dismissed'],
  ['COMMENTED', 'commented'],
]);

/** Nothing for a review that is not handed in yet, or whose author no longer exists. */
export function reviewOf(review: z.infer<typeof reviewShape>): readonly Review[] {
  const state = reviewStates.get(review.state.toUpperCase());
  if (!state || !review.user || review.submitted_at === undefined) return [];
  return [
    {
      id: String(review.id),
      account: accountOf(review.user),
      state,
      head: review.commit_id ?? '',
      tree: null,
      submittedAt: instant(review.submitted_at),
    },
  ];
}
