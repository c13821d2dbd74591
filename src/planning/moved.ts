// The issue of an item went elsewhere, or away: the item follows it, or is withdrawn.
import { speakerOf, type AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import { followGone, followTransfer } from '../roadmap/decide/follow.js';
import { itemOf } from '../roadmap/fold.js';
import { subjectKey, subjectOfKey, type Account, type ForgeId, type SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { plan } from './decide.js';
import { noteItemGone } from './gone.js';
import { showItem } from './show.js';

/** How the issue of an item went away. */
export interface Departure {
  readonly subject: SubjectRef;
  readonly by: Account;
  /** What happened, and who did it. */
  readonly how: string;
  readonly at: Instant;
}

/** Withdraws the item of an issue that was deleted, or has left the foundation. Nothing more is shown there. Safe to repeat. */
export async function followDeparture(
  governance: Governance,
  adopted: AdoptedCharter,
  { subject, by, how, at }: Departure,
): Promise<void> {
  const { roadmap } = await governance.ledger.sync();
  const item = itemOf(roadmap, subject);
  if (!item) return;
  await noteItemGone(governance, item, at);
  const reason = await governance.texts.commit(how, `${item.id}/${String(item.seq)}/gone`);
  const ref = speakerOf(adopted, by)?.ref ?? null;
  await plan(governance, (known) => ({ drafts: followGone(known, subject, ref, reason), result: null }));
}

/** The item of an issue goes where that went. Safe to repeat. */
export async function followMove(governance: Governance, from: SubjectRef, to: SubjectRef): Promise<void> {
  await plan(governance, (known) => ({ drafts: followTransfer(known, from, to), result: null }));
  const { roadmap } = await governance.ledger.sync();
  const item = itemOf(roadmap, to);
  if (item) await showItem(governance, item.id);
}

/** The issues of the items that are in a repository. */
export async function itemsIn({ ledger }: Governance, forge: ForgeId, repo: string): Promise<readonly SubjectRef[]> {
  const { roadmap } = await ledger.sync();
  const place = subjectKey({ forge, repo, number: '' });
  return [...roadmap.bySubject.keys()].filter((key) => key.startsWith(place)).map(subjectOfKey);
}
