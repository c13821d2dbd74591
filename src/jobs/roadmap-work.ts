// The clock of the work on items: what is known of an item in the mirror is looked at when it changes, forges are asked every quarter of an hour.
import type { AdoptedCharter } from '../charter/adopted.js';
import { charterInForce, type Governance } from '../events/governance.js';
import { askedToWait } from '../inbox/drain.js';
import type { ShownIssues } from '../planning/store.js';
import { concerned, followItem, releasesIn, type Ask, type Look, type Place } from '../planning/work.js';
import type { Item } from '../roadmap/item.js';
import type { Occasion } from '../roadmap/statuses.js';
import type { ForgeId } from '../shared/refs.js';
import { plus } from '../shared/time.js';

/** So often, in ms of governance time, forges are asked for milestones and releases. */
export const roundEvery = 15 * 60 * 1000;
/** In one round at most so many issues are read, in turn; and the releases of so many repositories, those that were active last. */
const [mostIssues, mostRepositories] = [100, 100];

const ofMirror: ReadonlySet<Occasion> = new Set(['pull-request-linked', 'pull-requests-merged']);
const ofForges: ReadonlySet<Occasion> = new Set(['milestone-closed', 'released']);

/** What the job works with. `holder` names this instance. */
export interface RoadmapWork {
  readonly governance: Governance;
  readonly issues: Pick<ShownIssues, 'revisions'>;
  readonly holder: string;
  /** Whether forges are asked too; by default they are. */
  readonly rounds?: boolean;
}

/** Forges in one round: one that cannot answer is not asked again in it, and none waits for another. */
function askInRound({ forges }: Governance): Ask {
  const away = new Set<ForgeId>();
  return async (id, call) => {
    const forge = away.has(id) ? undefined : forges[id];
    if (!forge) return null;
    const answer = await call(forge.read);
    if (answer.ok) return answer.value;
    if (answer.error.kind === 'wait' || answer.error.kind === 'unavailable') away.add(id);
    return null;
  };
}

/** A job. Harmless to run in several instances at once. Throws an AggregateError when every other item was looked at. */
export function followRoadmapWork({ governance, issues, holder, rounds = true }: RoadmapWork): () => Promise<void> {
  const { ledger, marks, mirror, clock } = governance;
  /** By item what it was like when it was looked at last. */
  let seen = new Map<string, string>();
  /** The item whose issue was read last. */
  let turn = '';

  async function follow(adopted: AdoptedCharter, items: readonly { item: Item; look: Look }[]): Promise<void> {
    const failures: unknown[] = [];
    for (const { item, look } of items) {
      try {
        await followItem(governance, adopted, item, look);
      } catch (error) {
        seen.delete(item.id);
        if (askedToWait(error) === null)
          failures.push(new Error(`the work on ${item.id} could not be looked at`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the work on some items could not be looked at');
  }

  /** Items of which the mirror, the ledger or the charter has changed: without a call. */
  async function lookAtChanged(adopted: AdoptedCharter): Promise<void> {
    const [{ roadmap }, revisions] = [await ledger.sync(), await issues.revisions()];
    const before = seen;
    seen = new Map();
    const look = { ask: () => Promise.resolve(null), releases: () => Promise.resolve([]) };
    const changed = concerned(roadmap.items.values(), adopted, ofMirror).flatMap(({ item, occasions }) => {
      const now = `${adopted.charter.version} ${String(item.seq)} ${String(revisions.get(item.id))}`;
      seen.set(item.id, now);
      return before.get(item.id) === now ? [] : [{ item, look: { ...look, occasions } }];
    });
    await follow(adopted, changed);
  }

  async function activeRepositories(): Promise<readonly Place[]> {
    const known = (await mirror.repositories()).toSorted((a, b) => (a.seenAt < b.seenAt ? 1 : -1));
    return known.slice(0, mostRepositories);
  }

  /** Those whose issue is read in this round: the ones behind whoever was last, and then from the first on. */
  function inTurn(ids: readonly string[]): ReadonlySet<string> {
    const chosen = [...ids.filter((id) => id > turn), ...ids.filter((id) => id <= turn)].slice(0, mostIssues);
    turn = chosen.at(-1) ?? '';
    return new Set(chosen);
  }

  async function askForges(adopted: AdoptedCharter): Promise<void> {
    const { roadmap } = await ledger.sync();
    const all = concerned(roadmap.items.values(), adopted, ofForges);
    if (all.length === 0) return;
    const ask = askInRound(governance);
    const releases = releasesIn(await activeRepositories(), ask);
    const read = inTurn(all.flatMap(({ item, occasions }) => (occasions.has('milestone-closed') ? [item.id] : [])));
    const looks = all.map(({ item, occasions }) => {
      const own = [...occasions].filter((one) => one !== 'milestone-closed' || read.has(item.id));
      return { item, look: { ask, releases, occasions: new Set(own) } };
    });
    await follow(adopted, looks);
  }

  async function isRoundDue(): Promise<boolean> {
    const [mark, now] = ['round of the work on the roadmap', clock.now()];
    const until = await marks.until(mark);
    if (until !== null && until > now) return false;
    return marks.claim(mark, `${holder} ${now}`, now, plus(now, roundEvery));
  }

  return async () => {
    const adopted = await charterInForce(governance);
    if (!adopted?.charter.roadmap || adopted.charter.roadmap.statuses.length === 0) return;
    await lookAtChanged(adopted);
    if (rounds && (await isRoundDue())) await askForges(adopted);
  };
}
