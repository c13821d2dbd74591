// GitHub's API as the server speaks it: its paths, who may call what, its answers.
import type { Asked, Protocol } from '../forge/server.js';
import type { Reply } from '../forge/reply.js';
import type { World } from '../forge/world.js';
import type { Caller, Credentials } from './auth.js';
import { notFound, problem, rateLimited } from './reply.js';
import type { Route } from './route.js';
import { findRoute } from './routes/index.js';

const base = '/api/v3';

/** GraphQL is beside the REST API, as on GitHub Enterprise Server and as on github.com. */
function pathOf(pathname: string): string | null {
  if (pathname === '/api/graphql' || pathname === '/graphql') return '/graphql';
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null;
  return path === '/graphql' ? null : path;
}

function refused(wanted: Route['as'], kind: Caller['kind']): Reply | null {
  if (wanted === kind || (wanted === 'anybody' && kind === 'installation')) return null;
  if (wanted === 'app') return problem(401, 'A JSON web token could not be decoded');
  if (kind === 'anybody') return problem(401, 'Requires authentication');
  return problem(403, 'Resource not accessible by integration');
}

/** Answers calls as their routes say. `hookUrl`: where the app's webhooks go; null when nowhere. */
export function gitHubProtocol(world: World, credentials: Credentials, hookUrl: () => string | null): Protocol {
  function answer({ authorization, ...asked }: Asked): Reply {
    const caller = credentials.identify(authorization);
    if (!caller.ok) return caller.error;
    const found = findRoute(asked.method, asked.path);
    if (!found) return notFound();
    const { route, params } = found;
    const request = {
      ...asked,
      world,
      credentials,
      caller: caller.value,
      params,
      needs: route.needs,
      hookUrl: hookUrl(),
    };
    return refused(route.as, caller.value.kind) ?? route.handle(request);
  }
  return {
    pathOf,
    endpoint: (method, path) => findRoute(method, path)?.route ?? null,
    answer,
    notFound,
    problem,
    rateLimited,
    headers: {
      'x-github-media-type': 'github.v3; format=json',
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-reset': '4102444800',
    },
  };
}
