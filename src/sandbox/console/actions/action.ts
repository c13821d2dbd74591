// What an action of the console is: a form, read strictly, and what it does.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import type { Line } from '../notes.js';
import type { ForgeVisit, Visit } from '../visit.js';

/** Where an action leads, and what is said there. */
export interface Landing {
  readonly lines: readonly Line[];
  /** Without the language. */
  readonly address: string;
  /** The id of an element there. */
  readonly anchor?: string;
  readonly cookie?: string;
  /** Waits for the app for so many milliseconds of real time; null when it has nothing to do. */
  readonly settleMs?: number | null;
}

/** Why not: the field of the form that is wrong, or there is nothing of this kind. */
export type Refusal = { readonly field: string } | 'not-found';

/** On the pages of a forge, or with `V` on any. */
export interface Action<Target, V extends Visit = ForgeVisit> {
  perform(visit: V, target: Target, form: unknown): Promise<Result<Landing, Refusal>>;
}

/** An action from the shape of its form and what it does. Fields the shape does not name are ignored. */
export function action<Target, Form, V extends Visit = ForgeVisit>(
  schema: z.ZodType<Form>,
  act: (visit: V, target: Target, form: Form) => Result<Landing, Refusal> | Promise<Result<Landing, Refusal>>,
): Action<Target, V> {
  return {
    async perform(visit, target, form) {
      const parsed = schema.safeParse(form ?? {});
      if (parsed.success) return act(visit, target, parsed.data);
      return err({ field: parsed.error.issues[0]?.path.join('.') ?? '' });
    },
  };
}

/** An action that always succeeds once its form is read. */
export function simple<Target, Form>(
  schema: z.ZodType<Form>,
  act: (visit: ForgeVisit, target: Target, form: Form) => Landing,
): Action<Target> {
  return action(schema, (visit, target, form) => ok(act(visit, target, form)));
}

/** As whom: the one named in the form, else the one chosen on the page; null for a stranger. */
export function playerOf({ cast, actor }: Visit, id: string | undefined) {
  return id === undefined ? actor : (cast.players.find((player) => player.id === id) ?? null);
}

/** What people write: not empty, at most as long as GitHub allows. */
export const text = z.string().trim().min(1).max(65_536);
export const title = z.string().trim().min(1).max(256);
export const nothing = z.object({});

/** Of a file in a repository. */
export const path = z
  .string()
  .max(200)
  .regex(/^\.?[\w-][\w.-]*(\/\.?[\w-][\w.-]*)*$/);

/** A page of the console to go back to. */
export const back = z
  .string()
  .regex(/^\/sandbox(\/[\w.-]+)*$/)
  .catch('/sandbox');
