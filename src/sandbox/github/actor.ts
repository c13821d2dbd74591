// Acting as one of the people: everything a person can do on GitHub's pages that the product should hear of.
import { announceInstallation } from './changes/announce.js';
import { renameRepository } from './changes/code.js';
import { addComment, deleteComment, editComment, react } from './changes/comments.js';
import {
  addLabels,
  deleteIssue,
  editSubject,
  lockSubject,
  openIssue,
  removeLabel,
  transferIssue,
} from './changes/issues.js';
import type { Opening } from './changes/issues.js';
import { requireComment, requireRepository, requireSubject } from './lookup.js';
import { pullActor, type PullActor } from './pull-actor.js';
import { addInstallation, requireAccount } from './seed.js';
import type { Account, Comment, ReactionContent, Subject, World } from './state.js';

/** One person. `repo` is `OWNER/NAME`; unknown repositories, numbers and comments throw. */
export interface Actor extends PullActor {
  readonly account: Account;
  openIssue(repo: string, opening: Opening): Subject;
  /** With `viaApp` it is written by way of an app in the person's name. */
  comment(repo: string, number: number, body: string, options?: { readonly viaApp?: boolean }): Comment;
  editComment(id: number, body: string): Comment;
  deleteComment(id: number): void;
  editTitle(repo: string, number: number, title: string): void;
  editBody(repo: string, number: number, body: string): void;
  close(repo: string, number: number): void;
  reopen(repo: string, number: number): void;
  lock(repo: string, number: number): void;
  unlock(repo: string, number: number): void;
  deleteIssue(repo: string, number: number): void;
  /** Answers the issue in its new repository. */
  transferIssue(repo: string, number: number, to: string): Subject;
  label(repo: string, number: number, ...names: readonly string[]): void;
  unlabel(repo: string, number: number, name: string): void;
  react(commentId: number, content: ReactionContent): void;
  /** Changes this person's login. GitHub sends no webhook for it. */
  rename(login: string): void;
  renameRepository(repo: string, name: string): void;
  /** Installs the app on an account; sends `installation`. */
  install(login: string): void;
}

/** The actor of an account. */
export function createActor(world: World, account: Account): Actor {
  function on(repo: string, number: number): Subject {
    return requireSubject(world, repo, number);
  }
  return {
    ...pullActor(world, account),
    account,
    openIssue: (repo, opening) => openIssue(world, account, requireRepository(world, repo), opening),
    comment: (repo, number, body, { viaApp = false } = {}) =>
      addComment(world, account, on(repo, number), body, viaApp),
    editComment(id, body) {
      const comment = requireComment(world, id);
      editComment(world, account, comment, body);
      return comment;
    },
    deleteComment: (id) => {
      deleteComment(world, account, requireComment(world, id));
    },
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
    lock: (repo, number) => {
      lockSubject(world, account, on(repo, number), true);
    },
    unlock: (repo, number) => {
      lockSubject(world, account, on(repo, number), false);
    },
    deleteIssue: (repo, number) => {
      deleteIssue(world, account, on(repo, number));
    },
    transferIssue: (repo, number, to) => transferIssue(world, account, on(repo, number), requireRepository(world, to)),
    label: (repo, number, ...names) => {
      addLabels(world, account, on(repo, number), names);
    },
    unlabel: (repo, number, name) => {
      if (!removeLabel(world, account, on(repo, number), name))
        throw new Error(`${repo}#${number} has no label ${name}`);
    },
    react: (commentId, content) => {
      react(world, account, requireComment(world, commentId), content);
    },
    rename(login) {
      const taken = [...world.accounts.values()].some((one) => one.login.toLowerCase() === login.toLowerCase());
      if (taken) throw new Error(`the login ${login} is taken`);
      account.login = login;
      world.changed();
    },
    renameRepository: (repo, name) => {
      renameRepository(world, account, requireRepository(world, repo), name);
    },
    install(login) {
      announceInstallation(world, addInstallation(world, requireAccount(world, login)), account);
    },
  };
}
