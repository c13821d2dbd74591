// Rules on dated entries: `from` before `until`, and no two of one subject on one day.
import type { Path, Problem } from '../problem.js';

/** A dated entry as written, with its path; days are inclusive and a missing one is open. */
export interface Dated {
  readonly path: Path;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The entries whose `from` is after their `until`. */
export function reversed(entries: readonly Dated[]): Problem[] {
  return entries
    .filter(({ from, until }) => from !== undefined && until !== undefined && from > until)
    .map(({ path, from = '', until = '' }) => ({
      path: [...path, 'until'],
      message: `"until" (${until}) is before "from" (${from})`,
    }));
}

/** The entries that hold on a day on which another of the list already does. */
export function overlapping(entries: readonly Dated[], message: string): Problem[] {
  const ordered = [...entries].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  let end: string | null = null;
  const problems: Problem[] = [];
  for (const { path, from = '', until = '9999-12-31' } of ordered) {
    if (end !== null && from <= end) problems.push({ path, message });
    if (end === null || until > end) end = until;
  }
  return problems;
}
