// The simulated GitHub's faults: refusals, limits, lost answers, silence, slowness; and that it stops at once.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { installationClient, startGitHub } from '../support/simulated-github.js';

let github: SimulatedGitHub;
let client: Awaited<ReturnType<typeof installationClient>>;
const issue = { owner: 'openclaw', repo: 'models', issue_number: 1 };
const template = '/repos/{owner}/{repo}/issues/{issue_number}/comments';

beforeEach(async () => {
  github = await startGitHub();
  github.as('wang-bo').openIssue('openclaw/models', { title: 'a' });
  client = await installationClient(github);
});

afterEach(() => github.stop());

/** The status of the answer, or that there was none. */
async function comment(signal?: AbortSignal): Promise<unknown> {
  try {
    const { status } = await client.rest.issues.createComment({
      ...issue,
      body: 'x',
      ...(signal ? { request: { signal } } : {}),
    });
    return status;
  } catch (error) {
    const answered = typeof error === 'object' && error !== null && 'response' in error && error.response !== undefined;
    return answered && 'status' in error ? error.status : 'no answer';
  }
}

/** Resolves when the faults that were set have come upon a call. */
async function played(): Promise<void> {
  while (github.faults.remaining() > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('which calls fail', () => {
  test('by template and method, as often as asked', async () => {
    github.faults.fail({ method: 'POST', path: template, times: 2, mode: { status: 502 } });
    expect((await client.rest.issues.listComments(issue)).status).toBe(200);
    expect([await comment(), await comment(), await comment()]).toEqual([502, 502, 201]);
    expect(github.faults.remaining()).toBe(0);
  });

  test.each([['/repos/openclaw/models/issues/1/comments'], [/\/issues\/\d+\/comments$/]])(
    'by path: %s',
    async (path) => {
      github.faults.fail({ path: '/repos/openclaw/models/issues/2/comments', mode: { status: 500 } });
      github.faults.fail({ path, mode: { status: 502 } });
      expect(await comment()).toBe(502);
      github.faults.clear();
      expect(await comment()).toBe(201);
    },
  );
});

describe('how they fail', () => {
  test.each([403, 429])('a rate limit answers %s with the seconds to wait', async (status) => {
    github.faults.fail({ path: template, mode: { status, retryAfter: 2 } });
    await expect(client.rest.issues.createComment({ ...issue, body: 'x' })).rejects.toMatchObject({
      status,
      message: expect.stringContaining('secondary rate limit'),
      response: { headers: { 'retry-after': '2' } },
    });
    expect(github.comments('openclaw/models', 1)).toEqual([]);
  });

  test('a lost answer: it is done, nobody hears', async () => {
    github.faults.fail({ path: template, mode: 'lost-answer' });
    expect(await comment()).toBe('no answer');
    expect(github.comments('openclaw/models', 1)).toHaveLength(1);
    expect(github.calls.all().at(-1)).toMatchObject({ status: null, fault: 'lost-answer', requestBody: { body: 'x' } });
  });

  test.each([
    ['timeout', 0],
    ['timeout-after-performing', 1],
  ] as const)('a %s never answers', async (mode, done) => {
    github.faults.fail({ path: template, mode });
    const patience = new AbortController();
    const answer = comment(patience.signal);
    await played();
    setTimeout(() => {
      patience.abort();
    }, 300);
    expect(await answer).toBe('no answer');
    expect(github.comments('openclaw/models', 1)).toHaveLength(done);
  });

  test('a delay answers late, after what was asked later', async () => {
    github.faults.fail({ path: template, mode: { delayMs: 5000 } });
    const order: string[] = [];
    const delayed = comment().then(() => order.push('delayed'));
    await played();
    await Promise.all([delayed, comment().then(() => order.push('prompt'))]);
    expect(order).toEqual(['prompt', 'delayed']);
  });

  test('it stops with calls unanswered', async () => {
    const own = await startGitHub();
    const octokit = await installationClient(own);
    own.faults.fail({ mode: 'timeout' });
    const asked = octokit.rest.rateLimit.get().catch(() => 'cut');
    while (own.faults.remaining() > 0) await new Promise((resolve) => setImmediate(resolve));
    await own.stop();
    expect(await asked).toBe('cut');
  });
});

describe('what no client should send', () => {
  test.each([
    ['a body that is not JSON', 'POST', '/repos/openclaw/models/issues/1/comments', '{"body":', 400],
    ['a path that cannot be decoded', 'GET', '/users/%E0%A4%A', null, 404],
    ['an endpoint that is not there', 'GET', '/nothing', null, 404],
    ['a page of the site', 'GET', '/../../openclaw/models', null, 404],
  ])('%s is refused', async (_, method, path, body, status) => {
    const response = await fetch(`${github.url}/api/v3${path}`, { method, body });
    expect(response.status).toBe(status);
    expect((await client.rest.rateLimit.get()).status).toBe(200);
  });
});

describe('the log of calls', () => {
  test('counts by template after a mark, with bodies, queries and statuses', async () => {
    await comment();
    const mark = github.calls.mark();
    await comment();
    await client.rest.issues.listComments({ ...issue, per_page: 100 });
    expect(github.calls.countByTemplate(mark)).toEqual({ [`POST ${template}`]: 1, [`GET ${template}`]: 1 });
    expect(github.calls.since(mark)).toMatchObject([
      {
        seq: mark + 1,
        at: '2026-03-01T09:12:00Z',
        requestBody: { body: 'x' },
        status: 201,
        responseBody: { body: 'x' },
      },
      { path: '/repos/openclaw/models/issues/1/comments', query: { per_page: '100' }, status: 200 },
    ]);
  });

  test('forgets the oldest beyond its limit', async () => {
    const own = await startGitHub({ remember: 2 });
    for (let i = 0; i < 3; i += 1) await fetch(`${own.url}/api/v3/rate_limit`);
    expect(own.calls.all().map(({ seq }) => seq)).toEqual([2, 3]);
    await own.stop();
  });
});
