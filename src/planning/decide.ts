// Decides on the roadmap as the ledger is when the entries are written, and appends what follows from it.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { Decision } from '../ledger/ledger.js';
import type { Refusal } from '../motions/refusal.js';
import type { Entry } from '../motions/register.js';
import type { RoadmapDecided, State } from '../roadmap/decide/case.js';
import { err, ok, type Result } from '../shared/result.js';

/** What came of a decision: `items` are those that were changed, each once. */
export interface Planned<T> {
  readonly result: T;
  readonly items: readonly string[];
}

/** Appends what a pure decision asks for; it is asked again when another writer came first. What is in the ledger already is not appended again. */
export async function plan<T>(
  { ledger }: Pick<Governance, 'ledger'>,
  decide: (known: Omit<State, 'adopted'>) => Decision<Entry, T>,
): Promise<Planned<T>> {
  const { result, appended } = await ledger.append((register, at, isKnown) => decide({ register, at, isKnown }));
  const items = appended.flatMap(({ entry }) => (entry.type === 'roadmap.changed' ? [entry.item] : []));
  return { result, items: [...new Set(items)] };
}

/** Decides on somebody's request, a command's or a label's, under the charter in force. The items that were changed; none when it was done before. */
export async function decideRequest(
  governance: Pick<Governance, 'ledger'>,
  adopted: AdoptedCharter,
  decide: (state: State) => RoadmapDecided,
): Promise<Result<readonly string[], Refusal>> {
  const { result, items } = await plan<Refusal | null>(governance, (known) => {
    const decided = decide({ ...known, adopted });
    return decided.ok ? { drafts: decided.value, result: null } : { drafts: [], result: decided.error };
  });
  return result === null ? ok(items) : err(result);
}
