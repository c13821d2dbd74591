// What an issue says of its item now, read from its forge: for commands, labels and edits.
import type { AdoptedCharter } from '../charter/adopted.js';
import { factOrNull } from '../events/facts.js';
import type { Governance } from '../events/governance.js';
import type { IssueNow } from '../forges/forge.js';
import type { Described } from '../roadmap/decide/case.js';
import { describedBy, newTexts } from '../roadmap/described.js';
import { itemOf } from '../roadmap/fold.js';
import { readForm, type Form } from '../roadmap/form.js';
import { onlyCounting, type OtherState } from '../roadmap/untaken.js';
import type { SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** For whom an issue is read: `key` names the decision for ever, `at` is when it was asked for. */
export interface Reading {
  readonly key: string;
  /** The issue, where it is now. */
  readonly subject: SubjectRef;
  /** Where its motions are proposed: another reference after a transfer. */
  readonly origin: SubjectRef;
  readonly at: Instant;
  /** What the text was at another time, where that is known: what somebody else put into it is not taken over. */
  readonly other: OtherState | null;
}

/** An issue as it is now, its form as it was understood, and what of it a decision may take over. */
export interface IssueSays {
  readonly issue: IssueNow;
  readonly form: Form;
  readonly described: Described;
}

/** A text of an issue, read as the form. Those of its parts that its item does not have yet are committed to: they are durable before any entry names them. */
export async function describeText(
  { ledger, texts }: Governance,
  adopted: AdoptedCharter,
  body: string,
  { key, subject, origin, at, other }: Reading,
): Promise<Omit<IssueSays, 'issue'>> {
  const form = readForm(body, adopted, subject.forge, at);
  const { roadmap } = await ledger.sync();
  const item = itemOf(roadmap, subject) ?? itemOf(roadmap, origin);
  const had = await texts.texts([item?.outcome, item?.text].filter((one) => one != null));
  const { outcome, text } = newTexts(item, form, body, (commitment) => had.get(commitment));
  const committed = {
    ...(outcome === undefined ? {} : { outcome: await texts.commit(outcome ?? '', `${key}/outcome`) }),
    ...(text === undefined ? {} : { text: await texts.commit(text, `${key}/text`) }),
  };
  const described = describedBy(form, adopted, committed);
  if (other === null) return { form, described };
  const otherForm = readForm(other.text, adopted, subject.forge, at);
  return { form, described: onlyCounting(described, form, otherForm, other.counts) };
}

/**
 * Reads an issue, and commits to those of its texts that its item does not have yet: they are durable before any entry names them. Null when the issue is gone,
 * or not everybody may read it: then nothing of it is kept. Throws RetryLater while the forge cannot tell.
 */
export async function describeIssue(
  governance: Governance,
  adopted: AdoptedCharter,
  reading: Reading,
): Promise<IssueSays | null> {
  const forge = governance.forges[reading.subject.forge];
  const issue = forge ? await factOrNull(forge.read.issue(reading.subject)) : null;
  if (!issue?.isPublic) return null;
  return { issue, ...(await describeText(governance, adopted, issue.body, reading)) };
}
