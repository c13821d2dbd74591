// Our GraphQL queries, judged by the schema that GitHub publishes.
import { expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { accountsQuery } from '../../../src/forges/github/pull-accounts.js';
import { openPullsQuery } from '../../../src/forges/github/pull-lists.js';
import { textsQuery } from '../../../src/forges/github/pull-texts.js';
import { githubSchema } from '../../support/github-graphql.js';

test.each([
  ['the logins of one account', accountsQuery(1)],
  ['the logins of a hundred accounts', accountsQuery(100)],
  ['open pull requests with our check', openPullsQuery],
  ['no text but the tip of a branch', textsQuery(0, 'branch')],
  ['texts at the tip of a branch', textsQuery(150, 'branch')],
  ['texts at a commit', textsQuery(2, 'commit')],
])('GitHub has what the query asks for: %s', (_, query) => {
  expect(validate(githubSchema, parse(query))).toEqual([]);
});

test('a query for what GitHub does not have is found', () => {
  const query = 'query { repository(owner: "a", name: "b") { owners } }';
  expect(validate(githubSchema, parse(query))).toHaveLength(1);
});
