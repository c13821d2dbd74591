// Merging pull requests: at once, or by way of the merge queue, in GitHub's three methods.
import type { Commit } from '../git.js';
import { pullCommits, type PullSubject } from '../shapes/pull.js';
import type { Account, World } from '../state.js';
import { announce, announceSubject } from './announce.js';
import { deleteBranch, moveBranch } from './code.js';
import { commit, gitHubItself, mergedFiles, signerOf } from './commits.js';
import { editSubject } from './issues.js';

/** How to merge; a merge commit, with GitHub's own message, unless told otherwise. */
export interface MergeOptions {
  readonly method?: 'merge' | 'squash' | 'rebase';
  /** Of a merge or squash commit. */
  readonly message?: string;
}

function trailers(commits: readonly Commit[]): readonly string[] {
  const lines = commits.flatMap(({ message }) => message.split('\n'));
  return [...new Set(lines.filter((line) => /^(signed-off-by|co-authored-by): /i.test(line)))];
}

/** GitHub's message of a squash: that of the only commit, or the title with the messages of all and their trailers once more. */
function squashMessage({ title, number, pull }: PullSubject): string {
  const commits = pullCommits(pull);
  const [only] = commits;
  if (only && commits.length === 1) {
    const [head = '', ...rest] = only.message.split('\n');
    return [`${head} (#${number})`, ...rest].join('\n');
  }
  const parts = [`${title} (#${number})`, ...commits.map(({ message }) => `* ${message.trimEnd()}`)];
  const ends = trailers(commits);
  return [...parts, ...(ends.length > 0 ? [`---------\n\n${ends.join('\n')}`] : [])].join('\n\n');
}

/** What would be on the base branch: the pull request on top of `onto`. */
function landed(world: World, actor: Account, subject: PullSubject, onto: Commit, options: MergeOptions): Commit {
  const { pull, repository, number, title } = subject;
  const { method = 'merge' } = options;
  if (method === 'rebase') {
    return pullCommits(pull).reduce((tip, one) => {
      const author = { ...one.author, id: one.authorId };
      const content = { message: one.message, author, committer: signerOf(actor), verified: false };
      const files = mergedFiles(tip, one);
      return commit(world, repository, [tip], { ...content, files, authoredAt: one.author.date });
    }, onto);
  }
  const merging = `Merge pull request #${number} from ${pull.headRepository.owner.login}/${pull.headBranch}\n\n${title}`;
  return commit(world, repository, method === 'merge' ? [onto, pull.head] : [onto], {
    files: mergedFiles(onto, pull.head),
    message: options.message ?? (method === 'merge' ? merging : squashMessage(subject)),
    author: signerOf(method === 'merge' ? actor : subject.author),
    committer: gitHubItself,
    verified: true,
  });
}

function tipOf({ pull, repository }: PullSubject): Commit {
  return repository.branches.get(pull.baseBranch) ?? pull.base;
}

function conclude(world: World, actor: Account, subject: PullSubject, made: Commit): void {
  const { pull, repository } = subject;
  Object.assign(pull, { mergedAt: world.now(), mergedBy: actor, mergeCommit: made });
  moveBranch(world, actor, repository, pull.baseBranch, made);
  editSubject(world, actor, subject, { state: 'closed' });
}

/** Merges a pull request at once: the base branch moves, the pull request is closed. */
export function mergePull(world: World, actor: Account, subject: PullSubject, options: MergeOptions = {}): Commit {
  const made = landed(world, actor, subject, tipOf(subject), options);
  conclude(world, actor, subject, made);
  return made;
}

/** The commit of who stands last in the queue to the same branch. */
function lastInQueue({ repository, pull }: PullSubject): Commit | undefined {
  const waiting = [...repository.subjects.values()].flatMap((one) =>
    one.pull?.queued && one.pull.baseBranch === pull.baseBranch ? [one.pull.queued] : [],
  );
  return waiting.find(({ head }) => waiting.every(({ base }) => base !== head))?.head;
}

/** Puts a pull request into the merge queue: its commit is made on a branch of its own, and checks are asked for. */
export function enqueue(world: World, actor: Account, subject: PullSubject, options: MergeOptions = {}): Commit {
  const { pull, repository, number } = subject;
  if (subject.state !== 'open' || pull.queued) throw new Error(`#${number} cannot be put into the merge queue`);
  const base = lastInQueue(subject) ?? tipOf(subject);
  const head = landed(world, actor, subject, base, options);
  const branch = `gh-readonly-queue/${pull.baseBranch}/pr-${number}-${base.sha}`;
  pull.queued = { branch, base, head };
  announceSubject(world, 'enqueued', subject, actor);
  moveBranch(world, actor, repository, branch, head);
  announceGroup(world, actor, subject, { action: 'checks_requested' });
  return head;
}

/** Takes it out of the merge queue again; its branch is gone. */
export function dequeue(
  world: World,
  actor: Account,
  subject: PullSubject,
  reason: 'merged' | 'dequeued' = 'dequeued',
): Commit {
  const { queued } = subject.pull;
  if (!queued) throw new Error(`#${subject.number} is not in the merge queue`);
  announceGroup(world, actor, subject, { action: 'destroyed', reason });
  subject.pull.queued = null;
  deleteBranch(world, actor, subject.repository, queued.branch);
  announceSubject(world, 'dequeued', subject, actor, { reason: reason === 'merged' ? 'MERGE' : 'MANUAL' });
  return queued.head;
}

/** Merges what stands first in the queue: the base branch moves to its commit. */
export function mergeQueued(world: World, actor: Account, subject: PullSubject): Commit {
  if (subject.pull.queued && subject.pull.queued.base !== tipOf(subject)) {
    throw new Error(`#${subject.number} is not the first in the merge queue`);
  }
  const made = dequeue(world, actor, subject, 'merged');
  conclude(world, actor, subject, made);
  return made;
}

function announceGroup(
  world: World,
  actor: Account,
  { pull, repository }: PullSubject,
  more: { readonly action: string; readonly reason?: string },
): void {
  if (!pull.queued) return;
  const { branch, base, head } = pull.queued;
  const person = ({ name, email }: Commit['author']) => ({ name, email });
  announce(world, 'merge_group', repository, actor, {
    ...more,
    merge_group: {
      head_sha: head.sha,
      head_ref: `refs/heads/${branch}`,
      base_sha: base.sha,
      base_ref: `refs/heads/${pull.baseBranch}`,
      head_commit: {
        id: head.sha,
        tree_id: head.tree,
        message: head.message,
        timestamp: head.committer.date,
        author: person(head.author),
        committer: person(head.committer),
      },
    },
  });
}
