// A text was edited: nothing happens, but while a motion is open an edit that adds a ballot is told that it does not count.
import { readCommands, replyEffect } from '../commands/run.js';
import type { ParsedText } from '../commands/parse.js';
import type { TextEdited } from '../forges/event.js';
import type { Instant } from '../shared/time.js';
import { motionIn } from './advance.js';
import type { Handling } from './handling.js';

/** The ballots a text holds, as written. */
function ballotsIn({ commands, shorthand }: ParsedText): readonly string[] {
  const written = commands
    .filter(({ name }) => ['yes', 'no', 'abstain'].includes(name))
    .map((command) => command.written.toLowerCase());
  return shorthand ? [shorthand.written, ...written] : written;
}

/** The ballots that the edit added: more of a word than there was before. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((ballot) => {
    const at = left.indexOf(ballot);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export async function onTextEdited(
  { governance, adopted }: Handling,
  event: TextEdited,
  receivedAt: Instant,
): Promise<void> {
  const { author, viaApp, subject, text, previousBody } = event;
  if (author.bot || viaApp) return;
  const ballots = added(
    ballotsIn(readCommands(adopted, previousBody ?? '')),
    ballotsIn(readCommands(adopted, event.body)),
  );
  const [written] = ballots;
  if (written === undefined) return;
  const motion = await motionIn(governance, subject.ref);
  if (motion?.state !== 'open') return;
  const origin = await governance.subjects.originOf(subject.ref);
  const source = { subject, origin, text, author, url: subject.url, receivedAt, forgeTime: receivedAt };
  await governance.outbox.want([
    replyEffect({ governance, adopted, source }, [{ code: 'edited-ballot', written, motion: motion.id }]),
  ]);
}
