// Queries to GitHub's GraphQL: called, paced and observed like REST; where a server has none, that is an answer too.
import { z } from 'zod';
import { err, ok } from '../../shared/result.js';
import type { Answer, ForgeFailure } from '../answer.js';
import { graphqlRoute, type RepoClient } from './client.js';

export interface Query<T> {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of the answer's `data`. */
  readonly shape: z.ZodType<T>;
}

export interface Graphql {
  /** Asks as the installation at a repository's owner. Null: there is no GraphQL here, or not for us, and REST must do. */
  ask<T>(repo: string, query: Query<T>): Answer<T | null>;
}

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        type: z.string().optional(),
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
});
type Envelope = z.infer<typeof envelope>;
type QueryError = NonNullable<Envelope['errors']>[number];

/** GitHub: "wait at least one minute" when a limit names no time; one that its headers name goes before. */
const unnamedWaitMs = 60_000;
const hourMs = 3_600_000;
/** Not signed in, switched off, not there: GitHub Enterprise may have it off, and nobody reads it without signing in. */
const absentStatuses: readonly number[] = [401, 403, 404, 405, 501];

function isRateLimit({ type, message }: QueryError): boolean {
  return type === 'RATE_LIMITED' || /rate limit/i.test(message);
}

/** A field of the query itself that is not there, as an account that does not exist: `data` has null for it. */
function isNobody({ type, path }: QueryError): boolean {
  return type === 'NOT_FOUND' && path?.length === 1 && path[0] !== 'repository';
}

function failureIn({ errors = [] }: Envelope): ForgeFailure | null {
  const grave = errors.filter((error) => !isNobody(error));
  const worst = grave.find(isRateLimit) ?? grave[0];
  if (!worst) return null;
  const detail = `${worst.type ?? 'an error'}: ${worst.message}`.slice(0, 500);
  if (isRateLimit(worst)) return { kind: 'wait', retryAfterMs: unnamedWaitMs, detail };
  if (worst.type === 'NOT_FOUND' && worst.path?.[0] === 'repository') return { kind: 'gone', detail };
  if (worst.type === 'FORBIDDEN' || worst.type === 'INSUFFICIENT_SCOPES') return { kind: 'refused', detail };
  return { kind: 'unavailable', detail };
}

/** Where it is known beforehand that there is none. */
export const noGraphql: Graphql = { ask: () => Promise.resolve(ok(null)) };

/** `now`: ms since 1970. A server without GraphQL is asked again after an hour. */
export function createGraphql(client: RepoClient, now: () => number): Graphql {
  let absentUntil = 0;

  return {
    async ask(repo, { query, variables, shape }) {
      if (now() < absentUntil) return ok(null);
      const answer = await client.inRepo(repo, {
        route: graphqlRoute,
        params: { query, variables },
        shape: envelope.nullable(),
        failureIn: (value) => value && failureIn(value),
        standsFor: (status) => (absentStatuses.includes(status) ? null : undefined),
      });
      if (!answer.ok) return answer;
      if (answer.value === null) {
        absentUntil = now() + hourMs;
        return ok(null);
      }
      const parsed = shape.safeParse(answer.value.data);
      if (parsed.success) return ok(parsed.data);
      const detail = `an answer to ${graphqlRoute} that is not as GitHub describes it: ${z.prettifyError(parsed.error)}`;
      return err({ kind: 'unavailable', detail });
    },
  };
}
