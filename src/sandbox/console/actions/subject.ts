// What one may do in an issue or pull request on either forge.
import { z } from 'zod';
import { err, ok } from '../../../shared/result.js';
import { isPull } from '../../forge/pull.js';
import type { Comment, Subject } from '../../forge/state.js';
import { repositoryAddress, type ConsoleActor } from '../forge.js';
import type { ForgeVisit } from '../visit.js';
import { action, nothing, playerOf, simple, text, title, type Action, type Landing } from './action.js';
import { actorOf, at, landing } from './landing.js';

export const comment = z.coerce.number().int().positive();
const labelName = z.string().trim().min(1).max(50);

/** An action on one comment of the subject. */
export function onComment<Form extends { readonly comment: number }>(
  schema: z.ZodType<Form>,
  act: (visit: ForgeVisit, subject: Subject, form: Form, found: Comment) => Landing,
): Action<Subject> {
  return action(schema, (visit, subject, form) => {
    const found = subject.comments.find(({ id }) => id === form.comment);
    return found ? ok(act(visit, subject, form, found)) : err('not-found');
  });
}

/** An action that needs nothing but its button. */
function button(key: string, press: (actor: ConsoleActor, ...where: ReturnType<typeof at>) => void): Action<Subject> {
  return simple(nothing, (visit, subject) => {
    press(actorOf(visit), ...at(visit, subject));
    return landing(visit, subject, key);
  });
}

const write = action<Subject, { body: string; as?: string | undefined }>(
  z.object({ body: text, as: z.string().optional() }),
  (visit, subject, { body, as }) => {
    const player = playerOf(visit, as);
    if (!player) return err({ field: 'as' });
    const made = visit.forge.as(player.login).comment(...at(visit, subject), body);
    const values = { who: player.name, text: body.split('\n', 1)[0]?.slice(0, 80) ?? '' };
    const anchor = visit.forge.anchorOf(made);
    return ok(landing(visit, subject, 'commented', { values, ...(as === undefined ? { anchor } : {}) }));
  },
);

const edit = onComment(z.object({ comment, body: text }), (visit, subject, form, found) => {
  actorOf(visit).rewrite(found, form.body);
  return landing(visit, subject, 'edited', { anchor: visit.forge.anchorOf(found) });
});

const rewrite = simple<Subject, { title: string; body: string }>(
  z.object({ title, body: z.string().max(65_536) }),
  (visit, subject, form) => {
    const actor = actorOf(visit);
    if (form.title !== subject.title) actor.editTitle(...at(visit, subject), form.title);
    if (form.body !== (subject.body ?? '')) actor.editBody(...at(visit, subject), form.body);
    return landing(visit, subject, 'rewritten');
  },
);

const removeComment = onComment(z.object({ comment }), (visit, subject, _form, found) => {
  actorOf(visit).erase(found);
  return landing(visit, subject, 'comment-deleted');
});

const label = simple<Subject, { name: string }>(z.object({ name: labelName }), (visit, subject, { name }) => {
  actorOf(visit).label(...at(visit, subject), name);
  return landing(visit, subject, 'labelled', { values: { name } });
});

const unlabel = action<Subject, { name: string }>(z.object({ name: labelName }), (visit, subject, { name }) => {
  if (!subject.labels.some((one) => one.name === name)) return err('not-found');
  actorOf(visit).unlabel(...at(visit, subject), name);
  return ok(landing(visit, subject, 'unlabelled', { values: { name } }));
});

const remove = action<Subject, object>(nothing, (visit, subject) => {
  if (isPull(subject)) return err('not-found');
  const address = repositoryAddress(visit.forge, subject.repository);
  const landed = landing(visit, subject, 'deleted', { values: { title: subject.title } });
  actorOf(visit).deleteIssue(...at(visit, subject));
  return ok({ ...landed, address });
});

/** By the last part of the address the form is sent to. */
export const commonActions: Readonly<Record<string, Action<Subject>>> = {
  comment: write,
  edit,
  rewrite,
  'delete-comment': removeComment,
  label,
  unlabel,
  close: button('closed', (actor, repo, number) => {
    actor.close(repo, number);
  }),
  reopen: button('reopened', (actor, repo, number) => {
    actor.reopen(repo, number);
  }),
  delete: remove,
};
