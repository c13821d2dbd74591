// The trailers of a commit message: the `Token: value` lines at its end, and nothing that only looks like them in prose.

/** One trailer. A value folded over several lines is joined by spaces. `line` counts from 1. */
export interface Trailer {
  readonly token: string;
  readonly value: string;
  readonly line: number;
}

interface Line {
  readonly text: string;
  readonly line: number;
}

const trailerLine = /^([A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:(?!\/\/)(.*)$/s;
const blank = /^[ \t\r\f\v]*$/;

/** The lines of a message; only LF and CRLF end one, as in git. */
export function messageLines(message: string): readonly string[] {
  return message.split('\n').map((text) => (text.endsWith('\r') ? text.slice(0, -1) : text));
}

function paragraphsOf(message: string): readonly (readonly Line[])[] {
  const paragraphs: Line[][] = [];
  let inside = false;
  for (const [index, text] of messageLines(message).entries()) {
    const line = { text, line: index + 1 };
    if (blank.test(text)) inside = false;
    else if (inside) paragraphs.at(-1)?.push(line);
    else inside = paragraphs.push([line]) > 0;
  }
  return paragraphs;
}

/** The trailers of a paragraph made of nothing else; null for any other. Git's own `(cherry picked from commit …)` may stand between them. */
function readTrailers(paragraph: readonly Line[]): readonly Trailer[] | null {
  const trailers: { token: string; parts: string[]; line: number }[] = [];
  for (const { text, line } of paragraph) {
    const match = trailerLine.exec(text);
    const last = trailers.at(-1);
    if (match) trailers.push({ token: match[1] ?? '', parts: [(match[2] ?? '').trim()], line });
    else if (/^[ \t]/.test(text) && last) last.parts.push(text.trim());
    else if (!text.startsWith('(cherry picked from commit ')) return null;
  }
  return trailers.map(({ token, parts, line }) => ({ token, value: parts.join(' '), line }));
}

/**
 * The trailers of a commit message, in order. They stand in the trailer block: the run of last paragraphs that are made only of trailer lines. The first
 * paragraph is the title and never belongs to it (git-interpret-trailers(1); git itself takes only the last paragraph, but tools put blank lines between).
 */
export function trailersOf(message: string): readonly Trailer[] {
  const block: Trailer[][] = [];
  for (const paragraph of paragraphsOf(message).slice(1).reverse()) {
    const trailers = readTrailers(paragraph);
    if (trailers === null) break;
    block.push([...trailers]);
  }
  return block.reverse().flat();
}
