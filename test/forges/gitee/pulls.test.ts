// What policies read of a pull request on Gitee, from recorded answers and from those that are cut, odd or missing.
import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { PullNow } from '../../../src/forges/forge.js';
import { oldestFirst } from '../../../src/forges/gitee/order.js';
import { recorded } from '../../support/gitee-recorded.js';
import { part } from '../../support/gitee-truth.js';
import { notDescribed, scriptedGitee, type Script, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  expect(notDescribed(server?.asked ?? [])).toEqual([]);
  await server?.close();
  server = null;
});

const repo = 'person-01/drone-yml-test';
const at = `/repos/${repo}`;
const subject = { forge: 'gitee', repo, number: '6' } as const;
const pullAnswer = part(recorded('api/pr'));
const headSha = z.string().parse(part(pullAnswer, 'head')['sha']);
const baseSha = z.string().parse(part(pullAnswer, 'base')['sha']);

async function pulls(script: Script) {
  server = await scriptedGitee(script);
  return server.gitee.pulls;
}

/** The pull request as it is read, at another head if one is named. */
async function pullNow(head = headSha): Promise<PullNow> {
  const scripted = await scriptedGitee({ [`GET ${at}/pulls/6`]: { body: { ...pullAnswer, head: { sha: head } } } });
  const found = await scripted.gitee.pulls.pull(subject);
  await scripted.close();
  if (!found.ok) throw new Error(found.error.detail);
  return found.value;
}

function commit(sha: string, ...parents: readonly string[]) {
  const signed = { name: 'A', email: 'a@example.org', date: '2021-09-30T16:00:00+08:00' };
  return {
    sha,
    parents: parents.map((parent) => ({ sha: parent })),
    commit: { author: signed, committer: signed, message: sha, tree: { sha: `tree-${sha}` } },
    author: { id: 5, login: 'lin', type: 'User' },
    committer: null,
  };
}

test('the recorded pull request is read', async () => {
  expect(await pullNow()).toMatchObject({
    title: 'new-feature',
    draft: false,
    state: 'open',
    author: { forge: 'gitee', id: 1535738, login: 'person-01', bot: false },
    base: { branch: 'master', sha: baseSha },
    head: headSha,
    createdAt: '2021-09-30T08:38:19.000Z',
    isPublic: true,
  });
});

describe('its commits', () => {
  const compare = `GET ${at}/compare/${baseSha}...${headSha}`;

  test('are those of the comparison, with tree and accounts', async () => {
    const answer = part(recorded('api/compare'));
    const [only] = z.array(z.object({ sha: z.string() })).parse(answer['commits']);
    const pull = await pullNow(only?.sha);
    const read = await (
      await pulls({ [`GET ${at}/compare/${baseSha}...${only?.sha ?? ''}`]: { body: answer } })
    ).commits(subject, pull);
    expect(read).toMatchObject({
      ok: true,
      value: {
        complete: true,
        value: [
          {
            sha: only?.sha,
            tree: '3743833f1906b6343c0e373e9d5c5c02bb793f4d',
            author: { name: 'person-01', account: { id: 1535738 } },
            committer: { name: 'Gitee', account: null },
            verified: false,
          },
        ],
      },
    });
    expect(server?.calls()).toHaveLength(1);
  });

  test('come from the oldest to the newest, in whatever order Gitee gives them', async () => {
    const given = [commit(headSha, 'b'), commit('b', 'a'), commit('a', baseSha)];
    const read = await (await pulls({ [compare]: { body: { commits: given } } })).commits(subject, await pullNow());
    expect(read.ok && read.value.complete && read.value.value.map(({ sha }) => sha)).toEqual(['a', 'b', headSha]);
  });

  test('without the head among them are not complete', async () => {
    const read = await (
      await pulls({ [compare]: { body: { commits: [commit('a', baseSha)] } } })
    ).commits(subject, await pullNow());
    expect(read).toMatchObject({ ok: true, value: { complete: false, why: { code: 'forge-failed' } } });
  });

  const chain = Array.from({ length: 249 }, (_, i) => (i === 248 ? headSha : `c${i}`));
  const history = chain.map((sha, i) => commit(sha, chain[i - 1] ?? baseSha)).reverse();

  function paged(all: readonly unknown[]): Script[string] {
    return ({ query }) => {
      const page = Number(query.get('page'));
      return {
        headers: { total_page: String(Math.ceil(all.length / 100)) },
        body: all.slice(100 * (page - 1), 100 * page),
      };
    };
  }

  test('that are more than a comparison shows are put together from the history', async () => {
    const read = await (
      await pulls({
        [compare]: { body: { commits: history.slice(0, 100) } },
        [`GET ${at}/pulls/6/commits`]: { body: history.map(({ sha }) => ({ sha })) },
        [`GET ${at}/commits`]: paged([...history, commit(baseSha)]),
      })
    ).commits(subject, await pullNow());
    expect(read.ok && read.value.complete && read.value.value.map(({ sha }) => sha)).toEqual(chain);
  });

  test('that are as many as Gitee lists at most are over the cap', async () => {
    const ids = Array.from({ length: 250 }, (_, i) => ({ sha: `c${i}` }));
    const read = await (
      await pulls({
        [compare]: { body: { commits: history.slice(0, 100) } },
        [`GET ${at}/pulls/6/commits`]: { body: ids },
      })
    ).commits(subject, await pullNow());
    expect(read).toMatchObject({ ok: true, value: { complete: false, why: { code: 'over-the-cap', cap: 250 } } });
  });
});

