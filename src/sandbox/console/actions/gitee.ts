// What one may do only on Gitee: pass review and test of a pull request, and say of an issue that it is in progress or rejected.
import { z } from 'zod';
import { err, ok } from '../../../shared/result.js';
import { isPull } from '../../forge/pull.js';
import type { GiteeActor } from '../../gitee/actor.js';
import { identOf } from '../../gitee/ident.js';
import { fullName, type Subject } from '../../forge/state.js';
import type { ForgeVisit } from '../visit.js';
import { action, nothing, type Action } from './action.js';
import { landing, numbered } from './landing.js';
import { onOpen } from './pull.js';

/** Whoever is acted as, with all they can do on Gitee. */
function actorOf({ source, actor }: ForgeVisit): GiteeActor {
  return source.sandbox.gitee.as(actor.login);
}

/** A button on an open pull request. */
function button(key: string, press: (actor: GiteeActor, repo: string, number: number) => void): Action<Subject> {
  return onOpen(nothing, (visit, subject) => {
    press(actorOf(visit), ...numbered(subject));
    return ok(landing(visit, subject, key));
  });
}

const pass = onOpen(nothing, (visit, subject) => {
  const actor = actorOf(visit);
  if (subject.author === actor.account) return err({ field: 'pass' });
  actor.approve(...numbered(subject));
  return ok(landing(visit, subject, 'passed'));
});

const states = z.object({ state: z.enum(['progressing', 'rejected']) });

const setState = action<Subject, z.infer<typeof states>>(states, (visit, subject, { state }) => {
  if (isPull(subject)) return err('not-found');
  actorOf(visit).setState(fullName(subject.repository), identOf(subject.id), state);
  return ok(landing(visit, subject, state));
});

/** By the last part of the address the form is sent to. */
export const giteeActions: Readonly<Record<string, Action<Subject>>> = {
  pass,
  'pass-test': button('tested', (actor, repo, number) => {
    actor.pass(repo, number);
  }),
  'reset-review': button('reset', (actor, repo, number) => {
    actor.resetReview(repo, number);
  }),
  state: setState,
};
