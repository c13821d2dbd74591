// Accounts, repositories and who may do what in them.
import { accountByLogin } from '../../forge/state.js';
import { json } from '../../forge/reply.js';
import { notFound } from '../reply.js';
import { roleOf } from '../roles.js';
import { repositoryOf, shown, type Route } from '../route.js';
import { fullUserJson, userJson } from '../shapes/account.js';
import { fullRepositoryJson } from '../shapes/repository.js';

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/user',
    as: 'account',
    handle: ({ world, caller }) => json(fullUserJson(world, caller, true)),
  },
  {
    method: 'GET',
    template: '/users/{username}',
    as: 'anybody',
    handle: ({ world, params }) => {
      const account = accountByLogin(world, params['username'] ?? '');
      return account ? json(fullUserJson(world, account, false)) : notFound('User');
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}',
    as: 'anybody',
    handle: (request) => {
      const { world, gitee, caller } = request;
      return shown(repositoryOf(request), (repository) => fullRepositoryJson(world, gitee, repository, caller));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/collaborators/{username}',
    as: 'account',
    handle: (request) => {
      const { world, gitee, params } = request;
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const account = accountByLogin(world, params['username'] ?? '');
      const isIn =
        account !== undefined &&
        (repository.value.owner === account ||
          repository.value.owner.members.has(account.id) ||
          gitee.roles.get(repository.value.id)?.has(account.id) === true);
      return isIn ? { status: 204 } : notFound('User');
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    as: 'account',
    handle: (request) => {
      const { world, gitee, params } = request;
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const account = accountByLogin(world, params['username'] ?? '');
      if (!account) return notFound('User');
      const permission = roleOf(gitee, repository.value, account) ?? 'none';
      return json({ ...userJson(world, account), permission });
    },
  },
];
