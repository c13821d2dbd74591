// Text from outside in a command that people paste into a shell.
import { inSentence } from '../shared/text.js';

/** The text as one word of a POSIX shell, whatever it holds. Control characters become spaces, since a terminal acts on them. */
export function quoted(text: string): string {
  const line = inSentence(text);
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(line) ? line : `'${line.replaceAll("'", "'\\''")}'`;
}

/** The same for a text of several lines. */
export function quotedLines(lines: readonly string[]): string {
  return `'${lines.map((line) => inSentence(line).replaceAll("'", "'\\''")).join('\n')}'`;
}
