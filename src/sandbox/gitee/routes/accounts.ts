// Accounts, repositories and who may do what in them.
import { accountByLogin, type Account, type Repository } from '../../forge/state.js';
import { json, type Reply } from '../../forge/reply.js';
import { notFound } from '../reply.js';
import { roleOf } from '../roles.js';
import { paged, repositoryOf, shown, type ApiRequest, type Route } from '../route.js';
import { fullUserJson, userJson } from '../shapes/account.js';
import { fullRepositoryJson } from '../shapes/repository.js';

/** What somebody is in a repository. */
function aboutMember(
  rest: string,
  tell: (request: ApiRequest, repository: Repository, account: Account) => Reply,
): Route {
  return {
    method: 'GET',
    template: `/repos/{owner}/{repo}/collaborators/{username}${rest}`,
    as: 'account',
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const account = accountByLogin(request.world, request.params['username'] ?? '');
      return account ? tell(request, repository.value, account) : notFound('User');
    },
  };
}

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/user',
    as: 'account',
    handle: ({ world, caller }) => json(fullUserJson(world, caller, true)),
  },
  {
    // Those that the caller owns, was invited to, or has by an organization.
    method: 'GET',
    template: '/user/repos',
    as: 'account',
    handle: (request) => {
      const { world, gitee, caller } = request;
      const own = [...world.repositories.values()].filter(
        ({ id, owner }) => owner === caller || owner.members.has(caller.id) || gitee.roles.get(id)?.has(caller.id),
      );
      return paged(request, own, (repository) => fullRepositoryJson(world, gitee, repository, caller));
    },
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
  aboutMember('', ({ gitee }, repository, account) => {
    const { owner } = repository;
    const named = gitee.roles.get(repository.id)?.has(account.id) === true;
    return owner === account || owner.members.has(account.id) || named ? { status: 204 } : notFound('User');
  }),
  aboutMember('/permission', ({ world, gitee }, repository, account) =>
    json({ ...userJson(world, account), permission: roleOf(gitee, repository, account) ?? 'none' }),
  ),
];
