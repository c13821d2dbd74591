// Runs a query against the world as its caller sees it.
import { executeSync, parse, validate, GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Caller } from '../auth.js';
import { isInstalled } from '../route.js';
import { accountByLogin, repositoryByName } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { actorObject } from './accounts.js';
import { repositoryObject } from './repositories.js';
import { schema } from './schema.js';
import { failure, viewOf, type View } from './view.js';

/** What is sent to `POST /graphql`. */
export interface QuerySent {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** A query may have so many tokens (two hundred paths need five thousand), and find so many things. */
const [mostTokens, budget] = [12_000, 20_000];

function roots(view: View): object {
  const { world, caller } = view;
  return {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const full = `${owner}/${name}`;
      view.spend(1);
      const found = repositoryByName(world, full) ?? world.formerNames.get(full.toLowerCase());
      if (found && (!found.isPrivate || isInstalled(caller, found))) return repositoryObject(view, found);
      throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${full}'.`);
    },
    user: ({ login }: { readonly login: string }) => {
      view.spend(1);
      const found = accountByLogin(world, login);
      if (found?.type === 'User') return actorObject(world, found);
      throw failure('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`);
    },
    rateLimit: { cost: 1, limit: 5000, nodeCount: 1, remaining: 4999, resetAt: '2100-01-01T00:00:00Z', used: 1 },
  };
}

/** As GitHub writes it: the type stands beside the message. */
function errorJson(error: GraphQLError) {
  const { message, locations, path } = error;
  const { type } = error.extensions;
  return { ...(typeof type === 'string' ? { type } : {}), ...(path ? { path } : {}), locations, message };
}

function read(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: mostTokens });
    const errors = validate(schema, document, undefined, { maxErrors: 20 });
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** The body of the answer, which always comes with 200. */
export function answerQuery(world: World, caller: Caller, { query, variables, operationName }: QuerySent): object {
  const document = read(query);
  if (!('kind' in document)) return { errors: document.map(errorJson) };
  const { data, errors }: ExecutionResult = executeSync({
    schema,
    document,
    rootValue: roots(viewOf(world, caller, budget)),
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(errorJson) } : {}) };
}
