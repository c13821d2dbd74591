// Regular expressions as Go's RE2 writes them, without what only capturing needs: the ones in OWNERS filters and of titles.
import { compiled, fail, peek, pointOf, skip, type PatternProblem, type Reader } from './reader.js';
import type { Result } from '../../shared/result.js';
import type { CharacterSet, Matcher, Pattern, Place } from './automaton.js';
import { namedSets, perlSets, type Ranges } from './sets.js';

/** `(?i)`, `(?s)` and `(?m)` at the very beginning. */
interface Flags {
  readonly fold: boolean;
  readonly dotAll: boolean;
  readonly lines: boolean;
}

const lastPoint = 0x10ffff;
/** The largest number in `{n,m}`, as in RE2. */
const mostRepeats = 1000;
const controls = new Map([
  ['a', 7],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
]);
const places = new Map<string, Place>([
  ['A', 'start'],
  ['z', 'end'],
  ['b', 'word-border'],
  ['B', 'no-word-border'],
]);

function complement(ranges: Ranges): Ranges {
  const gaps: [number, number][] = [];
  let from = 0;
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (from < low) gaps.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= lastPoint) gaps.push([from, lastPoint]);
  return gaps;
}

function setOf(ranges: Ranges, flags: Flags, negated = false): CharacterSet {
  return { kind: 'set', ranges, negated, fold: flags.fold };
}

