// Pull requests, commits and files as Gitee's API shows them, and as facts. Pure.
import { z } from 'zod';
import type { ChangedFile, Signature } from '../../contributions/facts.js';
import { instant } from '../../shared/time.js';
import type { PullNow, ReadCommit } from '../forge.js';
import { accountOf, accountShape, ghost } from './account.js';
import { sha, type PullAnswer } from './schema.js';
import { isPublic, passersOf } from './see.js';

/** Gitee does not report how many commits and files there are: none are, so that every list is as long as it must be. */
export function pullOf(pull: PullAnswer, me: number): PullNow {
  return {
    title: pull.title,
    body: pull.body ?? '',
    draft: pull.draft ?? false,
    state: pull.state,
    author: pull.user ? accountOf(pull.user, me) : ghost,
    base: { branch: pull.base.ref, sha: pull.base.sha },
    head: pull.head.sha,
    labels: pull.labels?.map(({ name }) => name) ?? [],
    createdAt: instant(pull.created_at),
    updatedAt: instant(pull.updated_at),
    url: pull.html_url,
    isPublic: isPublic(pull.base.repo),
    commits: 0,
    files: 0,
    passed: passersOf(pull).map((one) => accountOf(one, me)),
  };
}

const signature = z.object({ name: z.string().nullish(), email: z.string().nullish() }).nullish();
/** Null, or an object without an id, when the e-mail is of no account. */
const linked = z.union([accountShape, z.object({}).transform(() => null)]).nullish();

/** A commit as comparisons and lists of commits have it. The list of a pull request's own commits tells neither tree nor more than one parent. */
export const commitShape = z.object({
  sha,
  parents: z.array(z.object({ sha })),
  commit: z.object({ author: signature, committer: signature, message: z.string(), tree: z.object({ sha }) }),
  author: linked,
  committer: linked,
});

function signatureOf(signed: z.infer<typeof signature>, account: z.infer<typeof linked>, me: number): Signature {
  return { name: signed?.name ?? '', email: signed?.email ?? '', account: account ? accountOf(account, me) : null };
}

/** Gitee does not tell whether it checked a signature. */
export function commitOf(
  { sha: id, parents, commit, author, committer }: z.infer<typeof commitShape>,
  me: number,
): ReadCommit {
  return {
    sha: id,
    tree: commit.tree.sha,
    parents: parents.map((parent) => parent.sha),
    author: signatureOf(commit.author, author, me),
    committer: signatureOf(commit.committer, committer, me),
    message: commit.message,
    verified: false,
  };
}

/** Counts are texts; `status` is null for a file that was only modified. */
export const fileShape = z.object({
  filename: z.string().min(1),
  status: z.string().nullish(),
  additions: z.coerce.number().pipe(z.int().nonnegative()),
  deletions: z.coerce.number().pipe(z.int().nonnegative()),
  patch: z
    .object({
      diff: z.string().nullish(),
      old_path: z.string().nullish(),
      a_mode: z.string().nullish(),
      b_mode: z.string().nullish(),
      new_file: z.boolean().nullish(),
      renamed_file: z.boolean().nullish(),
      deleted_file: z.boolean().nullish(),
      too_large: z.boolean().nullish(),
    })
    .nullish(),
});
type FileAnswer = z.infer<typeof fileShape>;

const statuses: ReadonlyMap<string, ChangedFile['status']> = new Map([
  ['added', 'added'],
  ['new', 'added'],
  ['deleted', 'removed'],
  ['removed', 'removed'],
  ['renamed', 'renamed'],
  ['copied', 'copied'],
  ['modified', 'modified'],
]);

/** What the patch says goes first: it has a mark for each. */
function statusOf({ status, patch }: FileAnswer): ChangedFile['status'] {
  if (patch?.new_file === true) return 'added';
  if (patch?.deleted_file === true) return 'removed';
  if (patch?.renamed_file === true) return 'renamed';
  return status ? (statuses.get(status) ?? 'changed') : 'modified';
}

/** Gitee does not name binary files: they are those that changed without a line to show for it, and not in name, mode or by being empty. */
function isBinary({ additions, deletions, patch }: FileAnswer, status: ChangedFile['status']): boolean {
  if (additions + deletions > 0 || !patch || patch.too_large === true) return false;
  const { diff, a_mode: before, b_mode: after } = patch;
  if (typeof diff === 'string' && /^Binary files /m.test(diff)) return true;
  return status === 'modified' && before === after && !diff;
}

export function fileOf(file: FileAnswer): ChangedFile {
  const status = statusOf(file);
  const moved = status === 'renamed' || status === 'copied';
  return {
    path: file.filename,
    previousPath: moved ? (file.patch?.old_path ?? null) : null,
    status,
    additions: file.additions,
    deletions: file.deletions,
    binary: isBinary(file, status),
  };
}
