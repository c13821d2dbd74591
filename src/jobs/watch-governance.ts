// Watches the governance folder: adopts its files at the start, and again when they have changed and then rested.
import type { Log } from '../shared/log.js';
import type { Adoption } from './adopt-charter.js';
import { governanceFingerprint, readGovernanceFiles, type FilesRead } from './governance-files.js';
import { repeat, type Timer } from './timer.js';

/** How often the folder is looked at, in ms. */
const lookEvery = 500;
/** Files that changed are read when they have rested for so long. Contract, section 1. */
const restFor = 2000;
/** How long a look-up that a forge could not answer waits, when the forge does not say. */
const retryAfter = 3000;

export interface WatchOptions {
  readonly dir: string;
  readonly log: Log;
  readonly adopt: (files: FilesRead) => Promise<Adoption>;
  /** The machine's clock, ms since 1970. */
  readonly now?: () => number;
}

/** Starts watching, in real time. */
export function watchGovernance({ dir, log, adopt, now = Date.now }: WatchOptions): Timer {
  let done: string | null = null;
  let seen: { readonly mark: string; readonly since: number } | null = null;
  let notBefore = 0;

  async function adoptNow(mark: string): Promise<void> {
    const adoption = await adopt(await readGovernanceFiles(dir));
    if (adoption.kind === 'waiting') {
      notBefore = now() + (adoption.retryAfterMs ?? retryAfter);
      log.warn({ reason: adoption.reason }, 'the charter waits to be adopted');
      return;
    }
    done = mark;
    if (adoption.kind === 'adopted') log.info({ version: adoption.version }, 'a charter version is in force');
    if (adoption.kind === 'rejected')
      log.error({ errors: adoption.errors }, 'the governance files were refused; see /status');
  }

  return repeat('governance files', lookEvery, log, async () => {
    const mark = await governanceFingerprint(dir);
    if (mark === done || now() < notBefore) return;
    const since = seen?.mark === mark ? seen.since : now();
    const first = seen === null;
    seen = { mark, since };
    if (first || now() - since >= restFor) await adoptNow(mark);
  });
}
