// A text was edited: an item of the roadmap follows its issue's text. Else nothing happens, but while a motion is open an edit that adds a ballot is told
// that it does not count. Where the forge does not tell what the text said before, what was counted of it is known.
import { addedBallot, ballotCommands } from '../commands/parse.js';
import { readingOf, replyEffect } from '../commands/run.js';
import type { TextEdited } from '../forges/event.js';
import { capped } from '../mirror/text.js';
import { followText } from '../planning/edited.js';
import { itemOf } from '../roadmap/fold.js';
import type { Instant } from '../shared/time.js';
import { motionIn } from './advance.js';
import { choicesFrom } from './ballot-sources.js';
import type { Handling } from './handling.js';

/** What an issue was opened with says another thing now. An edit that is overtaken by a later one is not followed: deliveries come in any order. */
async function followIssue({ governance, adopted }: Handling, event: TextEdited, at: Instant): Promise<void> {
  const { subject, text, body, previousBody, editor, editedAt } = event;
  const { roadmap } = await governance.ledger.sync();
  if (text.kind !== 'issue' || !subject.isPublic || !itemOf(roadmap, subject.ref)) return;
  const seen = await governance.mirror.subject(subject.ref);
  if (seen && seen.updatedAt > editedAt && seen.body !== capped(body)) return;
  await followText(governance, adopted, { subject: subject.ref, body, previousBody, editor, at });
}

export async function onTextEdited(handling: Handling, event: TextEdited, receivedAt: Instant): Promise<void> {
  await followIssue(handling, event, receivedAt);
  await tellBallot(handling, event, receivedAt);
}

async function tellBallot(
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
  const source = {
    subject,
    origin,
    text,
    author,
    url: subject.url,
    receivedAt,
    forgeTime: receivedAt,
    revived,
    issueText: null,
  };
  const { seq } = await governance.ledger.sync();
  const reply = replyEffect({ governance, adopted, source }, [{ code: 'edited-ballot', written, motion: motion.id }]);
  await governance.outbox.want([reply], seq);
}
