// What one may do with a pull request alone: push, review, make it a draft, merge it, ask for its checks again.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import type { Actor } from '../../github/actor.js';
import { isPull, type PullSubject } from '../../forge/pull.js';
import type { Subject } from '../../forge/state.js';
import { signedOff } from '../../sign-off.js';
import type { Visit } from '../visit.js';
import { action, nothing, path, type Action, type Landing, type Refusal } from './action.js';
import { actorOf, at, landing } from './landing.js';

type Outcome = Result<Landing, Refusal>;
const notFound = err('not-found' as const);

/** An action on a pull request; issues have none. */
function onPull<Form>(
  schema: z.ZodType<Form>,
  act: (visit: Visit, subject: PullSubject, form: Form) => Outcome,
): Action<Subject> {
  return action(schema, (visit, subject, form) => (isPull(subject) ? act(visit, subject, form) : notFound));
}

/** One on a pull request that is open. */
function onOpen<Form>(
  schema: z.ZodType<Form>,
  act: (visit: Visit, subject: PullSubject, form: Form) => Outcome,
): Action<Subject> {
  return onPull(schema, (visit, subject, form) => (subject.state === 'open' ? act(visit, subject, form) : notFound));
}

function button(key: string, press: (actor: Actor, subject: PullSubject) => void): Action<Subject> {
  return onOpen(nothing, (visit, subject) => {
    press(actorOf(visit), subject);
    return ok(landing(visit, subject, key));
  });
}

/** A field that may be left empty. */
function optional<Form>(schema: z.ZodType<Form>): z.ZodType<Form | ''> {
  return z.union([z.literal(''), schema]);
}

const pushForm = z.object({
  message: z.string().trim().max(65_536).default(''),
  'sign-off': z.literal('yes').optional(),
  path: optional(path).default(''),
  content: z.string().max(65_536).default(''),
  how: z.enum(['add', 'amend']),
});

/** The text of a file with the line end that files have. */
export function fileText(content: string): string {
  return content.endsWith('\n') ? content : `${content}\n`;
}

const push = onOpen(pushForm, (visit, subject, { message, path: file, content, how, 'sign-off': signs }) => {
  const actor = actorOf(visit);
  const amend = how === 'amend';
  const written = message.replace(/\r\n?/g, '\n') || (amend ? subject.pull.head.message : 'Update files');
  actor.push(...at(subject), {
    message: signs ? signedOff(written, actor.signer()) : written,
    edits: file === '' ? {} : { [file]: fileText(content) },
    amend,
  });
  return ok(landing(visit, subject, amend ? (file === '' ? 'pushed-same' : 'amended') : 'pushed'));
});

const signAll = button('signed-off', (actor, subject) => {
  actor.reword(...at(subject), (message) => signedOff(message, actor.signer()));
});

const reviewForm = z.object({
  choice: z.enum(['approve', 'request-changes', 'comment']),
  body: z.string().trim().max(65_536).default(''),
});

const review = onPull(reviewForm, (visit, subject, { choice, body }) => {
  const actor = actorOf(visit);
  if (choice !== 'comment' && subject.author === actor.account) return err({ field: 'choice' });
  const { id } = actor.review(...at(subject), choice, body);
  return ok(landing(visit, subject, `reviewed-${choice}`, { anchor: `pullrequestreview-${String(id)}` }));
});

const dismiss = onPull(z.object({ review: z.coerce.number().int().positive() }), (visit, subject, form) => {
  const found = subject.pull.reviews.find(({ id }) => id === form.review);
  if (!found || found.state === 'COMMENTED') return notFound;
  actorOf(visit).dismissReview(...at(subject), found.id);
  return ok(landing(visit, subject, 'dismissed', { anchor: `pullrequestreview-${String(found.id)}` }));
});

const retarget = onOpen(z.object({ branch: z.string().max(255) }), (visit, subject, { branch }) => {
  if (!subject.repository.branches.has(branch) || branch === subject.pull.baseBranch) return err({ field: 'branch' });
  actorOf(visit).retarget(...at(subject), branch);
  return ok(landing(visit, subject, 'retargeted', { values: { branch } }));
});

const rerun = onPull(z.object({ check: z.coerce.number().int().positive() }), (visit, subject, { check }) => {
  const run = visit.source.sandbox.github.state.checkRuns.get(check);
  if (run?.repository !== subject.repository) return notFound;
  actorOf(visit).rerun(check);
  return ok(landing(visit, subject, 'rerun', { values: { name: run.name } }));
});

const method = z.object({ method: z.enum(['merge', 'squash', 'rebase']).default('merge') });

const merge = onPull(method, (visit, subject, options) => {
  if (subject.state === 'open' && !subject.pull.queued) actorOf(visit).merge(...at(subject), options);
  return ok(landing(visit, subject, 'merged'));
});

const enqueue = onOpen(method, (visit, subject, options) => {
  if (subject.pull.queued) return notFound;
  actorOf(visit).enqueue(...at(subject), options);
  return ok(landing(visit, subject, 'enqueued'));
});

const leaveQueue = onOpen(z.object({ merged: z.literal('yes').optional() }), (visit, subject, { merged }) => {
  const { queued, baseBranch } = subject.pull;
  const isFirst = queued?.base === subject.repository.branches.get(baseBranch);
  if (!queued || (merged && !isFirst)) return notFound;
  if (merged) actorOf(visit).mergeQueued(...at(subject));
  else actorOf(visit).dequeue(...at(subject));
  return ok(landing(visit, subject, merged ? 'merged' : 'dequeued'));
});

/** By the last part of the address the form is sent to. */
export const pullActions: Readonly<Record<string, Action<Subject>>> = {
  push,
  'sign-off': signAll,
  review,
  dismiss,
  draft: button('drafted', (actor, subject) => {
    actor.setDraft(...at(subject), true);
  }),
  ready: button('ready', (actor, subject) => {
    actor.setDraft(...at(subject), false);
  }),
  retarget,
  rerun,
  merge,
  enqueue,
  'leave-queue': leaveQueue,
};
