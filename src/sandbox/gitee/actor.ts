// Acting as one of the people: everything a person can do on Gitee's pages that the product should hear of.
import { commentActor, forgeActor, type ForgeActor } from '../forge/actor.js';
import { dismissReview } from '../forge/changes/reviews.js';
import { requireRepository } from '../forge/lookup.js';
import { asPull, isPull, type PullSubject } from '../forge/pull.js';
import type { Account, Comment, Subject } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { passReview, setIssueState, type IssueState } from './changes.js';
import { pullCommentKey, subjectOf, type Ref } from './ident.js';
import type { GiteeState } from './state.js';
import { passTest } from './ways.js';

/** One person. `repo` is `OWNER/NAME`; an issue is named by its text (`I4CF12`), a pull request by its number; what is not there throws. */
export interface GiteeActor extends ForgeActor<Ref> {
  /** A comment of an issue. */
  editComment(id: number, body: string): Comment;
  deleteComment(id: number): void;
  /** A comment of a pull request: those have a row of their own. */
  editPullComment(id: number, body: string): Comment;
  deletePullComment(id: number): void;
  setState(repo: string, number: string, state: IssueState): void;
  /** Passes the review. */
  approve(repo: string, number: number): void;
  /** Passes the test. */
  pass(repo: string, number: number): void;
  /** Takes back who has passed the review so far. */
  resetReview(repo: string, number: number): void;
}

/** The issue or pull request; throws when it is not there. */
export function requireSubject(world: World, repo: string, ref: Ref): Subject {
  const found = subjectOf(requireRepository(world, repo), ref);
  if (!found) throw new Error(`there is no ${repo} ${String(ref)}`);
  return found;
}

function requireComment(world: World, id: number, on: 'issue' | 'pull'): Comment {
  const found = world.comments.get(on === 'pull' ? pullCommentKey(id) : id);
  if (!found || isPull(found.subject) !== (on === 'pull')) throw new Error(`there is no comment ${id} of a ${on}`);
  return found;
}

/** The actor of an account. */
export function createGiteeActor(world: World, gitee: GiteeState, account: Account): GiteeActor {
  const on = (repo: string, ref: Ref): Subject => requireSubject(world, repo, ref);
  const pullOn = (repo: string, number: number): PullSubject => asPull(on(repo, number));
  const pulls = commentActor(world, account, (id) => requireComment(world, id, 'pull'));
  return {
    ...forgeActor<Ref>(world, account, on),
    ...commentActor(world, account, (id) => requireComment(world, id, 'issue')),
    editPullComment: (id, body) => pulls.editComment(id, body),
    deletePullComment: (id) => {
      pulls.deleteComment(id);
    },
    setState: (repo, number, state) => {
      setIssueState(world, account, on(repo, number), state);
    },
    approve: (repo, number) => {
      passReview(world, account, pullOn(repo, number));
    },
    pass: (repo, number) => {
      passTest(world, gitee, pullOn(repo, number), account);
    },
    resetReview: (repo, number) => {
      const subject = pullOn(repo, number);
      for (const review of subject.pull.reviews) {
        if (review.state === 'APPROVED') dismissReview(world, account, subject, review);
      }
    },
  };
}
