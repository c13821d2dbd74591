// What GitHub does with issues and other forges do not: locking, and moving to another repository.
import { addSubject } from '../../forge/changes/issues.js';
import type { Account, Repository, Subject } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { issueJson } from '../shapes/issue.js';
import { repositoryJson } from '../shapes/repository.js';
import { announceSubject } from './announce.js';

export function lockSubject(world: World, actor: Account, subject: Subject, locked: boolean): void {
  subject.locked = locked;
  announceSubject(world, locked ? 'locked' : 'unlocked', subject, actor);
}

/** Moves an issue to another repository: new id and number there, the comments with their ids go along. */
export function transferIssue(world: World, actor: Account, subject: Subject, target: Repository): Subject {
  if (subject.pull) throw new Error('GitHub cannot transfer a pull request');
  const before = issueJson(world, subject);
  const labels = subject.labels.map(({ name }) => name);
  const moved = addSubject(world, subject.author, target, { ...subject, labels }, null);
  Object.assign(moved, { createdAt: subject.createdAt, state: subject.state, stateReason: subject.stateReason });
  Object.assign(moved, { closedAt: subject.closedAt, closedBy: subject.closedBy, locked: subject.locked });
  moved.reactions.push(...subject.reactions);
  moved.comments.push(...subject.comments);
  for (const comment of moved.comments) comment.subject = moved;
  subject.transferredTo = moved;
  const [old, now] = [repositoryJson(world, subject.repository), repositoryJson(world, target)];
  const gone = { issue: before, changes: { new_issue: issueJson(world, moved), new_repository: now } };
  announceSubject(world, 'transferred', subject, actor, gone);
  announceSubject(world, 'opened', moved, actor, { changes: { old_issue: before, old_repository: old } });
  return moved;
}
