// The pull request that the commands of one text are on: read once, when the first of them asks.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Missing } from '../contributions/facts.js';
import type { ContributionRefusal } from '../contributions/refusal.js';
import { createFactsCache } from '../evaluation/cache.js';
import { gatherContribution, type Gathered } from '../evaluation/gather.js';
import { rulesInForce } from '../evaluation/rules.js';
import { factOrNull } from '../events/facts.js';
import type { Governance } from '../events/governance.js';
import { RetryLater } from '../inbox/drain.js';
import type { SubjectRef } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import { plus } from '../shared/time.js';
import type { CommandCall } from './command.js';

/** Why there is nothing for a command to work on: the charter has no policy.yml, or the forge does not show the pull request. */
type Nothing = 'no-policies' | 'contribution-unreadable';

/** A contribution as the commands of one text find it, and leave it to the next. */
export interface ContributionHere {
  /** Throws RetryLater when the forge cannot tell now. */
  read(): Promise<Result<Gathered, Nothing>>;
  /** The same, and nothing that was kept of an earlier reading is used. */
  readAnew(): Promise<Result<Gathered, Nothing>>;
  /** Puts what was written in the place of what was read. */
  replace(contribution: Gathered): void;
}

export function contributionHere(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
): ContributionHere {
  let reading: Promise<Result<Gathered, Nothing>> | null = null;
  async function gather(factsCache: Governance['factsCache']): Promise<Result<Gathered, Nothing>> {
    if (rulesInForce(adopted) === null) return err('no-policies');
    const found = await factOrNull(gatherContribution({ ...governance, factsCache }, adopted, subject));
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

/** A forge that does not tell a part of the facts is asked again so much later (ms), */
const askAgainMs = 5000;
/** and for so long after the command was received (ms). Then its author is told, and what waits behind it has its turn. */
const longestWaitMs = 60 * 60 * 1000;

/** What a command meets for which a part of the facts is missing. Throws RetryLater while it may still come. */
export function whileMissing({ governance, source }: CommandCall, command: string, why: Missing): ContributionRefusal {
  const waited = governance.clock.now() > plus(source.receivedAt, longestWaitMs);
  if (why.code === 'over-the-cap' || waited) return { code: 'contribution-unreadable', command };
  throw new RetryLater(`/${command} waits for what the forge does not tell (${why.code})`, askAgainMs);
}

/** The open pull request the command is in, under the policies in force; or why the command means nothing here. */
export async function openContribution(
  { source, contribution }: CommandCall,
  command: string,
  anew = false,
): Promise<Result<Gathered, ContributionRefusal>> {
  if (!source.subject.isPull) return err({ code: 'only-in-a-pull-request', command });
  const found = await (anew ? contribution.readAnew() : contribution.read());
  if (!found.ok) return err({ code: found.error, command });
  const { state } = found.value.pull;
  return state === 'open' ? found : err({ code: 'contribution-ended', command, state });
}
