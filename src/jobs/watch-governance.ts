// Watches the governance folder: what is in it is adopted at start, and again when it has changed and then rested.
import { formatCharterError } from '../charter/parse.js';
import { backoff } from '../queue/backoff.js';
import type { Log } from '../shared/log.js';
import type { Adoption } from './adopt-charter.js';
import { governanceFingerprint, readGovernanceFiles, type FilesRead } from './governance-files.js';
import { repeat, type Timer } from './timer.js';

export interface WatchOptions {
  readonly dir: string;
  /** Adopts what was read. It is asked again after a while when it answers `waiting` or throws. */
  readonly adopt: (files: FilesRead) => Promise<Adoption>;
  readonly log: Log;
  /** How often the folder is looked at, in ms of real time. */
  readonly pollMs?: number;
  /** How long files must not have changed before they are read, in ms of real time. */
  readonly restMs?: number;
  /** The machine's clock in ms. */
  readonly now?: () => number;
}

/** Looks by polling: file events are lost on network drives and in containers. */
export function watchGovernance(options: WatchOptions): Timer {
  const { dir, adopt, log, pollMs = 500, restMs = 2000, now = Date.now } = options;
  /** The state of the folder that was read last, and the one seen last with the time it was first seen. */
  let read: string | null = null;
  let seen = { fingerprint: '', since: 0 };
  /** Attempts at what was read last, and when the next one is due; null when there is nothing left to do. */
  let attempts = 0;
  let retryAt: number | null = null;

  function again(reason: object, text: string, retryAfterMs: number): void {
    const waitMs = Math.max(retryAfterMs, backoff(attempts));
    retryAt = now() + waitMs;
    log.warn({ ...reason, waitMs }, text);
  }

  async function attempt(): Promise<void> {
    attempts += 1;
    retryAt = null;
    try {
      const adoption = await adopt(await readGovernanceFiles(dir));
      switch (adoption.kind) {
        case 'adopted':
          log.info({ version: adoption.version }, 'a charter version was adopted');
          break;
        case 'unchanged':
          break;
        case 'rejected':
          log.error({ errors: adoption.errors.map(formatCharterError) }, 'the charter files are not good: not adopted');
          break;
        case 'waiting':
          again({ reason: adoption.reason }, 'the charter cannot be adopted yet', adoption.retryAfterMs ?? 0);
      }
    } catch (err) {
      again({ err }, 'the adoption of the charter failed', 0);
    }
  }

  async function look(): Promise<void> {
    const fingerprint = await governanceFingerprint(dir);
    if (fingerprint !== seen.fingerprint) seen = { fingerprint, since: now() };
    const rested = read === null || now() - seen.since >= restMs;
    if (fingerprint !== read && rested) {
      read = fingerprint;
      attempts = 0;
      await attempt();
    } else if (retryAt !== null && now() >= retryAt) {
      await attempt();
    }
  }

  return repeat('governance files', pollMs, log, look);
}
