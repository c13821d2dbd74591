// Lists of a repository's pull requests on GitHub.
import { describe, expect, test } from '@jest/globals';
import { graphql, scriptedGitHub, type Script } from '../../support/scripted-github.js';

const repo = 'openclaw/models';
const at = '/repos/openclaw/models';
const time = '2026-03-01T09:12:00Z';

describe('open pull requests', () => {
  const head = 'abc';
  const suites = (...counts: number[]) => ({
    nodes: counts.map((totalCount) => ({ checkRuns: { totalCount } })),
  });
  const node = (number: number, checkSuites: unknown, oid = head) => ({
    number,
    title: 'A change',
    isDraft: true,
    baseRefName: 'main',
    headRefOid: head,
    updatedAt: time,
    commits: { nodes: [{ commit: { oid, checkSuites } }] },
  });

  test('tell whether our check is on their head', async () => {
    const listed = [node(1, suites(0, 1)), node(2, suites(0)), node(3, suites()), node(4, suites(1), 'other'), null];
    const { github } = await scriptedGitHub(
      graphql(({ variables: { app, check, after } }) => {
        expect({ app, check, after }).toEqual({ app: 4711, check: 'OpenCharter / policy', after: null });
        const pageInfo = { hasNextPage: true, endCursor: 'Y3Vyc29y' };
        return { data: { repository: { pullRequests: { nodes: listed, pageInfo } } } };
      }),
    );
    const page = await github.pulls.open(repo, 'OpenCharter / policy', null);
    if (!page.ok) throw new Error(page.error.detail);
    expect(page.value.items.map(({ number, checked }) => [number, checked])).toEqual([
      ['1', true],
      ['2', false],
      ['3', false],
      ['4', null],
    ]);
    expect(page.value).toMatchObject({ next: 'after:Y3Vyc29y', pagesLeft: null });
    expect(page.value.items[0]).toMatchObject({ title: 'A change', draft: true, base: 'main', head });
  });

  test('are listed page by page', async () => {
    const { github } = await scriptedGitHub(
      graphql(({ variables: { after } }) => {
        const pageInfo = { hasNextPage: after === null, endCursor: 'x' };
        const nodes = [node(after === null ? 1 : 2, suites(1))];
        return { data: { repository: { pullRequests: { nodes, pageInfo } } } };
      }),
    );
    const first = await github.pulls.open(repo, 'c', null);
    const second = await github.pulls.open(repo, 'c', first.ok ? first.value.next : null);
    expect(second).toMatchObject({ value: { items: [{ number: '2' }], next: null, pagesLeft: 0 } });
  });

  const listed = { title: 'A change', draft: false, base: { ref: 'main' }, head: { sha: head }, updated_at: time };
  const rest: Script = {
    [`GET ${at}/pulls`]: ({ query }) => {
      const link = `<http://github.test/x?state=open&page=2>; rel="next", <http://github.test/x?page=3>; rel="last"`;
      const number = Number(query.get('page') ?? 1);
      return { headers: number === 1 ? { link } : {}, body: [{ ...listed, number }] };
    },
  };

  test('without GraphQL do not tell of checks', async () => {
    const { github, asked: sent } = await scriptedGitHub(rest);
    const first = await github.pulls.open(repo, 'c', null);
    const shown = { title: 'A change', draft: false, base: 'main', head, updatedAt: '2026-03-01T09:12:00.000Z' };
    const items = [{ number: '1', ...shown, checked: null }];
    expect(first).toEqual({ ok: true, value: { items, next: 'state=open&page=2', pagesLeft: 2 } });
    expect(Object.fromEntries(sent.at(-1)?.query ?? [])).toMatchObject({ state: 'open', sort: 'created' });
    const second = await github.pulls.open(repo, 'c', first.ok ? first.value.next : null);
    expect(second).toMatchObject({ value: { items: [{ number: '2' }], next: null } });
  });

  test('begin anew when GraphQL goes away between two pages', async () => {
    const { github } = await scriptedGitHub(rest);
    expect(await github.pulls.open(repo, 'c', 'after:x')).toMatchObject({ value: { items: [{ number: '1' }] } });
  });

  test('and closed ones, the newest first, are listed by their numbers', async () => {
    const { github, asked: sent } = await scriptedGitHub(rest);
    const page = await github.pulls.newest(repo, null);
    expect(page).toMatchObject({ value: { items: ['1'], next: 'state=open&page=2' } });
    expect(Object.fromEntries(sent.at(-1)?.query ?? [])).toEqual({
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: '100',
    });
  });
});
