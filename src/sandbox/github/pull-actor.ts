// Acting on pull requests as one of the people: opening, pushing, reviewing, merging, asking for checks again.
import { pushFiles } from './changes/code.js';
import type { CommitPlan, FileEdits } from './changes/commits.js';
import { rerequestRun, rerequestSuite } from './changes/checks.js';
import { dequeue, enqueue, mergePull, mergeQueued, type MergeOptions } from './changes/merging.js';
import { openPull, pushToPull, retarget, rewordPull, setDraft, type PullOpening } from './changes/pulls.js';
import { dismissReview, editReview, submitReview, type ReviewChoice } from './changes/reviews.js';
import type { Commit } from './git.js';
import { requireCheckRun, requirePull, requireRepository, requireReview } from './lookup.js';
import type { PullSubject } from './shapes/pull.js';
import type { Account, Review, World } from './state.js';

/** How a push to a pull request differs from one more commit of one more file. */
export interface PushOptions extends CommitPlan {
  /** Several commits, the oldest first, instead of the one that the other fields say. */
  readonly commits?: readonly CommitPlan[];
  /** The first commit replaces the last there was, keeps its author and changes its files, if it says how: a forced push. */
  readonly amend?: boolean;
  /** The commits replace all there were: a forced push. */
  readonly restart?: boolean;
  /** A new head whose files are the same, as after rewording the last commit: a forced push. */
  readonly sameTree?: boolean;
}

/** What a person does to pull requests. `repo` is `OWNER/NAME`; unknown repositories, numbers, reviews and checks throw. */
export interface PullActor {
  openPull(repo: string, opening: PullOpening): PullSubject;
  /** A new head for a pull request. */
  push(repo: string, number: number, options?: PushOptions): Commit;
  /** The same commits with other messages, as `git rebase --signoff` and a forced push make them. */
  reword(repo: string, number: number, reword: (message: string, commit: Commit) => string): Commit;
  /** A commit on a branch, by default the default branch; a branch that is missing is made from it. */
  commit(repo: string, edits: FileEdits, options?: Omit<CommitPlan, 'edits'> & { readonly branch?: string }): Commit;
  /** Ready for review, or a draft again. */
  setDraft(repo: string, number: number, draft: boolean): void;
  /** Changes the branch it is to be merged into. */
  retarget(repo: string, number: number, branch: string): void;
  /** Reviews the head as it is now. */
  review(repo: string, number: number, choice: ReviewChoice, body?: string): Review;
  editReview(repo: string, number: number, id: number, body: string): void;
  dismissReview(repo: string, number: number, id: number): void;
  merge(repo: string, number: number, options?: MergeOptions): Commit;
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

/** What the person of an account does to pull requests. */
export function pullActor(world: World, account: Account): PullActor {
  function on(repo: string, number: number): PullSubject {
    return requirePull(world, repo, number);
  }
  return {
    openPull: (repo, opening) => openPull(world, account, requireRepository(world, repo), opening),
    push(repo, number, { commits, amend = false, restart = false, sameTree = false, ...one } = {}) {
      const serial = world.nextId();
      const own =
        sameTree || amend || one.renames || one.merge !== undefined
          ? {}
          : { [`changes/push-${serial}.md`]: `Push ${serial}\n` };
      const single = { ...(one.merge === undefined ? { message: `Push ${serial}` } : {}), edits: own, ...one };
      const how = restart ? 'restart' : amend || sameTree ? 'amend' : 'add';
      return pushToPull(world, account, on(repo, number), { commits: commits ?? [single], how });
    },
    reword: (repo, number, reword) => rewordPull(world, account, on(repo, number), reword),
    commit(repo, edits, { branch, ...plan } = {}) {
      const repository = requireRepository(world, repo);
      return pushFiles(world, account, repository, { ...plan, edits, branch: branch ?? repository.defaultBranch });
    },
    setDraft: (repo, number, draft) => {
      setDraft(world, account, on(repo, number), draft);
    },
    retarget: (repo, number, branch) => {
      retarget(world, account, on(repo, number), branch);
    },
    review: (repo, number, choice, body = '') => submitReview(world, account, on(repo, number), choice, body),
    editReview: (repo, number, id, body) => {
      const subject = on(repo, number);
      editReview(world, account, subject, requireReview(subject, id), body);
    },
    dismissReview: (repo, number, id) => {
      const subject = on(repo, number);
      dismissReview(world, account, subject, requireReview(subject, id));
    },
    merge: (repo, number, options) => mergePull(world, account, on(repo, number), options),
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
