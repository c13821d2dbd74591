// Changes of comments and reactions: each updates the state; comments announce themselves and reactions do not.
import type { Account, Comment, Reaction, ReactionContent, Subject } from '../state.js';
import type { World } from '../world.js';

export function addComment(world: World, author: Account, subject: Subject, body: string, viaApp: boolean): Comment {
  const now = world.now();
  const comment: Comment = {
    id: world.ways.commentId(world, subject),
    subject,
    author,
    viaApp,
    createdAt: now,
    updatedAt: now,
    body,
    reactions: [],
  };
  world.comments.set(world.ways.commentKey(comment), comment);
  subject.comments.push(comment);
  subject.updatedAt = now;
  world.ways.comment(world, 'created', comment, author);
  return comment;
}

/** Edits a comment, whoever wrote it; the author stays. */
export function editComment(world: World, actor: Account, comment: Comment, body: string): void {
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  world.ways.comment(world, 'edited', comment, actor, from);
}

export function deleteComment(world: World, actor: Account, comment: Comment): void {
  world.comments.delete(world.ways.commentKey(comment));
  comment.subject.comments.splice(comment.subject.comments.indexOf(comment), 1);
  world.ways.comment(world, 'deleted', comment, actor);
}

/** Anything that can be reacted to. */
export type Reactable = Pick<Subject | Comment, 'reactions'>;

/** Adds a reaction; a second one of the same content by the same account is the first one. */
export function react(
  world: World,
  user: Account,
  target: Reactable,
  content: ReactionContent,
): { reaction: Reaction; created: boolean } {
  const same = target.reactions.find((reaction) => reaction.user === user && reaction.content === content);
  if (same) return { reaction: same, created: false };
  const reaction = { id: world.nextId(), user, content, createdAt: world.now() };
  target.reactions.push(reaction);
  world.changed();
  return { reaction, created: true };
}
