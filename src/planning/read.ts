// The roadmap as it is read: the view and the changes, made again only when something they are made of has changed, or in another minute.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { RoadmapPlan } from '../charter/charter.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Entry, Register } from '../motions/register.js';
import { buildRoadmap, changesOf, type RoadmapNames, type RoadmapView } from '../roadmap/build.js';
import type { Change, Item } from '../roadmap/item.js';
import type { RoadmapChangeView, RoadmapItemView } from '../roadmap/view.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import type { Clock } from '../shared/time.js';
import { matching, rowsOf, type ChangeRow, type TimeSpan } from './changes.js';
import { createKnown, type KnownSources } from './known.js';
import type { LinkShown } from './store.js';

/** The roadmap of this minute. The same object as long as nothing in it is another. */
export interface ShownRoadmap {
  /** Null when roadmap.yml was taken away while there were items. */
  readonly plan: RoadmapPlan | null;
  readonly view: RoadmapView;
}

/** An update as it is shown. */
export type UpdateView = NonNullable<RoadmapItemView['latest_update']>;

export interface RoadmapReader {
  /** Null before the first charter, and as long as there is neither a roadmap.yml nor an item. */
  roadmap(): Promise<ShownRoadmap | null>;
  /** Newest first; filters: item, field, slip, drop and news (`true`), theme, person, motion. */
  changes(query: ListQuery, span?: TimeSpan): Promise<ListPage<RoadmapChangeView>>;
  /** Of one item, oldest first; null when there is none with the id. Lines are told of the newest 20 changed texts, and null of the others: `changes` has them all. */
  changesOf(item: string): Promise<readonly RoadmapChangeView[] | null>;
  /** All updates of an item, newest first; none of an item that is not there. */
  updates(item: string): Promise<readonly UpdateView[]>;
  /** The issues and pull requests linked to an item. */
  links(item: string): Promise<readonly LinkShown[]>;
}

/** What the reader reads. `version` is another number whenever something that pages show may have changed. */
export interface RoadmapSources extends KnownSources {
  readonly ledger: Pick<Ledger<Register, Entry>, 'sync'>;
  readonly clock: Clock;
  readonly version: () => number;
}

/** What was made last, and of what. */
interface Built {
  readonly of: string;
  readonly items: ReadonlyMap<string, Item>;
  readonly shown: ShownRoadmap | null;
  /** The changes that match. Made when they are asked for. */
  readonly found: (filter: ListQuery['filter'], span?: TimeSpan) => readonly ChangeRow[];
}

/** So many lists of changes are kept: whoever reads one reads it page by page. */
const mostLists = 32;

/** Anybody may edit their own issue again and again: beside a whole history the lines of so many changed texts are told. */
const mostTexts = 20;

function isOfText({ field }: Change): boolean {
  return field === 'outcome' || field === 'text';
}

function onceOnly<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Finds changes of these items; the lists found last are kept. */
function finder(items: ReadonlyMap<string, Item>, names: RoadmapNames): Built['found'] {
  const all = onceOnly(() => rowsOf([...items.values()], names));
  const kept = new Map<string, readonly ChangeRow[]>();
  return (filter, span) => {
    const key = JSON.stringify([filter, span]);
    const known = kept.get(key);
    if (known) return known;
    const one = items.get(filter['item'] ?? '');
    const found = matching(one ? rowsOf([one], names) : all(), filter, span);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > mostLists && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}

/** A reader that keeps what it made last in memory. */
export function createRoadmapReader(sources: RoadmapSources): RoadmapReader {
  const { ledger, charters, texts, issues, clock, version } = sources;
  const known = createKnown(sources);
  let last: { readonly asOf: string; readonly built: Promise<Built> } | null = null;

  async function build(before: Built | null): Promise<Built> {
    const { roadmap, charterVersion, adoptedAt } = await ledger.sync();
    const items = new Map(roadmap.items);
    const listed = [...items.values()];
    const adopted: AdoptedCharter | null = charterVersion === null ? null : await charters.version(charterVersion);
    const changed = await known.learn(listed);
    const now = clock.now();
    const seq = listed.reduce((highest, item) => Math.max(highest, item.seq), -1);
    const of = [seq, charterVersion, adoptedAt, now.slice(0, 'YYYY-MM-DDTHH:MM'.length)].join(' ');
    if (before?.of === of && !changed) return before;
    const plan = adopted?.charter.roadmap ?? null;
    const isThere = adopted !== null && (plan !== null || listed.length > 0);
    return {
      of,
      items,
      shown: isThere ? { plan, view: buildRoadmap(listed, known.names, { plan, adoptedAt, now }) } : null,
      found: finder(items, known.names),
    };
  }

  async function after(previous: Promise<Built> | null): Promise<Built> {
    const [before] = previous ? await Promise.allSettled([previous]) : [];
    return build(before?.status === 'fulfilled' ? before.value : null);
  }

  async function current(): Promise<Built> {
    const asOf = `${String(version())} ${clock.now().slice(0, 'YYYY-MM-DDTHH:MM'.length)}`;
    if (last?.asOf !== asOf) last = { asOf, built: after(last?.built ?? null) };
    const { built } = last;
    try {
      return await built;
    } catch (error) {
      if (last.built === built) last = null;
      throw error;
    }
  }

  /** These changes, whole: with the texts of each that is not among `untold`, by its seq. */
  async function whole(
    rows: readonly ChangeRow[],
    untold: ReadonlySet<number> = new Set(),
  ): Promise<readonly RoadmapChangeView[]> {
    const commitments = rows.flatMap(({ change }) =>
      isOfText(change) && !untold.has(change.seq) ? [change.from, change.to, change.reason] : [change.reason],
    );
    const written = await texts.texts([...new Set(commitments)].filter((one) => one !== null));
    const text = (commitment: string | null) => (commitment === null ? '' : (written.get(commitment) ?? ''));
    const names = { ...known.names, text };
    const bySeq = new Map<number, RoadmapChangeView>();
    for (const item of new Set(rows.map((row) => row.item))) {
      for (const change of changesOf(item, names)) bySeq.set(change.seq, change);
    }
    return rows.flatMap(({ change: { seq } }) => {
      const view = bySeq.get(seq);
      return view && untold.has(seq) ? { ...view, lines: null } : (view ?? []);
    });
  }

  return {
    roadmap: async () => (await current()).shown,
    async changes({ filter, page, perPage }, span) {
      const found = (await current()).found(filter, span);
      return { items: await whole(found.slice((page - 1) * perPage, page * perPage)), total: found.length };
    },
    async changesOf(id) {
      const item = (await current()).items.get(id);
      if (!item) return null;
      const rows = rowsOf([item], known.names);
      const older = rows.filter(({ change }) => isOfText(change)).slice(mostTexts);
      return whole(rows.toReversed(), new Set(older.map(({ change }) => change.seq)));
    },
    async updates(item) {
      const { updates = [] } = (await issues.beside(item)) ?? {};
      const people = await charters.names([...new Set(updates.map(({ ref }) => ref))]);
      return updates.flatMap(({ ref, at, text, url }) => {
        const person = people.get(ref);
        return person === undefined ? [] : [{ person, at, text, url }];
      });
    },
    links: async (item) => (await issues.beside(item))?.links ?? [],
  };
}
