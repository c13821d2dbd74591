// What one may do anywhere: act as somebody else, move the clock, let the forge fail, send a webhook again.
import { z } from 'zod';
import type { MotionSummary } from '../../../motions/view.js';
import { parseDuration } from '../../../shared/duration.js';
import { err, ok } from '../../../shared/result.js';
import { failureModes, failureNames } from '../faults.js';
import type { Line } from '../notes.js';
import { actorCookie, type Visit } from '../visit.js';
import { action, back, nothing, playerOf, simple, type Action } from './action.js';

const year = 366 * 24 * 60 * 60 * 1000;

/** Past so much time many motions may be due at once. */
const clockSettleMs = 8000;

const actAs = action<null, { actor: string; back: string }>(
  z.object({ actor: z.string().max(100), back }),
  (visit, _none, form) => {
    const player = playerOf(visit, form.actor);
    if (!player) return err({ field: 'actor' });
    const lines = [{ key: 'acting', values: { who: player.name } }];
    return ok({ lines, address: form.back, cookie: actorCookie(player.login), settleMs: null });
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

const moveClock = action<null, { span: string; back: string }>(
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

const failureForm = z.object({
  failure: z.enum(failureNames),
  amount: z.coerce.number().int().min(1).max(1000),
  unit: z.enum(['calls', 'minutes']),
});

const fail = simple<null, z.infer<typeof failureForm>>(failureForm, (visit, _none, { failure, amount, unit }) => {
  const { faults } = visit.source.sandbox.github;
  const mode = failureModes[failure];
  faults.fail(unit === 'calls' ? { mode, times: amount } : { mode, until: Date.now() + amount * 60_000 });
  const what = visit.words.t(`console.failures.${failure}`);
  return { lines: [{ key: 'failing', values: { what } }], address: '/sandbox/failures', settleMs: null };
});

const endFailures = simple<null, { back: string }>(z.object({ back }), (visit, _none, form) => {
  visit.source.sandbox.github.faults.clear();
  return { lines: [{ key: 'mended' }], address: form.back };
});

const redeliver = action<null, object>(nothing, async (visit) => {
  const { webhooks } = visit.source.sandbox.github;
  const found = webhooks.sent().find(({ id }) => id === visit.params['id']);
  if (!found) return err('not-found');
  const { status, error } = await webhooks.redeliver(found.id);
  const values = { answer: status === null ? (error ?? '') : String(status) };
  return ok({ lines: [{ key: 'redelivered', values }], address: `/sandbox/webhooks/${found.id}` });
});

/** By the address the form is sent to, below `/sandbox`. */
export const siteActions: Readonly<Record<string, Action<null>>> = {
  '/actor': actAs,
  '/clock': moveClock,
  '/failures': fail,
  '/failures/end': endFailures,
  '/webhooks/:id/redeliver': redeliver,
};
