// The roadmap as the ledger says it: the fold of `roadmap.changed`, a part of the register.
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { drop, put, toggle, type Undo } from '../shared/undo.js';
import { evolveItem, type Item, type Stored } from './item.js';

/** All items, and where they are. */
export interface Roadmap {
  /** By id, in the order they came. */
  readonly items: ReadonlyMap<string, Item>;
  /** Subject key to item id. */
  readonly bySubject: ReadonlyMap<string, string>;
  /** Items with a motion that has not been followed up. */
  readonly pending: ReadonlySet<string>;
  /** The highest number given, by year. */
  readonly numbers: ReadonlyMap<string, number>;
}

export interface RoadmapFold {
  readonly state: Roadmap;
  /** Takes an entry in; the answer takes it back out. Throws when it cannot follow. */
  apply(stored: Stored): Undo[];
}

export function newRoadmap(): RoadmapFold {
  const items = new Map<string, Item>();
  const bySubject = new Map<string, string>();
  const pending = new Set<string>();
  const numbers = new Map<string, number>();

  /** From now on the item is found by its new subject, and by no other. */
  function moved(id: string, from: string | null, to: string): Undo[] {
    const other = bySubject.get(to);
    if (other !== undefined) throw new Error(`${id} is put to ${to}, where ${other} is`);
    return [...(from === null ? [] : [drop(bySubject, from)]), put(bySubject, to, id)];
  }

  return {
    state: { items, bySubject, pending, numbers },
    apply(stored) {
      const { entry, seq } = stored;
      const before = items.get(entry.item);
      const item = evolveItem(before, stored);
      const undos: Undo[] = [];
      if (entry.field === 'subject') {
        const [, year = '', number = ''] = item.id.split('-');
        const repeated = !before && Number(number) <= (numbers.get(year) ?? 0);
        if (repeated) throw new Error(`ledger entry ${String(seq)} gives a number that was given`);
        undos.push(...moved(item.id, entry.from, item.subject));
        if (!before) undos.push(put(numbers, year, Number(number)));
      }
      undos.push(put(items, item.id, item), toggle(pending, item.id, item.pending !== null));
      return undos;
    },
  };
}

/** The id that the next item gets in a year. */
export function nextItemId({ numbers }: Roadmap, year: string): string {
  return `RM-${year}-${String((numbers.get(year) ?? 0) + 1).padStart(3, '0')}`;
}

/** The item that an issue is; undefined when it is none. Its status is null while only the first entries of its adding were written. */
export function itemOf({ items, bySubject }: Roadmap, subject: SubjectRef): Item | undefined {
  const id = bySubject.get(subjectKey(subject));
  return id === undefined ? undefined : items.get(id);
}
