// A route of the simulated API, the request it gets, and what all routes need: bodies, repositories, issues, pages.
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import type { Caller, Credentials } from './auth.js';
import { json, type Reply } from '../forge/reply.js';
import { notFound, problem } from './reply.js';
import {
  fullName,
  repositoryByName,
  type Account,
  type Comment,
  type Repository,
  type Subject,
} from '../forge/state.js';
import type { Endpoint } from '../forge/router.js';
import type { Asked } from '../forge/server.js';
import type { World } from '../forge/world.js';
import { pageOf } from '../forge/listing.js';

export interface ApiRequest extends Omit<Asked, 'authorization'> {
  readonly world: World;
  readonly credentials: Credentials;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly needs: Permission | undefined;
  /** Where the app's webhooks go; null when nowhere. */
  readonly hookUrl: string | null;
}

/** What an installation must be allowed to; a pull request's labels and comments need one of the two. */
export interface Permission {
  readonly any: readonly string[];
  readonly level: 'read' | 'write';
}

export interface Route extends Endpoint {
  /** Who may call: the app by its JSON web token, an installation, or anybody (what is public is read without a token too). */
  readonly as: 'app' | 'installation' | 'anybody';
  readonly needs?: Permission;
  readonly handle: (request: ApiRequest) => Reply;
}

/** Shorthand for what a route needs. */
export function reads(...any: readonly string[]): Permission {
  return { any, level: 'read' };
}

export function writes(...any: readonly string[]): Permission {
  return { any, level: 'write' };
}

/** The body in the shape the route wants, or a 422 naming the first field that is wrong. */
export function bodyOf<T>(request: ApiRequest, schema: z.ZodType<T>): Result<T, Reply> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(problem(422, `Invalid request.\n\n"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'is invalid'}.`));
}

/** The account that acts: the app's bot. */
export function actorOf(request: ApiRequest): Account {
  return request.world.app.bot;
}

/** Whether the app may do it wherever it is installed; who reads without a token needs no permission. */
export function granted(
  { world, caller }: Pick<ApiRequest, 'world' | 'caller'>,
  needs: Permission | undefined,
): boolean {
  if (!needs || caller.kind === 'anybody') return true;
  const levels = needs.any.map((name) => world.app.permissions[name]);
  return levels.some((level) => level === 'write' || (level === 'read' && needs.level === 'read'));
}

/** Whether the caller acts where the repository is. */
export function isInstalled(caller: Caller, { owner }: Repository): boolean {
  return caller.kind === 'app' || (caller.kind === 'installation' && caller.installation.account === owner);
}

/** GET is moved for good (301); anything else is to be repeated as it is at the new place (307). */
function movedTo(request: ApiRequest, path: string): Reply {
  const location = `${request.world.urls.api}${path}${request.query.size > 0 ? `?${request.query.toString()}` : ''}`;
  const moved = problem(request.method === 'GET' ? 301 : 307, 'Moved Permanently');
  return { ...moved, headers: { location } };
}

/** The repository of the path, if it is there, visible to the caller, and the permission suffices. */
export function repositoryOf(request: ApiRequest): Result<Repository, Reply> {
  const { world, caller, params, path, needs } = request;
  const name = `${params['owner'] ?? ''}/${params['repo'] ?? ''}`;
  const former = world.formerNames.get(name.toLowerCase());
  const repository = repositoryByName(world, name);
  if (!repository && former) {
    return err(movedTo(request, `/repos/${fullName(former)}/${path.split('/').slice(4).join('/')}`.replace(/\/$/, '')));
  }
  const installed = repository !== undefined && isInstalled(caller, repository);
  if (!repository || (repository.isPrivate && !installed)) return err(notFound());
  if (!granted(request, needs) || (needs?.level === 'write' && !installed)) {
    return err(problem(403, 'Resource not accessible by integration'));
  }
  return ok(repository);
}

/** The issue or pull request of the path: 404, 410 when it was deleted, a redirect when it was transferred. */
export function subjectOf(request: ApiRequest, key = 'issue_number'): Result<Subject, Reply> {
  const repository = repositoryOf(request);
  if (!repository.ok) return repository;
  const subject = repository.value.subjects.get(Number(request.params[key]));
  if (!subject) return err(notFound());
  if (subject.deleted) return err(problem(410, 'This issue was deleted'));
  if (!subject.transferredTo) return ok(subject);
  const { repository: target, number } = subject.transferredTo;
  const rest = request.path
    .split('/')
    .slice(6)
    .map((part) => `/${part}`)
    .join('');
  return err(movedTo(request, `/repos/${fullName(target)}/issues/${number}${rest}`));
}

export function commentOf(request: ApiRequest): Result<Comment, Reply> {
  const repository = repositoryOf(request);
  if (!repository.ok) return repository;
  const comment = request.world.comments.get(Number(request.params['comment_id']));
  return comment?.subject.repository === repository.value ? ok(comment) : err(notFound());
}

/** One page of a list, with GitHub's `Link` header; `wrap` makes the body of the page. */
export function paged<T>(
  request: ApiRequest,
  list: readonly T[],
  shape: (item: T) => unknown,
  wrap: (page: readonly unknown[]) => unknown = (page) => page,
): Reply {
  const { items, page, last } = pageOf(list, request.query, 30);
  const body = wrap(items.map(shape));
  const relations: [string, number][] = [];
  if (page > 1) relations.push(['prev', Math.min(page - 1, last)], ['first', 1]);
  if (page < last) relations.push(['next', page + 1], ['last', last]);
  if (relations.length === 0) return json(body);
  const links = relations.map(([relation, to]) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(to));
    return `<${request.world.urls.api}${request.path}?${query.toString()}>; rel="${relation}"`;
  });
  return { status: 200, body, headers: { link: links.join(', ') } };
}
