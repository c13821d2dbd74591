// The trailers of a commit message: the `Token: value` lines at its end, and nothing that only looks like them in prose.

/** One trailer. A value folded over several lines is joined by spaces. `line` counts from 1. */
export interface Trailer {
  readonly token: string;
  readonly value: string;
  readonly line: number;
}

/** A line of a message; `line` counts from 1. */
export interface MessageLine {
  readonly text: string;
  readonly line: number;
}

/** Of a longer message only so much of its end is read, in UTF-16 code units. */
const longestRead = 65_536;

const trailerLine = /^([A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:(?!\/\/)(.*)$/s;
const blank = /^[ \t\r\f\v]*$/;

/** Where the part of a message begins that is read: at the beginning of a line. */
function startOf(message: string): number {
  if (message.length <= longestRead) return 0;
  const end = message.indexOf('\n', message.length - longestRead);
  return (end < 0 ? message.lastIndexOf('\n') : end) + 1;
}

/** The lines of a message, of one of more than 64 KiB the last ones; only LF and CRLF end a line, as in git. */
export function messageLines(message: string): readonly MessageLine[] {
  const start = startOf(message);
  const first = message.slice(0, start).split('\n').length;
  const texts = message.slice(start).split('\n');
  return texts.map((text, i) => ({ text: text.endsWith('\r') ? text.slice(0, -1) : text, line: first + i }));
}

function paragraphsOf(message: string): readonly (readonly MessageLine[])[] {
  const paragraphs: MessageLine[][] = [];
  let inside = false;
  for (const line of messageLines(message)) {
    if (blank.test(line.text)) inside = false;
    else if (inside) paragraphs.at(-1)?.push(line);
    else inside = paragraphs.push([line]) > 0;
  }
  return paragraphs;
}

/** The trailers of a paragraph made of nothing else; null for any other. Git's own `(cherry picked from commit …)` may stand between them. */
function readTrailers(paragraph: readonly MessageLine[]): readonly Trailer[] | null {
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
