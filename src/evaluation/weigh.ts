// What an evaluation comes to, as it is kept: pure.
import type { Evaluation, Rules } from '../contributions/evaluate.js';
import { blocks } from '../contributions/evaluate.js';
import { levelOf } from '../contributions/enforcement.js';
import { words, type Actor, type Finding } from '../contributions/finding.js';
import type { SubjectRef } from '../shared/refs.js';
import type { Day, Instant } from '../shared/time.js';
import type { Evaluated } from './store.js';

/** So many details of a finding are kept: more than anybody reads, and little enough for a document. */
const mostDetails = 200;

/** Who must act next, by what blocks. */
function actorOf({ verdict, first, findings }: Evaluation): Actor | null {
  if (verdict === 'fail') return first?.actor ?? null;
  if (verdict === 'pass') return null;
  return findings.find((finding) => blocks(finding) && finding.verdict === 'pending')?.actor ?? { role: 'app' };
}

/** What stands beside the findings. */
export type Circumstances = Pick<Evaluated, 'head' | 'charter' | 'base'>;

/** The evaluation as kept. Its time is that at which the policies first said this of the head, unless they are asked to say it `again`. */
export function evaluatedAs(
  evaluation: Evaluation,
  { head, charter, base }: Circumstances,
  before: Evaluated | null,
  at: Instant,
  again: boolean,
): Evaluated {
  const findings = evaluation.findings.map((one) => ({ ...one, details: one.details.slice(0, mostDetails) }));
  const { verdict } = evaluation;
  const said = { head, verdict, findings, waitsFor: actorOf(evaluation) };
  const same = before !== null && !again && JSON.stringify(said) === JSON.stringify(saidIn(before));
  return { ...said, charter, base, at: same ? before.at : at };
}

function saidIn({ head, verdict, findings, waitsFor }: Evaluated) {
  return { head, verdict, findings, waitsFor };
}

/** When not even the pull request could be read: every policy of the foundation that is in force waits. */
export function unreadable({ floor }: Rules, subject: SubjectRef, today: Day, detail: string): Evaluation {
  const findings = floor.flatMap(({ policy, steps }): Finding[] => {
    const enforce = levelOf(steps, subject, today);
    if (enforce === 'off') return [];
    const summary = words('pending.forge-failed', { part: 'pull', detail });
    const actor = { role: 'app' } as const;
    return [{ policy, enforce, override: null, verdict: 'pending', summary, details: [], mend: null, actor }];
  });
  return { verdict: 'pending', findings, first: null };
}
