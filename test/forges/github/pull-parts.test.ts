// What reading pull requests makes of answers that are short, long or wrong.
import { describe, expect, test } from '@jest/globals';
import { paged, scriptedGitHub, type ScriptedGitHub } from '../../support/scripted-github.js';

const subject = { forge: 'github', repo: 'openclaw/models', number: '7' } as const;
const at = '/repos/openclaw/models';
const time = '2026-03-01T09:12:00Z';

function pullJson(part: object = {}) {
  return {
    title: 'A change',
    body: null,
    draft: false,
    state: 'open',
    merged_at: null,
    user: { id: 1001, login: 'lin-mei', type: 'User' },
    base: { ref: 'main', sha: 'ba5e', repo: { private: false } },
    head: { sha: 'c0' },
    labels: [{ name: 'bug' }],
    created_at: time,
    updated_at: time,
    commits: 1,
    changed_files: 1,
    html_url: 'https://github.test/7',
    ...part,
  };
}

function commitJson(i: number, part: object = {}) {
  const signature = { name: 'Lin Mei', email: 'lin@example.org', date: time };
  return {
    sha: `c${i}`,
    parents: [{ sha: `c${i + 1}` }],
    commit: {
      author: signature,
      committer: signature,
      message: 'A commit',
      tree: { sha: `t${i}` },
      verification: { verified: true },
    },
    author: { id: 1001, login: 'lin-mei', type: 'User' },
    committer: { id: 1001, login: 'lin-mei', type: 'User' },
    ...part,
  };
}

function fileJson(i: number, part: object = {}) {
  return { sha: 'f00', filename: `f${i}`, status: 'modified', additions: 1, deletions: 0, patch: '+1', ...part };
}

function many<T>(count: number, one: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => one(i));
}

async function pullOf({ github }: ScriptedGitHub) {
  const pull = await github.pulls.pull(subject);
  if (!pull.ok) throw new Error(pull.error.detail);
  return pull.value;
}

describe('the pull request', () => {
  test.each([
    ['open', {}, { state: 'open', body: '', isPublic: true }],
    ['closed', { state: 'closed' }, { state: 'closed' }],
    ['merged', { state: 'closed', merged_at: time }, { state: 'merged' }],
    ['of an account that no longer exists', { user: null }, { author: { id: 0, login: 'ghost', bot: false } }],
    ['of a bot', { user: { id: 5, login: 'helper[bot]', type: 'Bot' } }, { author: { id: 5, bot: true } }],
    ['into a private repository', { base: { ref: 'main', sha: 'b', repo: { private: true } } }, { isPublic: false }],
  ])('that is %s is read as such', async (_, part, expected) => {
    const server = await scriptedGitHub({ [`GET ${at}/pulls/7`]: { body: pullJson(part) } });
    expect(await pullOf(server)).toMatchObject(expected);
  });

  test('that is not as GitHub describes it is unavailable, naming the field', async () => {
    const { github } = await scriptedGitHub({ [`GET ${at}/pulls/7`]: { body: pullJson({ commits: 'many' }) } });
    const error = { kind: 'unavailable', detail: expect.stringContaining('commits') };
    expect(await github.pulls.pull(subject)).toMatchObject({ ok: false, error });
  });
});

