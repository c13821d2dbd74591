// The head of a pull request that the writer of a command could have seen.
import { sameAccount, type Head } from '../contributions/approvals.js';
import type { Gathered } from '../evaluation/gather.js';
import { factOrNull } from '../events/facts.js';
import type { CommandCall } from './command.js';

/**
 * The head as deliveries received before this one told it: a push that came in between is not what the writer speaks of. Its
 * tree is empty when that commit is gone. A command that is run again, after an attempt that was cut short, has the head it had then.
 */
export async function seenHead(
  { governance, source }: CommandCall,
  { record, facts }: Pick<Gathered, 'record' | 'facts'>,
): Promise<Head> {
  const { author, receivedAt, subject } = source;
  const given = record?.approvals.find(({ account, at }) => at === receivedAt && sameAccount(account, author));
  if (given) return { sha: given.head, tree: given.tree };
  const { head } = facts.pull;
  const sha = subject.head ?? record?.head ?? head.sha;
  if (sha === head.sha) return head;
  if (sha === record?.head && record.tree !== null) return { sha, tree: record.tree };
  const forge = governance.forges[subject.ref.forge];
  const tree = forge ? await factOrNull(forge.read.tree(subject.ref, sha)) : null;
  return { sha, tree: tree ?? '' };
}
