// The pull request that the commands of one text are on: read once, when the first of them asks.
import type { AdoptedCharter } from '../charter/adopted.js';
import { createFactsCache } from '../evaluation/cache.js';
import { gatherContribution, type Gathered } from '../evaluation/gather.js';
import { longestWaitMs } from '../evaluation/retry.js';
import { rulesInForce } from '../evaluation/rules.js';
import { factOrNull } from '../events/facts.js';
import type { Governance } from '../events/governance.js';
import type { SubjectFacts } from '../forges/event.js';
import { err, ok, type Result } from '../shared/result.js';
import { plus, type Instant } from '../shared/time.js';

/** Why there is nothing for a command to work on: the charter has no policy.yml, or the forge does not show the pull request. */
type Nothing = 'no-policies' | 'contribution-unreadable';

/** A contribution as the commands of one text find it, and leave it to the next. */
export interface ContributionHere {
  /** Throws RetryLater when the forge cannot tell now, for an hour at most. */
  read(): Promise<Result<Gathered, Nothing>>;
  /** The same, and nothing that was kept of an earlier reading is used. */
  readAnew(): Promise<Result<Gathered, Nothing>>;
  /** Puts what was written in the place of what was read. */
  replace(contribution: Gathered): void;
}

export function contributionHere(
  governance: Governance,
  adopted: AdoptedCharter,
  { subject, receivedAt }: { readonly subject: SubjectFacts; readonly receivedAt: Instant },
): ContributionHere {
  let reading: Promise<Result<Gathered, Nothing>> | null = null;
  async function gather(factsCache: Governance['factsCache']): Promise<Result<Gathered, Nothing>> {
    if (rulesInForce(adopted) === null) return err('no-policies');
    const answer = await gatherContribution({ ...governance, factsCache }, adopted, subject.ref);
    if (!answer.ok && governance.clock.now() > plus(receivedAt, longestWaitMs)) return err('contribution-unreadable');
    const found = await factOrNull(Promise.resolve(answer));
    return found ? ok(found) : err('contribution-unreadable');
  }
  return {
    read: () => (reading ??= gather(governance.factsCache)),
    readAnew: () => (reading = gather(createFactsCache())),
    replace(contribution) {
      reading = Promise.resolve(ok(contribution));
    },
  };
}
