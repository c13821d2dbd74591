// The lines of a motion comment that people copy.
import type { Telling } from './motion-text.js';

/** The lines to copy, without reasons: three ballots while open, the second while one is missing. */
export function linesToCopy({
  view,
  say,
}: Telling): { readonly how: string; readonly lines: readonly string[] } | null {
  if (view.state === 'open') {
    const lines = ['yes', 'no', 'abstain'].map((choice) => say(`motion.lines.${choice}`));
    return { how: say('motion.how'), lines };
  }
  if (view.waiting === null || view.waiting.seconds >= view.waiting.seconds_needed) return null;
  return { how: say('motion.how-second'), lines: [say('motion.lines.second')] };
}
