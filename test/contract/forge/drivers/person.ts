// People of simulations that stand on `src/sandbox/forge`, as the contract suite knows them.
import type { ForgeActor } from '../../../../src/sandbox/forge/actor.js';
import { history } from '../../../../src/sandbox/forge/git.js';
import { requireRepository } from '../../../../src/sandbox/forge/lookup.js';
import type { Subject } from '../../../../src/sandbox/forge/state.js';
import type { World } from '../../../../src/sandbox/forge/world.js';
import { models, type CommitThere, type Person } from '../driver.js';

/** What each simulation does in its own way. */
interface OwnWays<Ref> {
  /** The name of an issue or pull request as the simulation takes it, and the other way round. */
  readonly refOf: (number: string) => Ref;
  readonly numberOf: (subject: Subject) => string;
  readonly editComment: Person['editComment'];
  readonly deleteComment: Person['deleteComment'];
  readonly approve: (number: number) => void;
  readonly disapprove: (number: number) => void;
}

/** See RunningForge. */
export function historyOf(world: World, branch: string): readonly CommitThere[] | null {
  const tip = requireRepository(world, models).branches.get(branch);
  return tip ? history(tip) : null;
}

export function personOf<Ref>(actor: ForgeActor<Ref>, ways: OwnWays<Ref>): Person {
  const { refOf, numberOf, editComment, deleteComment, approve, disapprove } = ways;
  return {
    id: actor.account.id,
    openIssue: (title, body = '') => numberOf(actor.openIssue(models, { title, body })),
    openPull: (opening) => numberOf(actor.openPull(models, opening)),
    comment: (number, body) => String(actor.comment(models, refOf(number), body).id),
    editComment,
    deleteComment,
    editBody: (number, body) => {
      actor.editBody(models, refOf(number), body);
    },
    deleteIssue: (number) => {
      actor.deleteIssue(models, refOf(number));
    },
    close: (number) => {
      actor.close(models, refOf(number));
    },
    reopen: (number) => {
      actor.reopen(models, refOf(number));
    },
    label: (number, name) => {
      actor.label(models, refOf(number), name);
    },
    addMilestone: (title) => {
      actor.addMilestone(models, title);
    },
    closeMilestone: (title) => {
      actor.closeMilestone(models, title);
    },
    setMilestone: (number, title) => {
      actor.setMilestone(models, refOf(number), title);
    },
    release: (publication) => {
      actor.release(models, publication);
    },
    push: (number, options) => actor.push(models, Number(number), options).sha,
    approve: (number) => {
      approve(Number(number));
    },
    disapprove: (number) => {
      disapprove(Number(number));
    },
    merge: (number) => {
      actor.merge(models, Number(number));
    },
    commit: (edits, branch) => actor.commit(models, edits, branch === undefined ? {} : { branch }).sha,
    protect: (branch) => {
      actor.protect(models, branch);
    },
    rename: (login) => {
      actor.rename(login);
    },
  };
}
