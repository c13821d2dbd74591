// Gitee's API as the server speaks it: its paths, whose token a call has, its answers.
import { z } from 'zod';
import type { Reply } from '../forge/reply.js';
import type { Asked, Protocol } from '../forge/server.js';
import type { Account } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { notFound, problem, rateLimited, unauthorized } from './reply.js';
import { findRoute } from './routes/index.js';
import type { GiteeState } from './state.js';

const base = '/api/v5';
const withToken = z.looseObject({ access_token: z.string() });

/** A token stands in the header, in the query or among the fields of the body. */
function tokenOf({ authorization, query, body }: Asked): string | null {
  const [, header] = /^(?:bearer|token)\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  return header ?? authorization ?? query.get('access_token') ?? withToken.safeParse(body).data?.access_token ?? null;
}

/** Answers calls as their routes say. */
export function giteeProtocol(world: World, gitee: GiteeState): Protocol {
  function answer(asked: Asked): Reply {
    const token = tokenOf(asked);
    const id = token === null ? undefined : gitee.tokens.get(token);
    const caller: Account | null = (id === undefined ? undefined : world.accounts.get(id)) ?? null;
    if (token !== null && !caller) return unauthorized;
    const found = findRoute(asked.method, asked.path);
    if (!found) return notFound();
    const { route, params } = found;
    const { method, path, query, body } = asked;
    const request = { method, path, query, body, world, gitee, params };
    if (route.as === 'anybody') return route.handle({ ...request, caller });
    return caller ? route.handle({ ...request, caller }) : unauthorized;
  }
  return {
    pathOf: (pathname) => (pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null),
    endpoint: (method, path) => findRoute(method, path)?.route ?? null,
    answer,
    notFound,
    problem,
    rateLimited,
    headers: {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-reset': '4102444800',
    },
  };
}
