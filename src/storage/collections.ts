// Every collection of the database: those listed here have their indexes made at start.
import type { AnyCollection } from './collection.js';
import { advisoryCollection } from './advisory.js';
import { bindingsCollection } from './bindings.js';
import { changesCollection } from './changes.js';
import { chartersCollection, rejectedChartersCollection } from './charters.js';
import { commandLogCollection } from './command-log.js';
import { contributionsCollection } from './contribution-document.js';
import { evaluationsCollection } from './contribution-history.js';
import { deliveryPartsCollection } from './delivery-bodies.js';
import { deliveriesCollection } from './delivery-document.js';
import { effectsCollection } from './effects.js';
import { installationsCollection } from './installations.js';
import { lanesCollection } from './lanes.js';
import { ledgerCollection } from './ledger.js';
import { marksCollection } from './marks.js';
import { mirrorCollection } from './mirror-document.js';
import { mirrorSyncsCollection } from './mirror-syncs.js';
import { motionsCollection } from './motions.js';
import { peopleCollection } from './people.js';
import { pollsCollection, wholePollsCollection } from './polls.js';
import { roadmapIssuesCollection } from './roadmap-issues.js';
import { resolutionsCollection } from './resolutions.js';
import { sandboxCollection } from './sandbox.js';
import { searchCollection } from './search.js';
import { subjectsCollection } from './subjects.js';
import { textsCollection } from './texts.js';

/** All collections, by name. */
export const collections: readonly AnyCollection[] = [
  advisoryCollection,
  bindingsCollection,
  changesCollection,
  chartersCollection,
  commandLogCollection,
  contributionsCollection,
  deliveriesCollection,
  deliveryPartsCollection,
  effectsCollection,
  evaluationsCollection,
  installationsCollection,
  lanesCollection,
  ledgerCollection,
  marksCollection,
  mirrorCollection,
  mirrorSyncsCollection,
  motionsCollection,
  peopleCollection,
  pollsCollection,
  rejectedChartersCollection,
  resolutionsCollection,
  roadmapIssuesCollection,
  sandboxCollection,
  searchCollection,
  subjectsCollection,
  textsCollection,
  wholePollsCollection,
];
