// What a merge queue made of a pull request's commits: a squash may drop the sign-offs.
import { isMerge, type Commit, type QueueEntry } from '../facts.js';
import { pairKey, type Pair } from '../identity.js';
import { signOffsOf } from './signoffs.js';

/**
 * The sign-offs that commits of the pull request carry and what is to be merged instead of them does not. Commits that the queue takes over as they are, and merge
 * commits it makes, need nothing.
 */
export function droppedSignOffs(
  queue: QueueEntry | null,
  commits: readonly Commit[],
  signed: ReadonlyMap<string, Pair>,
): readonly Pair[] {
  const own = new Set(commits.map(({ sha }) => sha));
  const made = queue?.commits.filter((commit) => !own.has(commit.sha) && !isMerge(commit)) ?? [];
  if (made.length === 0) return [];
  const taken = new Set(queue?.commits.map(({ sha }) => sha));
  const needed = new Map<string, Pair>();
  for (const [sha, pair] of signed) if (!taken.has(sha)) needed.set(pairKey(pair), pair);
  for (const { pair } of made.flatMap(({ message }) => signOffsOf(message))) if (pair) needed.delete(pairKey(pair));
  return [...needed.values()];
}
