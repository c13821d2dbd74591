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

/** So many tokens of a text are compared with what was searched for. */
const mostCompared = 10_000;

/** Where the tokens stand in the text, one after the other, up to its end or `end`. */
function* hitsOf(text: string, wanted: ReadonlySet<string>, end = Infinity): Generator<Range> {
  let compared = 0;
  for (const span of tokenSpans(text)) {
    compared += 1;
    if (span.start >= end || compared > mostCompared) return;
    if (wanted.has(span.token)) yield span;
  }
}

/** The same up to `end`; what overlaps or touches is one. */
function hitsIn(text: string, wanted: ReadonlySet<string>, end: number): readonly Range[] {
  const hits: Range[] = [];
  for (const hit of [...hitsOf(text, wanted, end)].sort((a, b) => a.start - b.start)) {
    const last = hits.at(-1);
    if (last && hit.start <= last.end) hits.splice(-1, 1, { start: last.start, end: Math.max(last.end, hit.end) });
    else hits.push(hit);
  }
  return hits;
}

/** Where the first of the tokens stands; null when none of them does. */
function firstHit(text: string, wanted: ReadonlySet<string>): Range | null {
  for (const hit of hitsOf(text, wanted)) return hit;
  return null;
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
  for (const hit of hitsIn(text, new Set(tokens), end)) {
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
  const { start, end } = windowOf(text, firstHit(text, new Set(tokens))?.start ?? 0);
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
  if (typeof text === 'string') return own;
  const other = inLanguage(text, language === 'en' ? 'zh' : 'en');
  const wanted = new Set(tokens);
  return firstHit(own, wanted) === null && firstHit(other, wanted) !== null ? other : own;
}
