// What motions that have ended mean for the roadmap: the changes that they were called for.
import { plan } from './decide.js';
import { showItem } from './show.js';
import type { Governance } from '../events/governance.js';
import type { KnownSubject } from '../events/store.js';
import { followMotions } from '../roadmap/decide/follow.js';
import { itemOf } from '../roadmap/fold.js';

/** Makes the changes that are due because motions have ended. Answers the items that were changed. Safe to repeat, and cheap where nothing is due. */
export async function followEnded({ ledger, clock }: Pick<Governance, 'ledger' | 'clock'>): Promise<readonly string[]> {
  const register = await ledger.sync();
  if (followMotions({ register, at: clock.now() }).length === 0) return [];
  const { items } = await plan({ ledger }, (known) => ({ drafts: followMotions(known), result: null }));
  return items;
}

/**
 * Makes and shows what a motion that has ended means for the items in its subjects. They are shown even if the change was made before: who made it may have
 * been killed then.
 */
export async function showFollowed(governance: Governance, subjects: readonly KnownSubject[]): Promise<void> {
  await followEnded(governance);
  const { roadmap } = await governance.ledger.sync();
  const items = subjects.flatMap(({ ref, origin }) => itemOf(roadmap, ref) ?? itemOf(roadmap, origin) ?? []);
  for (const id of new Set(items.map((item) => item.id))) await showItem(governance, id);
}