/** What stands behind a backslash, as characters. */
function readEscape(reader: Reader): Ranges {
  const start = reader.at - 1;
  const character = peek(reader) ?? '';
  reader.at += 1;
  const perl = perlSets.get(character.toLowerCase());
  if (perl) return perlSets.has(character) ? perl : complement(perl);
  const control = controls.get(character);
  if (control !== undefined) return [[control, control]];
  if (character === 'x') return readHex(reader, start);
  if (!/^[!-/:-@[-`{-~]$/.test(character)) fail(reader, character === '' ? 'malformed' : 'not-supported', start);
  return [[pointOf(character), pointOf(character)]];
}

/** `\x41` or `\x{1F600}`. */
function readHex(reader: Reader, start: number): Ranges {
  const written = reader.characters.slice(reader.at, reader.at + 10).join('');
  const found = /^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{2}))/i.exec(written);
  const point = Number.parseInt(found?.[1] ?? found?.[2] ?? 'none', 16);
  reader.at += found?.[0].length ?? 0;
  if (!(point <= lastPoint)) fail(reader, 'malformed', start);
  return [[point, point]];
}

/** `[:alpha:]` within brackets. */
function readNamedSet(reader: Reader): Ranges {
  const start = reader.at - 2;
  const negated = skip(reader, '^');
  const name = /^[a-z]+(?=:\])/.exec(reader.characters.slice(reader.at, reader.at + 10).join(''))?.[0] ?? '';
  const set = namedSets.get(name);
  if (set) reader.at += name.length + 2;
  else fail(reader, 'malformed', start);
  return negated ? complement(set ?? []) : (set ?? []);
}

function readSetItem(reader: Reader): Ranges {
  if (skip(reader, '[:')) return readNamedSet(reader);
  if (skip(reader, '\\')) return readEscape(reader);
  const point = pointOf(peek(reader));
  reader.at += 1;
  return [[point, point]];
}

function single(ranges: Ranges): number | null {
  const [range] = ranges;
  return range !== undefined && ranges.length === 1 && range[0] === range[1] ? range[0] : null;
}

function readSet(reader: Reader, flags: Flags): Pattern {
  const start = reader.at - 1;
  const negated = skip(reader, '^');
  const ranges: (readonly [number, number])[] = [];
  for (let first = true; first || !skip(reader, ']'); first = false) {
    if (peek(reader) === undefined) fail(reader, 'malformed', start);
    if (reader.problem) break;
    const item = readSetItem(reader);
    const from = single(item);
    if (from === null || peek(reader) !== '-' || peek(reader, 1) === ']') {
      ranges.push(...item);
      continue;
    }
    reader.at += 1;
    const to = single(readSetItem(reader));
    if (to === null || to < from) fail(reader, 'malformed', start);
    else ranges.push([from, to]);
  }
  return setOf(ranges, flags, negated);
}

function readGroup(reader: Reader, flags: Flags): Pattern {
  const start = reader.at - 1;
  if (skip(reader, '?')) {
    const opening = /^(?::|P?<[A-Za-z_]\w*>)/.exec(reader.characters.slice(reader.at, reader.at + 100).join(''));
    if (opening) reader.at += opening[0].length;
    else fail(reader, 'not-supported', start);
  }
  const inside = readChoice(reader, flags);
  if (!skip(reader, ')')) fail(reader, 'malformed', start);
  return inside;
}

function readAtom(reader: Reader, flags: Flags): Pattern {
  if (skip(reader, '(')) return readGroup(reader, flags);
  if (skip(reader, '[')) return readSet(reader, flags);
  if (skip(reader, '.')) return setOf(flags.dotAll ? [] : [[10, 10]], flags, true);
  if (skip(reader, '^')) return { kind: 'place', place: flags.lines ? 'line-start' : 'start' };
  if (skip(reader, '$')) return { kind: 'place', place: flags.lines ? 'line-end' : 'end' };
  if (skip(reader, '\\')) {
    const place = places.get(peek(reader) ?? '');
    if (place === undefined) return setOf(readEscape(reader), flags);
    reader.at += 1;
    return { kind: 'place', place };
  }
  const character = peek(reader) ?? '';
  if (/^[*+?]$/.test(character)) fail(reader, 'malformed', reader.at);
  reader.at += 1;
  return setOf([[pointOf(character), pointOf(character)]], flags);
}

interface Repeats {
  readonly min: number;
  readonly max: number | null;
}

/** `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`; null when none stands here. A brace that is none of these stands for itself, as in RE2. */
function readRepeats(reader: Reader): Repeats | null {
  if (skip(reader, '*')) return { min: 0, max: null };
  if (skip(reader, '+')) return { min: 1, max: null };
  if (skip(reader, '?')) return { min: 0, max: 1 };
  if (peek(reader) !== '{') return null;
  const written = reader.characters.slice(reader.at, reader.at + 12).join('');
  const found = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(written);
  if (!found) return null;
  const min = Number(found[1]);
  const max = found[3] === undefined ? (found[2] === undefined ? min : null) : Number(found[3]);
  if (min > mostRepeats || (max ?? min) > mostRepeats || (max ?? min) < min) fail(reader, 'malformed', reader.at);
  else reader.at += found[0].length;
  return { min, max };
}

function readRepeated(reader: Reader, flags: Flags): Pattern {
  const item = readAtom(reader, flags);
  const repeats = readRepeats(reader);
  if (repeats === null) return item;
  skip(reader, '?');
  const start = reader.at;
  if (readRepeats(reader)) fail(reader, 'malformed', start);
  return { kind: 'repeat', item, ...repeats };
}

function readChoice(reader: Reader, flags: Flags): Pattern {
  const options: Pattern[] = [];
  do {
    const items: Pattern[] = [];
    for (let next = peek(reader); next !== undefined && next !== '|' && next !== ')'; next = peek(reader)) {
      items.push(readRepeated(reader, flags));
    }
    options.push({ kind: 'sequence', items });
  } while (skip(reader, '|'));
  const [first] = options;
  return first !== undefined && options.length === 1 ? first : { kind: 'choice', options };
}

function readFlags(reader: Reader): Flags {
  const found = /^\(\?([ims]+)\)/.exec(reader.characters.slice(0, 8).join(''));
  reader.at += found?.[0].length ?? 0;
  const written = found?.[1] ?? '';
  return { fold: written.includes('i'), dotAll: written.includes('s'), lines: written.includes('m') };
}

/**
 * Reads a regular expression of RE2's syntax. Like there it has no lookaround and no backreference. Refused besides: `\p`, `\Q`, `\C`, octal escapes and flags
 * other than `(?i)`, `(?m)`, `(?s)` at the very beginning. `anchored`: the whole text must match, otherwise some part of it, as in OWNERS filters.
 */
export function compileRegex(source: string, anchored = false): Result<Matcher, PatternProblem> {
  return compiled(source, anchored, (reader) => {
    const pattern = readChoice(reader, readFlags(reader));
    if (peek(reader) === ')') fail(reader, 'malformed', reader.at);
    return pattern;
  });
}
