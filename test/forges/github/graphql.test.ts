// What GitHub's GraphQL answers, and whose logins it knows.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { graphql, scriptedGitHub, type Script, type ScriptedGitHub } from '../../support/scripted-github.js';

const repo = 'openclaw/models';
const subject = { forge: 'github', repo, number: '7' } as const;
let now: number;

beforeEach(() => {
  now = Date.parse('2026-03-01T09:12:00Z');
});

function scripted(script: Script): Promise<ScriptedGitHub> {
  return scriptedGitHub(script, { now: () => now });
}

describe('GraphQL', () => {
  test.each([
    [
      'a limit',
      { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      { kind: 'wait', retryAfterMs: 60_000 },
    ],
    [
      'a repository that is not there',
      { data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'No' }] },
      { kind: 'gone' },
    ],
    [
      'a right that is missing',
      { data: { repository: null }, errors: [{ type: 'FORBIDDEN', path: ['repository'], message: 'No' }] },
      { kind: 'refused' },
    ],
    ['an error without a type', { data: null, errors: [{ message: 'Something went wrong' }] }, { kind: 'unavailable' }],
    ['a branch that is not there', { data: { repository: { tip: null } } }, { kind: 'gone' }],
    ['an answer without data', {}, { kind: 'unavailable' }],
  ])('that answers with %s says so', async (_, answer, error) => {
    const { github } = await scripted(graphql(() => answer));
    expect(await github.pulls.texts(repo, { branch: 'main' }, ['OWNERS'])).toMatchObject({ ok: false, error });
  });

  test('that names when its limit ends is waited for until then, by all calls of the installation', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 90) };
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'No' }] };
    const { github, calls } = await scripted({ 'POST /graphql': { headers, body: limited } });
    const error = { kind: 'wait', retryAfterMs: 91_000 };
    expect(await github.pulls.accounts(repo, ['lin-mei'])).toMatchObject({ ok: false, error });
    expect(await github.pulls.pull(subject)).toMatchObject({ ok: false, error });
    expect(calls()).toEqual(['POST /graphql']);
  });

  test.each([
    ['a gateway fails', 502, {}, 'unavailable'],
    ['a limit is reached', 403, { 'retry-after': '7' }, 'wait'],
    ['it asks to wait', 429, { 'retry-after': '7' }, 'wait'],
  ])('where %s is not where there is none', async (_, status, headers, kind) => {
    const { github, calls } = await scripted({ 'POST /graphql': { status, headers, body: {} } });
    expect(await github.pulls.accounts(repo, ['lin-mei'])).toMatchObject({ ok: false, error: { kind } });
    expect(calls()).toEqual(['POST /graphql']);
  });

  test.each([403, 404, 405, 501])('that answers %i is not asked again for an hour', async (status) => {
    const { github, calls } = await scripted({
      'POST /graphql': { status, body: { message: 'No' } },
      'GET /users/lin-mei': { body: { id: 1001, login: 'lin-mei' } },
    });
    for (let i = 0; i < 2; i += 1) {
      expect(await github.pulls.accounts(repo, ['lin-mei'])).toEqual({ ok: true, value: new Map([['lin-mei', 1001]]) });
    }
    now += 3_600_000;
    await github.pulls.accounts(repo, ['lin-mei']);
    const user = 'GET /users/lin-mei';
    expect(calls()).toEqual(['POST /graphql', user, user, 'POST /graphql', user]);
  });
});

describe('logins', () => {
  function users(known: Readonly<Record<string, { databaseId: number; login: string }>>): Script {
    return graphql(({ variables }) => {
      const found = new Map(Object.entries(variables).map(([alias, login]) => [alias, known[String(login)] ?? null]));
      const errors = [...found].flatMap(([alias, user]) => (user === null ? [nobody(alias)] : []));
      return { data: Object.fromEntries(found), ...(errors.length > 0 ? { errors } : {}) };
    });
  }

  function nobody(alias: string) {
    return { type: 'NOT_FOUND', path: [alias], message: 'Could not resolve to a User' };
  }

  test('that nobody bears, or that are those of a renamed account, are left out', async () => {
    const { github, calls } = await scripted(
      users({ 'lin-mei': { databaseId: 1001, login: 'Lin-Mei' }, 'old-name': { databaseId: 1002, login: 'wang-bo' } }),
    );
    const found = await github.pulls.accounts(repo, ['Lin-Mei', 'lin-mei', 'old-name', 'nobody"} {']);
    expect(found).toEqual({ ok: true, value: new Map([['lin-mei', 1001]]) });
    expect(calls()).toHaveLength(1);
  });

  test('are asked for a hundred at a time, none without a call', async () => {
    const { github, calls } = await scripted(users({}));
    await github.pulls.accounts(repo, []);
    expect(calls()).toHaveLength(0);
    await github.pulls.accounts(
      repo,
      Array.from({ length: 201 }, (_, i) => `user-${i}`),
    );
    expect(calls()).toHaveLength(3);
  });

  test('one by one are read without GraphQL, a renamed account and a missing one left out', async () => {
    const { github } = await scripted({
      'GET /users/lin-mei': { body: { id: 1001, login: 'Lin-Mei' } },
      'GET /users/old-name': { body: { id: 1002, login: 'wang-bo' } },
    });
    const found = await github.pulls.accounts(repo, ['lin-mei', 'old-name', 'nobody']);
    expect(found).toEqual({ ok: true, value: new Map([['lin-mei', 1001]]) });
  });
});
