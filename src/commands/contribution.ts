// What every command on a contribution does before it decides: find an open pull request under policies, and wait for what is not told yet.
import type { Missing } from '../contributions/facts.js';
import type { ContributionRefusal } from '../contributions/refusal.js';
import type { Gathered } from '../evaluation/gather.js';
import { longestWaitMs } from '../evaluation/retry.js';
import { RetryLater } from '../inbox/drain.js';
import { err, type Result } from '../shared/result.js';
import { plus } from '../shared/time.js';
import type { CommandCall } from './command.js';

/** A forge that does not tell a part of the facts is asked again so much later (ms), for as long as a command waits. */
const askAgainMs = 5000;

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
