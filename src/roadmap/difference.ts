// The difference of two texts, by lines: what is gone and what is new, in the order of the text.

export interface ChangedLine {
  readonly sign: '+' | '-';
  readonly text: string;
}

/** So many lines are compared one by one; what differs in more is told as gone and new as a whole. */
const mostCompared = 400;
const mostTold = 200;

/** The lengths of the longest common parts of the lines from i and from j on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i], rows[i + 1]];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

/** What differs between two texts, at most 200 lines; lines that both have are left out. */
export function changedLines(from: string, to: string): readonly ChangedLine[] {
  const [a, b] = [from, to].map((text) => (text === '' ? [] : text.split(/\r\n|\r|\n/)));
  if (!a || !b) return [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [gone, fresh] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const lines: ChangedLine[] = [];
  const compared = gone.length <= mostCompared && fresh.length <= mostCompared;
  const rows = compared ? commonLengths(gone, fresh) : [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < fresh.length) {
    const same = compared && i < gone.length && j < fresh.length && gone[i] === fresh[j];
    if (same) [i, j] = [i + 1, j + 1];
    else if (
      j >= fresh.length ||
      (i < gone.length && (!compared || (rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0)))
    ) {
      lines.push({ sign: '-', text: gone[i] ?? '' });
      i += 1;
    } else {
      lines.push({ sign: '+', text: fresh[j] ?? '' });
      j += 1;
    }
  }
  return lines.slice(0, mostTold);
}
