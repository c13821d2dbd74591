// Reads a written pattern character by character, and keeps the first thing that is wrong with it.
import { err, ok, type Result } from '../../shared/result.js';
import { compile, fits, type Matcher, type Pattern } from './automaton.js';

/** What is wrong with a written pattern. `at` counts code points from 0; `written` is what stands there, at most ten of them. */
export interface PatternProblem {
  readonly code: 'too-long' | 'too-large' | 'not-supported' | 'malformed';
  readonly at: number;
  readonly written: string;
}

/** The longest pattern that is read, in code points. */
const longestPattern = 1000;

export interface Reader {
  readonly characters: readonly string[];
  at: number;
  problem: PatternProblem | null;
}

/** Notes the first problem and goes to the end, where every reading function stops. */
export function fail(reader: Reader, code: PatternProblem['code'], at: number): void {
  reader.problem ??= { code, at, written: reader.characters.slice(at, at + 10).join('') };
  reader.at = reader.characters.length;
}

/** The character `ahead` of the place; undefined behind the end. */
export function peek(reader: Reader, ahead = 0): string | undefined {
  return reader.characters[reader.at + ahead];
}

/** Goes behind `text` if it stands here. */
export function skip(reader: Reader, text: string): boolean {
  const here = Array.from(text).every((character, i) => peek(reader, i) === character);
  if (here) reader.at += text.length;
  return here;
}

/** The code point of a character; 0 of none. */
export function pointOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? 0;
}

/** Reads the whole of a pattern and compiles it. `anchored`: it must match a whole text, otherwise some part of it. */
export function compiled(
  written: string,
  anchored: boolean,
  read: (reader: Reader) => Pattern,
): Result<Matcher, PatternProblem> {
  const reader: Reader = { characters: Array.from(written), at: 0, problem: null };
  if (reader.characters.length > longestPattern) return err({ code: 'too-long', at: 0, written: '' });
  const pattern = read(reader);
  if (reader.problem) return err(reader.problem);
  return fits(pattern) ? ok(compile(pattern, anchored)) : err({ code: 'too-large', at: 0, written: '' });
}
