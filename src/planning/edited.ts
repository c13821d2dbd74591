// An issue's text was changed: what of it an item takes over.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import { followEdit } from '../roadmap/decide/follow.js';
import { itemOf } from '../roadmap/fold.js';
import type { Account, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { plan } from './decide.js';
import { describeText } from './describe.js';
import { showItem } from './show.js';

/** A text of an issue. */
export interface EditedText {
  readonly subject: SubjectRef;
  readonly body: string;
  /** What it was before: only what was changed in it is taken over. Null where the forge does not tell. */
  readonly previousBody: string | null;
  /** Who wrote it; null where the forge does not tell: then it is only kept. */
  readonly editor: Account | null;
  readonly at: Instant;
}

/** Keeps what the issue of an item says now, takes over what the editor may change, and shows it. Nothing where the issue is no item. Safe to repeat. */
export async function followText(governance: Governance, adopted: AdoptedCharter, edited: EditedText): Promise<void> {
  const { subject, body, previousBody, editor, at } = edited;
  const other = previousBody === null ? null : ({ text: previousBody, counts: 'changed' } as const);
  const { roadmap } = await governance.ledger.sync();
  const item = itemOf(roadmap, subject);
  if (!item) return;
  // The same state decides the same again.
  const key = `${item.id}/${String(item.seq)}/edit`;
  const { described } = await describeText(governance, adopted, body, { key, subject, origin: subject, at, other });
  await plan(governance, (known) => {
    const { drafts } = followEdit({ ...known, adopted }, { key, subject, editor, at, described });
    return { drafts, result: null };
  });
  await showItem(governance, item.id);
}
