// An item of the roadmap: the fold of its ledger entries, with its whole history.
import type { Instant } from '../shared/time.js';
import { isStatus, type Field, type RoadmapEntry, type Status } from './entries.js';

/** One change. Of `outcome` and `text` the values are commitments, of `lead` refs; `reason` is a commitment. */
export interface Change extends Pick<RoadmapEntry, 'field' | 'from' | 'to' | 'ref' | 'motion' | 'reason'> {
  readonly seq: number;
  readonly at: Instant;
  /** The charter version that was in force: its order of horizons tells whether this is a slip. */
  readonly charter: string | null;
}

export type Values = Readonly<Record<Exclude<Field, 'status'>, string | null>>;

export interface Item extends Values {
  readonly id: string;
  /** `github:openclaw/models#12`, lower case. Never null once it is there. */
  readonly subject: string;
  /** Null while only the first entries of its adding were written. */
  readonly status: Status | null;
  /** Who gave it its first status: whoever added it. */
  readonly adder: string | null;
  /** The oldest first. */
  readonly history: readonly Change[];
  /** The seq of its last entry: the version of this state. */
  readonly seq: number;
}

/** What `evolveItem` needs of the envelope. */
export interface Stored {
  readonly seq: number;
  readonly at: Instant;
  readonly charter: string | null;
  readonly entry: RoadmapEntry;
}

/** Why an entry cannot follow an item's state; null when it can. */
export function itemDisorder(item: Item | undefined, { item: id, field, from, to }: RoadmapEntry): string | null {
  if (!item) return field === 'subject' && from === null && to !== null ? null : `speaks of ${id}, which is not there`;
  if (item[field] !== from) return `changes ${field} of ${id} from ${String(from)}, but it is ${String(item[field])}`;
  if (from === to) return `changes ${field} of ${id} to what it is`;
  if (field === 'subject' && to === null) return `takes its subject from ${id}`;
  if (field === 'status' && !isStatus(to)) return `gives ${id} the status ${String(to)}, which is none`;
  return null;
}

const nothing = {
  status: null,
  horizon: null,
  lead: null,
  theme: null,
  body: null,
  outcome: null,
  text: null,
  pending: null,
  adder: null,
  history: [],
} as const;

/** The next state of an item. Throws when the entry cannot follow the state: the log would be corrupt. */
export function evolveItem(item: Item | undefined, { seq, at, charter, entry }: Stored): Item {
  const problem = itemDisorder(item, entry);
  if (problem !== null) throw new Error(`ledger entry ${String(seq)} ${problem}`);
  const { field, from, to, ref, motion, reason } = entry;
  const before: Item = item ?? { ...nothing, id: entry.item, subject: to ?? '', seq };
  const history = [...before.history, { seq, at, charter, field, from, to, ref, motion, reason }];
  const after = { ...before, history, seq };
  if (field === 'subject') return { ...after, subject: to ?? before.subject };
  if (field === 'status') {
    const status = isStatus(to) ? to : before.status;
    return { ...after, status, adder: before.status === null ? ref : before.adder };
  }
  return { ...after, [field]: to };
}

/** Accepted, and neither shipped nor given up: what stands on the board. */
export function isLive({ status }: Pick<Item, 'status'>): boolean {
  return status === 'accepted' || status === 'in-progress' || status === 'on-hold';
}

/** Dropped: it may be added again. */
export function isDropped({ status }: Pick<Item, 'status'>): boolean {
  return status === 'declined' || status === 'withdrawn';
}

/** The horizon it stands under: none while it is only proposed, though it had one before it was dropped. */
export function horizonOf({ status, horizon }: Pick<Item, 'status' | 'horizon'>): string | null {
  return status === 'proposed' ? null : horizon;
}

/** Its last change of `pending`: the motion that is to decide on it, or that decided on it last, and who called that, why. */
export function lastAsked({ history }: Pick<Item, 'history'>): Change | undefined {
  return history.findLast(({ field }) => field === 'pending');
}
