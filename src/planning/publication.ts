// Proposes a file to a repository by one pull request, kept up to date: what is there is looked at each time, and what is missing is done. Nothing is remembered between.
import type { BranchNow, ForgeFiles, OwnPull } from '../forges/files.js';
import type { Answer } from '../forges/answer.js';
import type { ForgePulls } from '../forges/forge.js';
import { err, ok } from '../shared/result.js';
import type { Instant } from '../shared/time.js';

/** Our branches begin so. Each pull request has a branch of its own: none is ever forced or removed. */
export const branchPrefix = 'opencharter/roadmap';

/** What a pull request of ours proposes. `hash`: of the file; null when we closed it ourselves. It tells what happened after `since`, until `through`. */
export interface Stamp {
  readonly hash: string | null;
  readonly since: Instant | null;
  readonly through: Instant | null;
}

/** The key of the hidden line that says it. */
export function stampKey({ hash, since, through }: Stamp): string {
  return ['roadmap', hash ?? 'none', since ?? '', through ?? ''].join('/');
}

/** What the text of a pull request of ours says that it proposes; null where somebody took the hidden line out. */
export function stampOf(body: string): Stamp | null {
  const found = /<!-- opencharter:roadmap\/([0-9a-f]{64}|none)\/([0-9TZ:.-]{0,30})\/([0-9TZ:.-]{0,30}) -->/.exec(body);
  if (!found) return null;
  const [, hash = 'none', since = '', through = ''] = found;
  return {
    hash: hash === 'none' ? null : hash,
    since: since === '' ? null : since,
    through: through === '' ? null : through,
  };
}

/** The version that is proposed. */
export interface Proposed {
  readonly text: string;
  /** SHA-256 of the text, in hex. */
  readonly hash: string;
  /** Its last change. */
  readonly through: Instant;
  readonly title: string;
  /** The text of the pull request with this stamp. `isNew`: the default branch has no such file yet. */
  body(stamp: Stamp, isNew: boolean): Promise<string>;
}

export interface Publishing {
  readonly repo: string;
  readonly path: string;
  readonly files: ForgeFiles;
  readonly pulls: Pick<ForgePulls, 'between'>;
  /** Says a word in a pull request, once however often it is called. */
  readonly note: (what: 'equal' | 'foreign', number: string) => Promise<void>;
}

/**
 * What came of it. `same`: the default branch has it. `respected`: a person closed the pull request that proposed just this. `foreign`: others have pushed to our
 * branch. `closed`: there is nothing to propose any more. `opened` and `kept`: there is an open pull request that proposes it.
 */
export type Published = 'same' | 'respected' | 'foreign' | 'closed' | 'opened' | 'kept';

function branchFor(pull: OwnPull | null): string {
  if (pull === null) return branchPrefix;
  return pull.state === 'open' ? pull.branch : `${branchPrefix}-after-${pull.number}`;
}

/** What was told by now to whoever merges: all of it, where the last one was merged. */
function sinceOf(pull: OwnPull | null): Instant | null {
  const stamp = pull && stampOf(pull.body);
  return (pull?.state === 'merged' ? stamp?.through : stamp?.since) ?? null;
}

/** The branch, made at the tip of the default branch where it is missing; null when it has commits of others. */
async function ownBranch({ repo, files, pulls }: Publishing, name: string, base: BranchNow): Answer<BranchNow | null> {
  const found = await files.branch(repo, name);
  if (!found.ok) return found;
  if (found.value === null) {
    const started = await files.startBranch(repo, name, base);
    return started.ok ? ok({ name, tip: base.tip, isProtected: false }) : started;
  }
  if (found.value.isProtected) {
    return err({ kind: 'refused', detail: `the branch ${name} is protected: nothing is pushed to it` });
  }
  const me = await files.me(repo);
  if (!me.ok) return me;
  const commits = await pulls.between(repo, base.tip, found.value.tip);
  if (!commits.ok) return commits;
  const isOurs =
    commits.value.complete && commits.value.value.every(({ author }) => author.account?.id === me.value.id);
  return ok(isOurs ? found.value : null);
}

/** Has the branch hold the text, by one more commit with our sign-off where it does not. */
async function putText(
  { repo, path, files }: Publishing,
  { name, tip }: BranchNow,
  { text, title }: Proposed,
): Answer<void> {
  const there = await files.file(repo, tip, path);
  if (!there.ok) return there;
  if (there.value?.text === text) return ok(undefined);
  const me = await files.me(repo);
  if (!me.ok) return me;
  const message = `${title}\n\nSigned-off-by: ${me.value.name} <${me.value.email}>`;
  return files.putFile(repo, { branch: name, path, text, replaces: there.value?.blob ?? null, message });
}

/** Closes what has nothing to propose any more. Its text says that it was us. */
async function close({ repo, files, note }: Publishing, pull: OwnPull, proposed: Proposed): Answer<Published> {
  await note('equal', pull.number);
  const body = await proposed.body({ hash: null, since: sinceOf(pull), through: proposed.through }, false);
  const closed = await files.editPull(repo, pull.number, { body, close: true });
  return closed.ok ? ok('closed') : closed;
}

/** Looks, and does what is missing. After a failure, whatever of it was done, doing it again later is right. */
export async function publishFile(publishing: Publishing, proposed: Proposed): Answer<Published> {
  const { repo, path, files, note } = publishing;
  const base = await files.defaultBranch(repo);
  if (!base.ok) return base;
  const there = await files.file(repo, base.value.tip, path);
  if (!there.ok) return there;
  const newest = await files.newestPull(repo, branchPrefix);
  if (!newest.ok) return newest;
  const { value: pull } = newest;
  const open = pull?.state === 'open' ? pull : null;
  if (there.value?.text === proposed.text) return open ? close(publishing, open, proposed) : ok('same');
  if (pull?.state === 'closed' && stampOf(pull.body)?.hash === proposed.hash) return ok('respected');

  const branch = await ownBranch(publishing, branchFor(pull), base.value);
  if (!branch.ok) return branch;
  if (branch.value === null) {
    if (open) await note('foreign', open.number);
    return ok('foreign');
  }
  const put = await putText(publishing, branch.value, proposed);
  if (!put.ok) return put;
  if (open && stampOf(open.body)?.hash === proposed.hash) return ok('kept');
  const stamp: Stamp = { hash: proposed.hash, since: sinceOf(pull), through: proposed.through };
  const body = await proposed.body(stamp, there.value === null);
  if (open) {
    const edited = await files.editPull(repo, open.number, { body, close: false });
    return edited.ok ? ok('kept') : edited;
  }
  const { name: from } = branch.value;
  const opened = await files.openPull(repo, { title: proposed.title, body, branch: from, base: base.value.name });
  return opened.ok ? ok('opened') : opened;
}
