// A roadmap in memory, as the portal reads it: the world of test/roadmap with what a mirror and a store of texts would tell.
import type { IssueShown } from '../../src/roadmap/build.js';
import type { Update } from '../../src/roadmap/updates.js';
import { createRoadmapReader, type RoadmapReader, type RoadmapSources } from '../../src/planning/read.js';
import type { LinkShown } from '../../src/planning/store.js';
import type { World } from '../roadmap/world.js';

/** What is shown of a world besides its ledger; `issues` by the issue's number, `links` by the item's id. */
export interface SeededRoadmap {
  readonly world: World;
  readonly issues?: Readonly<Record<string, Partial<IssueShown>>>;
  readonly links?: Readonly<Record<string, readonly LinkShown[]>>;
  /** Refs of people who were erased. */
  readonly erased?: readonly string[];
  /** Charter versions before the one in force. */
  readonly earlier?: readonly World['adopted'][];
}

/** The people of the portal's charter, under the names that the world has for them; p4 and p5 are in no charter of the portal's. */
const people: Readonly<Record<string, string>> = { p1: 'lin-mei', p2: 'wang-bo', p3: 'kofi-mensah' };

function personOf(ref: string): string {
  const id = `p${String(Number.parseInt(ref, 16))}`;
  return people[id] ?? id;
}

function issueOf(item: { readonly subject: string }, issues: SeededRoadmap['issues']): IssueShown {
  const number = item.subject.split('#')[1] ?? '';
  return {
    subject: { forge: 'github', repo: 'example/Models', number },
    title: `Issue ${number}`,
    url: `https://forge.example/example/Models/issues/${number}`,
    wish: null,
    measure: null,
    asks: [],
    progress: { done: 0, total: 0 },
    updates: [],
    ...issues?.[number],
  };
}

/** A reader over what `seeded` tells now. A commitment is its own text. */
export function memoryRoadmap(
  seeded: () => SeededRoadmap | null,
  { clock, version }: Pick<RoadmapSources, 'clock' | 'version'>,
): RoadmapReader {
  const none = { roadmap: () => Promise.resolve(null) };
  function readerOf({ world, issues, links, erased = [], earlier = [] }: SeededRoadmap): RoadmapReader {
    const items = () => [...world.register.roadmap.items.values()];
    const updates = (id: string): readonly Update[] =>
      items().flatMap((item) => (item.id === id ? issueOf(item, issues).updates : []));
    return createRoadmapReader({
      ledger: { sync: () => Promise.resolve(world.register) },
      charters: {
        version: (version) =>
          Promise.resolve([...earlier, world.adopted].find(({ charter }) => charter.version === version) ?? null),
        names: (refs) =>
          Promise.resolve(new Map(refs.filter((ref) => !erased.includes(ref)).map((ref) => [ref, personOf(ref)]))),
      },
      texts: { texts: (commitments) => Promise.resolve(new Map(commitments.map((one) => [one, one]))) },
      issues: {
        revisions: () => Promise.resolve(new Map(items().map(({ id, seq }) => [id, seq]))),
        issues: (ids) =>
          Promise.resolve(
            new Map(items().flatMap((item) => (ids.includes(item.id) ? [[item.id, issueOf(item, issues)]] : []))),
          ),
        beside: (id) => Promise.resolve({ updates: updates(id), links: links?.[id] ?? [] }),
      },
      clock,
      version,
    });
  }
  let made: { readonly of: SeededRoadmap; readonly reader: RoadmapReader } | null = null;
  function reader(): RoadmapReader | null {
    const of = seeded();
    if (of === null) return null;
    if (made?.of !== of) made = { of, reader: readerOf(of) };
    return made.reader;
  }
  return {
    roadmap: () => (reader() ?? none).roadmap(),
    changes: (query, span) => reader()?.changes(query, span) ?? Promise.resolve({ items: [], total: 0 }),
    changesOf: (item) => reader()?.changesOf(item) ?? Promise.resolve(null),
    updates: (item) => reader()?.updates(item) ?? Promise.resolve([]),
    links: (item) => reader()?.links(item) ?? Promise.resolve([]),
  };
}
