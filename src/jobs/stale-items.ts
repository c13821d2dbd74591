// Shows every item of the roadmap whose last change this process has not shown: who made it may have been killed before it was shown.
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
  const shownAt = new Map<string, number>();
  return async () => {
    const { roadmap } = await governance.ledger.sync();
    const now = governance.clock.now();
    const unshown = [...roadmap.items.values()].filter(
      (item) => (shownAt.get(item.id) ?? -1) < item.seq && mayBeUnshown(item, now),
    );
    let shown = 0;
    for (const { id, subject, seq } of unshown) {
      const held = await inLane(subject, () => showItem(governance, id));
      if (!held) continue;
      shownAt.set(id, seq);
      shown += 1;
    }
    return shown;
  };
}
