// Every collection of the database: those listed here have their indexes made at start.
import type { AnyCollection } from './collection.js';
import { deliveriesCollection } from './delivery-document.js';
import { deliveryPartsCollection } from './delivery-bodies.js';
import { effectsCollection } from './effects.js';
import { installationsCollection } from './installations.js';
import { lanesCollection } from './lanes.js';
import { motionsCollection } from './motions.js';
import { resolutionsCollection } from './resolutions.js';

/** All collections, by name. */
export const collections: readonly AnyCollection[] = [
  deliveriesCollection,
  deliveryPartsCollection,
  effectsCollection,
  installationsCollection,
  lanesCollection,
  motionsCollection,
  resolutionsCollection,
];
