// Acting as one of the people: everything a person can do on GitHub's pages that the product should hear of.
import { commentActor, forgeActor, type ForgeActor } from '../forge/actor.js';
import { react } from '../forge/changes/comments.js';
import { requireComment, requireRepository, requireSubject } from '../forge/lookup.js';
import { requireAccount } from '../forge/seed.js';
import type { Account, Comment, ReactionContent, Subject } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { announceInstallation } from './changes/announce.js';
import { lockSubject, transferIssue } from './changes/issues.js';
import { renameRepository } from './changes/repository.js';
import { pullActor, type PullActor } from './pull-actor.js';
import { addInstallation } from './seed.js';

/** One person. `repo` is `OWNER/NAME`; unknown repositories, numbers and comments throw. */
export interface Actor extends ForgeActor<number>, PullActor {
  editComment(id: number, body: string): Comment;
  deleteComment(id: number): void;
  lock(repo: string, number: number): void;
  unlock(repo: string, number: number): void;
  /** Answers the issue in its new repository. */
  transferIssue(repo: string, number: number, to: string): Subject;
  react(commentId: number, content: ReactionContent): void;
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
    ...forgeActor<number>(world, account, on),
    ...commentActor(world, account, (id) => requireComment(world, id)),
    ...pullActor(world, account),
    lock: (repo, number) => {
      lockSubject(world, account, on(repo, number), true);
    },
    unlock: (repo, number) => {
      lockSubject(world, account, on(repo, number), false);
    },
    transferIssue: (repo, number, to) => transferIssue(world, account, on(repo, number), requireRepository(world, to)),
    react: (commentId, content) => {
      react(world, account, requireComment(world, commentId), content);
    },
    renameRepository: (repo, name) => {
      renameRepository(world, account, requireRepository(world, repo), name);
    },
    install(login) {
      announceInstallation(world, addInstallation(world, requireAccount(world, login)), account);
    },
  };
}
