// Evaluates all policies on one contribution: every finding, the first thing to mend, and the verdict of them together.
import type { CharterNames } from '../charter/charter.js';
import { dayOf } from '../shared/time.js';
import { levelOf } from './enforcement.js';
import type { Facts } from './facts.js';
import type { Finding, Override, Verdict } from './finding.js';
import { settingsFor } from './policy-file.js';
import type { Registered, Setting } from './setting.js';

/** What contributions are evaluated under. */
export interface Rules {
  /** The foundation's settings. */
  readonly floor: readonly Setting[];
  readonly policies: readonly Registered[];
  readonly names: CharterNames;
}

export interface Evaluation {
  /** Of what blocks: `fail` if something fails, else `pending` if a fact is missing, else `pass`. */
  readonly verdict: Exclude<Verdict, 'skip'>;
  /** What must be mended first comes first; what is only recorded (`shadow`) comes last. */
  readonly findings: readonly Finding[];
  /** The first failing finding that blocks; null when nothing does. */
  readonly first: Finding | null;
}

/** Whether the finding stands in the way of the merge if it does not pass. */
export function blocks({ enforce, override }: Finding): boolean {
  return enforce === 'block' && override === null;
}

/** The place in the list: blocking before warning before all else, failing before pending, what the author can mend before what others must do. */
function rank(finding: Finding): number {
  const { enforce, verdict, override, actor } = finding;
  if (enforce === 'shadow') return 9;
  if (verdict === 'pass' || verdict === 'skip') return 8;
  if (override !== null) return 7;
  const waiting = verdict === 'pending' ? 2 : actor?.role === 'author' ? 0 : 1;
  return (blocks(finding) ? 0 : 3) + waiting;
}

/** The last override given for this policy and head. */
function overrideOf(policy: string, { pull }: Facts, overrides: readonly Override[]): Override | null {
  return overrides.findLast((one) => one.policy === policy && one.head === pull.head.sha) ?? null;
}

/** The findings as they are told, and what they come to. */
function weigh(findings: readonly Finding[]): Evaluation {
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b));
  const first = sorted.find((finding) => blocks(finding) && finding.verdict === 'fail') ?? null;
  const waits = sorted.some((finding) => blocks(finding) && finding.verdict === 'pending');
  return { verdict: first ? 'fail' : waits ? 'pending' : 'pass', findings: sorted, first };
}

/**
 * Evaluates a contribution under the foundation's rules and its repository's own file. The level of enforcement is that of the day on which the pull
 * request was opened, so that no day that passes changes a verdict.
 */
export function evaluate(facts: Facts, rules: Rules, overrides: readonly Override[]): Evaluation {
  const place = { names: rules.names, subject: facts.subject };
  const { settings, finding } = settingsFor(facts, rules.floor, rules.policies, place);
  const findings = settings.flatMap((setting): Finding[] => {
    const enforce = levelOf(setting.steps, facts.subject, dayOf(facts.pull.createdAt));
    if (enforce === 'off') return [];
    const { policy } = setting;
    return [{ policy, enforce, override: overrideOf(policy, facts, overrides), ...setting.judge(facts) }];
  });
  return weigh(finding ? [finding, ...findings] : findings);
}
