// Webhooks of a repository: list, make, change, delete, try. They are their administrators' affair.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import { json, type Reply } from '../../forge/reply.js';
import { addHook, pingHook } from '../changes.js';
import { notFound } from '../reply.js';
import { bodyOf, paged, repositoryOf, shown, type ApiRequest, type Route } from '../route.js';
import { hookJson } from '../shapes/hook.js';
import type { Hook } from '../state.js';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const fields = {
  url: z.url(),
  encryption_type: z.coerce
    .number()
    .pipe(z.union([z.literal(0), z.literal(1)]))
    .optional(),
  password: z.string().optional(),
};
/** A new hook hears of pushes only, unless it is told otherwise. */
const newHook = z.object({
  ...fields,
  push_events: flag.default(true),
  tag_push_events: flag.default(false),
  issues_events: flag.default(false),
  note_events: flag.default(false),
  merge_requests_events: flag.default(false),
});
const hookEdit = z.object({
  ...fields,
  push_events: flag.optional(),
  tag_push_events: flag.optional(),
  issues_events: flag.optional(),
  note_events: flag.optional(),
  merge_requests_events: flag.optional(),
});

function hookOf(request: ApiRequest): Result<Hook, Reply> {
  const repository = repositoryOf(request, 'admin');
  if (!repository.ok) return repository;
  const hook = request.gitee.hooks.get(Number(request.params['id']));
  return hook?.repositoryId === repository.value.id ? ok(hook) : err(notFound('Hook'));
}

const template = '/repos/{owner}/{repo}/hooks';

export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    template,
    as: 'account',
    handle: (request) => {
      const repository = repositoryOf(request, 'admin');
      if (!repository.ok) return repository.error;
      const hooks = [...request.gitee.hooks.values()].filter((hook) => hook.repositoryId === repository.value.id);
      return paged(request, hooks, hookJson);
    },
  },
  {
    method: 'POST',
    template,
    as: 'account',
    handle: (request) => {
      const repository = repositoryOf(request, 'admin');
      if (!repository.ok) return repository.error;
      const given = bodyOf(request, newHook);
      if (!given.ok) return given.error;
      const { encryption_type: encryption = 0, password: secret = '', ...rest } = given.value;
      const mode = encryption === 1 ? 'signature' : 'password';
      return json(hookJson(addHook(request.world, request.gitee, repository.value, { ...rest, mode, secret })), 201);
    },
  },
  {
    method: 'GET',
    template: `${template}/{id}`,
    as: 'account',
    handle: (request) => shown(hookOf(request), hookJson),
  },
  {
    method: 'PATCH',
    template: `${template}/{id}`,
    as: 'account',
    handle: (request) => {
      const hook = hookOf(request);
      if (!hook.ok) return hook.error;
      const edit = bodyOf(request, hookEdit);
      if (!edit.ok) return edit.error;
      const { encryption_type: encryption, password, ...rest } = edit.value;
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      Object.assign(hook.value, given);
      if (encryption !== undefined) hook.value.mode = encryption === 1 ? 'signature' : 'password';
      if (password !== undefined) hook.value.secret = password;
      return json(hookJson(hook.value));
    },
  },
  {
    method: 'DELETE',
    template: `${template}/{id}`,
    as: 'account',
    handle: (request) => {
      const hook = hookOf(request);
      if (!hook.ok) return hook.error;
      request.gitee.hooks.delete(hook.value.id);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    template: `${template}/{id}/tests`,
    as: 'account',
    handle: (request) => {
      const hook = hookOf(request);
      if (!hook.ok) return hook.error;
      pingHook(request.world, hook.value, request.caller);
      return { status: 204 };
    },
  },
];
