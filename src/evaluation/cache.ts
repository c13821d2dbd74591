// What was read of contributions and cannot change: kept by commit, in memory, as long as there is room.
import type { ChangedFile } from '../contributions/facts.js';
import type { ReadCommit } from '../forges/forge.js';
import type { Instant } from '../shared/time.js';
import { millis } from '../shared/time.js';

/** Values by key, the least lately used go first when their weights exceed `room`. */
export interface Kept<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, weight: number): void;
}

function createKept<T>(room: number): Kept<T> {
  const values = new Map<string, { readonly value: T; readonly weight: number }>();
  let total = 0;
  function drop(key: string): void {
    total -= values.get(key)?.weight ?? 0;
    values.delete(key);
  }
  return {
    get(key) {
      const found = values.get(key);
      if (!found) return undefined;
      values.delete(key);
      values.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      drop(key);
      if (weight > room) return;
      values.set(key, { value, weight });
      total += weight;
      for (const oldest of values.keys()) {
        if (total <= room) break;
        drop(oldest);
      }
    },
  };
}

/** The account that bore a login; null when nobody did. */
interface Bearer {
  readonly id: number | null;
  readonly at: Instant;
}

/** How long what a forge said of a login is believed, in ms: a login may pass to another account. */
const bearersFor = 10 * 60_000;
/** Commits, changed files and trees kept: a few tens of MB at most. */
const room = 50_000;

/** What is kept between two readings of a contribution. One for each process. */
export interface FactsCache {
  readonly commits: Kept<readonly ReadCommit[]>;
  readonly files: Kept<readonly ChangedFile[]>;
  /** The tree of a commit. */
  readonly trees: Kept<string>;
  bearer(login: string, now: Instant): Bearer | undefined;
  learn(login: string, id: number | null, now: Instant): void;
}

export function createFactsCache(): FactsCache {
  const bearers = createKept<Bearer>(10_000);
  return {
    commits: createKept(room),
    files: createKept(room),
    trees: createKept(room),
    bearer(login, now) {
      const found = bearers.get(login);
      return found && Math.abs(millis(now) - millis(found.at)) < bearersFor ? found : undefined;
    },
    learn(login, id, now) {
      bearers.set(login, { id, at: now }, 1);
    },
  };
}
