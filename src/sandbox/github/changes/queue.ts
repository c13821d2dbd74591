// GitHub's merge queue: pull requests wait in it for checks of what would be merged.
import { moveBranch, deleteBranch } from '../../forge/changes/code.js';
import { conclude, landed, tipOf, type MergeOptions } from '../../forge/changes/merging.js';
import type { Commit } from '../../forge/git.js';
import type { PullSubject } from '../../forge/pull.js';
import type { Account } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { announce, announceSubject } from './announce.js';

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
