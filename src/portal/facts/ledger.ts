// A ledger entry as it is published: its fields, its exact bytes, and the leaf hash that a tree over the log starts from.
import { createHash } from 'node:crypto';
import type { LedgerRecord } from '../store.js';

export interface PublishedEntry {
  /** Its index in the log, from 0. */
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly motion: string | null;
  /** SHA-256 of a zero byte and the entry's bytes (RFC 6962), 64 hex digits. */
  readonly leaf_hash: string;
  /** Its canonical JSON (RFC 8785). */
  readonly text: string;
}

/** Holds no name and no text: the log has none. */
export function publishedEntry({ seq, at, type, motion, text }: LedgerRecord): PublishedEntry {
  const hash = createHash('sha256').update(Buffer.of(0)).update(text, 'utf8').digest('hex');
  return { seq, at, type, motion, leaf_hash: hash, text };
}
