// Acting on pull requests in GitHub's own ways: reviewing, the merge queue, asking for checks again.
import { rerequestRun, rerequestSuite } from './changes/checks.js';
import { dequeue, enqueue, mergeQueued } from './changes/queue.js';
import type { MergeOptions } from '../forge/changes/merging.js';
import { dismissReview, editReview, submitReview, type ReviewChoice } from '../forge/changes/reviews.js';
import type { Commit } from '../forge/git.js';
import { requireCheckRun, requirePull, requireReview } from '../forge/lookup.js';
import type { PullSubject } from '../forge/pull.js';
import type { Account, Review } from '../forge/state.js';
import type { World } from '../forge/world.js';

/** What a person does to pull requests on GitHub. `repo` is `OWNER/NAME`; unknown repositories, numbers, reviews and checks throw. */
export interface PullActor {
  /** Reviews the head as it is now. */
  review(repo: string, number: number, choice: ReviewChoice, body?: string): Review;
  editReview(repo: string, number: number, id: number, body: string): void;
  dismissReview(repo: string, number: number, id: number): void;
  /** Into the merge queue; answers the commit that it would merge. */
  enqueue(repo: string, number: number, options?: MergeOptions): Commit;
  /** Merges the first in the queue. */
  mergeQueued(repo: string, number: number): Commit;
  /** Out of the queue, unmerged. */
  dequeue(repo: string, number: number): void;
  /** The button that asks for one check run again. */
  rerun(checkRunId: number): void;
  /** The button that asks for all check runs on the commit of this one again. */
  rerunAll(checkRunId: number): void;
}

/** What the person of an account does to pull requests on GitHub. */
export function pullActor(world: World, account: Account): PullActor {
  function on(repo: string, number: number): PullSubject {
    return requirePull(world, repo, number);
  }
  return {
    review: (repo, number, choice, body = '') => submitReview(world, account, on(repo, number), choice, body),
    editReview: (repo, number, id, body) => {
      const subject = on(repo, number);
      editReview(world, account, subject, requireReview(subject, id), body);
    },
    dismissReview: (repo, number, id) => {
      const subject = on(repo, number);
      dismissReview(world, account, subject, requireReview(subject, id));
    },
    enqueue: (repo, number, options) => enqueue(world, account, on(repo, number), options),
    mergeQueued: (repo, number) => mergeQueued(world, account, on(repo, number)),
    dequeue: (repo, number) => {
      dequeue(world, account, on(repo, number));
    },
    rerun: (id) => {
      rerequestRun(world, account, requireCheckRun(world, id));
    },
    rerunAll: (id) => {
      rerequestSuite(world, account, requireCheckRun(world, id));
    },
  };
}