test('a chain of many commits is put in order', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ({ sha: String(i), parents: [String(i - 1)] }));
  const ordered = oldestFirst([...many].reverse()).map(({ sha }) => sha);
  expect(ordered.join()).toBe(many.map(({ sha }) => sha).join());
});

describe('its files', () => {
  const files = `GET ${at}/pulls/6/files`;

  test('are read as recorded: counts are texts, a modified one has no status', async () => {
    const read = await (await pulls({ [files]: { body: recorded('api/pr_files') } })).files(subject, await pullNow());
    expect(read).toEqual({
      ok: true,
      value: {
        complete: true,
        value: [
          file('change/add.txt', 'removed', 0, 1),
          file('change/add2.txt', 'added', 4, 0),
          file('change/modified.txt', 'modified', 6, 1),
          { ...file('change/rename.2.txt', 'renamed', 0, 0), previousPath: 'change/rename.1.txt' },
        ],
      },
    });
  });

  function file(path: string, status: string, additions: number, deletions: number) {
    return { path, previousPath: null, status, additions, deletions, binary: false };
  }

  function made(count: number) {
    return Array.from({ length: count }, (_, i) => ({
      filename: `f${i}`,
      status: 'added',
      additions: '1',
      deletions: '0',
    }));
  }

  test.each([
    ['a list that knows no pages, of a hundred', 100, () => ({ body: made(100) })],
    ['a list that knows no pages, of more', 299, () => ({ body: made(299) })],
  ])('are whole in %s', async (_, count, answer) => {
    const read = await (await pulls({ [files]: answer })).files(subject, await pullNow());
    expect(read.ok && read.value.complete && read.value.value.length).toBe(count);
  });

  test('are read page by page where Gitee says that there are more', async () => {
    const answer: Script[string] = ({ query }) => ({
      headers: { total_page: '3' },
      body: made(60).slice(20 * (Number(query.get('page')) - 1), 20 * Number(query.get('page'))),
    });
    const read = await (await pulls({ [files]: answer })).files(subject, await pullNow());
    expect(read.ok && read.value.complete && read.value.value.length).toBe(60);
  });

  test('of three hundred are over the cap', async () => {
    const read = await (await pulls({ [files]: { body: made(300) } })).files(subject, await pullNow());
    expect(read).toMatchObject({ ok: true, value: { complete: false, why: { code: 'over-the-cap', cap: 300 } } });
  });
});

describe('who passed it', () => {
  const assignees = [
    { id: 5, login: 'lin', type: 'User', accept: true },
    { id: 6, login: 'mei', type: 'User', accept: false },
  ];

  test('is told with the pull request, by one reading of it with its head', async () => {
    const read = await pulls({ [`GET ${at}/pulls/6`]: { body: { ...pullAnswer, assignees } } });
    expect(await read.pull(subject)).toMatchObject({
      ok: true,
      value: { head: headSha, passed: [{ id: 5, login: 'lin' }] },
    });
    expect(server?.calls()).toHaveLength(1);
  });

  test('is not told by reviews: there are none, and nobody is asked for them', async () => {
    expect(await (await pulls({})).reviews(subject)).toEqual({ ok: true, value: { complete: true, value: [] } });
    expect(server?.calls()).toHaveLength(0);
  });
});

