// The GraphQL schema that GitHub publishes.
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

const file = new URL('../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url);

/** Known to be good: only queries against it are judged. */
export const githubSchema = buildSchema(readFileSync(file, 'utf8'), { assumeValid: true });
