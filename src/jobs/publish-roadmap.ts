// The clock of ROADMAP.md: proposes it anew when it has changed, at most every ten minutes, one instance at a time.
import { charterInForce, type Governance } from '../events/governance.js';
import { proposedOf, publishRoadmap, type ReadRoadmap } from '../planning/publish.js';
import { plus, type Instant } from '../shared/time.js';

export interface RoadmapPublishing {
  readonly governance: Governance;
  readonly roadmap: ReadRoadmap;
  /** This instance. */
  readonly holder: string;
  readonly writes: 'on' | 'off';
}

const minute = 60_000;
/** Governance time, in ms: between two proposals, and until it is looked again at what should be as it was left. */
const [every, lookAgainAfter] = [10 * minute, 60 * minute];
/** What the issue of an item says is known a little later than the item: a change is proposed when it has rested for so long. */
const resting = minute;
const mark = 'roadmap file';

/** The job; to be run every few seconds. Throws when the forge refused or did not answer; it is tried again at the next turn, and that it asked to wait is no failure. */
export function createRoadmapPublishing({
  governance,
  roadmap,
  holder,
  writes,
}: RoadmapPublishing): () => Promise<void> {
  const { clock, forges, marks } = governance;
  let nextAt: Instant = '';
  /** What was left in order, and until when that is believed. */
  let settled = { what: '', until: '' };

  return async () => {
    const now = clock.now();
    if (writes === 'off' || now < nextAt) return;
    const adopted = await charterInForce(governance);
    const at = adopted?.charter.roadmap?.publish ?? null;
    const forge = at && forges[at.forge];
    if (!adopted || !at || !forge) return;
    const shown = await roadmap.roadmap();
    const proposed = shown && proposedOf(governance, roadmap, shown, adopted.charter);
    nextAt = plus(now, minute);
    if (!proposed || plus(proposed.through, resting) > now) return;
    const what = [at.forge, at.repo, at.path, proposed.hash].join(' ');
    if (settled.what === what && now < settled.until) return;
    if (!(await marks.claim(mark, holder, now, plus(now, every)))) return;
    nextAt = plus(now, every);
    const published = await publishRoadmap(governance, forge, at, adopted.charter, proposed);
    if (published.ok) settled = { what, until: plus(now, lookAgainAfter) };
    else if (published.error.kind !== 'wait') {
      throw new Error(`${at.path} could not be proposed to ${at.forge}:${at.repo}: ${published.error.detail}`);
    }
  };
}
