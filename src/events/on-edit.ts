// A text was edited: nothing happens, but while a motion is open an edit that adds a ballot is told that it does not count. Where the forge does
// not tell what the text said before, what was counted of it is known.
import { addedBallot, ballotCommands } from '../commands/parse.js';
import { readingOf, replyEffect } from '../commands/run.js';
import type { TextEdited } from '../forges/event.js';
import type { Instant } from '../shared/time.js';
import { motionIn } from './advance.js';
import { choicesFrom } from './ballot-sources.js';
import type { Handling } from './handling.js';

export async function onTextEdited(
  { governance, adopted, revived }: Handling,
  event: TextEdited,
  receivedAt: Instant,
): Promise<void> {
  const { author, viaApp, subject, text, previousBody } = event;
  if (author.bot || viaApp) return;
  const reading = readingOf(adopted);
  if (ballotCommands(event.body, reading).length === 0) return;
  const motion = await motionIn(governance, subject.ref);
  if (motion?.state !== 'open') return;
  const before =
    previousBody === null
      ? await choicesFrom(governance, motion, subject.ref.forge, text)
      : ballotCommands(previousBody, reading).map(({ choice }) => choice);
  const written = addedBallot(before, event.body, reading);
  if (written === null) return;
  const origin = await governance.subjects.originOf(subject.ref);
  const source = { subject, origin, text, author, url: subject.url, receivedAt, forgeTime: receivedAt, revived };
  const { seq } = await governance.ledger.sync();
  const reply = replyEffect({ governance, adopted, source }, [{ code: 'edited-ballot', written, motion: motion.id }]);
  await governance.outbox.want([reply], seq);
}
