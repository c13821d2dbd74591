// Decides on the roadmap as the ledger is when the entries are written, and appends what follows from it.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { SubjectFacts } from '../forges/event.js';
import type { Decision } from '../ledger/ledger.js';
import type { Refusal } from '../motions/refusal.js';
import type { Entry } from '../motions/register.js';
import type { RoadmapDecided, RoadmapRequest, State } from '../roadmap/decide/case.js';
import type { Account, SubjectRef } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';

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

/** Where and when somebody asks for something. */
export interface Asked {
  readonly subject: SubjectFacts;
  /** Where its motions are proposed: another reference after a transfer. */
  readonly origin: SubjectRef;
  readonly receivedAt: Instant;
  /** Its delivery had been given up, and an operator has it tried again. */
  readonly revived: boolean;
}

/** The request of an author; nothing that has to be read or committed first is in it. */
export function unreadRequest(
  { clock }: Pick<Governance, 'clock'>,
  key: string,
  author: Account,
  { subject: { ref, isPull, isPublic }, origin, receivedAt: at, revived }: Asked,
): RoadmapRequest {
  const handledAt = revived ? clock.now() : at;
  const unread = { reason: null, title: null, described: null };
  return { key, author, subject: ref, origin, isPull, isPublic, at, handledAt, ...unread };
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
