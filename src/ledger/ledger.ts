// The one way to append: decisions are made on the fold of the whole log and are valid only if nobody appended in between.
import { later, type Clock, type Instant } from '../shared/time.js';
import { entryText, nextTime, type Draft, type EntryBody, type LedgerEntry } from './envelope.js';
import type { LedgerStore } from './store.js';

/** The fold of the log. `apply` returns a function that takes the entry back out. */
export interface Fold<S, E extends EntryBody> {
  readonly state: S;
  apply(entry: LedgerEntry): () => void;
  /** Parses an entry for the one who appended it. */
  parse(entry: LedgerEntry): LedgerEntry<E>;
}

/** A decision: the entries it asks for (none for a refusal), and what the caller wants to know of it. */
export interface Decision<E extends EntryBody, T> {
  readonly drafts: readonly Draft<E>[];
  readonly result: T;
}

export interface Ledger<S, E extends EntryBody> {
  /** The fold, after reading what other instances appended. Do not keep it across an await. */
  sync(): Promise<S>;
  /**
   * Decides on the fold of the log and appends what the decision asks for, in one step. A decision is asked again when another writer
   * came first. Drafts whose key is in the log already are left out. Entries are durable when this resolves. A rejection leaves the fold as it
   * was; when the store failed the entries may be in the log all the same, so try again under the same keys.
   */
  append<T>(
    decide: (state: S, at: Instant, isKnown: (key: string) => boolean) => Decision<E, T>,
  ): Promise<{ readonly result: T; readonly appended: readonly LedgerEntry<E>[] }>;
}

interface Waiting {
  /** Decides, and returns the drafts and what resolves the caller. */
  readonly decide: (at: Instant) => { drafts: readonly Draft[]; resolve: (appended: readonly LedgerEntry[]) => void };
  readonly reject: (cause: unknown) => void;
}

/** One caller's part of a batch: the entries it appends, how to take them back out of the fold, how to tell the caller. */
interface Taken {
  readonly entries: readonly LedgerEntry[];
  readonly undo: () => void;
  readonly settle: () => void;
}

/** Most decisions taken into one write. */
const batchSize = 64;

/** Opens the log for appending in this process. Batches what waits; other instances are met by optimistic concurrency on `seq`. */
export function openLedger<S, E extends EntryBody>(store: LedgerStore, fold: Fold<S, E>, clock: Clock): Ledger<S, E> {
  let next = 0;
  let last: Instant | null = null;
  const keys = new Set<string>();
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let reading: Promise<void> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  /** Reads and writes take turns: nobody sees the fold while it holds what is not durable yet. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = queue.then(work);
    queue = Promise.allSettled([turn]);
    return turn;
  }

  function take(entry: LedgerEntry): () => void {
    if (entry.seq !== next)
      throw new Error(`the ledger has a gap: entry ${String(next)} is missing before ${String(entry.seq)}`);
    const undo = fold.apply(entry);
    const before = last;
    [next, last] = [next + 1, last === null ? entry.at : later(entry.at, last)];
    keys.add(entry.key);
    return () => {
      undo();
      keys.delete(entry.key);
      [next, last] = [entry.seq, before];
    };
  }

  async function readOn(): Promise<void> {
    for await (const entry of store.from(next)) take(entry);
  }

  /** Decides for one caller. What it wants is taken into the fold whole, or not at all when a part of it cannot be. */
  function takeFor(item: Waiting): Taken {
    const undos: (() => void)[] = [];
    function undo(): void {
      while (undos.length > 0) undos.pop()?.();
    }
    try {
      const at = nextTime(clock.now(), last);
      const { drafts, resolve } = item.decide(at);
      const entries: LedgerEntry[] = [];
      for (const draft of drafts) {
        if (keys.has(draft.key)) continue;
        const entry: LedgerEntry = { seq: next, at, ...draft };
        entryText(entry);
        undos.push(take(entry));
        entries.push(entry);
      }
      const settle = (): void => {
        resolve(entries);
      };
      return { entries, undo, settle };
    } catch (cause) {
      undo();
      const settle = (): void => {
        item.reject(cause);
      };
      return { entries: [], undo, settle };
    }
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<boolean> {
    await readOn();
    const taken = batch.map(takeFor);
    const entries = taken.flatMap((one) => one.entries);
    let outcome: 'appended' | 'conflict' | 'failed' = 'failed';
    try {
      outcome = entries.length === 0 ? 'appended' : await store.append(entries);
    } finally {
      if (outcome !== 'appended') for (const { undo } of taken.reverse()) undo();
    }
    if (outcome === 'conflict') return false;
    for (const { settle } of taken) settle();
    return true;
  }

  async function writeWaiting(): Promise<void> {
    const batch = waiting.slice(0, batchSize);
    waiting = waiting.slice(batchSize);
    writing = null;
    if (waiting.length > 0) wake();
    try {
      let written = false;
      while (!written) written = await writeBatch(batch);
    } catch (cause) {
      for (const item of batch) item.reject(cause);
    }
  }

  function wake(): void {
    writing ??= inTurn(writeWaiting);
  }

  return {
    async sync() {
      reading ??= inTurn(() => {
        reading = null;
        return readOn();
      });
      await reading;
      return fold.state;
    },
    append<T>(decide: (state: S, at: Instant, isKnown: (key: string) => boolean) => Decision<E, T>) {
      return new Promise<{ result: T; appended: readonly LedgerEntry<E>[] }>((resolve, reject) => {
        waiting.push({
          decide: (at) => {
            const { drafts, result } = decide(fold.state, at, (key) => keys.has(key));
            return {
              drafts,
              resolve: (appended) => {
                resolve({ result, appended: appended.map((entry) => fold.parse(entry)) });
              },
            };
          },
          reject,
        });
        wake();
      });
    },
  };
}
