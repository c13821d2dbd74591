// Changes that only Gitee knows: more states of an issue, passing a review, hooks.
import { editSubject } from '../forge/changes/issues.js';
import { submitReview } from '../forge/changes/reviews.js';
import type { PullSubject } from '../forge/pull.js';
import type { Account, Repository, Subject } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { pushPayload } from './payloads.js';
import { stateOf } from './roles.js';
import type { GiteeState, Hook } from './state.js';

export type IssueState = 'open' | 'progressing' | 'closed' | 'rejected';

/** Changes the state of an issue, and tells of it when it is another one. */
export function setIssueState(world: World, actor: Account, subject: Subject, state: IssueState): void {
  if (stateOf(subject) === state) return;
  const reason = state === 'progressing' || state === 'rejected' ? state : null;
  const side = state === 'open' || state === 'progressing' ? 'open' : 'closed';
  if (subject.state === side) {
    Object.assign(subject, { stateReason: reason, updatedAt: world.now() });
    world.ways.subject(world, { action: side === 'open' ? 'reopened' : 'closed' }, subject, actor);
    return;
  }
  editSubject(world, actor, subject, { state: side, stateReason: reason });
}

/** Passes a pull request in Gitee's own review; that is all one can say there. */
export function passReview(world: World, actor: Account, subject: PullSubject): void {
  submitReview(world, actor, subject, 'approve', '');
}

/** Adds a hook to a repository. */
export function addHook(
  world: World,
  gitee: GiteeState,
  repository: Repository,
  hook: Omit<Hook, 'id' | 'repositoryId' | 'createdAt' | 'result' | 'resultCode'>,
): Hook {
  const made: Hook = {
    ...hook,
    id: world.nextId(),
    repositoryId: repository.id,
    createdAt: world.now(),
    result: null,
    resultCode: null,
  };
  gitee.hooks.set(made.id, made);
  return made;
}

/** The button that tries a hook: it tells of the last push to the default branch once more. */
export function pingHook(world: World, hook: Hook, actor: Account): void {
  const repository = world.repositories.get(hook.repositoryId);
  const head = repository?.branches.get(repository.defaultBranch);
  if (!repository || !head) throw new Error(`hook ${hook.id} has no repository`);
  const push = { branch: repository.defaultBranch, before: head.parents[0], head };
  const payload = pushPayload(world, push, repository, actor);
  world.emit({ event: 'Push Hook', payload, hook: { id: hook.id, ping: true } });
}
