// A text was edited: nothing happens, but while a motion is open an edit that adds a ballot is told that it does not count.
import { addedBallot } from '../commands/parse.js';
import { readingOf, replyEffect } from '../commands/run.js';
import type { TextEdited } from '../forges/event.js';
import type { Instant } from '../shared/time.js';
import { motionIn } from './advance.js';
import type { Handling } from './handling.js';

export async function onTextEdited(
  { governance, adopted, revived }: Handling,
  event: TextEdited,
  receivedAt: Instant,
): Promise<void> {
  const { author, viaApp, subject, text, previousBody } = event;
  if (author.bot || viaApp) return;
  const written = addedBallot(previousBody ?? '', event.body, readingOf(adopted));
  if (written === null) return;
  const motion = await motionIn(governance, subject.ref);
  if (motion?.state !== 'open') return;
  const origin = await governance.subjects.originOf(subject.ref);
  const source = { subject, origin, text, author, url: subject.url, receivedAt, forgeTime: receivedAt, revived };
  const { seq } = await governance.ledger.sync();
  const reply = replyEffect({ governance, adopted, source }, [{ code: 'edited-ballot', written, motion: motion.id }]);
  await governance.outbox.want([reply], seq);
}
