// What the story's people do, done on the simulated GitHub.
import type { Actor } from '../github/actor.js';
import type { CommitPlan } from '../forge/changes/commits.js';
import type { SimulatedGitHub } from '../github/index.js';
import { repositoryByName } from '../forge/state.js';
import { remediation, signedOff } from '../sign-off.js';
import type { Act, Change, Thread } from './scene.js';

/** Where the story is played. */
export interface Place {
  readonly github: SimulatedGitHub;
  /** The organization of the story's repositories. */
  readonly owner: string;
  /** The login of a person of the charter, or the same login for anybody else. */
  readonly loginOf: (who: string) => string;
}

function planOf(actor: Actor, { message, edits, unsigned = false, author }: Change): CommitPlan {
  return {
    message: unsigned ? message : signedOff(message, actor.signer()),
    edits,
    ...(author && { author: { ...author, login: null } }),
  };
}

/** Opens a thread and answers its number. */
export function openThread({ github, owner, loginOf }: Place, thread: Thread): number {
  const { repo, by, title, body, labels = [], pull } = thread;
  const actor = github.as(loginOf(by));
  const name = `${owner}/${repo}`;
  if (!pull) return actor.openIssue(name, { title, body, labels }).number;
  const { branch, fork = false, draft = false } = pull;
  const commits = [planOf(actor, pull)];
  return actor.openPull(name, { title, body, labels, branch, fork, draft, commits }).number;
}

/** Adds the sign-off that the head commit lacks. */
function remedy({ state }: SimulatedGitHub, actor: Actor, name: string, number: number): void {
  const head = repositoryByName(state, name)?.subjects.get(number)?.pull?.head;
  if (!head) throw new Error(`${name}#${String(number)} is not a pull request`);
  actor.push(name, number, { message: remediation(head), edits: {} });
}

/** Does an act in the thread that has this number. */
export function perform({ github, owner, loginOf }: Place, { repo }: Thread, number: number, act: Act): void {
  const name = `${owner}/${repo}`;
  const actor = github.as(loginOf(act.by));
  const latest = (by?: string): number => {
    const found = github.comments(name, number).findLast(({ author }) => by === undefined || author.login === by);
    if (!found) throw new Error(`nobody has written in ${name}#${String(number)} yet`);
    return found.id;
  };
  switch (act.do) {
    case 'say':
      actor.comment(name, number, act.text);
      return;
    case 'edit':
      actor.editComment(latest(actor.account.login), act.text);
      return;
    case 'react':
      actor.react(latest(), act.with);
      return;
    case 'label':
      actor.label(name, number, ...act.names);
      return;
    case 'push':
      actor.push(name, number, planOf(actor, act));
      return;
    case 'remedy':
      remedy(github, actor, name, number);
      return;
    case 'review':
      actor.review(name, number, act.verdict, act.text);
      return;
    case 'retitle':
      actor.editTitle(name, number, act.title);
      return;
    case 'close':
      actor.close(name, number);
      return;
    case 'merge':
      actor.merge(name, number);
      return;
    case 'delete':
      actor.deleteIssue(name, number);
  }
}
