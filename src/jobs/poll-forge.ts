// Polling: the second way in for forges that do not promise that their webhooks come, and the only one where they cannot reach us.
import type { AdoptedCharter } from '../charter/adopted.js';
import { charterInForce } from '../events/governance.js';
import { createRetries, type Retries } from '../queue/retries.js';
import { plus, type Instant } from '../shared/time.js';
import type { ForgeId } from '../shared/refs.js';
import { awaitedRepositories, repositoriesToPoll } from './poll-repositories.js';
import { pollRepository } from './poll-repository.js';
import { newCost, noteUnread, type PollCost, type Polled, type Polling, type PollMemory } from './polling.js';

export interface PollOptions extends Omit<Polling, 'adopted' | 'forge' | 'memory'> {
  /** This instance. */
  readonly holder: string;
  /** Told of each poll. */
  readonly observe: (forge: ForgeId, cost: PollCost) => void;
  /** Between two polls, governance time in ms; 2 minutes by default. */
  readonly everyMs?: number;
}

const minute = 60_000;
/** Governance time, in ms: after a poll that left something, and between two looks at what our account may write to. */
const [soonAgain, listEvery] = [10_000, 60 * minute];
/** What is remembered of a forge from one poll to the next. */
interface ForgeState extends PollMemory {
  nextAt: Instant;
  /** Real time in ms. */
  heldUntil: number;
  /** Repositories in which a motion waits in vain for a poll. */
  readonly awaited: Retries;
  /** Repositories still to be polled, since the last poll was cut off; and when that one began. */
  todo: readonly string[];
  begun: Instant;
  /** Whether nothing was left out since then. */
  whole: boolean;
  /** Those that our account may write to, and when they are listed again. */
  own: readonly string[];
  listAt: Instant;
}

function newState(now: Instant, realNow: () => number): ForgeState {
  const memory = { seen: new Map(), heads: new Map(), failures: new Map(), givenUp: new Set<string>() };
  const times = { nextAt: now, heldUntil: 0, listAt: now };
  return { ...memory, ...times, awaited: createRetries(realNow), todo: [], begun: now, whole: false, own: [] };
}

/**
 * The job; it is to be run every few seconds, and knows by itself when a poll is due: by governance time, at once when a motion waits for one, and never
 * before a forge wants to be asked again. Of several instances one polls. Throws an AggregateError of what could not be read or handled when all else
 * is done.
 */
export function createPoll(options: PollOptions): () => Promise<void> {
  const { governance, mirror, polls, reach, holder, observe, everyMs: every = 2 * minute } = options;
  const { clock, marks } = governance;
  const states = new Map<ForgeId, ForgeState>();

  async function listOwn(forge: Polled, state: ForgeState, now: Instant, cost: PollCost): Promise<void> {
    if (now < state.listAt) return;
    const listed = await forge.repositories();
    if (!listed.ok) {
      noteUnread(cost, `the repositories on ${forge.id} could not be listed`, listed.error);
      return;
    }
    state.own = listed.value.map(({ repo }) => repo);
    state.listAt = plus(now, listEvery);
  }

  /** Polls one after the other; a failure of one stops no other, unless the forge asks to wait. Answers those that are left. */
  async function pollAll(
    polling: Polling,
    repositories: readonly string[],
    cost: PollCost,
  ): Promise<readonly string[]> {
    for (const [place, repo] of repositories.entries()) {
      if (cost.waitMs > 0) return repositories.slice(place);
      const { unfinished } = cost;
      try {
        await pollRepository(polling, repo, cost);
      } catch (cause) {
        cost.failures.push(new Error(`${polling.forge.id}:${repo} could not be polled`, { cause }));
        cost.unfinished = true;
      }
      if (cost.waitMs > 0) {
        cost.unfinished = unfinished;
        return repositories.slice(place);
      }
    }
    return [];
  }

  /** All repositories, or those that an earlier poll left. */
  async function pollEverything(polling: Polling, state: ForgeState, now: Instant, cost: PollCost): Promise<void> {
    const { adopted, forge } = polling;
    if (state.todo.length === 0) {
      await listOwn(forge, state, now, cost);
      state.todo = await repositoriesToPoll(governance, mirror, adopted, forge.id, state.own);
      state.begun = now;
      state.whole = true;
    }
    state.todo = await pollAll(polling, state.todo, cost);
    state.whole &&= !cost.unfinished;
    // What waits for a moment is soon tried again; what fails may fail for long.
    const waits = state.todo.length > 0 || (cost.soon && cost.failures.length === 0);
    state.nextAt = plus(now, waits ? soonAgain : every);
    if (state.whole && state.todo.length === 0) await polls.putWhole(forge.id, state.begun);
  }

  /** The repositories for which a motion waits. */
  async function pollAwaited(polling: Polling, state: ForgeState, now: Instant, cost: PollCost): Promise<void> {
    const { forge } = polling;
    const awaited = await awaitedRepositories(governance, reach, forge.id, now);
    state.awaited.keepOnly(awaited);
    const due = awaited.filter((repo) => state.awaited.isDue(repo));
    if (due.length === 0 || !(await claim(forge, now))) return;
    await pollAll(polling, due, cost);
    for (const repo of await awaitedRepositories(governance, reach, forge.id, now)) state.awaited.failed(repo);
  }

  /** Whether this instance is the one that polls. */
  function claim({ id }: Polled, now: Instant): Promise<boolean> {
    return marks.claim(`poll of ${id}`, holder, now, plus(now, (every * 5) / 6));
  }

  async function pollForge(adopted: AdoptedCharter, forge: Polled, now: Instant): Promise<readonly Error[]> {
    const state = states.get(forge.id) ?? newState(now, governance.now);
    states.set(forge.id, state);
    if (governance.now() < state.heldUntil) return [];
    const cost = newCost();
    const polling: Polling = { ...options, adopted, forge, memory: state };
    if (now < state.nextAt) await pollAwaited(polling, state, now, cost);
    else if (await claim(forge, now)) await pollEverything(polling, state, now, cost);
    else state.nextAt = plus(now, soonAgain);
    state.heldUntil = governance.now() + cost.waitMs;
    observe(forge.id, cost);
    return cost.failures;
  }

  return async () => {
    const adopted = await charterInForce(governance);
    if (!adopted) return;
    const failures: Error[] = [];
    for (const forge of Object.values(governance.forges)) {
      const { polled } = forge;
      if (polled) failures.push(...(await pollForge(adopted, { ...forge, polled }, clock.now())));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'a poll could not read or handle everything');
  };
}
