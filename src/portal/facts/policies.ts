// The contribution policies: those the app knows, each as policy.yml in force sets it.
import { z } from 'zod';
import { entriesOf } from '../../contributions/configuration.js';
import { tighterLevel, type Step } from '../../contributions/enforcement.js';
import type { Enforce } from '../../contributions/finding.js';
import { policies } from '../../contributions/policies/index.js';
import type { Entry, Registered } from '../../contributions/setting.js';
import type { PolicyCounts } from '../../evaluation/store.js';
import type { Day } from '../../shared/time.js';
import type { CharterInForce } from '../store.js';

/** A policy as it is set. */
export interface PolicyFacts {
  readonly id: string;
  /** Whether policy.yml asks for it, now or from a day on. */
  readonly asked: boolean;
  /** The tightest level for pull requests opened today, in whatever repository. */
  readonly level: Enforce;
  /** As written; none when policy.yml does not name it. */
  readonly steps: readonly Step[];
  /** Ids of the bodies whose members may override it. */
  readonly override: readonly string[];
  /** Every option in force; `written` where it is not the default. */
  readonly options: readonly { readonly name: string; readonly value: unknown; readonly written: boolean }[];
}

/** The text of one of the governance files in force; null where it is absent. */
export function fileText(inForce: CharterInForce | null, name: string): string | null {
  return inForce?.files.find((file) => file.name === name)?.text ?? null;
}

/** The tightest level for a pull request opened on this day: of the last step for all repositories that has begun, and those behind it. */
export function levelOn(steps: readonly Step[], day: Day): Enforce {
  const begun = steps.filter(({ from }) => from === undefined || from <= day);
  const counting = begun.slice(
    Math.max(
      0,
      begun.findLastIndex(({ repositories }) => repositories === undefined),
    ),
  );
  return counting.reduce<Enforce>((tightest, { level }) => (tighterLevel(tightest, level) ? level : tightest), 'off');
}

const record = z.record(z.string(), z.unknown());

function optionsOf({ options }: Registered, written: Entry): PolicyFacts['options'] {
  const own = Object.entries(written).filter(([name]) => name !== 'enforce' && name !== 'override');
  const parsed = options.safeParse(Object.fromEntries(own));
  if (!parsed.success) return [];
  return Object.entries(record.parse(parsed.data)).map(([name, value]) => ({ name, value, written: name in written }));
}

function factsOf(
  policy: Registered,
  entry: Entry | undefined,
  inForce: CharterInForce | null,
  today: Day,
): PolicyFacts {
  const { bodies = [], motions = [] } = inForce?.charter ?? {};
  const names = { bodies: bodies.map(({ id }) => id), kinds: motions.map(({ id }) => id) };
  const read = entry && policy.read(entry, names);
  const { steps, override } = read?.ok ? read.value : { steps: [], override: [] };
  const level = levelOn(steps, today);
  const asked = steps.some((step) => step.level !== 'off');
  return { id: policy.id, asked, level, steps, override, options: optionsOf(policy, entry ?? {}) };
}

/** Every policy the app knows, in the order in which they are told. */
export function policiesOf(inForce: CharterInForce | null, today: Day): readonly PolicyFacts[] {
  const { entries } = entriesOf(inForce?.charter.policy ?? null);
  return policies.map((policy) => factsOf(policy, entries.get(policy.id), inForce, today));
}

/** The counts of a policy; all 0 when it was never evaluated. */
export function countsOf(counts: readonly PolicyCounts[], policy: string): PolicyCounts {
  const none = { policy, pass: 0, fail: 0, pending: 0, skip: 0, overridden: 0, failures: [] };
  return counts.find((one) => one.policy === policy) ?? none;
}
