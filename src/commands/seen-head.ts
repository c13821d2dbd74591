// The head of a pull request that the writer of a command could have seen.
import type { Head } from '../contributions/approvals.js';
import type { ContributionRefusal } from '../contributions/refusal.js';
import { evaluateContribution } from '../evaluation/evaluate.js';
import type { Gathered } from '../evaluation/gather.js';
import { err, ok, type Result } from '../shared/result.js';
import { earlier, plus } from '../shared/time.js';
import type { CommandCall } from './command.js';

/** The forge's clock may be behind ours by so much, in ms; and it tells times to the second. */
const clocksDifferMs = 5000;

/**
 * The newest head that was known when the command was written: one pushed after that is not what its writer speaks of, however late the command is brought to us
 * or handled. Null where none was known yet: the first that is read may be younger than the command, and what commits say of their own age proves nothing.
 */
export function seenHead({ source }: CommandCall, { record }: Pick<Gathered, 'record'>): Head | null {
  const writtenBy = earlier(source.receivedAt, plus(source.forgeTime, clocksDifferMs));
  return record?.heads.findLast(({ at }) => at <= writtenBy) ?? null;
}

/** The same, or the refusal. Then a contribution that is new here is evaluated, so that its head is known when the command is given again. */
export async function requireSeenHead(
  call: CommandCall,
  command: string,
  gathered: Gathered,
): Promise<Result<Head, ContributionRefusal>> {
  const seen = seenHead(call, gathered);
  if (seen) return ok(seen);
  const { governance, adopted, source } = call;
  const { ref } = source.subject;
  if ((await governance.contributions.find(ref)) === null) {
    await evaluateContribution(governance, adopted, ref, { at: source.receivedAt, gathered });
  }
  return err({ code: 'contribution-new', command });
}
