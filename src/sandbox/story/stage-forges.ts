// The simulated forges as the story's people use them: what both can do under one name, and what only one can.
import type { ForgeId } from '../../shared/refs.js';
import type { ForgeActor } from '../forge/actor.js';
import { isPull } from '../forge/pull.js';
import type { Comment, ReactionContent, Subject } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { refOf, type Ref } from '../gitee/ident.js';
import type { SimulatedGitee } from '../gitee/index.js';
import type { SimulatedGitHub } from '../github/index.js';
import type { ReviewVerdict } from './scene.js';

/** One person on one forge. What cannot be done there throws. */
export interface StoryActor extends ForgeActor<Ref> {
  rewrite(comment: Comment, text: string): void;
  react(comment: Comment, content: ReactionContent): void;
  review(repo: string, number: number, verdict: ReviewVerdict, text: string): void;
  /** Marks an issue as being worked on. */
  start(repo: string, number: Ref): void;
}

export interface StoryForge {
  readonly id: ForgeId;
  readonly world: World;
  as(login: string): StoryActor;
  /** How the forge names an issue or pull request. */
  refOf(subject: Subject): Ref;
}

/** The simulated GitHub. */
export function onGitHub(github: SimulatedGitHub): StoryForge {
  return {
    id: 'github',
    world: github.state,
    refOf: ({ number }) => number,
    as(login) {
      const actor = github.as(login);
      return {
        ...actor,
        rewrite: ({ id }, text) => {
          actor.editComment(id, text);
        },
        react: ({ id }, content) => {
          actor.react(id, content);
        },
        review: (repo, number, verdict, text) => {
          actor.review(repo, number, verdict, text);
        },
        start: () => {
          throw new Error('an issue on GitHub is open or closed');
        },
      };
    },
  };
}

/** The simulated Gitee. */
export function onGitee(gitee: SimulatedGitee): StoryForge {
  return {
    id: 'gitee',
    world: gitee.world,
    refOf,
    as(login) {
      const actor = gitee.as(login);
      return {
        ...actor,
        rewrite: ({ id, subject }, text) => {
          if (isPull(subject)) actor.editPullComment(id, text);
          else actor.editComment(id, text);
        },
        react: () => {
          throw new Error('there are no reactions on Gitee');
        },
        review: (repo, number, verdict, text) => {
          if (verdict !== 'approve') throw new Error('on Gitee one can only pass a pull request');
          if (text !== '') actor.comment(repo, number, text);
          actor.approve(repo, number);
        },
        start: (repo, number) => {
          actor.setState(repo, String(number), 'progressing');
        },
      };
    },
  };
}
