// The repositories in which the app may act on GitHub.
import { expect, test } from '@jest/globals';
import { paged, scriptedGitHub } from '../../support/scripted-github.js';

const repository = (name: string, open: number, rest = {}) => ({ full_name: name, open_issues_count: open, ...rest });
const repositories = paged(
  [
    ...Array.from({ length: 100 }, (_, i) => repository(`openclaw/r${String(i)}`, 0)),
    repository('openclaw/models', 3, { archived: false, private: true }),
    repository('openclaw/old', 7, { archived: true }),
  ],
  (page) => ({ total_count: 102, repositories: page }),
);

test('are those of all its installations that are not suspended, a hundred a call, without archived ones', async () => {
  const { github, calls } = await scriptedGitHub({
    'GET /app/installations': paged([{ id: 12 }, { id: 13, suspended_at: '2026-03-01T09:12:00Z' }]),
    'GET /installation/repositories': repositories,
  });
  const found = await github.repositories();
  if (!found.ok) throw new Error(found.error.detail);
  expect(found.value).toHaveLength(101);
  expect(found.value.at(-1)).toEqual({ repo: 'openclaw/models', open: 3 });
  expect(calls()).toEqual([
    'GET /app/installations',
    'GET /installation/repositories',
    'GET /installation/repositories',
  ]);
});

test('are those of the other installations when one is gone meanwhile', async () => {
  const { github } = await scriptedGitHub({ 'GET /app/installations': paged([{ id: 12 }]) });
  expect(await github.repositories()).toEqual({ ok: true, value: [] });
});

test('are not known while GitHub is away', async () => {
  const { github } = await scriptedGitHub({
    'GET /app/installations': paged([{ id: 12 }]),
    'GET /installation/repositories': { status: 502, body: {} },
  });
  expect(await github.repositories()).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
});
