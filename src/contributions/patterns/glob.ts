// Globs over paths of a repository: `**`, `*`, `?`, `{a,b}`, `[a-z]` and `\` before a character that stands for itself.
import { err, type Result } from '../../shared/result.js';
import { only, type CharacterSet, type Matcher, type Pattern } from './automaton.js';
import { compiled, fail, peek, pointOf, skip, type PatternProblem, type Reader } from './reader.js';

const slash = 0x2f;
/** One character of a name: all but the slash. A leading dot is like any other, so that no hidden file escapes a rule. */
const inName: CharacterSet = { kind: 'set', ranges: [[slash, slash]], negated: true, fold: false };
const inPath: CharacterSet = { kind: 'set', ranges: [], negated: true, fold: false };
const anything: Pattern = { kind: 'repeat', item: inPath, min: 0, max: null };
const anyName: Pattern = { kind: 'repeat', item: inName, min: 0, max: null };

function optional(...items: readonly Pattern[]): Pattern {
  return { kind: 'repeat', item: { kind: 'sequence', items }, min: 0, max: 1 };
}

function readLiteral(reader: Reader): string {
  const escaped = skip(reader, '\\');
  const character = peek(reader);
  if (character === undefined || (escaped && character === '/')) fail(reader, 'malformed', reader.at - 1);
  reader.at += 1;
  return character ?? '';
}

/** `[a-z]`, `[!a-z]`, `[^a-z]`; a slash is in none of them. */
function readSet(reader: Reader): Pattern {
  const start = reader.at - 1;
  const negated = skip(reader, '!') || skip(reader, '^');
  const ranges: [number, number][] = [];
  while (ranges.length === 0 || !skip(reader, ']')) {
    if (peek(reader) === undefined) fail(reader, 'malformed', start);
    const from = pointOf(readLiteral(reader));
    const isRange = peek(reader) === '-' && peek(reader, 1) !== ']';
    if (isRange) reader.at += 1;
    const to = isRange ? pointOf(readLiteral(reader)) : from;
    if (to < from || (from <= slash && slash <= to)) fail(reader, 'malformed', start);
    ranges.push([from, to]);
    if (reader.problem) break;
  }
  if (negated) ranges.push([slash, slash]);
  return { kind: 'set', ranges, negated, fold: false };
}

/** `**` stands alone between slashes and outside of braces; with the slash behind it, it is any number of folders, none too. */
function readFolders(reader: Reader, depth: number): Pattern {
  const start = reader.at - 2;
  const before = reader.characters[start - 1];
  const alone = (before === undefined || before === '/') && (peek(reader) === undefined || peek(reader) === '/');
  if (depth > 0 || !alone) fail(reader, 'not-supported', start);
  return skip(reader, '/') ? optional(anything, only('/')) : anything;
}

function readChoice(reader: Reader, depth: number): Pattern {
  const start = reader.at - 1;
  const options: Pattern[] = [];
  do options.push(readSequence(reader, depth + 1));
  while (skip(reader, ','));
  if (!skip(reader, '}')) fail(reader, 'malformed', start);
  return { kind: 'choice', options };
}

function readOne(reader: Reader, depth: number): Pattern {
  if (depth === 0 && reader.characters.length === reader.at + 3 && skip(reader, '/**')) {
    return optional(only('/'), anything);
  }
  if (skip(reader, '**')) return readFolders(reader, depth);
  if (skip(reader, '*')) return anyName;
  if (skip(reader, '?')) return inName;
  if (skip(reader, '[')) return readSet(reader);
  if (skip(reader, '{')) return readChoice(reader, depth);
  return only(readLiteral(reader));
}

function readSequence(reader: Reader, depth: number): Pattern {
  const items: Pattern[] = [];
  for (let next = peek(reader); next !== undefined; next = peek(reader)) {
    if (depth > 0 && (next === ',' || next === '}')) break;
    if (next === '}') fail(reader, 'malformed', reader.at);
    else items.push(readOne(reader, depth));
  }
  return { kind: 'sequence', items };
}

/**
 * Reads a glob. It matches the whole path from the root of the repository, letter case counts, dots are ordinary. `folder/**` matches all below the
 * folder, and a file, link or submodule that stands in its place. Refused: a leading `!`, an empty, `.` or `..` part (so a slash at either end too),
 * which no path has, and `**` beside other characters or within braces.
 */
export function compileGlob(glob: string): Result<Matcher, PatternProblem> {
  const wrong = /^!|(?:^|\/)\.{0,2}(?:\/|$)/.exec(glob);
  if (wrong) return err({ code: 'malformed', at: Array.from(glob.slice(0, wrong.index)).length, written: wrong[0] });
  return compiled(glob, true, (reader) => readSequence(reader, 0));
}
