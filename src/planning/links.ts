// The issues and pull requests that belong to an item, as the mirror knows them.
import { speakerOf, type AdoptedCharter } from '../charter/adopted.js';
import type { MirroredSubject, MirroredText, MirrorReader } from '../mirror/store.js';
import type { Item } from '../roadmap/item.js';
import { keysOf, taskKeys } from '../roadmap/links.js';
import { subjectKey } from '../shared/refs.js';

/** What belongs to an item, the newest first. */
export interface LinkedWork {
  readonly issues: readonly MirroredSubject[];
  readonly pulls: readonly MirroredSubject[];
}

/** Those by people of the charter: anybody may write that something belongs to an item, and nobody else's word says how far it is. */
export function byPeople(adopted: AdoptedCharter, work: readonly MirroredSubject[]): readonly MirroredSubject[] {
  return work.filter(({ author }) => author !== null && speakerOf(adopted, author) !== null);
}

/** Issues and pull requests that say they belong to the item, and issues of the tasks in the item's own `issue` (null when the mirror does not have it). */
export async function linkedTo(
  mirror: Pick<MirrorReader, 'belonging' | 'among'>,
  item: Item,
  issue: Pick<MirroredText, 'ref' | 'body'> | null,
): Promise<LinkedWork> {
  const own = new Set(keysOf(item));
  const named = issue ? taskKeys(issue.body, issue.ref) : [];
  const [belonging, ofTasks] = await Promise.all([mirror.belonging([...own]), mirror.among(named)]);
  const all = new Map(
    [...belonging, ...ofTasks.filter(({ isPull }) => !isPull)].map((one) => [subjectKey(one.ref), one] as const),
  );
  const found = [...all.values()]
    .filter(({ ref }) => !own.has(subjectKey(ref)))
    .toSorted((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? 1 : -1));
  return { issues: found.filter(({ isPull }) => !isPull), pulls: found.filter(({ isPull }) => isPull) };
}
