// Where inside a piece of Markdown the text is code or HTML, and so never a command. Linear in the length of the piece.

/** A half-open range of offsets. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The elements that hide commands and are open; they may begin in one block of a text and end in another. */
export interface OpenElements {
  readonly counts: Readonly<Record<string, number>>;
  /** Inside an HTML comment that nothing has ended. */
  readonly comment: boolean;
}

export const nothingOpen: OpenElements = { counts: {}, comment: false };

/** Elements in which a command is quoted or shown, not given. */
const hiding = new Set(['pre', 'code', 'blockquote']);

/** A tag longer than this is taken as text, so that no input costs more than this per character. */
const longestTag = 1000;

const enclosed = [
  { start: /^<!--/, end: '-->' },
  { start: /^<\?/, end: '?>' },
  { start: /^<!\[CDATA\[/, end: ']]>' },
  { start: /^<![A-Za-z]/, end: '>' },
] as const;
const autolink = /^<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>/;
const openTag =
  /^<([A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*(\/?)>/;
const closeTag = /^<\/([A-Za-z][A-Za-z0-9-]*)\s*>/;

/** Finds the end of the code span that a run of `length` backticks before `after` opens; asked with growing offsets only. */
function backtickCloser(text: string): (after: number, length: number) => number | null {
  const starts = new Map<number, number[]>();
  for (const run of text.matchAll(/`+/g)) {
    const known = starts.get(run[0].length);
    if (known) known.push(run.index);
    else starts.set(run[0].length, [run.index]);
  }
  const cursors = new Map<number, number>();
  return (after, length) => {
    const positions = starts.get(length) ?? [];
    let cursor = cursors.get(length) ?? 0;
    while (cursor < positions.length && (positions[cursor] ?? 0) < after) cursor += 1;
    cursors.set(length, cursor);
    const start = positions[cursor];
    return start === undefined ? null : start + length;
  };
}

/** Finds the end of a comment, declaration and the like; remembers which terminators no longer occur. */
function terminatorFinder(text: string): (from: number, terminator: string) => number | null {
  const absent = new Set<string>();
  return (from, terminator) => {
    if (absent.has(terminator)) return null;
    const at = text.indexOf(terminator, from);
    if (at >= 0) return at + terminator.length;
    absent.add(terminator);
    return null;
  };
}

/**
 * The spans of `text`, one block of Markdown or one HTML block, that are code or HTML, in order, and the elements still open after it.
 * In an HTML block backticks and backslashes mean nothing, and a comment that is not closed hides the rest.
 */
export function hiddenSpans(
  text: string,
  kind: 'markdown' | 'html',
  before: OpenElements,
): { readonly spans: readonly Span[]; readonly open: OpenElements } {
  const spans: Span[] = [];
  const counts: Record<string, number> = { ...before.counts };
  let { comment } = before;
  let depth = Object.values(counts).reduce((sum, count) => sum + count, 0);
  let hiddenFrom = 0;
  const closeBackticks = backtickCloser(text);
  const findEnd = terminatorFinder(text);

  function element(name: string, change: 1 | -1, at: number): void {
    const count = counts[name] ?? 0;
    if (!hiding.has(name) || count + change < 0) return;
    counts[name] = count + change;
    if (depth === 0) hiddenFrom = at;
    depth += change;
    if (depth === 0) spans.push({ from: hiddenFrom, to: at });
  }

  /** The end of what starts with the `<` at `at`; null when it is only a character. */
  function markupEnd(at: number): number | null {
    const head = text.slice(at, at + 10);
    const form = enclosed.find(({ start }) => start.test(head));
    if (form) {
      const empty = /^<!---?>/.exec(head);
      if (empty) return at + empty[0].length;
      const end = findEnd(at + 2, form.end);
      if (end === null && kind === 'html' && form.end === '-->') {
        comment = true;
        return text.length;
      }
      return end;
    }
    const window = text.slice(at, at + longestTag);
    const opening = openTag.exec(window);
    if (opening) {
      if (opening[2] === '') element((opening[1] ?? '').toLowerCase(), 1, at);
      return at + opening[0].length;
    }
    const closing = closeTag.exec(window);
    if (closing) {
      element((closing[1] ?? '').toLowerCase(), -1, at + closing[0].length);
      return at + closing[0].length;
    }
    const link = autolink.exec(window);
    return link ? at + link[0].length : null;
  }

  const special = kind === 'markdown' ? /\\[\s\S]|`+|</g : /</g;
  if (comment) {
    const end = kind === 'html' ? findEnd(0, '-->') : null;
    if (end === null) return { spans: [{ from: 0, to: text.length }], open: before };
    comment = false;
    special.lastIndex = end;
  }
  for (let match = special.exec(text); match; match = special.exec(text)) {
    const [found] = match;
    const after = match.index + found.length;
    let end: number | null = null;
    if (found.startsWith('`')) end = closeBackticks(after, found.length);
    else if (found === '<') end = markupEnd(match.index);
    if (end === null) continue;
    spans.push({ from: match.index, to: end });
    special.lastIndex = end;
  }
  if (depth > 0) spans.push({ from: hiddenFrom, to: text.length });
  return { spans, open: { counts, comment } };
}
