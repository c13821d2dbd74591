// Commands in a comment or body: where they may stand and how they are written (contract, section 2). Pure.
import { readPlainLines, type PlainLine } from './blocks.js';
import { ballotMeant } from './near-miss.js';
import { hasInvisible, withoutInvisible } from '../shared/invisible.js';
import { nameIndex, splitWord, trimEnd, type CommandNames } from './words.js';

/** So many commands of one comment are run; with more, none is. */
export const commandLimit = 10;

export interface ParsedCommand<Name extends string = string> {
  readonly name: Name;
  /** As it was typed, with its slash: `/赞成`, `/oc yes`. */
  readonly written: string;
  readonly args: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line holds bidirectional or invisible characters: it is refused, not run. */
  readonly invisible: boolean;
}

/** `+1` or `-1` as the first word of the whole comment; it counts only while a motion is open. */
interface Shorthand {
  readonly choice: 'yes' | 'no';
  readonly written: '+1' | '-1';
  readonly reason: string;
  readonly line: number;
  readonly invisible: boolean;
}

/** A word that looks like a ballot and is none. */
interface NearMiss {
  readonly written: string;
  readonly meant: string;
  readonly line: number;
}

export interface ParseOptions<Name extends string = string> {
  readonly names: CommandNames<Name>;
  /** Only `/oc name` is read: the charter's `commands: { prefix_only: true }`. */
  readonly prefixOnly: boolean;
}

export interface ParsedText<Name extends string = string> {
  /** In the order of the text. */
  readonly commands: readonly ParsedCommand<Name>[];
  /** More than `commandLimit`: none of them runs. */
  readonly tooMany: boolean;
  readonly shorthand: Shorthand | null;
  readonly nearMisses: readonly NearMiss[];
}

interface Reading<Name extends string> {
  readonly name: Name;
  readonly written: string;
  readonly args: string;
}

/** Reads a line as `/name args`, `/oc name args` or `/vote-KIND args`. */
function readCommand<Name extends string>(
  text: string,
  prefixOnly: boolean,
  find: (written: string) => Name | undefined,
): Reading<Name> | null {
  if (!text.startsWith('/')) return null;
  const first = splitWord(text);
  const prefixed = /^\/oc$/i.test(first.word);
  if (prefixOnly && !prefixed) return null;
  const { word, rest } = prefixed ? splitWord(first.rest) : { word: first.word.slice(1), rest: first.rest };
  const written = prefixed ? `${first.word} ${word}` : first.word;
  const name = find(word);
  if (name !== undefined) return { name, written, args: rest };
  const kind = /^vote-(.+)$/i.exec(word)?.[1];
  const vote = kind === undefined ? undefined : find('vote');
  if (kind === undefined || vote === undefined) return null;
  return { name: vote, written, args: trimEnd(`${kind} ${rest}`) };
}

function readLine<Name extends string>(
  { text, line }: PlainLine,
  prefixOnly: boolean,
  find: (written: string) => Name | undefined,
): ParsedCommand<Name> | null {
  if (!hasInvisible(text)) {
    const reading = readCommand(trimEnd(text), prefixOnly, find);
    return reading && { ...reading, line, invisible: false };
  }
  for (const cleaned of [withoutInvisible(text), withoutInvisible(text, ' ')]) {
    const reading = readCommand(trimEnd(cleaned), prefixOnly, find);
    if (reading) return { ...reading, line, invisible: true };
  }
  return null;
}

function readNearMiss({ text, line }: PlainLine, prefixOnly: boolean): NearMiss | null {
  const first = splitWord(withoutInvisible(text));
  const prefixed = /^\/oc$/i.test(first.word);
  if (prefixOnly && !prefixed) return null;
  const word = prefixed ? `/${splitWord(first.rest).word}` : first.word;
  const meant = ballotMeant(word);
  if (meant === null) return null;
  return prefixed
    ? { written: `/oc ${word.slice(1)}`, meant: `/oc ${meant.slice(1)}`, line }
    : { written: word, meant, line };
}

function readShorthand(body: string, plain: readonly PlainLine[]): Shorthand | null {
  const first = body.split(/\r\n|\r|\n/).findIndex((line) => trimEnd(withoutInvisible(line)) !== '');
  const line = plain.find((candidate) => candidate.line === first + 1);
  if (!line) return null;
  const { word, rest } = splitWord(trimEnd(withoutInvisible(line.text)).replace(/^[\p{Zs}\t]+/u, ''));
  if (word !== '+1' && word !== '-1') return null;
  const choice = word === '+1' ? 'yes' : 'no';
  return { choice, written: word, reason: rest, line: line.line, invisible: hasInvisible(line.text) };
}

/** Reads all commands of a text. Never fails: what is no command is not there. Linear in the length of the text. */
export function parseCommands<Name extends string>(body: string, options: ParseOptions<Name>): ParsedText<Name> {
  const find = nameIndex(options.names);
  const plain = readPlainLines(body);
  const commands: ParsedCommand<Name>[] = [];
  const nearMisses: NearMiss[] = [];
  for (const line of plain) {
    const command = readLine(line, options.prefixOnly, find);
    const nearMiss = command ? null : readNearMiss(line, options.prefixOnly);
    if (command) commands.push(command);
    if (nearMiss) nearMisses.push(nearMiss);
  }
  return {
    commands,
    tooMany: commands.length > commandLimit,
    shorthand: options.prefixOnly ? null : readShorthand(body, plain),
    nearMisses,
  };
}

const ballotNames = ['yes', 'no', 'abstain'];

/** A ballot as a text holds it, `+1` and `-1` too. */
export interface WrittenBallot {
  readonly choice: string;
  readonly written: string;
}

/** The ballots that a text asks for. */
export function ballotCommands(body: string, options: ParseOptions): readonly WrittenBallot[] {
  const { commands, shorthand } = parseCommands(body, options);
  const ballots = commands.filter(({ name }) => ballotNames.includes(name));
  const written = ballots.map((command) => ({ choice: command.name, written: command.written }));
  return shorthand ? [{ choice: shorthand.choice, written: shorthand.written }, ...written] : written;
}

/** The first ballot in an edited text, as typed, that the choices known of it before do not have; null when there is none. A changed reason adds none. */
export function addedBallot(known: readonly string[], body: string, options: ParseOptions): string | null {
  const before = [...known];
  for (const { choice, written } of ballotCommands(body, options)) {
    const at = before.indexOf(choice);
    if (at < 0) return written;
    before.splice(at, 1);
  }
  return null;
}
