// The registry of the portal's pages: one line each.
import { bodiesPage } from './bodies.js';
import { charterPage } from './charter.js';
import { commandsPage } from './commands.js';
import { homePage } from './home.js';
import { motionPage } from './motion.js';
import { motionsPage } from './motions.js';
import type { Page } from './page.js';
import { organizationsPage, peoplePage } from './people.js';
import { resolutionPage, resolutionsPage } from './resolutions.js';
import { statusPage } from './status.js';

export const pages: readonly Page[] = [
  homePage,
  motionsPage,
  motionPage,
  resolutionsPage,
  resolutionPage,
  bodiesPage,
  peoplePage,
  organizationsPage,
  charterPage,
  commandsPage,
  statusPage,
];
