// The registry of the API's resources: one line each. Routes and the OpenAPI description are made from it.
import { bodyItem, bodyList, organizationItem, organizationList, personItem, personList } from './charter.js';
import { contributionItem, contributionList } from './contributions.js';
import { deliveryItem } from './deliveries.js';
import { ledgerItem, ledgerList } from './ledger.js';
import { ballotList, motionItem, motionList, resolutionItem, resolutionList } from './motions.js';
import { neutralityItem } from './neutrality.js';
import { policyItem, policyList } from './policies.js';
import type { Resource } from './resource.js';
import { roadmapChangeList, roadmapItem, roadmapItemChanges, roadmapList, roadmapNumbers } from './roadmap.js';
import { searchList } from './search.js';

export const resources: readonly Resource[] = [
  motionList,
  motionItem,
  ballotList,
  resolutionList,
  resolutionItem,
  bodyList,
  bodyItem,
  personList,
  personItem,
  organizationList,
  organizationItem,
  roadmapList,
  roadmapChangeList,
  roadmapNumbers,
  roadmapItem,
  roadmapItemChanges,
  contributionList,
  contributionItem,
  policyList,
  policyItem,
  neutralityItem,
  ledgerList,
  ledgerItem,
  searchList,
  deliveryItem,
];
