// The part of a text that a result shows, with what was searched for marked in it.
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { tokenSpans } from './tokens.js';

/** A piece of plain text; `hit` when it was searched for. Whoever shows it escapes it. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Columns of a snippet, and of them before the first hit; a Chinese character takes two. */
const columns = 200;
const columnsBefore = 50;
/** So far a cut is moved to stand between words. */
const nearby = 16;

/** Text as written, without what a reader of the page it is from does not see, in one line. */
export function plainText(written: string): string {
  return written
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Where the tokens stand in the text; what overlaps or touches is one. */
function hitsIn(text: string, tokens: ReadonlySet<string>): readonly Range[] {
  const hits: Range[] = [];
  const found = [...tokenSpans(text)].filter(({ token }) => tokens.has(token)).sort((a, b) => a.start - b.start);
  for (const { start, end } of found) {
    const last = hits.at(-1);
    if (last && start <= last.end) hits.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
    else hits.push({ start, end });
  }
  return hits;
}

function width(character: string): number {
  return /[\u1100-\uffdc]/.test(character) || character.length > 1 ? 2 : 1;
}

/** The longest start of the characters that fits, in UTF-16 units. */
function fitting(characters: readonly string[], room: number): number {
  let [used, units] = [0, 0];
  for (const character of characters) {
    used += width(character);
    if (used > room) break;
    units += character.length;
  }
  return units;
}

/** The part of the text around the first hit, its ends between words where there is a space nearby. */
function windowOf(text: string, first: number): Range {
  const before = text.slice(Math.max(0, first - columnsBefore), first);
  let start = first - fitting(Array.from(before).reverse(), columnsBefore);
  if (start > 0) {
    const space = text.indexOf(' ', start);
    if (space >= 0 && space < Math.min(first, start + nearby)) start = space + 1;
  }
  let end = start + fitting(Array.from(text.slice(start, start + 2 * columns)), columns);
  if (end < text.length) {
    const space = text.lastIndexOf(' ', end);
    if (space > Math.max(first, end - nearby)) end = space;
  }
  return { start, end };
}

/** A title or another short text, whole, with what was searched for marked. */
export function marked(
  text: string,
  tokens: readonly string[],
  { start, end } = { start: 0, end: text.length },
): Segment[] {
  const segments: Segment[] = [];
  let at = start;
  for (const hit of hitsIn(text, new Set(tokens))) {
    const [from, to] = [Math.max(hit.start, start), Math.min(hit.end, end)];
    if (from >= to) continue;
    if (from > at) segments.push({ text: text.slice(at, from), hit: false });
    segments.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < end) segments.push({ text: text.slice(at, end), hit: false });
  return segments;
}

/** The part of a text around the first of the tokens, or its start when none of them is in it. Empty for an empty text. */
export function snippet(text: string, tokens: readonly string[]): Segment[] {
  const [first] = hitsIn(text, new Set(tokens));
  const { start, end } = windowOf(text, first?.start ?? 0);
  const segments = marked(text, tokens, { start, end });
  return [
    ...(start > 0 ? [{ text: '… ', hit: false }] : []),
    ...segments,
    ...(end < text.length ? [{ text: ' …', hit: false }] : []),
  ];
}

/** Of a text in two languages the reader's, unless only the other one holds what was searched for. */
export function textFor(text: string | LocalText, language: Language, tokens: readonly string[]): string {
  const own = inLanguage(text, language);
  const other = inLanguage(text, language === 'en' ? 'zh' : 'en');
  const wanted = new Set(tokens);
  return hitsIn(own, wanted).length === 0 && hitsIn(other, wanted).length > 0 ? other : own;
}
