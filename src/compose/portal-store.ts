// Joins what the portal reads: projections, queues, the charter in force.
import { formatCharterError } from '../charter/parse.js';
import { overridesOf } from '../evaluation/gather.js';
import { findShown, listShown, type ShownSources } from '../evaluation/shown.js';
import { createRoadmapReader } from '../planning/read.js';
import type { DeadItem, MirrorFacts, PortalStore, QueueFacts, StatusFacts } from '../portal/store.js';
import type { QueueGauges } from '../portal/metrics.js';
import type { ForgeId } from '../shared/refs.js';
import { instant, millis, type Clock } from '../shared/time.js';
import type { Stores } from './stores.js';
import { programVersion } from './version.js';

/** What does not change while the app runs. */
export type ForgeFacts = Pick<StatusFacts, 'mode' | 'forgeWrites' | 'forges'>;

/** So many dead items are shown. */
const shownDead = 20;

function ageSeconds(since: number | null): number | null {
  return since === null ? null : Math.max(0, Math.floor((Date.now() - since) / 1000));
}

const notShown = 'not shown: its repository is not among the public ones that are mirrored';

/** Repositories whose names may be told, as lanes begin. */
async function publicRepositories({ mirror }: Stores): Promise<ReadonlySet<string>> {
  return new Set((await mirror.repositories()).map(({ forge, repo }) => `${forge}:${repo.toLowerCase()}`));
}

/** Whether what stands in a lane may be told to everybody: lanes, keys of effects and errors name repositories. */
function isPublicLane(repositories: ReadonlySet<string>, lane: string): boolean {
  const [place = ''] = lane.split('#');
  return !place.includes('/') || repositories.has(place);
}

async function deliveryFacts({ deliveries }: Stores, repositories: ReadonlySet<string>): Promise<QueueFacts> {
  const [counts, dead] = await Promise.all([
    deliveries.counts(),
    deliveries.list({ state: 'dead', page: 1, perPage: shownDead }),
  ]);
  return {
    pending: counts.pending,
    oldestAgeSeconds: ageSeconds(counts.oldestPending === null ? null : millis(counts.oldestPending)),
    dead: counts.dead,
    newestDead: dead.map(({ id, event, lane, error, receivedAt }): DeadItem => {
      const open = isPublicLane(repositories, lane);
      return { id, what: open ? `${event} ${lane}` : event, error: open ? (error ?? '') : notShown, at: receivedAt };
    }),
  };
}

async function effectFacts({ effects }: Stores, repositories: ReadonlySet<string>): Promise<QueueFacts> {
  const [counts, dead] = await Promise.all([effects.counts(), effects.list({ state: 'dead', limit: shownDead })]);
  return {
    pending: counts.pending,
    oldestAgeSeconds: ageSeconds(counts.oldestDueAt),
    dead: counts.dead,
    newestDead: dead.map(({ key, lane, wish, error, wishedAt }): DeadItem => {
      const open = isPublicLane(repositories, lane);
      return { id: open ? key : wish.kind, what: wish.kind, error: open ? (error ?? '') : notShown, at: wishedAt };
    }),
  };
}

/** The queues for /metrics. */
export async function queueGauges(stores: Stores): Promise<QueueGauges> {
  const [deliveries, effects, polledAt] = await Promise.all([
    stores.deliveries.counts(),
    stores.effects.counts(),
    stores.polls.wholeAt('gitee'),
  ]);
  const polledAge = ageSeconds(polledAt === null ? null : millis(polledAt));
  return {
    pollAgeSeconds: new Map(polledAge === null ? [] : [['gitee', polledAge]]),
    queuePending: deliveries.pending,
    queueOldestAgeSeconds: ageSeconds(deliveries.oldestPending === null ? null : millis(deliveries.oldestPending)),
    deliveriesDead: deliveries.dead,
    effectsPending: effects.pending,
    effectsDead: effects.dead,
  };
}

async function charterInForce({ ledger, charters }: Stores): Promise<Awaited<ReturnType<PortalStore['charter']>>> {
  const { charterVersion, adoptedAt } = await ledger.sync();
  if (charterVersion === null || adoptedAt === null) return null;
  const [adopted, stored] = await Promise.all([charters.version(charterVersion), charters.stored(charterVersion)]);
  if (!adopted || !stored) return null;
  const accounts = new Map(
    adopted.charter.people.map(({ id }) => {
      const own = stored.bound.filter(({ person }) => person === id);
      return [
        id,
        Object.fromEntries(own.map(({ forge, login, id: account }) => [forge, { login, id: account }])),
      ] as const;
    }),
  );
  const { files, source } = stored;
  return {
    charter: adopted.charter,
    adoptedAt,
    source: source === 'files' ? 'files' : `${source.forge}:${source.repo}@${source.commit}`,
    files: Object.entries(files).flatMap(([name, text]: [string, string | null]) =>
      text === null ? [] : [{ name: `${name}.yml`, text }],
    ),
    accounts,
    refs: adopted.refs,
  };
}

