// Handling what a poll found in the order in which it was written. What fails holds up only what comes after it in its issue or pull request, and in those linked to it.
import { motionIn } from '../events/advance.js';
import { lanesOf } from '../events/lanes.js';
import { askedToWait } from '../inbox/drain.js';
import { subjectKey } from '../shared/refs.js';
import { earlier, plus, type Instant } from '../shared/time.js';
import type { FoundText } from './poll-texts.js';
import { settlingMs, type PollCost, type Polling } from './polling.js';

/** As with deliveries: after so many failures what is behind a text goes on without it. */
const mostFailures = 12;

function byTime(a: FoundText, b: FoundText): number {
  if (a.writtenAt !== b.writtenAt) return a.writtenAt < b.writtenAt ? -1 : 1;
  return a.order - b.order;
}

/** Notes why something was not handled; false when it is given up. */
export function isTriedAgain({ memory: { failures } }: Polling, name: string, cause: unknown, cost: PollCost): boolean {
  const waitMs = askedToWait(cause);
  if (waitMs !== null) {
    // It may be another forge that asks to wait. This one's own client sends nothing while it does, and then no list is read either.
    cost.soon ||= waitMs <= settlingMs;
    return true;
  }
  const times = (failures.get(name) ?? 0) + 1;
  const last = times >= mostFailures;
  cost.failures.push(new Error(`${name} could not be handled${last ? ', and is given up' : ''}`, { cause }));
  if (last) {
    failures.delete(name);
    cost.givenUp += 1;
  } else failures.set(name, times);
  return !last;
}

/** Whether a text must wait for one that is left: in the same issue or pull request, or in one that shares its motion. */
async function isBehind(
  { governance, forge }: Polling,
  repo: string,
  { number }: FoundText,
  left: readonly FoundText[],
): Promise<boolean> {
  if (left.length === 0) return false;
  if (left.some((one) => one.number === number)) return true;
  const motion = await motionIn(governance, { forge: forge.id, repo, number });
  if (!motion || motion.state === 'closed') return false;
  const lanes = await lanesOf(governance, motion);
  return left.some((one) => lanes.includes(subjectKey({ forge: forge.id, repo, number: one.number })));
}

/** Handles the texts of a repository. Answers those that are left for the next poll. `begun`: when their lists began to be read. */
export async function handleInOrder(
  polling: Polling,
  repo: string,
  texts: readonly FoundText[],
  begun: Instant,
  cost: PollCost,
): Promise<readonly FoundText[]> {
  const { reach, forge, memory } = polling;
  const left: FoundText[] = [];
  let known = plus(begun, -settlingMs);
  for (const text of [...texts].sort(byTime)) {
    const version = `${text.name} ${text.changedAt}`;
    if (memory.givenUp.has(version)) continue;
    if (await isBehind(polling, repo, text, left)) {
      left.push(text);
      continue;
    }
    reach.handling(forge.id, repo, earlier(known, text.writtenAt));
    try {
      await text.handle();
      memory.failures.delete(text.name);
    } catch (cause) {
      if (!isTriedAgain(polling, text.name, cause, cost)) {
        memory.givenUp.add(version);
        continue;
      }
      left.push(text);
      known = earlier(known, text.writtenAt);
    }
  }
  reach.handling(forge.id, repo, null);
  return left;
}
