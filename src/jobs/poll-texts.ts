// Texts that a poll finds: which of them act, as written when, and which are only told that they do not count.
import type { AdoptedCharter } from '../charter/adopted.js';
import { commands } from '../commands/index.js';
import { ballotCommands, type ParsedText } from '../commands/parse.js';
import { isSilent, readCommands, readingOf } from '../commands/run.js';
import { handleEvent } from '../events/handle.js';
import type { Governance } from '../events/governance.js';
import { tellUnseen } from '../events/on-unseen.js';
import type { SubjectFacts, TextCreated, TextEdited } from '../forges/event.js';
import type { PolledForge } from '../forges/forge.js';
import type { CommentSnapshot, SubjectSnapshot } from '../forges/sighting.js';
import { commentUrl } from '../forges/links.js';
import { RetryLater } from '../inbox/drain.js';
import { subjectKey, textKey, type ForgeId, type SubjectRef } from '../shared/refs.js';
import { earlier, plus, type Instant } from '../shared/time.js';
import { wholeSecond } from './poll-lists.js';
import { retryAfter } from './polling.js';
import { sha256Hex } from './sha256.js';

/** Where texts are found. */
export interface Finding {
  readonly governance: Governance;
  readonly adopted: AdoptedCharter;
  readonly forge: ForgeId;
  readonly polled: PolledForge;
  /** The forge's own writing: `owner/repo`. */
  readonly repo: string;
  /** What was written before acts not. */
  readonly startedAt: Instant;
  readonly begun: Instant;
  /** What was written since then is found for the first time. */
  readonly since: Instant;
  /** What a text is on; null when that is gone. Throws RetryLater when the forge does not tell now. */
  readonly subjectOf: (subject: SubjectRef) => Promise<SubjectFacts | null>;
  /** Does a task under the lane of a subject. Throws RetryLater when somebody else holds it for long. */
  readonly underLane: (subject: SubjectRef, task: () => Promise<void>) => Promise<void>;
}

/** A text that was found, and what is to be done about it. Safe to repeat. */
export interface FoundText {
  readonly name: string;
  readonly number: string;
  /** Of texts written in the same second the one with the lower order is first. */
  readonly order: number;
  readonly writtenAt: Instant;
  readonly changedAt: Instant;
  handle(): Promise<void>;
}

/** A motion called so long before it is found is called when it is found, in ms: nobody could know of it in between. */
const unknownMs = 60 * 60_000;

/** The forge's time of writing, which is no later than the poll that found it. */
function receiptOf({ begun }: Finding, parsed: ParsedText, createdAt: Instant): Instant {
  const calls = parsed.commands.some(({ name }) => commands.find((one) => one.name === name)?.order === 'calls');
  return calls && plus(createdAt, unknownMs) < begun ? begun : earlier(createdAt, begun);
}

function isNew({ startedAt }: Finding, createdAt: Instant): boolean {
  return createdAt >= wholeSecond(startedAt);
}

/** Whether nobody has seen it before. */
function isFirstSeen(finding: Finding, createdAt: Instant): boolean {
  return isNew(finding, createdAt) && createdAt >= wholeSecond(finding.since);
}

/**
 * Tells, once, that a text does not act because it was changed before it was found; unless a webhook had it act as it was, or may still: what was received
 * there waits for its turn.
 */
async function handleUnseen({ governance, adopted, forge, begun }: Finding, event: TextCreated): Promise<void> {
  const name = textKey(forge, event.text);
  const told = `${name} changed unseen`;
  if ((await governance.commandLog.isDone(name)) || (await governance.commandLog.isDone(told))) return;
  const lane = subjectKey(event.subject.ref);
  if (await governance.inbox.pendingBefore(lane, begun))
    throw new RetryLater(`what was received in ${lane} before is still to be handled`, 0);
  await tellUnseen(governance, adopted, event, begun);
  await governance.commandLog.done(told, begun);
}

function holdsBallot(adopted: AdoptedCharter, body: string): boolean {
  return ballotCommands(body, readingOf(adopted)).length > 0;
}

