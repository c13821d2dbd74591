// A charter without policies: what was said under an earlier one is taken back.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Evaluation } from '../contributions/evaluate.js';
import type { Governance } from '../events/governance.js';
import type { SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { effectsOfEvaluation } from './effects.js';
import { isSilent, shownOf, write } from './show.js';
import { evaluatedAs } from './weigh.js';

/** The charter has no policies any more: what was said under an earlier one is taken back. */
export async function takeBack(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  at: Instant,
): Promise<void> {
  const record = await governance.contributions.find(subject);
  if (record?.state !== 'open') return;
  const { head, revision } = record;
  if (record.evaluated === null) {
    await write(governance, { ...record, dueAt: null, queue: null }, revision);
    return;
  }
  const nothing: Evaluation = { verdict: 'pass', findings: [], first: null };
  const evaluated = evaluatedAs(
    nothing,
    { head, charter: adopted.charter.version, base: null },
    record.evaluated,
    at,
    false,
  );
  const { seq } = await governance.ledger.sync();
  const shown = shownOf(governance, adopted, record, evaluated);
  if (!isSilent(evaluated, record)) await governance.outbox.want(effectsOfEvaluation(shown), seq);
  await write(governance, { ...record, evaluated, dueAt: null, queue: null }, revision);
}
