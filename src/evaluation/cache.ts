// What was read of contributions and cannot change: kept by commit, in memory, as long as there is room.
import type { ChangedFile } from '../contributions/facts.js';
import type { ReadCommit } from '../forges/forge.js';
import { createKept, type Kept } from '../shared/kept.js';
import type { Instant } from '../shared/time.js';
import { millis } from '../shared/time.js';

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
