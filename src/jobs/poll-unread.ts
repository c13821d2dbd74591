// Items of lists that are not as their forge describes them: their issue or pull request waits for them for a day, and nothing else does.
import type { UnreadItem } from '../forges/forge.js';
import { RetryLater } from '../inbox/drain.js';
import type { ForgeId } from '../shared/refs.js';
import { plus } from '../shared/time.js';
import { unreadName } from './poll-lists.js';
import type { Finding, FoundText } from './poll-texts.js';
import type { PollCost, Polling, PollMemory } from './polling.js';

/** From its last change on, in ms: time for somebody who reads the log. A motion in the same place closes later, and nobody's ballot is passed over unnoticed. */
const longestUnreadMs = 24 * 60 * 60_000;

function versionOf(forge: ForgeId, repo: string, item: UnreadItem): string {
  return `${forge}:${repo.toLowerCase()} ${unreadName(item)} ${item.changedAt ?? ''}`.trimEnd();
}

/** Whether nobody waits for it any more. */
export function isGivenUp({ givenUp }: PollMemory, forge: ForgeId, repo: string, item: UnreadItem): boolean {
  return givenUp.has(versionOf(forge, repo, item));
}

/** Notes that it cannot be read. Answers it as a text that others wait for, if it is not given up: nobody knows what it says, it may be a ballot. */
export function foundUnread(
  { memory }: Polling,
  { forge, repo, begun, since }: Finding,
  item: UnreadItem,
  cost: PollCost,
): readonly FoundText[] {
  const { number, createdAt, id, why } = item;
  const changedAt = item.changedAt ?? since;
  const name = versionOf(forge, repo, item);
  const isLast = number === null || plus(changedAt, longestUnreadMs) <= begun;
  cost.failures.push(new Error(`${name} cannot be read${isLast ? ', and is given up' : ''}: ${why}`));
  if (isLast) {
    memory.givenUp.add(name);
    cost.givenUp += 1;
    return [];
  }
  const handle = () => Promise.reject(new RetryLater(`${name} cannot be read`, longestUnreadMs));
  return [{ name, number, order: Number(id ?? 0), writtenAt: createdAt ?? changedAt, changedAt, handle }];
}
