// The head of a pull request that the writer of a command could have seen.
import type { Head } from '../contributions/approvals.js';
import type { Gathered } from '../evaluation/gather.js';
import type { CommandCall } from './command.js';

/**
 * The newest head that was known when the command was received: one pushed after that is not what its writer speaks of, however late the command is handled.
 * Where none was known yet, the first that is.
 */
export function seenHead({ source }: CommandCall, { record, facts }: Pick<Gathered, 'record' | 'facts'>): Head {
  const heads = record?.heads ?? [];
  return heads.findLast(({ at }) => at <= source.receivedAt) ?? heads[0] ?? facts.pull.head;
}
