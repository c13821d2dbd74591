// Items whose issue went away: nothing is to be said there any more.
import type { Governance } from '../events/governance.js';
import type { Item } from '../roadmap/item.js';
import { forEver, type Instant } from '../shared/time.js';

type Where = Pick<Item, 'id' | 'subject'>;

function goneMark({ id, subject }: Where): string {
  return `item gone ${id} ${subject}`;
}

/** Keeps that the item's issue was deleted where it was, or left the foundation. Idempotent. */
export async function noteItemGone({ marks }: Governance, item: Where, now: Instant): Promise<void> {
  await marks.claim(goneMark(item), item.id, now, forEver);
}

export async function isItemGone({ marks }: Governance, item: Where): Promise<boolean> {
  return (await marks.until(goneMark(item))) !== null;
}
