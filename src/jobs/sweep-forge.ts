// One forge's part of a sweep: repository by repository, page by page, with a limit on what is mended at once.
import type { AdoptedCharter } from '../charter/adopted.js';
import { policyCheckName } from '../evaluation/effects.js';
import { evaluateContribution } from '../evaluation/evaluate.js';
import type { Governance } from '../events/governance.js';
import type { Answer, ForgeFailure } from '../forges/answer.js';
import type { Forge, OpenPull } from '../forges/forge.js';
import { ok } from '../shared/result.js';
import { subjectKey } from '../shared/refs.js';
import { plus, type Instant } from '../shared/time.js';
import type { InLane } from './in-lanes.js';
import { mendsOf, type Mend, type MendReason } from './sweep-mends.js';

/** So many are mended in one sweep: others wait for the forge too. */
const mostMends = 50;
/** So many in a row that cannot be judged, and the rest of the repository is left for another sweep. */
const mostFailures = 3;
/** A check that does not come although it was written anew is written anew after so long, in ms. */
const unseenFor = 60 * 60_000;

/** What is remembered of a forge from one sweep to the next. */
export interface ForgeMemory {
  /** Repositories still to be looked at, since the last sweep was cut off. */
  todo: readonly string[];
  /** Those whose list could not be read. */
  readonly failed: Set<string>;
  /** Repositories that had no open pull request, in lower case. */
  readonly quiet: Set<string>;
  /** Heads whose check was written anew, and when. */
  readonly writtenAnew: Map<string, Instant>;
}

export interface ForgeSweep {
  readonly governance: Governance;
  readonly inLane: InLane;
  readonly writes: 'on' | 'off';
  readonly adopted: AdoptedCharter;
  readonly forge: Forge;
  readonly memory: ForgeMemory;
  readonly now: Instant;
}

/** What a sweep cost and did. */
export interface SweepCost {
  /** Pages of lists read. */
  calls: number;
  readonly mends: Map<MendReason, number>;
  readonly failures: Error[];
  /** How long the forge asked to wait, in ms; 0 when it did not. */
  waitMs: number;
}

/** Notes why something could not be read. */
export function noteFailure(cost: SweepCost, what: string, failure: ForgeFailure): void {
  cost.failures.push(new Error(`${what}: ${failure.detail}`));
  if (failure.kind === 'wait') cost.waitMs = Math.max(cost.waitMs, failure.retryAfterMs);
}

/** The whole list; nothing for a repository that is gone. */
async function listOpen({ forge }: ForgeSweep, repo: string, cost: SweepCost): Answer<readonly OpenPull[]> {
  const listed: OpenPull[] = [];
  let next: string | null = null;
  do {
    const page: Awaited<ReturnType<Forge['pulls']['open']>> = await forge.pulls.open(repo, policyCheckName, next);
    cost.calls += 1;
    if (!page.ok) return page.error.kind === 'gone' ? ok([]) : page;
    listed.push(...page.value.items);
    next = page.value.next;
  } while (next !== null);
  return ok(listed);
}

/** Evaluates one that nothing is kept of, unless a delivery has told of it meanwhile or is telling of it now. */
async function evaluateUnknown({ governance, inLane, adopted }: ForgeSweep, { ref, head }: Mend): Promise<void> {
  const { contributions, clock } = governance;
  await inLane(subjectKey(ref), async () => {
    const record = await contributions.find(ref);
    if (record?.state === 'open' && record.evaluated?.head === head) return;
    await evaluateContribution(governance, adopted, ref, { at: clock.now(), head });
  });
}

/** Whether its check was written anew not long ago; if not, it is now. */
function wasWrittenAnew({ memory, now }: ForgeSweep, { ref, head }: Mend): boolean {
  const name = `${subjectKey(ref)} ${head}`;
  const before = memory.writtenAnew.get(name);
  if (before !== undefined && now < plus(before, unseenFor)) return true;
  memory.writtenAnew.set(name, now);
  return false;
}

/** Mends a repository. False when there is more to mend than may be mended now. */
async function sweepRepository(sweep: ForgeSweep, repo: string, cost: SweepCost, room: () => number): Promise<boolean> {
  const { governance, forge, memory, writes, now } = sweep;
  const { contributions } = governance;
  const kept = await contributions.openIn(forge.id, repo);
  const listed = await listOpen(sweep, repo, cost);
  if (!listed.ok) {
    noteFailure(cost, `the open pull requests of ${forge.id}:${repo} could not be listed`, listed.error);
    memory.failed.add(repo);
    return listed.error.kind !== 'wait';
  }
  memory.failed.delete(repo);
  if (listed.value.length === 0) memory.quiet.add(repo.toLowerCase());
  let failedInRow = 0;
  for (const mend of mendsOf({ forge: forge.id, repo, listed: listed.value, kept, now, writes: writes === 'on' })) {
    const { ref, reason } = mend;
    if (reason === 'unchecked' && wasWrittenAnew(sweep, mend)) continue;
    if (room() <= 0) return false;
    cost.mends.set(reason, (cost.mends.get(reason) ?? 0) + 1);
    if (reason !== 'unknown') {
      await contributions.due(ref, governance.now(), reason === 'unchecked');
      continue;
    }
    try {
      await evaluateUnknown(sweep, mend);
      failedInRow = 0;
    } catch (cause) {
      cost.failures.push(new Error(`${subjectKey(ref)} could not be evaluated`, { cause }));
      failedInRow += 1;
      if (failedInRow === mostFailures) return true;
    }
  }
  return true;
}

/** Mends what it may in these repositories, and remembers those that are left. A failure of one repository stops no other, unless the forge asks to wait. */
export async function sweepForge(sweep: ForgeSweep, repositories: readonly string[], cost: SweepCost): Promise<void> {
  const { forge, memory, now } = sweep;
  for (const [name, at] of memory.writtenAnew) if (now >= plus(at, unseenFor)) memory.writtenAnew.delete(name);
  const room = (): number => mostMends - [...cost.mends.values()].reduce((sum, count) => sum + count, 0);
  for (const [place, repo] of repositories.entries()) {
    try {
      if (await sweepRepository(sweep, repo, cost, room)) continue;
    } catch (cause) {
      cost.failures.push(new Error(`${forge.id}:${repo} could not be swept`, { cause }));
      continue;
    }
    memory.todo = repositories.slice(place);
    return;
  }
  memory.todo = [];
}
