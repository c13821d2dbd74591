// A motion's rule as fixed at opening: from the charter's kind to the ledger's entry and back.
import { parseCondition, type Condition } from '../charter/condition.js';
import type { MotionKind } from '../charter/charter.js';
import { formatDuration, parseIsoDuration } from '../shared/duration.js';
import type { RuleEntry } from './entries.js';

/** The rule with its conditions parsed and its durations in milliseconds. */
export interface Rule {
  readonly method: RuleEntry['method'];
  readonly quorum: readonly Condition[];
  readonly passesWhen: readonly Condition[];
  readonly period: number;
  readonly closeEarly: RuleEntry['close_early'];
  readonly minimumPeriod: number;
  readonly onPush: RuleEntry['on_push'];
}

/** The rule of a kind, in the words of the ledger. */
export function ruleEntryOf(kind: MotionKind): RuleEntry {
  return {
    method: kind.method,
    quorum: kind.quorum.map(({ text }) => text),
    passes_when: kind.passesWhen.map(({ text }) => text),
    period: formatDuration(kind.period),
    close_early: kind.closeEarly,
    minimum_period: formatDuration(kind.minimumPeriod),
    on_push: kind.onPush,
    affiliation_cap: null,
    veto_window: null,
  };
}

function condition(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`the ledger holds a condition that does not parse: ${parsed.error}`);
  return parsed.value;
}

function duration(text: string): number {
  const parsed = parseIsoDuration(text);
  if (!parsed.ok) throw new Error(`the ledger holds a duration that does not parse: ${text}`);
  return parsed.value;
}

/** Reads a rule from the ledger. Throws when it was never valid: the log would be corrupt. */
export function ruleOf(entry: RuleEntry): Rule {
  return {
    method: entry.method,
    quorum: entry.quorum.map(condition),
    passesWhen: entry.passes_when.map(condition),
    period: duration(entry.period),
    closeEarly: entry.close_early,
    minimumPeriod: duration(entry.minimum_period),
    onPush: entry.on_push,
  };
}
