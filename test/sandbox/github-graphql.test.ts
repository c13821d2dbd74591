// The simulated GitHub's GraphQL: its schema is a cut of GitHub's own, and it answers, refuses and pages as GitHub does.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  type GraphQLNamedType,
} from 'graphql';
import { z } from 'zod';
import { schema } from '../../src/sandbox/github/graphql/schema.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { githubSchema } from '../support/github-graphql.js';
import { installationClient, startGitHub } from '../support/simulated-github.js';

/** A type's members as text, each with its type and arguments. */
function members(type: GraphQLNamedType): readonly string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((one) => `${one.name}: ${String(one.type)}`);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    ...type.getInterfaces().map(({ name }) => `implements ${name}`),
    ...Object.values(type.getFields()).flatMap((field) => [
      `${field.name}: ${String(field.type)}`,
      ...field.args.map(
        (one) => `${field.name}(${one.name}: ${String(one.type)} = ${JSON.stringify(one.defaultValue ?? null)})`,
      ),
    ]),
  ];
}

test('each type, field, argument and value is in the schema that GitHub publishes, with the same type and nullability', () => {
  for (const ours of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(ours)) continue;
    const theirs = githubSchema.getType(ours.name);
    expect([ours.name, theirs?.constructor.name]).toEqual([ours.name, ours.constructor.name]);
    const known = theirs ? members(theirs) : [];
    expect([ours.name, members(ours).filter((member) => !known.includes(member))]).toEqual([ours.name, []]);
  }
});

let github: SimulatedGitHub;
let client: Awaited<ReturnType<typeof installationClient>>;
const repo = 'openclaw/models';

beforeEach(async () => {
  github = await startGitHub();
  client = await installationClient(github);
});

afterEach(() => github.stop());

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
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

async function ask(query: string, variables: Record<string, unknown> = {}, asking = client) {
  const url = `${github.url}/api/graphql`;
  const response = await asking.request(`POST ${url}`, { query, variables });
  expect(response.status).toBe(200);
  return answer.parse(response.data);
}

/** Asks for fields of the repository. */
async function inRepo(fields: string, asking = client) {
  return ask(`{ repository(owner: "openclaw", name: "models") { ${fields} } }`, {}, asking);
}

describe('who may ask', () => {
  test.each([
    ['nobody without a token', '/api/graphql', undefined, 401],
    ['nobody with a made-up token', '/api/graphql', 'token ghs_nothing', 401],
    ['and nobody in the REST API', '/api/v3/graphql', undefined, 404],
  ])('%s', async (_, path, authorization, status) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(github.url + path, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    expect(response.status).toBe(status);
  });

  test('an installation, at both of its addresses; each call is in the log', async () => {
    const body = { query: '{ rateLimit { remaining } }' };
    for (const path of ['/api/graphql', '/graphql']) await client.request(`POST ${github.url}${path}`, body);
    expect(github.calls.countByTemplate()).toEqual({ 'POST /graphql': 2 });
  });

  test('without the permission it is FORBIDDEN, what it needs no permission for is answered', async () => {
    const own = await startGitHub({
      app: { id: 1, slug: 'reader', webhookSecret: 'x', permissions: { metadata: 'read' } },
    });
    const reader = await installationClient(own);
    const query =
      '{ repository(owner: "openclaw", name: "models") { name object(expression: "main:README.md") { oid } } }';
    const response = await reader.request(`POST ${own.url}/api/graphql`, { query });
    expect(response.data).toMatchObject({
      data: { repository: { name: 'models', object: null } },
      errors: [{ type: 'FORBIDDEN', path: ['repository', 'object'] }],
    });
    await own.stop();
  });

  test('faults are played', async () => {
    github.faults.fail({ path: '/graphql', mode: { status: 502 } });
    await expect(inRepo('name')).rejects.toMatchObject({ status: 502 });
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    github.faults.fail({ path: '/graphql', mode: { lie: () => limited } });
    expect(await inRepo('name')).toEqual(limited);
    expect(await inRepo('name')).toEqual({ data: { repository: { name: 'models' } } });
  });
});

