// The clauses of the charter as data: each with the address people cite it by (`motions.technical.quorum`), and what it says in words.

/** A line of a clause: in words, and as written where that says it exactly. */
export interface ClauseLine {
  readonly text: string;
  readonly code: string | null;
}

export interface Clause {
  /** Its path in charter.yml, also its anchor on the page. */
  readonly id: string;
  readonly label: string;
  readonly lines: readonly ClauseLine[];
}

/** A part of a section under a heading of its own: one body, one kind of motion. */
export interface ClauseGroup {
  readonly id: string;
  readonly title: string;
  /** In a sentence or two. */
  readonly summary: string;
  readonly clauses: readonly Clause[];
}

/** A clause of one or more lines in words. */
export function clause(id: string, label: string, ...texts: readonly string[]): Clause {
  return { id, label, lines: texts.map((text) => ({ text, code: null })) };
}
