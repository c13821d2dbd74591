// What failed calls to GitHub mean, and how fast calls are made.
import { describe, expect, test } from '@jest/globals';
import { classify, quotaWaitMs, requestFailure } from '../../../src/forges/github/failure.js';
import { createPace, githubLimits } from '../../../src/forges/github/pace.js';
import { fitted, longestComment } from '../../../src/forges/github/text.js';

const now = Date.parse('2026-03-01T09:12:00Z');
const tokens = 'https://api.github.test/app/installations/1/access_tokens';
const comments = 'https://api.github.test/repos/openclaw/models/issues/1/comments';
const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function kindOf(status: number, { headers = {}, message = 'No', url = comments } = {}) {
  const failure = requestFailure({ status, message, request: { url }, response: { headers } });
  if (!failure) throw new Error('not a failure of a request');
  return classify(failure, now);
}

describe('a failed call', () => {
  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [403, 'refused'],
    [422, 'refused'],
    [451, 'refused'],
    [401, 'unavailable'],
    [408, 'unavailable'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
  ])('with %i is %s', (status, kind) => {
    expect(kindOf(status)).toMatchObject({ kind });
  });

  test.each([
    ['Retry-After in seconds', 403, { headers: { 'retry-after': '7' } }, 7000],
    ['Retry-After of no time', 429, { headers: { 'retry-after': '0' } }, 1000],
    ['Retry-After as a date', 429, { headers: { 'retry-after': 'Sun, 01 Mar 2026 09:12:30 GMT' } }, 30_000],
    ['Retry-After that is neither', 429, { headers: { 'retry-after': 'soon' } }, 60_000],
    [
      'an empty quota',
      403,
      { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 90) } },
      91_000,
    ],
    [
      'an empty quota of a day',
      403,
      { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 86_400) } },
      3_600_000,
    ],
    ['a secondary limit without a time', 403, { message: secondary }, 60_000],
    ['429 without a time', 429, {}, 60_000],
  ])('with %s waits', (_, status, answer, retryAfterMs) => {
    expect(kindOf(status, answer)).toMatchObject({ kind: 'wait', retryAfterMs });
  });

  test('without an answer is unavailable', () => {
    const failure = requestFailure({ status: 500, message: 'fetch failed', request: { url: comments } });
    expect(failure && classify(failure, now)).toMatchObject({ kind: 'unavailable' });
  });

  test('without an answer names the code of the network, and no host', () => {
    const message = 'connect ECONNREFUSED 10.1.2.3:3128';
    const failure = requestFailure({ status: 500, message, request: { url: comments } });
    expect(failure && classify(failure, now)).toEqual({ kind: 'unavailable', detail: 'no answer (ECONNREFUSED)' });
  });

  test.each([
    [401, 'unavailable'],
    [403, 'unavailable'],
    [404, 'gone'],
  ])('%i for a token is %s', (status, kind) => {
    expect(kindOf(status, { url: tokens })).toMatchObject({ kind });
  });

  test('what is not of a request is none', () => {
    expect(requestFailure(new Error('a defect'))).toBeNull();
  });

  test('a quota that is not empty asks for no wait', () => {
    expect(quotaWaitMs({ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '1' }, now)).toBeNull();
    expect(quotaWaitMs({}, now)).toBeNull();
  });
});

describe('the pace', () => {
  function taken(
    count: number,
    installation: number,
    kind: 'read' | 'write' | 'comment',
    pace: ReturnType<typeof createPace>,
  ) {
    return Array.from({ length: count }, () => pace.take(installation, kind));
  }

  test('a burst goes out at once', () => {
    const pace = createPace(githubLimits, () => now);
    expect(taken(180, 1, 'write', pace).every((wait) => wait === 0)).toBe(true);
    expect(pace.take(1, 'write')).toBeGreaterThan(0);
  });

  test('those told to wait are told different times, at which they may call', () => {
    let time = now;
    const pace = createPace(githubLimits, () => time);
    taken(50, 1, 'comment', pace);
    const waits = taken(3, 1, 'comment', pace);
    expect(waits).toEqual([8000, 16_000, 24_000]);
    for (const wait of waits) {
      time = now + wait;
      expect(pace.take(1, 'comment')).toBe(0);
    }
  });

  test('no hour has more than 500 new comments, and no minute more than 80', () => {
    let time = now;
    const pace = createPace(githubLimits, () => time);
    const made: number[] = [];
    for (; time < now + 3_600_000; time += 1000) if (pace.take(1, 'comment') === 0) made.push(time);
    expect(made.length).toBeLessThanOrEqual(500);
    expect(made.length).toBeGreaterThan(490);
    expect(made.filter((at) => at < now + 60_000).length).toBeLessThanOrEqual(80);
  });

  test('a busy installation, or one that was asked to wait, does not hold up another', () => {
    const pace = createPace(githubLimits, () => now);
    taken(200, 1, 'write', pace);
    pace.hold(2, 5000);
    expect(pace.take(1, 'read')).toBeGreaterThan(0);
    expect(pace.take(2, 'read')).toBe(5000);
    expect(pace.take(3, 'write')).toBe(0);
  });

  test('without limits only what was asked for is obeyed', () => {
    const pace = createPace(null, () => now);
    expect(taken(5000, 1, 'comment', pace).every((wait) => wait === 0)).toBe(true);
    pace.hold(1, 200);
    expect(pace.take(1, 'comment')).toBe(200);
  });
});

describe('a text that is too long', () => {
  const marker = '\n<!-- opencharter:motion -->';

  test('is cut and keeps its marker', () => {
    const cut = fitted('x'.repeat(70_000) + marker, longestComment);
    expect(cut).toHaveLength(longestComment);
    expect(cut.endsWith(`…\n\n${marker.trim()}`)).toBe(true);
  });

  test('is not cut within a character', () => {
    const cut = fitted(`${'x'.repeat(longestComment - 6)}${'𝄞'.repeat(10)}`, longestComment);
    expect(cut).not.toMatch(/\p{Surrogate}/u);
  });

  test('of the allowed length stays', () => {
    const whole = 'x'.repeat(longestComment);
    expect(fitted(whole, longestComment)).toBe(whole);
  });
});
