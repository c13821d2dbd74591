// All endpoints. Of several that fit, the first one listed is taken.
import { createRouter } from '../../forge/router.js';
import type { Route } from '../route.js';
import { accountRoutes } from './accounts.js';
import { appRoutes } from './app.js';
import { checkRoutes } from './checks.js';
import { codeRoutes } from './code.js';
import { commentRoutes } from './comments.js';
import { fileRoutes } from './files.js';
import { gitRoutes } from './git.js';
import { graphqlRoutes } from './graphql.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { pullRoutes } from './pulls.js';
import { reactionRoutes } from './reactions.js';
import { releaseRoutes } from './releases.js';

/** Comments and checks stand before the wider templates they would be mistaken for. */
const routes: readonly Route[] = [
  ...appRoutes,
  ...accountRoutes,
  ...commentRoutes,
  ...reactionRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...codeRoutes,
  ...fileRoutes,
  ...gitRoutes,
  ...releaseRoutes,
  ...graphqlRoutes,
];

/** These may hold slashes. */
const deep = ['ref', 'branch', 'basehead'];

function parameter(name: string): string {
  const digits = name.endsWith('_number') || name.endsWith('_id');
  return deep.includes(name) ? '.+' : digits ? '\\d+' : '[^/]+';
}

/** The route for a method and a path (without `/api/v3`). A path, a ref, a branch or two of them may hold slashes. */
export const findRoute = createRouter(routes, parameter);
