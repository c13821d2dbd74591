// The sweep: compares the forge's lists of open pull requests with what is kept of them, and has mended what is missing or old.
//
// Deliveries get lost, and so do checks. Nobody should have to push again for a check that does not come.
import type { AdoptedCharter } from '../charter/adopted.js';
import { rulesInForce } from '../evaluation/rules.js';
import { charterInForce, type Governance } from '../events/governance.js';
import type { Forge } from '../forges/forge.js';
import type { MirrorReader } from '../mirror/store.js';
import type { ForgeId } from '../shared/refs.js';
import { plus, type Instant } from '../shared/time.js';
import type { InLane } from './in-lanes.js';
import { noteFailure, sweepForge, type ForgeMemory, type SweepCost } from './sweep-forge.js';
import { repositoriesToSweep } from './sweep-repositories.js';

export interface SweepOptions {
  readonly governance: Governance;
  readonly inLane: InLane;
  /** This instance. */
  readonly holder: string;
  readonly mirror: Pick<MirrorReader, 'repositories' | 'subjects'>;
  readonly writes: 'on' | 'off';
  /** Told of each forge's part of a sweep. */
  readonly observe: (forge: ForgeId, cost: SweepCost) => void;
}

const minute = 60_000;
/** Governance time, in ms: after the start, between two sweeps, after one that was cut off, and between two looks everywhere. */
const [firstAfter, every, soonAgain, everywhereEvery] = [minute, 5 * minute, minute, 60 * minute];

/**
 * The job; it is to be run every few seconds, and knows by itself when a sweep is due: by governance time, at once when another charter comes into
 * force, and never before a forge wants to be asked again. Of several instances one sweeps. Throws an AggregateError of what could not be read when
 * all else is done.
 */
export function createSweep({
  governance,
  inLane,
  holder,
  mirror,
  writes,
  observe,
}: SweepOptions): () => Promise<void> {
  const { clock, contributions, marks } = governance;
  const memories = new Map<ForgeId, ForgeMemory>();
  let nextAt = plus(clock.now(), firstAfter);
  let everywhereAt = nextAt;
  let sweptUnder: string | null = null;
  /** Real time in ms. */
  let heldUntil = 0;

  function memoryOf({ id }: Forge): ForgeMemory {
    const memory = memories.get(id) ?? { todo: [], failed: new Set(), quiet: new Set(), writtenAnew: new Map() };
    memories.set(id, memory);
    return memory;
  }

  async function sweepOne(
    adopted: AdoptedCharter,
    forge: Forge,
    now: Instant,
    everywhere: boolean,
  ): Promise<SweepCost> {
    const memory = memoryOf(forge);
    const cost: SweepCost = { calls: 0, mends: new Map(), failures: [], waitMs: 0 };
    let { todo } = memory;
    if (todo.length === 0) {
      if (everywhere) memory.quiet.clear();
      const found = await repositoriesToSweep({ contributions, mirror }, adopted, forge, memory, everywhere);
      if (found.failure) noteFailure(cost, `the repositories on ${forge.id} could not be listed`, found.failure);
      else if (everywhere) everywhereAt = plus(now, everywhereEvery);
      todo = found.repositories;
    }
    await sweepForge({ governance, inLane, writes, adopted, forge, memory, now }, todo, cost);
    observe(forge.id, cost);
    if (memory.todo.length > 0) nextAt = plus(now, soonAgain);
    heldUntil = Math.max(heldUntil, governance.now() + cost.waitMs);
    return cost;
  }

  return async () => {
    const now = clock.now();
    const adopted = await charterInForce(governance);
    if (!adopted) return;
    const { version } = adopted.charter;
    if (sweptUnder !== null && sweptUnder !== version) {
      nextAt = now;
      everywhereAt = now;
      for (const forge of Object.values(governance.forges)) memoryOf(forge).todo = [];
    }
    sweptUnder = version;
    if (now < nextAt || governance.now() < heldUntil) return;
    nextAt = plus(now, every);
    if (rulesInForce(adopted) === null) return;
    if (!(await marks.claim('sweep of contributions', holder, now, plus(now, every - minute)))) return;
    const everywhere = now >= everywhereAt;
    const failures: Error[] = [];
    for (const forge of Object.values(governance.forges)) {
      failures.push(...(await sweepOne(adopted, forge, now, everywhere)).failures);
    }
    if (failures.length > 0) throw new AggregateError(failures, 'a sweep could not read everything');
  };
}
