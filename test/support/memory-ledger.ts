// A stored log in memory, shared by several ledgers; what happens to a write can be told beforehand.
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import type { LedgerStore } from '../../src/ledger/store.js';

/** What becomes of a write: it succeeds, fails before or after it was made, or another writer comes first. */
export type Fate = 'appended' | 'failed' | 'failed after writing' | { readonly first: LedgerEntry['entry'] };

export interface MemoryLedger extends LedgerStore {
  readonly stored: LedgerEntry[];
  /** The fates of the next writes, in order; after them all succeed. */
  readonly fates: Fate[];
  /** How many entries each write brought. */
  readonly writes: number[];
}

export function memoryLedger(): MemoryLedger {
  const stored: LedgerEntry[] = [];
  const fates: Fate[] = [];
  const writes: number[] = [];
  return {
    stored,
    fates,
    writes,
    async *from(seq) {
      await Promise.resolve();
      for (let i = seq; i < stored.length; i += 1) {
        const entry = stored[i];
        if (entry) yield structuredClone(entry);
        await Promise.resolve();
      }
    },
    async append(entries) {
      await Promise.resolve();
      const fate = fates.shift() ?? 'appended';
      if (fate === 'failed') throw new Error('the store is away');
      if (typeof fate === 'object') {
        const at = entries[0]?.at ?? '';
        stored.push({ seq: stored.length, at, key: `other/${String(stored.length)}`, entry: fate.first });
      }
      for (const entry of entries) {
        if (entry.seq !== stored.length || stored.some(({ key }) => key === entry.key)) return 'conflict';
        stored.push(structuredClone(entry));
        await Promise.resolve();
      }
      writes.push(entries.length);
      if (fate === 'failed after writing') throw new Error('the answer was lost');
      return 'appended';
    },
  };
}
