// Shows every item of the roadmap whose last change this process has not shown, or not under the charter in force: who made it may have been killed before it was
// shown, and the label may have another name now.
import type { Governance } from '../events/governance.js';
import { showItem } from '../planning/show.js';
import { isDropped, type Item } from '../roadmap/item.js';
import { plus, type Instant } from '../shared/time.js';
import type { InLane } from './in-lanes.js';

/** What has ended for longer was shown long ago, in milliseconds of governance time. */
const lately = 24 * 60 * 60 * 1000;

function mayBeUnshown(item: Item, now: Instant): boolean {
  const ended = item.status === 'shipped' || isDropped(item);
  const changed = item.history.at(-1)?.at ?? now;
  return item.status !== null && (!ended || changed > plus(now, -lately));
}

/**
 * One round after the other; the first looks at all items that have not ended long ago. Showing again what is shown changes nothing. Each is shown under its
 * lane, as motions are: an item whose issue is being handled comes in the next round. Answers how many were shown.
 */
export function createItemShower(governance: Governance, inLane: InLane): () => Promise<number> {
  /** By item what was shown of it last. */
  const shownAs = new Map<string, string>();
  return async () => {
    const { roadmap, charterVersion } = await governance.ledger.sync();
    const now = governance.clock.now();
    const state = ({ seq }: Item) => `${String(seq)} ${String(charterVersion)}`;
    const unshown = [...roadmap.items.values()].filter(
      (item) => shownAs.get(item.id) !== state(item) && mayBeUnshown(item, now),
    );
    let shown = 0;
    for (const item of unshown) {
      const held = await inLane(item.subject, () => showItem(governance, item.id));
      if (!held) continue;
      shownAs.set(item.id, state(item));
      shown += 1;
    }
    return shown;
  };
}
