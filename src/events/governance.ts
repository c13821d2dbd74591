// What the application works with: the ledger, the stores beside it, the forges, the outbox. Handed in by the composition.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { FactsCache } from '../evaluation/cache.js';
import type { ContributionStore } from '../evaluation/store.js';
import type { Forge } from '../forges/forge.js';
import type { Ledger } from '../ledger/ledger.js';
import type { TextStore } from '../ledger/store.js';
import type { MirrorReader } from '../mirror/store.js';
import type { Entry, Register } from '../motions/register.js';
import type { Outbox } from '../outbox/store.js';
import type { Replies } from '../replies/replies.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import type { Clock, Instant } from '../shared/time.js';
import type { AdvisoryStore, CharterStore, CommandLog, MarkStore, Projections, SubjectStore } from './store.js';

/** What opening and closing must know of the inbox. */
export interface ClosingFacts {
  /** Whether a delivery of the lane received before the instant is still to be handled. */
  pendingBefore(lane: string, time: Instant): Promise<boolean>;
  deadBetween(lane: string, from: Instant, to: Instant): Promise<number>;
  /** Whether everything written in the subject by then is known: always where its forge sends webhooks; where it is polled, once a poll begun after that has ended. */
  polledSince(subject: SubjectRef, time: Instant): Promise<boolean>;
  /** Whether a poll has found a text in the subject, written before the instant, that is not carried out to its end yet. */
  leftBefore(subject: SubjectRef, time: Instant): Promise<boolean>;
}

export interface Governance {
  readonly ledger: Ledger<Register, Entry>;
  readonly texts: TextStore;
  readonly charters: CharterStore;
  readonly subjects: SubjectStore;
  readonly advisory: AdvisoryStore;
  readonly commandLog: CommandLog;
  readonly marks: MarkStore;
  readonly projections: Projections;
  readonly contributions: ContributionStore;
  /** What issues and comments say, as last seen: a delivery is mirrored after it was handled. */
  readonly mirror: MirrorReader;
  readonly factsCache: FactsCache;
  readonly outbox: Outbox;
  readonly inbox: ClosingFacts;
  readonly forges: Readonly<Partial<Record<ForgeId, Forge>>>;
  readonly replies: Replies;
  readonly clock: Clock;
  /** The machine's clock, ms since 1970: for waiting and trying again. */
  readonly now: () => number;
  /** Where the portal is, without a final slash. */
  readonly publicUrl: string;
}

/** The charter in force; null before the first adoption. */
export async function charterInForce({ ledger, charters }: Governance): Promise<AdoptedCharter | null> {
  const { charterVersion } = await ledger.sync();
  return charterVersion === null ? null : charters.version(charterVersion);
}

/** A charter version that the ledger names. Throws when it is not stored: the database would be damaged. */
export async function charterNamed({ charters }: Governance, version: string): Promise<AdoptedCharter> {
  const found = await charters.version(version);
  if (!found) throw new Error(`charter version ${version} is in the ledger but not in the database`);
  return found;
}
