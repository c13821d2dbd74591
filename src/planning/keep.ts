// Keeps what the mirror tells of the items in line with ledger and mirror: after a change of either, after a crash, and from nothing.
import type { Ledger } from '../ledger/ledger.js';
import type { TextStore } from '../ledger/store.js';
import type { Entry, Register } from '../motions/register.js';
import type { SearchIndex } from '../search/store.js';
import { itemDocument } from './findable.js';
import { gatherItem, type GatherSources } from './gather.js';
import type { IssueKeeper } from './store.js';

export interface IssueKeeping extends GatherSources {
  readonly ledger: Pick<Ledger<Register, Entry>, 'sync'>;
  readonly issues: IssueKeeper;
  readonly texts: Pick<TextStore, 'texts'>;
  readonly search: Pick<SearchIndex, 'put'>;
}

/** So many items are gathered side by side: with all of them anew, most of the time is waiting for the database. */
const atOnce = 8;

/** Gathers an item and keeps it; again, if something changed meanwhile. Nothing for an item that is not there. */
export async function keepItem({ ledger, issues, search, ...sources }: IssueKeeping, id: string): Promise<void> {
  for (;;) {
    const turn = await issues.turn(id);
    const { roadmap, adoptions, charterVersion } = await ledger.sync();
    const item = roadmap.items.get(id);
    if (!item) return;
    const shown = await gatherItem(sources, { adoptions, charterVersion }, item);
    // Into the index first: what is missing there is put in again with what is missing here.
    if (item.status !== null) await search.put(await itemDocument(sources, item, shown.issue));
    if (await issues.put(shown, turn)) return;
  }
}

/** A job: keeps anew what was touched, and what the ledger has changed. Harmless to run in several instances at once. */
export function keepIssues(keeping: IssueKeeping): () => Promise<void> {
  const { ledger, issues } = keeping;
  let done: string | null = null;

  /** What the ledger has changed since everything was kept; on the first call by this process all of it is looked at. */
  async function changed(): Promise<{ readonly of: string; readonly items: readonly string[] }> {
    const { roadmap, charterVersion } = await ledger.sync();
    const items = [...roadmap.items.values()];
    const seq = items.reduce((highest, item) => Math.max(highest, item.seq), -1);
    const of = `${String(seq)} ${String(charterVersion)}`;
    if (of === done) return { of, items: [] };
    const kept = await issues.madeFrom();
    const isOld = ({ id, seq: last }: (typeof items)[number]) => {
      const from = kept.get(id);
      return from?.seq !== last || from.charter !== charterVersion;
    };
    return { of, items: items.filter(isOld).map(({ id }) => id) };
  }

  return async () => {
    const { of, items } = await changed();
    const wanted = new Set([...items, ...(await issues.touched())]).values();
    async function keepNext(): Promise<void> {
      for (const item of wanted) await keepItem(keeping, item);
    }
    await Promise.all(Array.from({ length: atOnce }, keepNext));
    done = of;
  };
}
