// In which order the commands of one text run.
import { commands } from './index.js';
import type { CommandOrder } from './command.js';
import type { ParsedCommand } from './parse.js';

/** The commands of a text: `linking` first, before a motion called in it opens, then `others`. */
export interface RunningOrder {
  readonly linking: readonly ParsedCommand[];
  readonly others: readonly ParsedCommand[];
  /** Whether what becomes of one of them depends on all that was done to the motion before. */
  readonly ordered: boolean;
}

function orderOf({ name }: ParsedCommand): CommandOrder | undefined {
  return commands.find((command) => command.name === name)?.order;
}

/**
 * As they stand in the text, but links come directly after the last line that calls a motion, wherever they stand: opening waits for the whole
 * text. Contract, section 2.
 */
export function runningOrder(parsed: readonly ParsedCommand[]): RunningOrder {
  const orders = parsed.map(orderOf);
  const ordered = orders.some((order) => order !== undefined);
  const links = parsed.filter((_, i) => orders[i] === 'links');
  if (links.length === 0) return { linking: [], others: parsed, ordered };
  const called = orders.lastIndexOf('calls');
  const rest = (from: number, to: number): readonly ParsedCommand[] =>
    parsed.filter((_, i) => i >= from && i < to && orders[i] !== 'links');
  if (called >= 0)
    return { linking: [...rest(0, called + 1), ...links], others: rest(called + 1, parsed.length), ordered };
  const last = orders.lastIndexOf('links') + 1;
  return { linking: parsed.slice(0, last), others: parsed.slice(last), ordered };
}
