// A text was written: its commands are run, in the foundation's repositories, for people.
import { isSilent, readCommands, runCommands } from '../commands/run.js';
import type { TextCreated } from '../forges/event.js';
import { textKey } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Handling } from './handling.js';

export async function onTextCreated(
  { governance, adopted, revived }: Handling,
  event: TextCreated,
  receivedAt: Instant,
): Promise<void> {
  const { author, viaApp, subject, text, url, createdAt: forgeTime } = event;
  if (author.bot || viaApp) return;
  const parsed = readCommands(adopted, event.body);
  if (isSilent(parsed)) {
    // What an issue or pull request was opened with is not told again as new when somebody has put commands into it.
    const isBody = text.kind === 'issue' || text.kind === 'pull';
    if (isBody) await governance.commandLog.done(textKey(subject.ref.forge, text), receivedAt);
    return;
  }
  const origin = await governance.subjects.originOf(subject.ref);
  const issueText = text.kind === 'issue' ? event.body : event.issueText;
  const source = { subject, origin, text, author, url, receivedAt, forgeTime, revived, issueText };
  await runCommands(governance, adopted, source, parsed);
}