describe('texts', () => {
  const tree = {
    sha: 't',
    truncated: false,
    tree: ['OWNERS', 'a/OWNERS', 'logo'].map((path) => ({
      path,
      type: 'blob',
      sha: `b-${path.replace('/', '-')}`,
      size: 5,
    })),
  };
  const script: Script = {
    [`GET ${at}/branches/main`]: { body: { name: 'main', commit: { sha: 'c1' } } },
    [`GET ${at}/git/trees/c1`]: { body: tree },
    [`GET ${at}/git/blobs/b-OWNERS`]: {
      body: { content: Buffer.from('所有者').toString('base64'), encoding: 'base64' },
    },
    [`GET ${at}/git/blobs/b-a-OWNERS`]: { body: { content: Buffer.from('b').toString('base64'), encoding: 'base64' } },
    [`GET ${at}/git/blobs/b-logo`]: { body: { content: 'AAE=', encoding: 'base64' } },
    [`GET ${at}/contents/README.md`]: { body: recorded('api/content') },
    [`GET ${at}/contents/a/b`]: { body: [] },
  };

  test('of many paths are found in the tree, and what was read is not read again', async () => {
    const read = await pulls(script);
    const paths = ['OWNERS', 'a/OWNERS', 'logo', 'none'];
    for (const calls of [5, 1]) {
      const before = server?.calls().length ?? 0;
      expect(await read.texts(repo, { branch: 'main' }, paths)).toEqual({
        ok: true,
        value: {
          complete: true,
          value: {
            commit: 'c1',
            texts: new Map([
              ['OWNERS', '所有者'],
              ['a/OWNERS', 'b'],
            ]),
          },
        },
      });
      expect((server?.calls().length ?? 0) - before).toBe(calls);
    }
  });

  test('of a few are asked for one by one; a list, like a 404, is no file', async () => {
    const one = await (await pulls(script)).texts(repo, { commit: 'c1' }, ['README.md', 'a/b']);
    expect(one).toMatchObject({ ok: true, value: { complete: true } });
    expect(one.ok && one.value.complete && [...one.value.value.texts]).toEqual([
      ['README.md', '# drone-yml-test\n\ntest'],
    ]);
    const none = await server?.gitee.pulls.texts(repo, { commit: 'c1' }, ['nowhere']);
    expect(none).toMatchObject({ ok: true, value: { complete: true, value: { texts: new Map() } } });
  });

  test('in a tree that is cut are not complete', async () => {
    const cut = await pulls({ ...script, [`GET ${at}/git/trees/c1`]: { body: { ...tree, truncated: true } } });
    expect(await cut.texts(repo, { commit: 'c1' }, ['a', 'b', 'c'])).toMatchObject({
      ok: true,
      value: { complete: false },
    });
  });
});

test('who bears a login is asked one by one; a former login is nobody’s', async () => {
  const read = await pulls({
    'GET /users/lin': { body: { id: 5, login: 'Lin' } },
    'GET /users/old': { body: { id: 6, login: 'new' } },
  });
  expect(await read.accounts(repo, ['Lin', 'lin', 'old', 'nobody'])).toEqual({
    ok: true,
    value: new Map([['lin', 5]]),
  });
});

test('the recorded list of pull requests is read, page by page', async () => {
  const all = z.array(z.object({ number: z.int() })).parse(recorded('api/pulls'));
  const read = await pulls({ [`GET ${at}/pulls`]: { headers: { total_page: '3' }, body: recorded('api/pulls') } });
  const first = await read.open(repo, 'x', null);
  expect(first).toMatchObject({ ok: true, value: { next: '2', pagesLeft: 2 } });
  expect(first.ok && first.value.items.map(({ number }) => number)).toEqual(all.map(({ number }) => String(number)));
  expect(await read.newest(repo, '3')).toMatchObject({ ok: true, value: { next: null, pagesLeft: 0 } });
});
