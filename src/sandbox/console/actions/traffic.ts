// What one may do to a forge's traffic: let its API fail, lose its webhooks, send one again.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import { failureModes, failureNames } from '../faults.js';
import type { ForgeVisit } from '../visit.js';
import { action, back, nothing, simple, type Action, type Landing, type Refusal } from './action.js';

const failureForm = z.object({
  failure: z.enum(failureNames),
  amount: z.coerce.number().int().min(1).max(1000),
  unit: z.enum(['calls', 'minutes']),
});

const fail = simple<null, z.infer<typeof failureForm>>(failureForm, (visit, _none, { failure, amount, unit }) => {
  const { faults, base, name } = visit.forge;
  const mode = failureModes[failure];
  faults.fail(unit === 'calls' ? { mode, times: amount } : { mode, until: Date.now() + amount * 60_000 });
  const what = visit.words.t(`console.failures.${failure}`);
  return { lines: [{ key: 'failing', values: { what, name } }], address: `${base}/failures`, settleMs: null };
});

const endFailures = simple<null, { back: string }>(z.object({ back }), ({ forge }, _none, form) => {
  forge.faults.clear();
  return { lines: [{ key: 'mended', values: { name: forge.name } }], address: form.back };
});

/** Only Gitee's are lost: what polling is for. */
function lose(visit: ForgeVisit, on: boolean, address: string): Result<Landing, Refusal> {
  if (visit.forge.id !== 'gitee') return err('not-found');
  visit.source.sandbox.gitee.losing = on;
  return ok({ lines: [{ key: on ? 'losing' : 'found' }], address, settleMs: null });
}

const beginLosing = action<null, object>(nothing, (visit) => lose(visit, true, `${visit.forge.base}/webhooks`));

const endLosing = action<null, { back: string }>(z.object({ back }), (visit, _none, form) =>
  lose(visit, false, form.back),
);

const redeliver = action<null, object>(nothing, async (visit) => {
  const { base, webhooks } = visit.forge;
  const found = webhooks.sent().find(({ id }) => id === visit.params['id']);
  if (!found) return err('not-found');
  const { status, error } = await webhooks.redeliver(found.id);
  const values = { answer: status === null ? (error ?? '') : String(status) };
  return ok({ lines: [{ key: 'redelivered', values }], address: `${base}/webhooks/${found.id}` });
});

/** By the address the form is sent to, below that of the forge. */
export const trafficActions: Readonly<Record<string, Action<null>>> = {
  '/failures': fail,
  '/failures/end': endFailures,
  '/losing': beginLosing,
  '/losing/end': endLosing,
  '/webhooks/:id/redeliver': redeliver,
};
