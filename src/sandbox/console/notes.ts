// What an action did, told on the page shown after it: kept here, so that no address can put words into a page.
import { randomUUID } from 'node:crypto';

/** One sentence of the locale under `console.note`, perhaps with a link to a page of the portal or the console. */
export interface Line {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Without the language. */
  readonly href?: string;
}

export interface Notes {
  /** Keeps a note; its id. */
  add(lines: readonly Line[]): string;
  /** The lines of a note; none when it is unknown or forgotten. */
  of(id: string | null): readonly Line[];
}

/** Remembers the last so many. */
const most = 200;

export function createNotes(): Notes {
  const notes = new Map<string, readonly Line[]>();
  return {
    add(lines) {
      const id = randomUUID().slice(0, 8);
      notes.set(id, lines);
      for (const oldest of notes.keys()) if (notes.size > most) notes.delete(oldest);
      return id;
    },
    of: (id) => notes.get(id ?? '') ?? [],
  };
}
