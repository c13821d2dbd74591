// Calls to Gitee: how they are authorized, what their failures mean, and how many there may be.
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { GiteeOptions } from '../../../src/forges/gitee/app.js';
import { createPace } from '../../../src/forges/gitee/pace.js';
import { startProxy } from '../../support/proxy.js';
import { scriptedGitee, token, type Scripted, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const call = 'GET /users/lin';
const now = 1_800_000_000_000;

async function account(answer: Scripted, options: Partial<GiteeOptions> = {}) {
  server = await scriptedGitee({ [call]: answer }, { now: () => now, ...options });
  return server.gitee.read.account('lin');
}

describe('a call', () => {
  test('carries the token in its header and nowhere else, and is observed by its template', async () => {
    const found = await account({ body: { id: 5, login: 'Lin' } });
    expect(found).toEqual({ ok: true, value: { id: 5, login: 'Lin' } });
    expect(server?.asked.map(({ authorization, query }) => [authorization, [...query.keys()]])).toEqual([
      [`Bearer ${token}`, []],
    ]);
    expect(server?.observed).toMatchObject([{ endpoint: 'GET /users/{username}', status: 200 }]);
  });

  test('that is sent on to another host goes there without the token', async () => {
    const seen: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json').end('{"id":5,"login":"lin"}');
    });
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const found = await account({ status: 302, headers: { location: `http://127.0.0.1:${port}/there` } });
    other.close();
    other.closeAllConnections();
    expect(found.ok).toBe(true);
    expect(seen).toEqual([undefined]);
  });

  test('goes through the proxy where one is set, and nowhere else', async () => {
    const proxy = await startProxy();
    const found = await account({ body: { id: 5, login: 'lin' } }, { proxy: proxy.url });
    await proxy.stop();
    expect(found.ok).toBe(true);
    expect(proxy.hosts).toEqual([new URL(server?.url ?? '').host]);
    expect(server?.asked).toHaveLength(1);
  });

  test.each(['..', '.', ''])('for a login such as "%s" is not made', async (login) => {
    server = await scriptedGitee({});
    expect(await server.gitee.read.account(login)).toMatchObject({ ok: false, error: { kind: 'gone' } });
    expect(server.asked).toEqual([]);
  });

  test('for a login that somebody bore before finds nobody', async () => {
    const found = await account({ body: { id: 5, login: 'lin-mei' } });
    expect(found).toEqual({ ok: false, error: { kind: 'gone', detail: 'the account lin is now lin-mei' } });
  });

  test.each<[string, Scripted, object]>([
    ['404', { status: 404, body: { message: '404 Not Found' } }, { kind: 'gone', detail: '404 404 Not Found' }],
    ['410', { status: 410, body: {} }, { kind: 'gone' }],
    ['401: the token is the operator’s to mend', { status: 401, body: {} }, { kind: 'unavailable' }],
    ['500', { status: 500, body: '<html>' }, { kind: 'unavailable' }],
    ['422', { status: 422, body: { error: 'bad field' } }, { kind: 'refused', detail: '422 bad field' }],
    ['403, a right that is missing', { status: 403, body: { message: 'Forbidden' } }, { kind: 'refused' }],
    ['403 that speaks of a limit', { status: 403, body: { message: 'Rate Limit Exceeded' } }, wait(60_000)],
    ['403 that speaks of it in Chinese', { status: 403, body: { message: '请求过于频繁' } }, wait(60_000)],
    ['429 without a time', { status: 429, body: {} }, wait(60_000)],
    ['429 with seconds', { status: 429, headers: { 'retry-after': '7' }, body: {} }, wait(7000)],
    [
      '403 with a quota that is spent',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000030' }, body: {} },
      wait(31_000),
    ],
    ['a page of HTML', { body: '<html>' }, { kind: 'unavailable' }],
    ['another shape', { body: { id: 'five', login: 'lin' } }, { kind: 'unavailable' }],
  ])('answered with %s fails as a value', async (_, answer, error) => {
    expect(await account(answer)).toMatchObject({ ok: false, error });
  });

  test('that is not answered in time is unavailable', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const failed = await account({}, { url: `http://127.0.0.1:${port}`, timeoutMs: 30 });
    silent.closeAllConnections();
    silent.close();
    expect(failed).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(server?.observed).toMatchObject([{ status: 'error' }]);
  });

  test('after one that spent the quota waits until it is filled again', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000030' };
    expect((await account({ headers, body: { id: 5, login: 'lin' } })).ok).toBe(true);
    expect(await server?.gitee.read.account('lin')).toMatchObject({ ok: false, error: wait(31_000) });
    expect(server?.asked).toHaveLength(1);
  });
});

function wait(retryAfterMs: number) {
  return { kind: 'wait', retryAfterMs };
}

test('the repositories of our account are those in which it may write, without those that are closed', async () => {
  const mine = (full_name: string, push: boolean, status = '开始') => ({ full_name, permission: { push }, status });
  const body = [mine('a/b', true), mine('a/read', false), mine('a/closed', true, '关闭'), { full_name: 'a/untold' }];
  server = await scriptedGitee({ 'GET /user/repos': { headers: { total_page: '1' }, body } });
  const names = await server.gitee.repositories();
  expect(names.ok && names.value.map(({ repo }) => repo)).toEqual(['a/b', 'a/untold']);
});

describe('the pace', () => {
  test('lets a burst through, then one in a while, and tells those who wait different times', () => {
    let time = now;
    const pace = createPace([{ burst: 3, everyMs: 100 }], () => time);
    expect([1, 2, 3, 4, 5, 6].map(() => pace.take())).toEqual([0, 0, 0, 100, 200, 300]);
    time += 100;
    expect(pace.take()).toBe(0);
  });

  test('keeps all of its limits', () => {
    const pace = createPace(
      [
        { burst: 10, everyMs: 1 },
        { burst: 1, everyMs: 800 },
      ],
      () => now,
    );
    expect([pace.take(), pace.take()]).toEqual([0, 800]);
  });

  test('without limits waits only where it was asked to', () => {
    const pace = createPace(null, () => now);
    expect(pace.take()).toBe(0);
    pace.hold(500);
    expect(pace.take()).toBe(500);
  });
});