describe('files', () => {
  beforeEach(() => {
    github.as('wang-bo').commit(repo, { OWNERS: 'approvers: [lin-mei]\n', 'src/OWNERS': '', 'a.bin': 'a\0b' });
  });

  test('are read by a branch and a path, many in one query; what is not there is null', async () => {
    const { data } = await ask(
      `query($owner: String!, $path: String!) { repository(owner: $owner, name: "models") {
        ref(qualifiedName: "refs/heads/main") { name prefix target { oid } }
        a: object(expression: $path) { ... on Blob { text isBinary isTruncated byteSize } }
        b: object(expression: "main:src/OWNERS") { ... on Blob { text byteSize } }
        c: object(expression: "main:nowhere") { oid }
        d: object(expression: "main:a.bin") { ... on Blob { text isBinary } }
        e: object(expression: "main:src") { ... on Tree { entries { name type path } } }
        f: object(expression: "nowhere:OWNERS") { oid }
      } }`,
      { owner: 'openclaw', path: 'refs/heads/main:OWNERS' },
    );
    const tip = github.state.repositories.get(3001)?.branches.get('main')?.sha;
    expect(data).toEqual({
      repository: {
        ref: { name: 'main', prefix: 'refs/heads/', target: { oid: tip } },
        a: { text: 'approvers: [lin-mei]\n', isBinary: false, isTruncated: false, byteSize: 21 },
        b: { text: '', byteSize: 0 },
        c: null,
        d: { text: null, isBinary: true },
        e: { entries: [{ name: 'OWNERS', type: 'blob', path: 'src/OWNERS' }] },
        f: null,
      },
    });
  });

  test('are read at a commit, also of a fork, and by their hash', async () => {
    const { pull } = github.as('stranger').openPull(repo, { title: 'x', fork: true, edits: { 'b.txt': 'b\n' } });
    const found = await inRepo(`
      a: object(expression: "${pull.head.sha}:b.txt") { oid ... on Blob { text } }
      b: object(oid: "61780798228d17af2d34fce4cfbdf35556832472") { ... on Blob { text } }
      c: object(oid: "${pull.head.sha}") { ... on Commit { tree { oid } author { email user { login } } } }
      d: object(oid: "${pull.head.tree}") { ... on Tree { entries { name } } }`);
    expect(found.data?.['repository']).toMatchObject({
      a: { oid: '61780798228d17af2d34fce4cfbdf35556832472', text: 'b\n' },
      b: { text: 'b\n' },
      c: { tree: { oid: pull.head.tree }, author: { user: { login: 'stranger' } } },
      d: {
        entries: [{ name: 'OWNERS' }, { name: 'README.md' }, { name: 'a.bin' }, { name: 'b.txt' }, { name: 'src' }],
      },
    });
  });

  test('a text above half a mebibyte is truncated, and says so', async () => {
    github.as('wang-bo').commit(repo, { 'large.txt': 'x'.repeat(600_000) });
    const { data } = await inRepo('object(expression: "main:large.txt") { ... on Blob { text isTruncated byteSize } }');
    expect(data?.['repository']).toEqual({
      object: { text: 'x'.repeat(512 * 1024), isTruncated: true, byteSize: 600_000 },
    });
  });
});

describe('accounts', () => {
  test('are found by login; nobody, organizations and bots are NOT_FOUND, each at its alias', async () => {
    const { data, errors } = await ask(`{
      a: user(login: "LIN-MEI") { databaseId login } b: user(login: "nobody-here") { login }
      c: user(login: "openclaw") { login } d: user(login: "other-bot[bot]") { login } }`);
    expect(data).toEqual({ a: { databaseId: 1001, login: 'lin-mei' }, b: null, c: null, d: null });
    expect(errors?.map(({ type, path }) => [type, path])).toEqual([
      ['NOT_FOUND', ['b']],
      ['NOT_FOUND', ['c']],
      ['NOT_FOUND', ['d']],
    ]);
    expect(errors?.[0]?.message).toBe("Could not resolve to a User with the login of 'nobody-here'.");
  });

  test('repositories follow renames; those of others that are private are NOT_FOUND', async () => {
    github.as('wang-bo').renameRepository('openclaw/docs', 'pages');
    const elsewhere = { name: 'stranger/hidden', private: true };
    github.plant({ repositories: [elsewhere], installedOn: [] });
    const { data, errors } = await ask(`{
      a: repository(owner: "openclaw", name: "docs") { nameWithOwner }
      b: repository(owner: "openclaw", name: "secret") { isPrivate }
      c: repository(owner: "stranger", name: "hidden") { name }
      d: repository(owner: "openclaw", name: "nothing") { name } }`);
    expect(data).toEqual({ a: { nameWithOwner: 'openclaw/pages' }, b: { isPrivate: true }, c: null, d: null });
    expect(errors?.map(({ type, path }) => [type, path])).toEqual([
      ['NOT_FOUND', ['c']],
      ['NOT_FOUND', ['d']],
    ]);
  });
});

