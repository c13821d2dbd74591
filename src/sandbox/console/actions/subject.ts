// What one may do in an issue or pull request.
import { z } from 'zod';
import { err, ok } from '../../../shared/result.js';
import type { Actor } from '../../github/actor.js';
import { isPull } from '../../forge/pull.js';
import { fullName, reactionContents, repositoryByName, type Comment, type Subject } from '../../forge/state.js';
import { signedOff } from '../../sign-off.js';
import { repositoryAddress } from '../subjects.js';
import { actorCookie, type Visit } from '../visit.js';
import { action, nothing, path, playerOf, simple, text, title, type Action, type Landing } from './action.js';
import { actorOf, at, landing } from './landing.js';
import { fileText, pullActions } from './pull.js';

const comment = z.coerce.number().int().positive();
const labelName = z.string().trim().min(1).max(50);
function commentOf(visit: Visit, subject: Subject, id: number): Comment | null {
  const found = visit.source.sandbox.github.state.comments.get(id);
  return found?.subject === subject ? found : null;
}

/** An action on one comment of the subject. */
function onComment<Form extends { readonly comment: number }>(
  schema: z.ZodType<Form>,
  act: (visit: Visit, subject: Subject, form: Form) => Landing,
): Action<Subject> {
  return action(schema, (visit, subject, form) =>
    commentOf(visit, subject, form.comment) ? ok(act(visit, subject, form)) : err('not-found'),
  );
}

/** An action that needs nothing but its button. */
function button(key: string, press: (actor: Actor, subject: Subject) => void): Action<Subject> {
  return simple(nothing, (visit, subject) => {
    press(actorOf(visit), subject);
    return landing(visit, subject, key);
  });
}

const write = action<Subject, { body: string; as?: string | undefined }>(
  z.object({ body: text, as: z.string().optional() }),
  (visit, subject, { body, as }) => {
    const player = playerOf(visit, as);
    if (!player) return err({ field: 'as' });
    const { id } = visit.source.sandbox.github.as(player.login).comment(...at(subject), body);
    const values = { who: player.name, text: body.split('\n', 1)[0]?.slice(0, 80) ?? '' };
    const anchor = `issuecomment-${String(id)}`;
    return ok(landing(visit, subject, 'commented', { values, ...(as === undefined ? { anchor } : {}) }));
  },
);

const edit = onComment(z.object({ comment, body: text }), (visit, subject, form) => {
  actorOf(visit).editComment(form.comment, form.body);
  return landing(visit, subject, 'edited', { anchor: `issuecomment-${String(form.comment)}` });
});

const rewrite = simple<Subject, { title: string; body: string }>(
  z.object({ title, body: z.string().max(65_536) }),
  (visit, subject, form) => {
    const actor = actorOf(visit);
    if (form.title !== subject.title) actor.editTitle(...at(subject), form.title);
    if (form.body !== (subject.body ?? '')) actor.editBody(...at(subject), form.body);
    return landing(visit, subject, 'rewritten');
  },
);

const removeComment = onComment(z.object({ comment }), (visit, subject, form) => {
  actorOf(visit).deleteComment(form.comment);
  return landing(visit, subject, 'comment-deleted');
});

const react = onComment(z.object({ comment, content: z.enum(reactionContents) }), (visit, subject, form) => {
  actorOf(visit).react(form.comment, form.content);
  return landing(visit, subject, 'reacted', { anchor: `issuecomment-${String(form.comment)}` });
});

const label = simple<Subject, { name: string }>(z.object({ name: labelName }), (visit, subject, { name }) => {
  actorOf(visit).label(...at(subject), name);
  return landing(visit, subject, 'labelled', { values: { name } });
});

const unlabel = action<Subject, { name: string }>(z.object({ name: labelName }), (visit, subject, { name }) => {
  if (!subject.labels.some((one) => one.name === name)) return err('not-found');
  actorOf(visit).unlabel(...at(subject), name);
  return ok(landing(visit, subject, 'unlabelled', { values: { name } }));
});

const remove = action<Subject, object>(nothing, (visit, subject) => {
  if (isPull(subject)) return err('not-found');
  const address = repositoryAddress(subject.repository);
  actorOf(visit).deleteIssue(...at(subject));
  return ok({ ...landing(visit, subject, 'deleted', { values: { title: subject.title } }), address });
});

const transfer = action<Subject, { to: string }>(z.object({ to: z.string() }), (visit, subject, { to }) => {
  const target = repositoryByName(visit.source.sandbox.github.state, to);
  if (!target || target === subject.repository) return err({ field: 'to' });
  if (isPull(subject)) return err('not-found');
  const moved = actorOf(visit).transferIssue(...at(subject), to);
  return ok(landing(visit, moved, 'transferred', { values: { to } }));
});

/** By the last part of the address the form is sent to. */
export const subjectActions: Readonly<Record<string, Action<Subject>>> = {
  comment: write,
  edit,
  rewrite,
  'delete-comment': removeComment,
  react,
  label,
  unlabel,
  close: button('closed', (actor, subject) => {
    actor.close(...at(subject));
  }),
  reopen: button('reopened', (actor, subject) => {
    actor.reopen(...at(subject));
  }),
  lock: button('locked', (actor, subject) => {
    actor.lock(...at(subject));
  }),
  unlock: button('unlocked', (actor, subject) => {
    actor.unlock(...at(subject));
  }),
  delete: remove,
  transfer,
  ...pullActions,
};

/** Opening an issue or a pull request; `as` names whoever does it, else the one acted as. Whoever opens a pull request is acted as from then on. */
const opening = z.object({ title, body: z.string().max(65_536).default(''), as: z.string().optional() });

export const openIssue = action<Subject['repository'], z.infer<typeof opening>>(
  opening,
  (visit, repository, { as, ...form }) => {
    const player = playerOf(visit, as);
    if (!player) return err({ field: 'as' });
    const subject = visit.source.sandbox.github.as(player.login).openIssue(fullName(repository), form);
    return ok(landing(visit, subject, 'opened', { values: { who: player.name } }));
  },
);

const pullOpening = opening.extend({
  path,
  content: z.string().max(65_536),
  message: z.string().trim().max(65_536).default(''),
  'sign-off': z.literal('yes').optional(),
  draft: z.literal('yes').optional(),
  fork: z.literal('yes').optional(),
});

export const openPull = action<Subject['repository'], z.infer<typeof pullOpening>>(
  pullOpening,
  (visit, repository, { as, path: file, content, message, 'sign-off': signs, draft, fork, ...form }) => {
    const player = playerOf(visit, as);
    if (!player) return err({ field: 'as' });
    const actor = visit.source.sandbox.github.as(player.login);
    const written = message.replace(/\r\n?/g, '\n') || form.title;
    const subject = actor.openPull(fullName(repository), {
      ...form,
      draft: draft === 'yes',
      fork: fork === 'yes',
      edits: { [file]: fileText(content) },
      message: signs ? signedOff(written, actor.signer()) : written,
    });
    const landed = landing(visit, subject, 'opened-pull', { values: { who: player.name } });
    if (player === visit.actor) return ok(landed);
    const acting = { key: 'acting', values: { who: player.name } };
    return ok({ ...landed, lines: [...landed.lines, acting], cookie: actorCookie(player.login) });
  },
);
