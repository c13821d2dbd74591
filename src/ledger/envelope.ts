// The envelope of a ledger entry and its exact bytes.
import { canonical, type Json } from '../shared/canonical.js';
import { later, type Instant } from '../shared/time.js';

/** An entry's own fields, without the envelope. Every value is JSON. */
export type EntryBody = Readonly<Record<string, unknown>> & { readonly type: string };

/** An entry to be appended, with the key that makes a repeat harmless. */
export interface Draft<E extends EntryBody = EntryBody> {
  readonly key: string;
  readonly entry: E;
}

/** An entry in its place: what is stored. */
export interface LedgerEntry<E extends EntryBody = EntryBody> {
  /** Its index; gap-free from 0. */
  readonly seq: number;
  readonly at: Instant;
  readonly key: string;
  readonly entry: E;
}

/** The largest entry, in bytes: an entry bundle gives a length two bytes. */
export const largestEntry = 65_535;

/** The canonical JSON of an entry with its envelope: the bytes that the log commits to. Throws when they are too many. */
export function entryText({ seq, at, entry }: LedgerEntry): string {
  const fields: Record<string, Json> = { v: 1, seq, at };
  for (const [name, value] of Object.entries(entry)) {
    if (name in fields)
      throw new Error(`a ledger entry of type ${entry.type} has a field ${name}, which is the envelope's`);
    if (value !== undefined) fields[name] = asJson(value);
  }
  const text = canonical(fields);
  if (Buffer.byteLength(text) > largestEntry)
    throw new Error(`a ledger entry of type ${entry.type} has more than ${String(largestEntry)} bytes`);
  return text;
}

function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [name, asJson(field)]),
    );
  }
  throw new TypeError(`a ledger entry cannot hold a ${typeof value}`);
}

/** The time of the next entry: now, but never before the entry before it. */
export function nextTime(now: Instant, last: Instant | null): Instant {
  return last === null ? now : later(now, last);
}