/** What was changed after it was written never acts. */
async function handleComment(finding: Finding, comment: CommentSnapshot): Promise<void> {
  const { governance, adopted, forge, polled, repo, begun } = finding;
  const { author, body, createdAt, updatedAt, number } = comment;
  const unchanged = createdAt === updatedAt;
  if (!author || author.bot || (unchanged && !isNew(finding, createdAt))) return;
  const parsed = readCommands(adopted, body);
  if (isSilent(parsed)) return;
  const text = polled.textOf(comment);
  const name = unchanged ? textKey(forge, text) : `${textKey(forge, text)} changed ${updatedAt}`;
  if (await governance.commandLog.isDone(name)) return;
  const subject = await finding.subjectOf({ forge, repo, number });
  if (!subject) return;
  const written = { subject, text, author, viaApp: false, body } as const;
  await finding.underLane(subject.ref, async () => {
    if (unchanged) {
      const url = commentUrl(subject.url, forge, comment.id);
      const created: TextCreated = { kind: 'text-created', ...written, createdAt, url, issueText: null };
      await handleEvent(governance, created, receiptOf(finding, parsed, createdAt));
      return;
    }
    if (!holdsBallot(adopted, body)) {
      const url = commentUrl(subject.url, forge, comment.id);
      const changed: TextCreated = { kind: 'text-created', ...written, createdAt, url, issueText: null };
      if (isFirstSeen(finding, createdAt)) await handleUnseen(finding, changed);
      return;
    }
    const somebody = { forge, id: 0, login: '', bot: false };
    const edited: TextEdited = {
      kind: 'text-edited',
      ...written,
      editor: somebody,
      previousBody: null,
      editedAt: updatedAt,
    };
    await handleEvent(governance, edited, begun);
    await governance.commandLog.done(name, begun);
  });
}

/** The names under which the command log has what became of an opening: that it was found with a text nobody had changed, and that this was handled. */
function openingOf({ forge, repo }: Finding, number: string) {
  const opening = `${subjectKey({ forge, repo, number })} opened`;
  return { handled: opening, foundWith: (body: string) => `${opening} with ${sha256Hex(body)}` };
}

/** Our own words in an issue change it too: what was found unchanged once is carried out to its end, as it was. */
async function handleOpened(finding: Finding, snapshot: SubjectSnapshot): Promise<void> {
  const { governance, adopted, forge, polled, repo, begun } = finding;
  const { commandLog } = governance;
  const { author, body, createdAt, updatedAt, number } = snapshot;
  if (!author || author.bot || isSilent(readCommands(adopted, body))) return;
  const { handled, foundWith } = openingOf(finding, number);
  const unchanged = createdAt === updatedAt || (await commandLog.isDone(foundWith(body)));
  if (!(unchanged ? isNew : isFirstSeen)(finding, createdAt)) return;
  const text = polled.openingOf(snapshot);
  if (await commandLog.isDone(text ? textKey(forge, text) : handled)) return;
  const opened = await polled.opened({ forge, repo, number });
  if (!opened.ok && opened.error.kind !== 'gone') throw retryAfter(opened.error);
  if (!opened.ok || opened.value === null) return;
  const { event, changed } = opened.value;
  const found = foundWith(event.body);
  const parsed = readCommands(adopted, event.body);
  await finding.underLane(event.subject.ref, async () => {
    if (changed && !(await commandLog.isDone(found))) return handleUnseen(finding, event);
    await commandLog.done(found, begun);
    await handleEvent(governance, event, receiptOf(finding, parsed, createdAt));
    await commandLog.done(handled, begun);
  });
}

/** A comment as a text to be handled. */
export function foundComment(finding: Finding, comment: CommentSnapshot): FoundText {
  const { createdAt: writtenAt, updatedAt: changedAt, number, id } = comment;
  const name = textKey(finding.forge, finding.polled.textOf(comment));
  return {
    name,
    number,
    order: Number(id),
    writtenAt,
    changedAt,
    handle: () => handleComment(finding, comment),
  };
}

/** What an issue or pull request was opened with, as a text to be handled. */
export function foundOpening(finding: Finding, snapshot: SubjectSnapshot): FoundText {
  const { number, createdAt: writtenAt, updatedAt: changedAt } = snapshot;
  const name = `${subjectKey({ forge: finding.forge, repo: finding.repo, number })} opened`;
  return { name, number, order: 0, writtenAt, changedAt, handle: () => handleOpened(finding, snapshot) };
}
