// A route of the simulated Gitee's API, the request it gets, and what all routes need: bodies, repositories, issues, pages.
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import { pageOf } from '../forge/listing.js';
import { isPull, type PullSubject } from '../forge/pull.js';
import { json, type Reply } from '../forge/reply.js';
import type { Endpoint } from '../forge/router.js';
import type { Asked } from '../forge/server.js';
import { repositoryByName, type Account, type Comment, type Repository, type Subject } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { pullCommentKey, subjectOf as findSubject } from './ident.js';
import { forbidden, notFound, problem } from './reply.js';
import { roleOf } from './roles.js';
import type { GiteeState, Role } from './state.js';

export interface ApiRequest extends Omit<Asked, 'authorization'> {
  readonly world: World;
  readonly gitee: GiteeState;
  /** Whose token it is; null without one. */
  readonly caller: Account | null;
  readonly params: Readonly<Record<string, string>>;
}

/** A request that came with a token. */
export interface SignedRequest extends ApiRequest {
  readonly caller: Account;
}

/** An endpoint that is open to anybody, or one for which a token is needed. */
export type Route = Endpoint &
  (
    | { readonly as: 'anybody'; readonly handle: (request: ApiRequest) => Reply }
    | { readonly as: 'account'; readonly handle: (request: SignedRequest) => Reply }
  );

/** The body in the shape the route wants, or a 400 naming the first field that is wrong. */
export function bodyOf<T>(request: ApiRequest, schema: z.ZodType<T>): Result<T, Reply> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(problem(400, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is invalid'}`.trim()));
}

const ranks: Readonly<Record<Role, number>> = { read: 1, write: 2, admin: 3 };

/** A repository by owner and name, if the caller may see it and has the role. */
export function repositoryNamed(request: ApiRequest, name: string, needs: Role = 'read'): Result<Repository, Reply> {
  const repository = repositoryByName(request.world, name);
  const role = repository && roleOf(request.gitee, repository, request.caller);
  if (!repository || !role) return err(notFound('Project'));
  return ranks[role] >= ranks[needs] ? ok(repository) : err(forbidden);
}

/** The repository of the path. */
export function repositoryOf(request: ApiRequest, needs?: Role): Result<Repository, Reply> {
  const { owner = '', repo = '' } = request.params;
  return repositoryNamed(request, `${owner}/${repo}`, needs);
}

/** The issue of the path. */
export function issueOf(request: ApiRequest, needs?: Role): Result<Subject, Reply> {
  const repository = repositoryOf(request, needs);
  if (!repository.ok) return repository;
  const subject = findSubject(repository.value, request.params['number'] ?? '');
  return subject ? ok(subject) : err(notFound('Issue'));
}

/** The pull request of the path. */
export function pullOf(request: ApiRequest, needs?: Role): Result<PullSubject, Reply> {
  const repository = repositoryOf(request, needs);
  if (!repository.ok) return repository;
  const subject = findSubject(repository.value, Number(request.params['number']));
  return subject && isPull(subject) ? ok(subject) : err(notFound('Pull Request'));
}

/** The comment of the path: the rows of issues and of pull requests are apart. */
export function commentOf(request: ApiRequest, on: 'issue' | 'pull'): Result<Comment, Reply> {
  const repository = repositoryOf(request);
  if (!repository.ok) return repository;
  const id = Number(request.params['id']);
  const comment = request.world.comments.get(on === 'pull' ? pullCommentKey(id) : id);
  return comment?.subject.repository === repository.value ? ok(comment) : err(notFound('Note'));
}

/** One page of a list, with Gitee's two headers instead of links. */
export function paged<T>(request: ApiRequest, list: readonly T[], shape: (item: T) => unknown): Reply {
  const { items, last } = pageOf(list, request.query, 20);
  const headers = { total_count: String(list.length), total_page: String(last) };
  return { status: 200, body: items.map(shape), headers };
}

/** Answers with what was found, or that it was not. */
export function shown<T>(found: Result<T, Reply>, shape: (value: T) => unknown): Reply {
  return found.ok ? json(shape(found.value)) : found.error;
}
