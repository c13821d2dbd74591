// Two evaluations of the same contribution, under one configuration and under another: where they differ, and how many of many pass each policy.
import type { Evaluation } from './evaluate.js';
import type { Finding, Verdict } from './finding.js';

/** What became of one policy. Null where the policy is not in force. */
export interface Difference {
  readonly policy: string;
  readonly before: Finding | null;
  readonly after: Finding | null;
}

/** Of how many contributions a policy said what. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

function policiesOf(evaluations: readonly Evaluation[]): readonly string[] {
  return [...new Set(evaluations.flatMap(({ findings }) => findings.map(({ policy }) => policy)))];
}

function findingOf({ findings }: Evaluation, policy: string): Finding | null {
  return findings.find((finding) => finding.policy === policy) ?? null;
}

/** Whether it stands in nobody's way, however it is enforced. A policy that is not in force does so too. */
function isWell(finding: Finding | null): boolean {
  return finding === null || finding.verdict === 'pass' || finding.verdict === 'skip';
}

/**
 * The policies whose verdict is another one, or whose trouble is enforced otherwise. That a policy which is well was or becomes one that is not in
 * force is no difference.
 */
export function differences(before: Evaluation, after: Evaluation): readonly Difference[] {
  return policiesOf([before, after]).flatMap((policy) => {
    const pair = { policy, before: findingOf(before, policy), after: findingOf(after, policy) };
    if (isWell(pair.before) && isWell(pair.after)) return [];
    const same = pair.before?.verdict === pair.after?.verdict && pair.before?.enforce === pair.after?.enforce;
    return same ? [] : [pair];
  });
}

/** How many contributions pass each policy, fail it, wait, or are not for it to judge; by policy, sorted. */
export function countVerdicts(evaluations: readonly Evaluation[]): ReadonlyMap<string, VerdictCounts> {
  return new Map(
    [...policiesOf(evaluations)].sort().map((policy) => {
      const counts = { pass: 0, fail: 0, pending: 0, skip: 0 };
      for (const evaluation of evaluations) {
        const finding = findingOf(evaluation, policy);
        if (finding) counts[finding.verdict] += 1;
      }
      return [policy, counts];
    }),
  );
}
