// All endpoints. Of several that fit, the first one listed is taken.
import { createRouter } from '../../forge/router.js';
import type { Route } from '../route.js';
import { accountRoutes } from './accounts.js';
import { checkRoutes } from './checks.js';
import { codeRoutes } from './code.js';
import { commentRoutes } from './comments.js';
import { fileRoutes } from './files.js';
import { hookRoutes } from './hooks.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { pullRoutes } from './pulls.js';
import { releaseRoutes } from './releases.js';

/** Comments and checks stand before the wider templates they would be mistaken for. */
const routes: readonly Route[] = [
  ...accountRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...issueRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...codeRoutes,
  ...fileRoutes,
  ...hookRoutes,
  ...releaseRoutes,
];

/** The end of a comparison and a branch may hold slashes; the name of a label may not, unless they are escaped. */
const patterns: Readonly<Record<string, string>> = { base: '.+?', head: '.+', branch: '.+', id: '\\d+' };

/** The route for a method and a path (without `/api/v5`). */
export const findRoute = createRouter(routes, (name) => patterns[name] ?? '[^/]+');
