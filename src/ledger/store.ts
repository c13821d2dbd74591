// The ports to the stored log and to the texts its commitments stand for.
import type { LedgerEntry } from './envelope.js';

/** The stored log. Nothing is ever changed or removed. */
export interface LedgerStore {
  /** The entries from `seq` on, in order. */
  from(seq: number): AsyncIterable<LedgerEntry>;
  /**
   * Appends entries with consecutive seqs, in order, journaled. `conflict` when another writer has taken a seq or a key:
   * the entries before it may have been written.
   */
  append(entries: readonly LedgerEntry[]): Promise<'appended' | 'conflict'>;
}

/** Texts and salts by commitment: what `opencharter redact` erases. No projection: a rebuild finds them here. */
export interface TextStore {
  /**
   * The commitment to a text, stored durably with its salt before it is returned. `purpose` names the use (a command and field):
   * the same purpose gives the same commitment again, so a repeat leaves nothing behind. Null for an empty text.
   */
  commit(text: string, purpose: string): Promise<string | null>;
  /** The texts of commitments; erased ones are missing. */
  texts(commitments: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
