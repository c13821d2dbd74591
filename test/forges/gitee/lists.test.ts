// Gitee's lists where they are not as described: an item that cannot be read, and lists that are not there.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../../src/forges/answer.js';
import type { Listed } from '../../../src/forges/forge.js';
import { recorded } from '../../support/gitee-recorded.js';
import { part } from '../../support/gitee-truth.js';
import { scriptedGitee, type Script, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const name = 'person-01/drone-yml-test';
const at = `/repos/${name}`;
const listing = { since: '2010-01-01T00:00:00.000Z', next: null } as const;
const issue = part(recorded('api/issue'));
const pull = part(recorded('api/pr'));
const onPull = part(recorded('api/pr_comment'));
const onIssue = { ...onPull, target: { issue: { number: 'I1ABC', title: 'T' } } };

async function itemsOf<T>(reading: Answer<Listed<T>>): Promise<Listed<T>> {
  const read = await reading;
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
}

describe('an item that is not as Gitee describes it', () => {
  const nobody = { user: 'nobody', body: 'a secret', id: 77 };
  const lists: readonly (readonly [string, 'subjects' | 'comments', Script, string])[] = [
    [
      'issues',
      'subjects',
      {
        [`GET ${at}/issues`]: { body: [{ ...issue, ...nobody, number: 'IBAD' }, issue] },
        [`GET ${at}/pulls`]: { body: [] },
      },
      'IBAD',
    ],
    [
      'pull requests',
      'subjects',
      { [`GET ${at}/issues`]: { body: [] }, [`GET ${at}/pulls`]: { body: [{ ...pull, ...nobody, number: 9 }, pull] } },
      '9',
    ],
    [
      'comments on issues',
      'comments',
      {
        [`GET ${at}/issues/comments`]: { body: [{ ...onIssue, ...nobody }, onIssue] },
        [`GET ${at}/pulls/comments`]: { body: [] },
      },
      'I1ABC',
    ],
    [
      'comments on pull requests',
      'comments',
      {
        [`GET ${at}/issues/comments`]: { body: [] },
        [`GET ${at}/pulls`]: { body: [pull] },
        [`GET ${at}/pulls/${String(pull['number'])}/comments`]: { body: [{ ...onPull, ...nobody }, onPull] },
      },
      String(pull['number']),
    ],
  ];

  test.each(lists)('is told apart in the list of %s, without its text', async (_, list, script, number) => {
    const logged: string[] = [];
    const note = (...told: unknown[]) => void logged.push(JSON.stringify(told));
    server = await scriptedGitee(script, { log: { info: note, warn: note, error: note } });
    const { items, unread } = await itemsOf<unknown>(server.gitee.lists[list](name, listing));
    expect(items).toHaveLength(1);
    expect(unread).toMatchObject([{ kind: list.slice(0, -1), id: '77', number }]);
    expect(logged).toEqual([expect.stringContaining('77')]);
    expect(JSON.stringify([unread, logged])).not.toContain('secret');
  });

  test('is told of though nothing of it can be told', async () => {
    const script = { [`GET ${at}/issues`]: { body: [null, issue] }, [`GET ${at}/pulls`]: { body: [] } };
    server = await scriptedGitee(script);
    const { items, unread } = await itemsOf(server.gitee.lists.subjects(name, listing));
    expect(items).toHaveLength(1);
    expect(unread).toMatchObject([{ id: null, number: null, createdAt: null, changedAt: null }]);
  });
});

describe('a list that is not there', () => {
  const repository = part(recorded('api/repo'));
  const here = { ...repository, full_name: name };
  const pulls = { [`GET ${at}/pulls`]: { body: [pull] } };

  async function subjects(script: Script) {
    server = await scriptedGitee(script);
    return server.gitee.lists.subjects(name, listing);
  }

  test('is empty where the repository says that it has none, and pull requests are listed', async () => {
    const read = await subjects({ ...pulls, [`GET ${at}`]: { body: { ...here, has_issues: false } } });
    expect(read.ok && read.value.items.map(({ number }) => number)).toEqual([String(pull['number'])]);
  });

  test('is a contradiction where the repository says that it has some', async () => {
    const read = await subjects({ ...pulls, [`GET ${at}`]: { body: here } });
    expect(read).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  test('is gone where the repository is, or is now another', async () => {
    expect(await subjects(pulls)).toMatchObject({ ok: false, error: { kind: 'gone' } });
    await server?.close();
    const moved = { [`GET ${at}`]: { body: { ...here, full_name: 'person-01/other', has_issues: false } } };
    expect(await subjects({ ...pulls, ...moved })).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });

  test.each([false, true])('of comments is empty in the same way; listed by the repository: %p', async (listed) => {
    server = await scriptedGitee({
      [`GET ${at}`]: { body: { ...here, has_issues: false } },
      ...pulls,
      ...(listed
        ? { [`GET ${at}/pulls/comments`]: { body: [onPull] } }
        : { [`GET ${at}/pulls/${String(pull['number'])}/comments`]: { body: [onPull] } }),
    });
    const { items } = await itemsOf(server.gitee.lists.comments(name, listing));
    expect(items).toMatchObject([{ id: String(onPull['id']) }]);
  });
});
