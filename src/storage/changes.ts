// A number that grows whenever what pages show has changed: at once for this process's own writes, at the next poll for those of others.
import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { defineCollection } from './collection.js';

/** What has changed, as far as this process knows. */
export interface Changes {
  /** Another number after every change; means nothing outside this process. */
  version(): number;
  /** This process wrote something that pages show. */
  note(): void;
  /** Tells other processes what this one could not tell them yet, and learns what they changed. Throws when the database is away. */
  poll(): Promise<void>;
  /** Tells the rest and ends. */
  close(): Promise<void>;
}

interface ChangesDoc {
  readonly _id: string;
  readonly n: number;
}

/** One document, counted up after changes. */
export const changesCollection = defineCollection<ChangesDoc>({
  name: 'changes',
  fields: { _id: String, n: Number },
  indexes: [],
});

const one = { _id: 'shown' } as const;
/** Real ms between two words to the others: a burst of writes is told as one. */
const pauseMs = 100;

/**
 * The changes of one database. They are told apart from the writes themselves, and not journaled: should a process die between a write and
 * telling it, others see the write when what they keep of a page has grown old.
 */
export function createChanges(collection: () => mongo.Collection<ChangesDoc>): Changes {
  let version = 0;
  let seen = 0;
  let untold = false;
  let closed = false;
  let telling: Promise<unknown> | null = null;
  /** The word that is on its way. */
  let told: Promise<unknown> = Promise.resolve();

  /** `own`: one of those counted is this process's own, which it knows of. */
  function learn(n: number, own: 0 | 1): void {
    if (n > seen + own) version += 1;
    seen = Math.max(seen, n);
  }

  async function count(): Promise<void> {
    untold = false;
    try {
      const options = { upsert: true, returnDocument: 'after', writeConcern: { w: 1 } } as const;
      const counted = await collection().findOneAndUpdate(one, { $inc: { n: 1 } }, options);
      learn(counted?.n ?? 0, 1);
    } catch (error) {
      untold = true;
      throw error;
    }
  }

  function tell(): Promise<void> {
    const counted = count();
    told = Promise.allSettled([counted]);
    return counted;
  }

  async function tellAll(): Promise<void> {
    while (untold && !closed) {
      await tell();
      await sleep(pauseMs, undefined, { ref: false });
    }
  }

  return {
    version: () => version,
    note() {
      version += 1;
      untold = true;
      // What fails stays untold: the next poll tries again, and says why it can't.
      telling ??= Promise.allSettled([tellAll()]).finally(() => {
        telling = null;
      });
    },
    async poll() {
      if (untold && telling === null) await tell();
      const found = await collection().findOne(one);
      learn(found?.n ?? 0, 0);
    },
    async close() {
      closed = true;
      await told;
      if (untold) await Promise.allSettled([tell()]);
    },
  };
}

const writes: ReadonlySet<string | symbol> = new Set([
  'bulkWrite',
  'deleteMany',
  'deleteOne',
  'findOneAndDelete',
  'findOneAndReplace',
  'findOneAndUpdate',
  'insertMany',
  'insertOne',
  'replaceOne',
  'updateMany',
  'updateOne',
]);

/** The same collection; each of its writes is noted when it has ended, a failed one too: it may have been carried out. */
export function noting<T extends object>(collection: T, changes: Changes): T {
  return new Proxy(collection, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (!writes.has(property)) return (...args: unknown[]): unknown => Reflect.apply(value, target, args);
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          const result: unknown = await Reflect.apply(value, target, args);
          return result;
        } finally {
          changes.note();
        }
      };
    },
  });
}
