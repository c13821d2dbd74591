// Opens the database and everything kept in it.
import type { ContributionReader, ContributionStore } from '../evaluation/store.js';
import type { LedgerStore, TextStore } from '../ledger/store.js';
import { openLedger, type Ledger } from '../ledger/ledger.js';
import { newRegister, type Entry, type Register } from '../motions/register.js';
import { findableProjections } from '../search/keep.js';
import { touching } from '../planning/touch.js';
import type { SearchIndex } from '../search/store.js';
import type { Clock } from '../shared/time.js';
import { createAdvisoryStore } from '../storage/advisory.js';
import { createBindingStore } from '../storage/bindings.js';
import { createCharterStore } from '../storage/charters.js';
import { collections } from '../storage/collections.js';
import { createCommandLog } from '../storage/command-log.js';
import { ensureIndexes, type Database } from '../storage/connect.js';
import { createContributionReader } from '../storage/contribution-reader.js';
import { createContributionStore } from '../storage/contributions.js';
import { createDeliveryStore } from '../storage/deliveries.js';
import { createEffectStore } from '../storage/effects.js';
import { createInstallationStore } from '../storage/installations.js';
import { createLeases } from '../storage/lanes.js';
import { createLedgerStore } from '../storage/ledger.js';
import { createLedgerReader, type LedgerReader } from '../storage/ledger-reader.js';
import { createMarkStore } from '../storage/marks.js';
import { createMirrorReader } from '../storage/mirror-reader.js';
import { createSyncStore } from '../storage/mirror-syncs.js';
import { createMirrorWriter } from '../storage/mirror-writer.js';
import { motionRecords, type MotionRecords } from '../storage/motion-records.js';
import { motionProjection } from '../storage/motions.js';
import { createPeopleStore } from '../storage/people.js';
import { createPollStore } from '../storage/polls.js';
import { createProjections } from '../storage/projections.js';
import { resolutionProjection } from '../storage/resolutions.js';
import { createRoadmapIssues } from '../storage/roadmap-issues.js';
import { createSearchIndex } from '../storage/search.js';
import { createSubjectStore } from '../storage/subjects.js';
import { createTextStore } from '../storage/texts.js';

/** The stores on one database. */
export interface Stores {
  readonly deliveries: ReturnType<typeof createDeliveryStore>;
  readonly effects: ReturnType<typeof createEffectStore>;
  readonly leases: ReturnType<typeof createLeases>;
  readonly installations: ReturnType<typeof createInstallationStore>;
  readonly ledger: Ledger<Register, Entry>;
  readonly texts: TextStore;
  readonly people: ReturnType<typeof createPeopleStore>;
  readonly bindings: ReturnType<typeof createBindingStore>;
  readonly charters: ReturnType<typeof createCharterStore>;
  readonly subjects: ReturnType<typeof createSubjectStore>;
  readonly advisory: ReturnType<typeof createAdvisoryStore>;
  readonly commandLog: ReturnType<typeof createCommandLog>;
  readonly contributions: ContributionStore;
  /** The public ones, as the portal reads them. */
  readonly shownContributions: ContributionReader;
  readonly marks: ReturnType<typeof createMarkStore>;
  readonly polls: ReturnType<typeof createPollStore>;
  readonly projections: ReturnType<typeof createProjections>;
  readonly search: SearchIndex;
  readonly mirror: ReturnType<typeof createMirrorReader> & ReturnType<typeof createMirrorWriter>;
  readonly syncs: ReturnType<typeof createSyncStore>;
  readonly motions: ReturnType<typeof motionProjection>;
  readonly resolutions: ReturnType<typeof resolutionProjection>;
  readonly issues: ReturnType<typeof createRoadmapIssues>;
  readonly motionRecords: MotionRecords;
  readonly ledgerReader: LedgerReader;
}

/** The ledger's store, telling how long each append took. */
function timed(store: LedgerStore, onAppend: (seconds: number) => void): LedgerStore {
  return {
    from: (seq) => store.from(seq),
    async append(entries) {
      const started = performance.now();
      const outcome = await store.append(entries);
      onAppend((performance.now() - started) / 1000);
      return outcome;
    },
  };
}

/** Creates missing indexes and opens the stores. `clock` tells governance time; leases and backoff go by the machine's. */
export async function openStores(
  database: Database,
  clock: Clock,
  onAppend: (seconds: number) => void,
): Promise<Stores> {
  await ensureIndexes(database, collections);
  return storesOn(database, clock, onAppend);
}

/** The stores of a database that has its indexes; writes nothing. */
export function storesOn(database: Database, clock: Clock, onAppend: (seconds: number) => void): Stores {
  const people = createPeopleStore(database);
  const search = createSearchIndex(database);
  const issues = createRoadmapIssues(database);
  return {
    deliveries: createDeliveryStore(database, Date.now),
    effects: createEffectStore(database),
    leases: createLeases(database, Date.now),
    installations: createInstallationStore(database),
    ledger: openLedger(timed(createLedgerStore(database), onAppend), newRegister(), clock),
    texts: createTextStore(database),
    people,
    bindings: createBindingStore(database),
    charters: createCharterStore(database, people),
    subjects: createSubjectStore(database),
    advisory: createAdvisoryStore(database),
    commandLog: createCommandLog(database),
    contributions: createContributionStore(database),
    shownContributions: createContributionReader(database),
    marks: createMarkStore(database),
    polls: createPollStore(database),
    projections: findableProjections(createProjections(database), search),
    search,
    mirror: { ...createMirrorReader(database), ...touching(createMirrorWriter(database, search), issues) },
    syncs: createSyncStore(database),
    motions: motionProjection(database),
    resolutions: resolutionProjection(database),
    issues,
    motionRecords: motionRecords(database),
    ledgerReader: createLedgerReader(database),
  };
}
