// What one may do with a pull request alone, on either forge: push, sign off, make it a draft, aim it elsewhere, merge it.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import { isPull, type PullSubject } from '../../forge/pull.js';
import type { Subject } from '../../forge/state.js';
import { signedOff } from '../../sign-off.js';
import type { ConsoleActor } from '../forge.js';
import type { ForgeVisit } from '../visit.js';
import { action, nothing, path, type Action, type Landing, type Refusal } from './action.js';
import { actorOf, landing, numbered } from './landing.js';

type Outcome = Result<Landing, Refusal>;
export const notFound = err('not-found' as const);

/** An action on a pull request; issues have none. */
export function onPull<Form>(
  schema: z.ZodType<Form>,
  act: (visit: ForgeVisit, subject: PullSubject, form: Form) => Outcome,
): Action<Subject> {
  return action(schema, (visit, subject, form) => (isPull(subject) ? act(visit, subject, form) : notFound));
}

/** One on a pull request that is open. */
export function onOpen<Form>(
  schema: z.ZodType<Form>,
  act: (visit: ForgeVisit, subject: PullSubject, form: Form) => Outcome,
): Action<Subject> {
  return onPull(schema, (visit, subject, form) => (subject.state === 'open' ? act(visit, subject, form) : notFound));
}

function button(key: string, press: (actor: ConsoleActor, repo: string, number: number) => void): Action<Subject> {
  return onOpen(nothing, (visit, subject) => {
    press(actorOf(visit), ...numbered(subject));
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
  actor.push(...numbered(subject), {
    message: signs ? signedOff(written, actor.signer()) : written,
    edits: file === '' ? {} : { [file]: fileText(content) },
    amend,
  });
  return ok(landing(visit, subject, amend ? (file === '' ? 'pushed-same' : 'amended') : 'pushed'));
});

const signAll = button('signed-off', (actor, repo, number) => {
  actor.reword(repo, number, (message) => signedOff(message, actor.signer()));
});

const retarget = onOpen(z.object({ branch: z.string().max(255) }), (visit, subject, { branch }) => {
  if (!subject.repository.branches.has(branch) || branch === subject.pull.baseBranch) return err({ field: 'branch' });
  actorOf(visit).retarget(...numbered(subject), branch);
  return ok(landing(visit, subject, 'retargeted', { values: { branch } }));
});

export const method = z.object({ method: z.enum(['merge', 'squash', 'rebase']).default('merge') });

const merge = onPull(method, (visit, subject, options) => {
  if (subject.state === 'open' && !subject.pull.queued) actorOf(visit).merge(...numbered(subject), options);
  return ok(landing(visit, subject, 'merged'));
});

/** By the last part of the address the form is sent to. */
export const pullActions: Readonly<Record<string, Action<Subject>>> = {
  push,
  'sign-off': signAll,
  draft: button('drafted', (actor, repo, number) => {
    actor.setDraft(repo, number, true);
  }),
  ready: button('ready', (actor, repo, number) => {
    actor.setDraft(repo, number, false);
  }),
  retarget,
  merge,
};
