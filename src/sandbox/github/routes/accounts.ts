// Users, repositories and the rate limit.
import { json } from '../../forge/reply.js';
import { notFound } from '../reply.js';
import { reads, repositoryOf, type Route } from '../route.js';
import { publicUserJson } from '../shapes/account.js';
import { fullRepositoryJson } from '../shapes/repository.js';
import { accountByLogin } from '../../forge/state.js';

/** What an installation may call in an hour; the simulation never uses it up. */
const hourly = { limit: 5000, remaining: 5000, used: 0, reset: 4_102_444_800 };

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/users/{username}',
    as: 'anybody',
    handle: ({ world, params }) => {
      const account = accountByLogin(world, params['username'] ?? '');
      return account ? json(publicUserJson(world, account)) : notFound();
    },
  },
  {
    method: 'GET',
    template: '/user/{account_id}',
    as: 'anybody',
    handle: ({ world, params }) => {
      const account = world.accounts.get(Number(params['account_id']));
      return account ? json(publicUserJson(world, account)) : notFound();
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}',
    as: 'anybody',
    needs: reads('metadata'),
    handle: (request) => {
      const repository = repositoryOf(request);
      return repository.ok ? json(fullRepositoryJson(request.world, repository.value)) : repository.error;
    },
  },
  {
    method: 'GET',
    template: '/rate_limit',
    as: 'anybody',
    handle: () => json({ resources: { core: hourly, search: hourly }, rate: hourly }),
  },
];
