// All endpoints, and finding the one for a path. Of several that fit, the first one listed is taken.
import type { Route } from '../route.js';
import { accountRoutes } from './accounts.js';
import { appRoutes } from './app.js';
import { checkRoutes } from './checks.js';
import { codeRoutes } from './code.js';
import { commentRoutes } from './comments.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { pullRoutes } from './pulls.js';
import { reactionRoutes } from './reactions.js';

/** Parameters that may hold slashes. */
const deep = new Set(['path', 'ref']);

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
];

const matchers = routes.map((route) => {
  const pattern = route.template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const one = name.endsWith('_number') || name.endsWith('_id') ? '\\d+' : '[^/]+';
    return `(?<${name}>${name === 'path' ? '.*' : deep.has(name) ? '.+' : one})`;
  });
  return { route, pattern: new RegExp(`^${pattern}/?$`) };
});

/** The route for a method and a path (without `/api/v3`), with the path's parameters decoded; null when there is none. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | null {
  for (const { route, pattern } of matchers) {
    if (route.method !== method) continue;
    const match = pattern.exec(path);
    if (!match) continue;
    const groups = Object.entries(match.groups ?? {});
    return { route, params: Object.fromEntries(groups.map(([name, text]) => [name, decodeURIComponent(text)])) };
  }
  return null;
}
