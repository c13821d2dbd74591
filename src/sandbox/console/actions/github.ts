// What one may do only on GitHub: react, lock, transfer, review with a verdict, run a check again, use the merge queue.
import { z } from 'zod';
import { err, ok } from '../../../shared/result.js';
import type { Actor } from '../../github/actor.js';
import { isPull } from '../../forge/pull.js';
import { reactionContents, repositoryByName, type Subject } from '../../forge/state.js';
import type { ForgeVisit } from '../visit.js';
import { action, nothing, simple, type Action } from './action.js';
import { landing, numbered } from './landing.js';
import { method, notFound, onOpen, onPull } from './pull.js';
import { comment, onComment } from './subject.js';

/** Whoever is acted as, with all they can do on GitHub. */
function actorOf({ source, actor }: ForgeVisit): Actor {
  return source.sandbox.github.as(actor.login);
}

const react = onComment(z.object({ comment, content: z.enum(reactionContents) }), (visit, subject, form, found) => {
  actorOf(visit).react(form.comment, form.content);
  return landing(visit, subject, 'reacted', { anchor: visit.forge.anchorOf(found) });
});

function lockButton(key: 'locked' | 'unlocked'): Action<Subject> {
  return simple(nothing, (visit, subject) => {
    if (key === 'locked') actorOf(visit).lock(...numbered(subject));
    else actorOf(visit).unlock(...numbered(subject));
    return landing(visit, subject, key);
  });
}

const transfer = action<Subject, { to: string }>(z.object({ to: z.string() }), (visit, subject, { to }) => {
  const target = repositoryByName(visit.forge.world, to);
  if (!target || target === subject.repository) return err({ field: 'to' });
  if (isPull(subject)) return err('not-found');
  const moved = actorOf(visit).transferIssue(...numbered(subject), to);
  return ok(landing(visit, moved, 'transferred', { values: { to } }));
});

const reviewForm = z.object({
  choice: z.enum(['approve', 'request-changes', 'comment']),
  body: z.string().trim().max(65_536).default(''),
});

const review = onPull(reviewForm, (visit, subject, { choice, body }) => {
  const actor = actorOf(visit);
  if (choice !== 'comment' && subject.author === actor.account) return err({ field: 'choice' });
  const { id } = actor.review(...numbered(subject), choice, body);
  return ok(landing(visit, subject, `reviewed-${choice}`, { anchor: `pullrequestreview-${String(id)}` }));
});

const dismiss = onPull(z.object({ review: z.coerce.number().int().positive() }), (visit, subject, form) => {
  const found = subject.pull.reviews.find(({ id }) => id === form.review);
  if (!found || found.state === 'COMMENTED') return notFound;
  actorOf(visit).dismissReview(...numbered(subject), found.id);
  return ok(landing(visit, subject, 'dismissed', { anchor: `pullrequestreview-${String(found.id)}` }));
});

const rerun = onPull(z.object({ check: z.coerce.number().int().positive() }), (visit, subject, { check }) => {
  const run = visit.forge.world.checkRuns.get(check);
  if (run?.repository !== subject.repository) return notFound;
  actorOf(visit).rerun(check);
  return ok(landing(visit, subject, 'rerun', { values: { name: run.name } }));
});

const enqueue = onOpen(method, (visit, subject, options) => {
  if (subject.pull.queued) return notFound;
  actorOf(visit).enqueue(...numbered(subject), options);
  return ok(landing(visit, subject, 'enqueued'));
});

const leaveQueue = onOpen(z.object({ merged: z.literal('yes').optional() }), (visit, subject, { merged }) => {
  const { queued, baseBranch } = subject.pull;
  const isFirst = queued?.base === subject.repository.branches.get(baseBranch);
  if (!queued || (merged && !isFirst)) return notFound;
  if (merged) actorOf(visit).mergeQueued(...numbered(subject));
  else actorOf(visit).dequeue(...numbered(subject));
  return ok(landing(visit, subject, merged ? 'merged' : 'dequeued'));
});

/** By the last part of the address the form is sent to. */
export const githubActions: Readonly<Record<string, Action<Subject>>> = {
  react,
  lock: lockButton('locked'),
  unlock: lockButton('unlocked'),
  transfer,
  review,
  dismiss,
  rerun,
  enqueue,
  'leave-queue': leaveQueue,
};
