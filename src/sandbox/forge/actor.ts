// Acting as one of the people of a simulated forge: what a person can do on any forge that the product should hear of.
import { protectBranch, pushFiles } from './changes/code.js';
import { addComment, deleteComment, editComment } from './changes/comments.js';
import { signerOf, type CommitPlan, type FileEdits } from './changes/commits.js';
import { addLabels, deleteIssue, editSubject, openIssue, removeLabel, type Opening } from './changes/issues.js';
import { mergePull, type MergeOptions } from './changes/merging.js';
import {
  addMilestone,
  closeMilestone,
  publishRelease,
  requireMilestone,
  setMilestone,
  type Publication,
} from './changes/planning.js';
import { openPull, pushToPull, retarget, rewordPull, setDraft, type PullOpening } from './changes/pulls.js';
import type { Commit } from './git.js';
import { requireRepository } from './lookup.js';
import { asPull, type PullSubject } from './pull.js';
import type { Account, Comment, Subject } from './state.js';
import type { Signer, World } from './world.js';

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

/** One person. `repo` is `OWNER/NAME`; unknown repositories and numbers throw. `Ref` is how issues are named. */
export interface ForgeActor<Ref> {
  readonly account: Account;
  /** The name and no-reply address with which this person commits. */
  signer(): Signer;
  openIssue(repo: string, opening: Opening): Subject;
  /** With `viaApp` it is written by way of an app in the person's name. */
  comment(repo: string, number: Ref, body: string, options?: { readonly viaApp?: boolean }): Comment;
  editTitle(repo: string, number: Ref, title: string): void;
  editBody(repo: string, number: Ref, body: string): void;
  close(repo: string, number: Ref): void;
  reopen(repo: string, number: Ref): void;
  deleteIssue(repo: string, number: Ref): void;
  label(repo: string, number: Ref, ...names: readonly string[]): void;
  unlabel(repo: string, number: Ref, name: string): void;
  addMilestone(repo: string, title: string): void;
  closeMilestone(repo: string, title: string): void;
  /** Puts an issue or pull request into a milestone, or (null) takes it out. */
  setMilestone(repo: string, number: Ref, title: string | null): void;
  release(repo: string, publication: Publication): void;
  /** Changes this person's login. No forge sends a webhook for it. */
  rename(login: string): void;
  openPull(repo: string, opening: PullOpening): PullSubject;
  /** A new head for a pull request. */
  push(repo: string, number: number, options?: PushOptions): Commit;
  /** The same commits with other messages, as `git rebase --signoff` and a forced push make them. */
  reword(repo: string, number: number, reword: (message: string, commit: Commit) => string): Commit;
  /** A commit on a branch, by default the default branch; a branch that is missing is made from it. */
  commit(repo: string, edits: FileEdits, options?: Omit<CommitPlan, 'edits'> & { readonly branch?: string }): Commit;
  /** The branch takes no push by way of the API any more. */
  protect(repo: string, branch: string): void;
  /** Ready for review, or a draft again. */
  setDraft(repo: string, number: number, draft: boolean): void;
  /** Changes the branch it is to be merged into. */
  retarget(repo: string, number: number, branch: string): void;
  merge(repo: string, number: number, options?: MergeOptions): Commit;
}

/** Finds an issue or pull request; throws when it is not there. */
export type Find<Ref> = (repo: string, number: Ref) => Subject;

/** Edits or deletes a comment of anybody's. */
export function commentActor(world: World, account: Account, find: (id: number) => Comment) {
  return {
    editComment(id: number, body: string): Comment {
      const comment = find(id);
      editComment(world, account, comment, body);
      return comment;
    },
    deleteComment(id: number): void {
      deleteComment(world, account, find(id));
    },
  };
}

/** What the person of an account does on any forge. */
export function forgeActor<Ref>(world: World, account: Account, on: Find<Ref | number>): ForgeActor<Ref> {
  function pullOn(repo: string, number: number): PullSubject {
    return asPull(on(repo, number));
  }
  return {
    account,
    signer: () => signerOf(world, account),
    openIssue: (repo, opening) => openIssue(world, account, requireRepository(world, repo), opening),
    comment: (repo, number, body, { viaApp = false } = {}) =>
      addComment(world, account, on(repo, number), body, viaApp),
    editTitle: (repo, number, title) => {
      editSubject(world, account, on(repo, number), { title });
    },
    editBody: (repo, number, body) => {
      editSubject(world, account, on(repo, number), { body });
    },
    close: (repo, number) => {
      editSubject(world, account, on(repo, number), { state: 'closed' });
    },
    reopen: (repo, number) => {
      editSubject(world, account, on(repo, number), { state: 'open' });
    },
    deleteIssue: (repo, number) => {
      deleteIssue(world, account, on(repo, number));
    },
    label: (repo, number, ...names) => {
      addLabels(world, account, on(repo, number), names);
    },
    unlabel: (repo, number, name) => {
      if (!removeLabel(world, account, on(repo, number), name))
        throw new Error(`${repo}#${String(number)} has no label ${name}`);
    },
    addMilestone: (repo, title) => {
      addMilestone(world, account, requireRepository(world, repo), title);
    },
    closeMilestone: (repo, title) => {
      const repository = requireRepository(world, repo);
      closeMilestone(world, account, repository, requireMilestone(repository, title));
    },
    setMilestone: (repo, number, title) => {
      const subject = on(repo, number);
      const milestone = title === null ? null : requireMilestone(subject.repository, title);
      setMilestone(world, account, subject, milestone);
    },
    release: (repo, publication) => {
      publishRelease(world, account, requireRepository(world, repo), publication);
    },
    rename(login) {
      const taken = [...world.accounts.values()].some((one) => one.login.toLowerCase() === login.toLowerCase());
      if (taken) throw new Error(`the login ${login} is taken`);
      account.login = login;
      world.changed();
    },
    openPull: (repo, opening) => openPull(world, account, requireRepository(world, repo), opening),
    push(repo, number, { commits, amend = false, restart = false, sameTree = false, ...one } = {}) {
      const serial = world.nextId();
      const own =
        sameTree || amend || one.renames || one.merge !== undefined
          ? {}
          : { [`changes/push-${serial}.md`]: `Push ${serial}\n` };
      const single = { ...(one.merge === undefined ? { message: `Push ${serial}` } : {}), edits: own, ...one };
      const how = restart ? 'restart' : amend || sameTree ? 'amend' : 'add';
      return pushToPull(world, account, pullOn(repo, number), { commits: commits ?? [single], how });
    },
    reword: (repo, number, reword) => rewordPull(world, account, pullOn(repo, number), reword),
    commit(repo, edits, { branch, ...plan } = {}) {
      const repository = requireRepository(world, repo);
      return pushFiles(world, account, repository, { ...plan, edits, branch: branch ?? repository.defaultBranch });
    },
    protect: (repo, branch) => {
      protectBranch(world, requireRepository(world, repo), branch);
    },
    setDraft: (repo, number, draft) => {
      setDraft(world, account, pullOn(repo, number), draft);
    },
    retarget: (repo, number, branch) => {
      retarget(world, account, pullOn(repo, number), branch);
    },
    merge: (repo, number, options) => mergePull(world, account, pullOn(repo, number), options),
  };
}
