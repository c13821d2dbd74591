// What the story's people do, done on the simulated forges.
import type { ForgeId } from '../../shared/refs.js';
import type { CommitPlan } from '../forge/changes/commits.js';
import type { Comment, Subject } from '../forge/state.js';
import { remediation, signedOff } from '../sign-off.js';
import type { Act, Change, Thread } from './scene.js';
import type { StoryActor, StoryForge } from './stage-forges.js';

/** One forge of the story. */
export interface Place {
  readonly forge: StoryForge;
  /** The organization of the story's repositories. */
  readonly owner: string;
  /** The login of a person of the charter, or the same login for anybody else. */
  readonly loginOf: (who: string) => string;
}

/** A text with the names of the threads that it speaks of. */
export type Spell = (text: string) => string;

/** A thread that has been opened. */
export interface OpenThread {
  /** `gitee:openclaw/c-bench#I4CF12`. */
  readonly name: string;
  perform(act: Act): void;
}

/** The forge of a thread. */
export function forgeOf({ on = 'github' }: Thread): ForgeId {
  return on;
}

function planOf(actor: StoryActor, { message, edits, unsigned = false, author }: Change): CommitPlan {
  return {
    message: unsigned ? message : signedOff(message, actor.signer()),
    edits,
    ...(author && { author: { ...author, login: null } }),
  };
}

function open(actor: StoryActor, repo: string, thread: Thread, spell: Spell): Subject {
  const { title, labels = [], pull } = thread;
  const body = spell(thread.body);
  if (!pull) return actor.openIssue(repo, { title, body, labels });
  const { branch, fork = false, draft = false } = pull;
  return actor.openPull(repo, { title, body, labels, branch, fork, draft, commits: [planOf(actor, pull)] });
}

/** The latest comment of a thread, or that of one account; throws when there is none. */
function latest({ title, comments }: Subject, login?: string): Comment {
  const found = comments.findLast(({ author }) => login === undefined || author.login === login);
  if (!found) throw new Error(`nobody has written in “${title}” yet`);
  return found;
}

/** The sign-off that the head commit lacks. */
function remedyOf({ title, pull }: Subject): CommitPlan {
  if (!pull) throw new Error(`“${title}” is not a pull request`);
  return { message: remediation(pull.head), edits: {} };
}

/** Opens a thread. */
export function openThread({ forge, owner, loginOf }: Place, thread: Thread, spell: Spell): OpenThread {
  const repo = `${owner}/${thread.repo}`;
  const subject = open(forge.as(loginOf(thread.by)), repo, thread, spell);
  const { number } = subject;
  const ref = forge.refOf(subject);

  function perform(act: Act): void {
    const actor = forge.as(loginOf(act.by));
    switch (act.do) {
      case 'say':
        actor.comment(repo, ref, spell(act.text));
        return;
      case 'edit':
        actor.rewrite(latest(subject, actor.account.login), act.text);
        return;
      case 'react':
        actor.react(latest(subject), act.with);
        return;
      case 'label':
        actor.label(repo, ref, ...act.names);
        return;
      case 'push':
        actor.push(repo, number, planOf(actor, act));
        return;
      case 'remedy':
        actor.push(repo, number, remedyOf(subject));
        return;
      case 'review':
        actor.review(repo, number, act.verdict, act.text);
        return;
      case 'retitle':
        actor.editTitle(repo, ref, act.title);
        return;
      case 'start':
        actor.start(repo, ref);
        return;
      case 'close':
        actor.close(repo, ref);
        return;
      case 'merge':
        actor.merge(repo, number);
        return;
      case 'reword':
        actor.editBody(repo, ref, act.text);
        return;
      case 'plan':
        actor.addMilestone(repo, act.milestone);
        actor.setMilestone(repo, ref, act.milestone);
        return;
      case 'reach':
        actor.closeMilestone(repo, act.milestone);
        return;
      case 'release':
        actor.release(repo, { tag: act.tag, body: `${act.text}\n\n${repo}#${String(ref)}` });
        return;
      case 'delete':
        actor.deleteIssue(repo, ref);
    }
  }

  return { name: `${forge.id}:${repo}#${String(ref)}`, perform };
}
