// The registry of the portal's pages: one line each.
import { bodiesPage } from './bodies.js';
import { bodyPage } from './body.js';
import { charterPage } from './charter.js';
import { commandsPage } from './commands.js';
import { contributionPage } from './contribution.js';
import { contributionsPage } from './contributions.js';
import { homePage } from './home.js';
import { ledgerPage } from './ledger.js';
import { motionPage } from './motion.js';
import { motionsPage } from './motions.js';
import type { Page } from './page.js';
import { neutralityPage } from './neutrality.js';
import { organizationPage } from './organization.js';
import { organizationsPage } from './organizations.js';
import { peoplePage } from './people.js';
import { personPage } from './person.js';
import { policiesPage } from './policies.js';
import { policyPage } from './policy.js';
import { resolutionPage } from './resolution.js';
import { resolutionsPage } from './resolutions.js';
import { searchPage } from './search.js';
import { roadmapChangesPage } from './roadmap-changes.js';
import { roadmapItemPage } from './roadmap-item.js';
import { roadmapPage } from './roadmap.js';
import { statusPage } from './status.js';

export const pages: readonly Page[] = [
  homePage,
  motionsPage,
  motionPage,
  resolutionsPage,
  resolutionPage,
  bodiesPage,
  bodyPage,
  peoplePage,
  personPage,
  organizationsPage,
  organizationPage,
  charterPage,
  contributionsPage,
  contributionPage,
  policiesPage,
  policyPage,
  commandsPage,
  neutralityPage,
  roadmapPage,
  roadmapChangesPage,
  roadmapItemPage,
  ledgerPage,
  searchPage,
  statusPage,
];
