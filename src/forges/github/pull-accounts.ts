// Who bears these logins on GitHub now: a hundred in one query, or one by one where there is no GraphQL.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgePulls } from '../forge.js';
import type { RepoClient } from './client.js';
import type { Graphql } from './graphql.js';

const perQuery = 100;
const bearers = z.record(z.string(), z.object({ databaseId: z.int().nullable(), login: z.string() }).nullable());
const user = z.object({ id: z.int(), login: z.string() });

interface Bearer {
  readonly id: number;
  readonly login: string;
}

/** The logins themselves go in as variables. */
export function accountsQuery(count: number): string {
  const each = Array.from({ length: count }, (_, i) => i);
  return `query(${each.map((i) => `$u${i}: String!`).join(', ')}) {
${each.map((i) => `  u${i}: user(login: $u${i}) { databaseId login }`).join('\n')}
}`;
}

export function createAccounts(client: RepoClient, graphql: Graphql): ForgePulls['accounts'] {
  async function oneByOne(repo: string, logins: readonly string[]): Answer<readonly Bearer[]> {
    const found: Bearer[] = [];
    for (const login of logins) {
      const one = await client.inRepo(repo, {
        route: 'GET /users/{username}',
        params: { username: login },
        shape: user,
      });
      if (one.ok) found.push(one.value);
      else if (one.error.kind !== 'gone') return one;
    }
    return ok(found);
  }

  async function inOneQuery(repo: string, logins: readonly string[]): Answer<readonly Bearer[]> {
    const variables = Object.fromEntries(logins.map((login, i) => [`u${i}`, login]));
    const answer = await graphql.ask(repo, { query: accountsQuery(logins.length), variables, shape: bearers });
    if (!answer.ok) return answer;
    if (answer.value === null) return oneByOne(repo, logins);
    return ok(
      Object.values(answer.value).flatMap((bearer) =>
        bearer?.databaseId ? [{ id: bearer.databaseId, login: bearer.login }] : [],
      ),
    );
  }

  return async (repo, logins) => {
    const wanted = [...new Set(logins.map((login) => login.toLowerCase()))];
    const ids = new Map<string, number>();
    for (let from = 0; from < wanted.length; from += perQuery) {
      const some = await inOneQuery(repo, wanted.slice(from, from + perQuery));
      if (!some.ok) return some;
      for (const { id, login } of some.value) ids.set(login.toLowerCase(), id);
    }
    // GitHub answers for a renamed account under its former login: nobody bears that one now.
    return ok(new Map([...ids].filter(([login]) => wanted.includes(login))));
  };
}