describe('pull requests', () => {
  const open = `pullRequests(states: OPEN, first: 2, orderBy: { field: CREATED_AT, direction: ASC })`;

  test('come in pages, by state and order', async () => {
    const wang = github.as('wang-bo');
    for (const title of ['one', 'two', 'three', 'four']) wang.openPull(repo, { title });
    wang.close(repo, 2);
    wang.merge(repo, 1);
    wang.openPull(repo, { title: 'five', draft: true });
    const first = await inRepo(`${open} { totalCount pageInfo { hasNextPage endCursor } nodes { number title } }`);
    expect(first.data?.['repository']).toMatchObject({
      pullRequests: { totalCount: 3, pageInfo: { hasNextPage: true }, nodes: [{ number: 3 }, { number: 4 }] },
    });
    const after = /"endCursor":"([^"]+)"/.exec(JSON.stringify(first.data))?.[1] ?? '';
    const next = open.replace('first: 2', `first: 2, after: "${after}"`);
    const second = await inRepo(`${next} { pageInfo { hasNextPage hasPreviousPage } nodes { number isDraft } }`);
    expect(second.data?.['repository']).toEqual({
      pullRequests: { pageInfo: { hasNextPage: false, hasPreviousPage: true }, nodes: [{ number: 5, isDraft: true }] },
    });
    const closed = await inRepo('pullRequests(states: [CLOSED, MERGED], last: 5) { nodes { number state merged } }');
    expect(closed.data?.['repository']).toEqual({
      pullRequests: {
        nodes: [
          { number: 1, state: 'MERGED', merged: true },
          { number: 2, state: 'CLOSED', merged: false },
        ],
      },
    });
  });

  test('tell of our checks on their head, by app and name', async () => {
    const { head } = github.as('wang-bo').openPull(repo, { title: 'one' }).pull;
    github.as('wang-bo').openPull(repo, { title: 'two' });
    const check = { owner: 'openclaw', repo: 'models', name: 'OpenCharter / policy', head_sha: head.sha };
    await client.rest.checks.create(check);
    const query = `query($app: Int!, $name: String!) { repository(owner: "openclaw", name: "models") { ${open} {
      nodes { headRefOid commits(last: 1) { nodes { commit { oid
        checkSuites(filterBy: { appId: $app }, first: 5) { nodes {
          checkRuns(filterBy: { checkName: $name }, first: 1) { totalCount nodes { databaseId name } } } } } } } } } } }`;
    async function counts(app: number, name: string): Promise<readonly string[]> {
      const { data } = await ask(query, { app, name });
      return JSON.stringify(data).match(/"totalCount":\d|"checkSuites":{"nodes":\[\]}/g) ?? [];
    }
    const none = '"checkSuites":{"nodes":[]}';
    expect(await counts(4711, check.name)).toEqual(['"totalCount":1', none]);
    expect(await counts(4711, 'another')).toEqual(['"totalCount":0', none]);
    expect(await counts(1, check.name)).toEqual([none, none]);
  });
});

describe('queries that do not hold', () => {
  test.each([
    ['what does not parse', '{', undefined, /Syntax Error/],
    ['an unknown field', '{ nothing }', undefined, /Cannot query field/],
    ['a mutation', 'mutation { x }', undefined, /not configured|Schema is not/],
    [
      'a list without a bound',
      '{ repository(owner: "openclaw", name: "models") { pullRequests { totalCount } } }',
      'MISSING_PAGINATION_BOUNDARIES',
      /first/,
    ],
    [
      'a page of more than 100',
      '{ repository(owner: "openclaw", name: "models") { pullRequests(first: 101) { totalCount } } }',
      'EXCESSIVE_PAGINATION',
      /limit of 100/,
    ],
    ['far too many tokens', `{ ${'a '.repeat(20_000)} }`, undefined, /token/i],
  ])('%s is told in errors, with 200', async (_, query, type, message) => {
    const { errors } = await ask(query);
    expect(errors?.[0]?.type).toBe(type);
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('without a query: 400', async () => {
    const call = client.request(`POST ${github.url}/api/graphql`, { nothing: 1 });
    await expect(call).rejects.toMatchObject({ status: 400 });
  });

  test('one that asks for far too much is cut off', async () => {
    github.as('wang-bo').commit(repo, { 'large.txt': 'x'.repeat(500_000) });
    const fields = Array.from(
      { length: 100 },
      (_, i) => `f${i}: object(expression: "main:large.txt") { ... on Blob { text } }`,
    );
    const { errors } = await inRepo(fields.join(' '));
    expect(errors?.at(-1)?.type).toBe('RESOURCE_LIMITS_EXCEEDED');
  });
});
