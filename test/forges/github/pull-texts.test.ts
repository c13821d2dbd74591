// Texts of files, read from GitHub.
import { describe, expect, test } from '@jest/globals';
import { graphql, queried, scriptedGitHub, type Script, type Scripted } from '../../support/scripted-github.js';

const repo = 'openclaw/models';
const at = '/repos/openclaw/models';

function many<T>(count: number, one: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => one(i));
}

describe('texts', () => {
  const blob = { text: 'approvers: [lin-mei]\n', isBinary: false, isTruncated: false, byteSize: 21 };

  function repository(files: Readonly<Record<string, object>>): Script {
    return graphql(({ variables, query }) => {
      const { owner, name, tip, ...paths } = variables;
      expect({ owner, name }).toEqual({ owner: 'openclaw', name: 'models' });
      expect(query).not.toContain('OWNERS');
      const found = Object.entries(paths).map(([alias, expression]): [string, object | null] => {
        return [alias, files[String(expression).slice(String(tip).length + 1)] ?? null];
      });
      const oid = String(tip).startsWith('refs/heads/') ? { target: { oid: 'c0ffee' } } : { oid: tip };
      return { data: { repository: { tip: oid, ...Object.fromEntries(found) } } };
    });
  }

  test.each([
    [{ branch: 'release/2.x' }, 'c0ffee'],
    [{ commit: 'abc' }, 'abc'],
  ])(
    'at %j are read in one query, with the commit; what is not there or no text is left out',
    async (place, commit) => {
      const binary = { ...blob, text: null, isBinary: true };
      const { github, calls } = await scriptedGitHub(repository({ OWNERS: blob, 'a/OWNERS': binary, docs: {} }));
      const read = await github.pulls.texts(repo, place, ['OWNERS', 'OWNERS', 'a/OWNERS', 'docs', 'b"){x}/OWNERS']);
      const texts = new Map([['OWNERS', blob.text]]);
      expect(read).toEqual({ ok: true, value: { complete: true, value: { commit, texts } } });
      expect(calls()).toEqual(['POST /graphql']);
    },
  );

  test('at the tip of a branch, without a path, tell its commit', async () => {
    const { github } = await scriptedGitHub(repository({}));
    const read = await github.pulls.texts(repo, { branch: 'main' }, []);
    expect(read).toMatchObject({ value: { value: { commit: 'c0ffee' } } });
  });

  test.each([
    ['cut short', { isTruncated: true }],
    ['over a million bytes', { byteSize: 1_000_001 }],
  ])('that are %s make the part incomplete', async (_, part) => {
    const { github } = await scriptedGitHub(repository({ OWNERS: { ...blob, ...part } }));
    const read = await github.pulls.texts(repo, { branch: 'main' }, ['OWNERS']);
    expect(read).toEqual({ ok: true, value: { complete: false, why: { code: 'over-the-cap', cap: 1_000_000 } } });
  });

  test('of many paths need several queries, all at the commit of the first', async () => {
    const paths = many(300, (i) => `${i}/OWNERS`);
    const { github, asked: sent } = await scriptedGitHub(
      repository(Object.fromEntries(paths.map((path) => [path, blob]))),
    );
    const read = await github.pulls.texts(repo, { branch: 'main' }, paths);
    if (!read.ok || !read.value.complete) throw new Error('not read');
    expect(read.value.value.texts.size).toBe(300);
    const queries = sent.filter(({ call }) => call === 'POST /graphql');
    const tips = queries.map((one) => queried(one).variables['tip']);
    expect(tips).toEqual(['refs/heads/main', 'c0ffee']);
  });

  const tree = (entries: readonly object[], truncated = false): Scripted => ({ body: { truncated, tree: entries } });
  const entry = (path: string, size = 21) => ({ path, type: 'blob', sha: `blob-of-${path}`, size });
  const encoded = (bytes: string) => ({ content: Buffer.from(bytes).toString('base64'), encoding: 'base64' });
  const tip = { [`GET ${at}/git/ref/heads%2Fmain`]: { body: { object: { sha: 'c0ffee' } } } };

  test('of more than three hundred paths are looked for in the tree first', async () => {
    const { github, calls } = await scriptedGitHub({
      ...tip,
      [`GET ${at}/git/trees/c0ffee`]: tree([entry('OWNERS'), { ...entry('1'), type: 'tree' }]),
      ...repository({ OWNERS: blob }),
    });
    const read = await github.pulls.texts(repo, { branch: 'main' }, ['OWNERS', ...many(300, (i) => `${i}/OWNERS`)]);
    const texts = new Map([['OWNERS', blob.text]]);
    expect(read).toEqual({ ok: true, value: { complete: true, value: { commit: 'c0ffee', texts } } });
    expect(calls()).toEqual([...Object.keys(tip), `GET ${at}/git/trees/c0ffee`, 'POST /graphql']);
  });

  test('without GraphQL are read from the tree, those that are there', async () => {
    const { github, calls } = await scriptedGitHub({
      ...tip,
      [`GET ${at}/git/trees/c0ffee`]: tree([entry('OWNERS'), entry('binary')]),
      [`GET ${at}/git/blobs/blob-of-OWNERS`]: { body: encoded('approvers: [林梅]\n') },
      [`GET ${at}/git/blobs/blob-of-binary`]: { body: encoded('\0\u0001') },
    });
    const read = await github.pulls.texts(repo, { branch: 'main' }, ['OWNERS', 'binary', 'missing']);
    const texts = new Map([['OWNERS', 'approvers: [林梅]\n']]);
    expect(read).toEqual({ ok: true, value: { complete: true, value: { commit: 'c0ffee', texts } } });
    expect(calls()).toHaveLength(5);
  });

  test.each([
    ['a tree that GitHub does not list whole', tree([entry('OWNERS')], true), 100_000],
    ['a file that is too large', tree([entry('OWNERS', 1_000_001)]), 1_000_000],
  ])('without GraphQL, with %s, are not complete', async (_, listed, cap) => {
    const { github } = await scriptedGitHub({ ...tip, [`GET ${at}/git/trees/c0ffee`]: listed });
    const read = await github.pulls.texts(repo, { branch: 'main' }, ['OWNERS']);
    expect(read).toEqual({ ok: true, value: { complete: false, why: { code: 'over-the-cap', cap } } });
  });

  test('without GraphQL, of a branch that is not there, are gone', async () => {
    const { github } = await scriptedGitHub({});
    const read = await github.pulls.texts(repo, { branch: 'none' }, ['OWNERS']);
    expect(read).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });
});
