// What one may do anywhere: act as somebody else, move the clock.
import { z } from 'zod';
import type { MotionSummary } from '../../../motions/view.js';
import { parseDuration } from '../../../shared/duration.js';
import { err, ok } from '../../../shared/result.js';
import type { Line } from '../notes.js';
import { actorCookie, type Visit } from '../visit.js';
import { action, back, playerOf, type Action } from './action.js';

const year = 366 * 24 * 60 * 60 * 1000;

/** Past so much time many motions may be due at once. */
const clockSettleMs = 8000;

const actAs = action<null, { actor: string; back: string }, Visit>(
  z.object({ actor: z.string().max(100), back }),
  (visit, _none, form) => {
    const player = playerOf(visit, form.actor);
    if (!player) return err({ field: 'actor' });
    const lines = [{ key: 'acting', values: { who: player.name } }];
    return ok({ lines, address: form.back, cookie: actorCookie(player), settleMs: null });
  },
);

/** What became of motions between two looks at them, oldest first. */
function changesOf({ words }: Visit, before: readonly MotionSummary[], after: readonly MotionSummary[]): Line[] {
  const then = new Map(before.map(({ id, state }) => [id, state]));
  return after
    .filter(({ id, state }) => then.get(id) !== state)
    .map(({ id, title, state, outcome }) => {
      const stands = words.t(outcome === null ? `state.${state}` : `outcome.${outcome}`);
      return { key: 'motion', values: { id, title, stands }, href: `/motions/${id}` };
    })
    .reverse();
}

const moveClock = action<null, { span: string; back: string }, Visit>(
  z.object({ span: z.string().max(40), back }),
  async (visit, _none, form) => {
    const { sandbox, decided } = visit.source;
    const span = parseDuration(form.span);
    if (!span.ok || span.value <= 0 || span.value > year) return err({ field: 'span' });
    const before = await decided.motions();
    await sandbox.clock.advance(span.value);
    await sandbox.settle(clockSettleMs);
    const values = { duration: visit.words.duration(span.value), time: visit.words.time(sandbox.clock.now()) };
    const lines = [{ key: 'clock', values }, ...changesOf(visit, before, await decided.motions())];
    return ok({ lines, address: form.back, settleMs: 0 });
  },
);

/** By the address the form is sent to, below `/sandbox`. */
export const siteActions: Readonly<Record<string, Action<null, Visit>>> = {
  '/actor': actAs,
  '/clock': moveClock,
};
