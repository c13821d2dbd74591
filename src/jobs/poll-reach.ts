// Up to when everything written on polled forges is handled: what opening and closing a motion wait for.
import { isFoundationRepository } from '../charter/repositories.js';
import { charterInForce, type Governance } from '../events/governance.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import { plus, type Instant } from '../shared/time.js';
import type { PollProgress, PollStore } from './store.js';

/** Nobody waits longer for a repository of which its forge says that it is not there, in ms: it was deleted, or our account was put out of it. */
const longestGoneMs = 24 * 60 * 60_000;

export interface PollReach {
  /** Told by a poll before it handles what was written at this instant: all that was written in the repository before is handled. Null: the poll has ended. */
  handling(forge: ForgeId, repo: string, written: Instant | null): void;
  /** Whether everything that was written in the subject before the instant is handled. True where nothing is polled: webhooks bring what is written. */
  since(governance: Governance, subject: SubjectRef, time: Instant): Promise<boolean>;
  /** Whether a text in the subject, written before the instant, was found and is not handled to its end. */
  leftBefore(governance: Governance, subject: SubjectRef, time: Instant): Promise<boolean>;
}

export function createPollReach(polls: Pick<PollStore, 'get'>): PollReach {
  /** What polls of this instance have reached and not stored yet, by repository. */
  const underWay = new Map<string, Instant>();

  function keyOf(forge: ForgeId, repo: string): string {
    return `${forge}:${repo}`.toLowerCase();
  }

  function isLeft({ left }: PollProgress, number: string, time: Instant): boolean {
    return left.some((text) => text.number === number && text.writtenAt < time);
  }

  return {
    handling(forge, repo, written) {
      if (written === null) underWay.delete(keyOf(forge, repo));
      else underWay.set(keyOf(forge, repo), written);
    },
    async since(governance, { forge, repo, number }, time) {
      if (!governance.forges[forge]?.polled) return true;
      const now = underWay.get(keyOf(forge, repo));
      if (now !== undefined && now >= time) return true;
      const progress = await polls.get(forge, repo);
      if (progress && progress.reached >= time && !isLeft(progress, number, time)) return true;
      if (progress?.goneSince && plus(progress.goneSince, longestGoneMs) <= governance.clock.now()) return true;
      const adopted = await charterInForce(governance);
      return adopted !== null && !isFoundationRepository(adopted.charter, forge, repo);
    },
    async leftBefore(governance, { forge, repo, number }, time) {
      if (!governance.forges[forge]?.polled) return false;
      // What the poll that is under way leaves is stored when it ends.
      const now = underWay.get(keyOf(forge, repo));
      if (now !== undefined && now < time) return true;
      const progress = await polls.get(forge, repo);
      return progress !== null && isLeft(progress, number, time);
    },
  };
}
