// Answers the simulated GitHub does not give: a plain server says them, real Probot reads them.
import { expect, test } from '@jest/globals';
import { scriptedGitHub } from '../../support/scripted-github.js';

const subject = { forge: 'github', repo: 'openclaw/models', number: '7' } as const;

test('where the app is installed nowhere yet, an account is read without any right', async () => {
  const { asked, github } = await scriptedGitHub({
    'GET /app/installations': { body: [] },
    'GET /users/lin-mei': { body: { id: 1001, login: 'lin-mei' } },
  });
  expect(await github.read.account('lin-mei')).toEqual({ ok: true, value: { id: 1001, login: 'lin-mei' } });
  expect(asked).toMatchObject([
    { call: 'GET /app/installations', authorization: 'bearer' },
    { call: 'GET /users/lin-mei', authorization: undefined },
  ]);
});

test('a quota used up by a success holds back the next call', async () => {
  const time = Date.parse('2026-11-21T00:00:00Z');
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(time / 1000 + 120) };
  const pull = 'GET /repos/openclaw/models/pulls/7';
  const { github } = await scriptedGitHub({ [pull]: { headers, body: { head: { sha: 'abc' } } } }, { now: () => time });
  expect(await github.read.head(subject)).toEqual({ ok: true, value: 'abc' });
  expect(await github.read.head(subject)).toMatchObject({ ok: false, error: { kind: 'wait', retryAfterMs: 121_000 } });
});

test('a page in place of an answer leaves the outcome unknown', async () => {
  const create = 'POST /repos/openclaw/models/issues/7/comments';
  const { github } = await scriptedGitHub({ [create]: { body: '<html>maintenance</html>' } });
  const made = await github.write.createComment(subject, 'x');
  expect(made).toMatchObject({
    ok: false,
    error: { kind: 'unavailable', detail: expect.stringContaining('not as GitHub') },
  });
});

test('our own comment is known by our account where the server does not name the app', async () => {
  const made = { id: 5, html_url: 'https://github.test/5', body: '<!-- m -->', created_at: '2026-03-01T09:12:00Z' };
  const listed = [
    { ...made, id: 4, user: { id: 7, type: 'Bot' } },
    { ...made, user: { id: 99, type: 'Bot' } },
  ];
  const { github } = await scriptedGitHub({
    'GET /repos/openclaw/models/issues/7/comments': { body: listed },
    'GET /app': { body: { slug: 'opencharter' } },
    'GET /users/opencharter%5Bbot%5D': { body: { id: 99, login: 'opencharter[bot]' } },
  });
  const found = await github.write.findComment(subject, '<!-- m -->', '2026-03-01T09:00:00.000Z');
  expect(found).toEqual({ ok: true, value: { id: '5', url: 'https://github.test/5' } });
});

test('a wrong key is unavailable: the wish outlives the mistake', async () => {
  const { github } = await scriptedGitHub({
    'GET /app/installations': { status: 401, body: { message: 'Bad credentials' } },
  });
  expect(await github.read.account('lin-mei')).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
});