async function mirrorFacts({ mirror, deliveries }: Stores): Promise<MirrorFacts> {
  const [counts, repositories, [newest]] = await Promise.all([
    mirror.counts(),
    mirror.repositories(),
    deliveries.list({ state: null, page: 1, perPage: 1 }),
  ]);
  return { counts, repositories, lastDeliveryAt: newest?.receivedAt ?? null };
}

function shownSources(stores: Stores): ShownSources {
  return {
    mirror: stores.mirror,
    contributions: stores.shownContributions,
    async overrides(origin) {
      const given = await overridesOf(stores, origin);
      // In the same order; the log only grows.
      const entries = (await stores.ledger.sync()).overrides.get(origin) ?? [];
      return given.flatMap((override, i) => entries.slice(i, i + 1).map(({ seq }) => ({ ...override, seq })));
    },
  };
}

function accountUrl({ mode, forges }: ForgeFacts, forge: ForgeId, login: string): string | null {
  const home = forges.find(({ id }) => id === forge)?.url ?? null;
  return mode === 'sandbox' || home === null ? null : `${home}/${encodeURIComponent(login)}`;
}

/** By what the roadmap is shown: the time, and another number whenever something that pages show has changed. */
interface Now {
  readonly clock: Clock;
  readonly version: () => number;
}

/** The portal's store over the projections and queues. `facts` are those that do not change while the app runs. */
export function portalStore(stores: Stores, facts: ForgeFacts, now: Now): PortalStore {
  const shown = shownSources(stores);
  const roadmap = createRoadmapReader({ ...stores, ...now });
  return {
    motions: (query) => stores.motions.list(query),
    motion: (id) => stores.motions.find(id),
    resolutions: (query) => stores.resolutions.list(query),
    resolution: (id) => stores.resolutions.find(id),
    search: (query) => stores.search.find(query),
    charter: () => charterInForce(stores),
    participation: (people) => stores.motionRecords.participation(people),
    motionsOf: (person, part) => stores.motionRecords.ofPerson(person, part),
    motionsSince: (time) => stores.motionRecords.since(time),
    accountUrl: (forge, login) => accountUrl(facts, forge, login),
    async changesSince(time) {
      const [called, closed, adopted] = await Promise.all([
        stores.motions.countSince('proposed_at', time),
        stores.motions.countSince('closed_at', time),
        stores.resolutions.countSince(time),
      ]);
      return { called, closed, adopted };
    },
    history: (motion) => stores.ledgerReader.ofMotion(motion, 2000),
    ledger: (part) => stores.ledgerReader.list(part),
    ledgerEntry: (seq) => stores.ledgerReader.entry(seq),
    ledgerOrigin: async () => (await stores.ledger.sync()).log,
    roadmap: () => roadmap.roadmap(),
    roadmapChanges: (query, span) => roadmap.changes(query, span),
    roadmapChangesOf: (item) => roadmap.changesOf(item),
    roadmapUpdates: (item) => roadmap.updates(item),
    roadmapLinks: (item) => roadmap.links(item),
    contributions: (query) => listShown(shown, query),
    contribution: (ref, comments) => findShown(shown, ref, comments),
    policyCounts: () => stores.shownContributions.counts(),
    mirror: () => mirrorFacts(stores),
    repositories: () => stores.mirror.repositories(),
    async delivery(id) {
      // The id that a forge was answered with, which names no forge; those of Gitee are made by us, and are like no other.
      const found = (await stores.deliveries.find(id)) ?? (await stores.deliveries.find(`gitee:${id}`));
      if (!found) return null;
      const { forge, event, state, receivedAt, attempts } = found;
      return { id: found.id, forge, event, state, received_at: receivedAt, attempts };
    },
    async status() {
      const repositories = await publicRepositories(stores);
      const [deliveries, effects, rejected, polledAt] = await Promise.all([
        deliveryFacts(stores, repositories),
        effectFacts(stores, repositories),
        stores.charters.rejected(),
        stores.polls.wholeAt('gitee'),
      ]);
      return {
        ...facts,
        version: programVersion,
        polled: polledAt === null ? {} : { gitee: polledAt },
        deliveries,
        effects,
        rejectedCharter: rejected && {
          source: rejected.source === 'files' ? 'files' : `${rejected.source.forge}:${rejected.source.repo}`,
          at: instant(rejected.at),
          errors: rejected.errors.map(formatCharterError),
        },
      };
    },
  };
}