describe('its commits', () => {
  async function commits(reported: number, listed: readonly unknown[], part: object = {}) {
    const server = await scriptedGitHub({
      [`GET ${at}/pulls/7`]: { body: pullJson({ commits: reported, ...part }) },
      [`GET ${at}/pulls/7/commits`]: paged(listed.slice(0, 250)),
      [`GET ${at}/compare/ba5e...c0`]: paged(listed, (page) => ({ total_commits: listed.length, commits: page })),
    });
    const read = await server.github.pulls.commits(subject, await pullOf(server));
    return { read, calls: server.calls().slice(1) };
  }

  test.each([
    ['of a small pull request cost one call', 3, 1, 'commits'],
    ['that fill a page cost one call', 100, 1, 'commits'],
    ['that need more pages cost one call a page', 201, 3, 'commits'],
    ['of as many as GitHub lists cost one call a page', 250, 3, 'commits'],
    ['of one more are all read by a comparison', 251, 3, 'compare/ba5e...c0'],
    ['of many more are all read by a comparison', 1001, 11, 'compare/ba5e...c0'],
  ])('%s', async (_, count, calls, by) => {
    const found = await commits(count, many(count, commitJson));
    expect(found.read).toMatchObject({ ok: true, value: { complete: true } });
    if (found.read.ok && found.read.value.complete) expect(found.read.value.value).toHaveLength(count);
    expect(found.calls).toEqual(many(calls, () => expect.stringContaining(by)));
  });

  test.each([
    ['one shorter', 3, 2, { code: 'fewer-than-reported', read: 2, reported: 3 }],
    ['one longer, after a push', 2, 3, { code: 'fewer-than-reported', read: 3, reported: 2 }],
    ['one shorter, by a comparison', 300, 299, { code: 'fewer-than-reported', read: 299, reported: 300 }],
  ])('in a list %s than reported are not complete', async (_, reported, count, why) => {
    const { read } = await commits(reported, many(count, commitJson));
    expect(read).toEqual({ ok: true, value: { complete: false, why } });
  });

  test.each([
    ['2', 2],
    ['260, by a comparison,', 260],
  ])('in a list of %s without the head are not complete', async (_, count) => {
    const { read } = await commits(
      count,
      many(count, (i) => commitJson(i + 1)),
    );
    expect(read).toMatchObject({ ok: true, value: { complete: false, why: { code: 'forge-failed' } } });
  });

  test('of more than can be read at leisure are over the cap, after one call', async () => {
    const { read, calls } = await commits(5001, many(5001, commitJson));
    expect(read).toEqual({ ok: true, value: { complete: false, why: { code: 'over-the-cap', cap: 5000 } } });
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['no account', null],
    ['an account that GitHub shows as nothing', {}],
  ])('by an e-mail of %s have none', async (_, account) => {
    const { read } = await commits(1, [commitJson(0, { author: account, committer: account })]);
    const signature = { name: 'Lin Mei', email: 'lin@example.org', account: null };
    expect(read).toMatchObject({ value: { value: [{ tree: 't0', author: signature, committer: signature }] } });
  });

  test('of a page that fails are not known', async () => {
    const server = await scriptedGitHub({
      [`GET ${at}/pulls/7`]: { body: pullJson({ commits: 150 }) },
      [`GET ${at}/pulls/7/commits`]: ({ query }) =>
        query.get('page') === '1' ? { body: many(100, commitJson) } : { status: 502, body: {} },
    });
    const read = await server.github.pulls.commits(subject, await pullOf(server));
    expect(read).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});

describe('its files', () => {
  async function files(reported: number, listed: readonly unknown[]) {
    const server = await scriptedGitHub({
      [`GET ${at}/pulls/7`]: { body: pullJson({ changed_files: reported }) },
      [`GET ${at}/pulls/7/files`]: paged(listed),
    });
    const read = await server.github.pulls.files(subject, await pullOf(server));
    return { read, calls: server.calls().length - 1 };
  }

  test.each([
    [1, 1],
    [100, 1],
    [101, 2],
    [3000, 30],
  ])('%i of them cost %i calls', async (count, calls) => {
    const found = await files(count, many(count, fileJson));
    expect(found).toMatchObject({ read: { ok: true, value: { complete: true } }, calls });
  });

  test('of more than GitHub lists are over the cap, without a call', async () => {
    const found = await files(3001, []);
    const why = { code: 'over-the-cap', cap: 3000 };
    expect(found).toEqual({ read: { ok: true, value: { complete: false, why } }, calls: 0 });
  });

  test('in a list one shorter than reported are not complete', async () => {
    const { read } = await files(3, many(2, fileJson));
    expect(read).toMatchObject({ value: { complete: false, why: { code: 'fewer-than-reported' } } });
  });

  const emptyBlob = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

  test.each([
    ['a file with changed lines', {}, { status: 'modified', binary: false, previousPath: null }],
    ['a binary file', { additions: 0, patch: undefined }, { binary: true }],
    ['a large file, whose lines GitHub counts only', { additions: 9, patch: undefined }, { binary: false }],
    ['an empty file', { status: 'added', additions: 0, patch: undefined, sha: emptyBlob }, { binary: false }],
    [
      'a renamed file',
      { status: 'renamed', previous_filename: 'old', additions: 0, patch: undefined },
      { status: 'renamed', previousPath: 'old', binary: false },
    ],
    ['a file GitHub calls unchanged', { status: 'unchanged' }, { status: 'changed' }],
  ])('%s', async (_, part, expected) => {
    const { read } = await files(1, [fileJson(0, part)]);
    expect(read).toMatchObject({ value: { value: [{ path: 'f0', ...expected }] } });
  });
});

test('nobody reads without GraphQL and without a token', async () => {
  const { anonymous, asked: sent } = await scriptedGitHub({
    [`GET ${at}/pulls/7`]: { body: pullJson() },
    [`GET ${at}/pulls`]: { body: [] },
    'GET /users/lin-mei': { body: { id: 1001, login: 'lin-mei' } },
  });
  expect(await anonymous.pulls.pull(subject)).toMatchObject({ ok: true, value: { title: 'A change' } });
  expect(await anonymous.pulls.accounts('openclaw/models', ['lin-mei'])).toMatchObject({ ok: true });
  expect(await anonymous.pulls.open('openclaw/models', 'c', null)).toMatchObject({ ok: true });
  expect(await anonymous.read.account('lin-mei')).toMatchObject({ ok: true });
  expect(sent.map(({ call, authorization }) => [call, authorization])).toEqual([
    [`GET ${at}/pulls/7`, undefined],
    ['GET /users/lin-mei', undefined],
    [`GET ${at}/pulls`, undefined],
    ['GET /users/lin-mei', undefined],
  ]);
});
