// A text was changed before anybody saw it: nothing it asks for happens, for nobody knows who wrote that, and its author is told.
import type { AdoptedCharter } from '../charter/adopted.js';
import { readCommands, replyEffect } from '../commands/run.js';
import type { TextCreated } from '../forges/event.js';
import type { Instant } from '../shared/time.js';
import type { Governance } from './governance.js';

/** Tells it of the first command in the text as it is now. */
export async function tellUnseen(
  governance: Governance,
  adopted: AdoptedCharter,
  { subject, text, author, url, body, createdAt }: TextCreated,
  receivedAt: Instant,
): Promise<void> {
  const command = readCommands(adopted, body).commands[0];
  if (!command) return;
  const origin = await governance.subjects.originOf(subject.ref);
  const source = {
    subject,
    origin,
    text,
    author,
    url,
    receivedAt,
    forgeTime: createdAt,
    revived: false,
    issueText: null,
  };
  const { seq } = await governance.ledger.sync();
  const reply = replyEffect({ governance, adopted, source }, [{ code: 'changed-unseen', written: command.written }]);
  await governance.outbox.want([reply], seq);
}
