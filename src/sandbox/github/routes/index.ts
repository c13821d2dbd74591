// All endpoints, and finding the one for a path. Of several that fit, the first one listed is taken.
import type { Route } from '../route.js';
import { accountRoutes } from './accounts.js';
import { appRoutes } from './app.js';
import { checkRoutes } from './checks.js';
import { codeRoutes } from './code.js';
import { commentRoutes } from './comments.js';
import { gitRoutes } from './git.js';
import { graphqlRoutes } from './graphql.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { pullRoutes } from './pulls.js';
import { reactionRoutes } from './reactions.js';

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
  ...gitRoutes,
  ...graphqlRoutes,
];

/** These may hold slashes. */
const deep = ['ref', 'branch', 'basehead'];

function patternOf(template: string): RegExp {
  const pattern = template.replace(/\/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'path') return '(?:/(?<path>.*))?';
    const digits = name.endsWith('_number') || name.endsWith('_id');
    return `/(?<${name}>${deep.includes(name) ? '.+' : digits ? '\\d+' : '[^/]+'})`;
  });
  return new RegExp(`^${pattern}/?$`);
}

const matchers = routes.map((route) => ({ route, pattern: patternOf(route.template) }));

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> | null {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, part = '']) => [name, decodeURIComponent(part)]));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The route for a method and a path (without `/api/v3`), with the path's parameters decoded; null when there is none. A path, a ref, a branch or two of them may hold slashes. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | null {
  for (const { route, pattern } of matchers) {
    if (route.method !== method) continue;
    const match = pattern.exec(path);
    if (!match) continue;
    const params = decoded(match.groups ?? {});
    return params && { route, params };
  }
  return null;
}
