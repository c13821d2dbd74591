// The clocks of a worker: what is done by the time, not by a delivery.
import { charterInForce, type Governance } from '../events/governance.js';
import { commitTimeoutMs } from '../inbox/store.js';
import { runDueContributions } from '../jobs/due-contributions.js';
import { runDueMotions } from '../jobs/due-motions.js';
import { noteLinks } from '../jobs/note-links.js';
import { followRoadmapWork } from '../jobs/roadmap-work.js';
import { remindLeads } from '../jobs/remind-leads.js';
import { createRoadmapPublishing } from '../jobs/publish-roadmap.js';
import { runReminders } from '../jobs/remind.js';
import { createItemShower } from '../jobs/stale-items.js';
import { showStaleMotions } from '../jobs/stale-motions.js';
import { createSweep } from '../jobs/sweep-contributions.js';
import { repeat, type Timer } from '../jobs/timer.js';
import { hideForeign } from '../mirror/mirror.js';
import { itemSource } from '../planning/findable.js';
import { keepIssues } from '../planning/keep.js';
import { createRoadmapReader } from '../planning/read.js';
import { createRetries } from '../queue/retries.js';
import { keepSearch, motionSource } from '../search/keep.js';
import { instant, plus } from '../shared/time.js';
import type { Engine } from './engine.js';
import { createInLane, helpOfCommands, type Parts } from './parts.js';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const month = 30 * day;
/**
 * After a motion's due time other instances may still be storing what they received before it. This instance's own are known exactly; where
 * HTTP is served by others, the longest a write takes is waited for.
 */
const settleMs = { all: 1000, worker: 2 * commitTimeoutMs, web: 0 };

/** Each look at the roadmap is a new one: there is one a minute at most. */
function createRoadmapFile({ clock, config, instance, stores }: Parts, governance: Governance): () => Promise<void> {
  let looks = 0;
  const version = () => (looks += 1);
  const roadmap = createRoadmapReader({ ...stores, clock, version });
  return createRoadmapPublishing({ governance, roadmap, holder: instance, writes: config.forgeWrites });
}

/** Starts them. */
export function startClocks(parts: Parts, { governance, outbox, poll }: Engine): readonly Timer[] {
  const { clock, config, log, metrics, stores } = parts;
  const inLane = createInLane(parts);
  const retries = createRetries(Date.now);
  const contributionRetries = createRetries(Date.now);
  const sweep = createSweep({
    governance,
    inLane,
    holder: parts.instance,
    mirror: stores.mirror,
    writes: config.forgeWrites,
    observe: (forge, cost) => {
      metrics.swept(forge, cost);
    },
  });
  return [
    repeat('motions', 250, log, () =>
      runDueMotions(governance, inLane, plus(clock.now(), -settleMs[config.role]), retries),
    ),
    repeat('contributions', 1000, log, () => runDueContributions(governance, inLane, contributionRetries)),
    repeat('sweep of contributions', 2000, log, sweep),
    repeat('poll', 2000, log, poll),
    repeat('reminders', 1000, log, () => runReminders(governance, clock.now())),
    repeat('stale projections', 5000, log, () => showStaleMotions(governance, inLane)),
    repeat('stale items', 5000, log, createItemShower(governance, inLane)),
    repeat('reminders of leads', 1000, log, remindLeads({ governance, issues: stores.issues })),
    repeat(
      'work on the roadmap',
      1000,
      log,
      followRoadmapWork({ governance, issues: stores.issues, holder: parts.instance }),
    ),
    repeat('issues of the roadmap', 500, log, keepIssues({ ...stores })),
    repeat('roadmap file', 2000, log, createRoadmapFile(parts, governance)),
    repeat(
      'search',
      2000,
      log,
      keepSearch({
        ...stores,
        commands: helpOfCommands,
        sources: [
          motionSource(stores.projections, stores.motions, stores.resolutions),
          itemSource(stores),
          stores.mirror,
        ],
      }),
    ),
    repeat('mirror', 60_000, log, async () => {
      const adopted = await charterInForce(governance);
      if (adopted) await hideForeign(stores.mirror, adopted.charter, clock.now());
    }),
    repeat('links of the mirror', 60_000, log, noteLinks({ ...stores, clock })),
    repeat('dead effects', day, log, async () => {
      metrics.effectsRevived(await outbox.retryDead());
    }),
    repeat('sweep', hour, log, async () => {
      await stores.deliveries.sweepBodies(instant(Date.now() - month));
      await stores.leases.sweep(day);
    }),
  ];
}
