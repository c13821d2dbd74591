// The app's own endpoints: itself, its installations, their tokens.
import { z } from 'zod';
import { json } from '../../forge/reply.js';
import { notFound } from '../reply.js';
import { bodyOf, paged, repositoryOf, type ApiRequest, type Route } from '../route.js';
import { appJson, installationJson } from '../shapes/app.js';
import { repositoryJson } from '../shapes/repository.js';
import { accountByLogin, installationOf, type Account } from '../../forge/state.js';

function installedOn({ world }: ApiRequest, account: Account | undefined) {
  const installation = account && installationOf(world, account);
  return installation ? json(installationJson(world, installation)) : notFound();
}

function byLogin(key: string) {
  return (request: ApiRequest) => installedOn(request, accountByLogin(request.world, request.params[key] ?? ''));
}

const tokenBody = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), z.string()).optional(),
});

export const appRoutes: readonly Route[] = [
  { method: 'GET', template: '/app', as: 'app', token: true, handle: ({ world }) => json(appJson(world)) },
  {
    method: 'GET',
    template: '/app/hook/config',
    as: 'app',
    token: true,
    handle: ({ hookUrl }) =>
      hookUrl === null
        ? notFound()
        : json({ url: hookUrl, content_type: 'json', insecure_ssl: '0', secret: '********' }),
  },
  {
    method: 'GET',
    template: '/app/installations',
    as: 'app',
    token: true,
    handle: (request) =>
      paged(request, [...request.world.installations.values()], (one) => installationJson(request.world, one)),
  },
  {
    method: 'GET',
    template: '/app/installations/{installation_id}',
    as: 'app',
    token: true,
    handle: (request) =>
      installedOn(request, request.world.installations.get(Number(request.params['installation_id']))?.account),
  },
  {
    method: 'POST',
    template: '/app/installations/{installation_id}/access_tokens',
    as: 'app',
    token: true,
    handle: (request) => {
      const { world, credentials, params } = request;
      const installation = world.installations.get(Number(params['installation_id']));
      if (!installation) return notFound();
      const body = bodyOf(request, tokenBody);
      if (!body.ok) return body.error;
      const { token, expiresAt } = credentials.issue(installation);
      const { permissions } = world.app;
      return json({ token, expires_at: expiresAt, permissions, repository_selection: 'all' }, 201);
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/installation',
    as: 'app',
    token: true,
    handle: (request) => {
      const repository = repositoryOf(request);
      return repository.ok ? installedOn(request, repository.value.owner) : repository.error;
    },
  },
  { method: 'GET', template: '/orgs/{org}/installation', as: 'app', token: true, handle: byLogin('org') },
  { method: 'GET', template: '/users/{username}/installation', as: 'app', token: true, handle: byLogin('username') },
  {
    method: 'GET',
    template: '/installation/repositories',
    as: 'installation',
    handle: (request) => {
      const { world, caller } = request;
      const owner = caller.kind === 'installation' ? caller.installation.account : null;
      const owned = [...world.repositories.values()].filter((repository) => repository.owner === owner);
      return paged(
        request,
        owned,
        (repository) => repositoryJson(world, repository),
        (repositories) => ({ total_count: owned.length, repositories }),
      );
    },
  },
];
