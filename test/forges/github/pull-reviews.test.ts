// Reviews of a pull request, read from GitHub.
import { describe, expect, test } from '@jest/globals';
import { paged, scriptedGitHub } from '../../support/scripted-github.js';

const subject = { forge: 'github', repo: 'openclaw/models', number: '7' } as const;
const at = '/repos/openclaw/models';
const time = '2026-03-01T09:12:00Z';

function many<T>(count: number, one: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => one(i));
}

describe('its reviews', () => {
  const lin = { id: 1001, login: 'lin-mei', type: 'User' };
  const review = { id: 1, user: lin, state: 'APPROVED', commit_id: 'c0', submitted_at: time };

  test.each([
    ['an approval', {}, [{ id: '1', state: 'approved', head: 'c0', tree: null, account: { id: 1001 } }]],
    ['a wish for changes', { state: 'CHANGES_REQUESTED' }, [{ state: 'changes-requested' }]],
    ['a comment', { state: 'COMMENTED' }, [{ state: 'commented' }]],
    ['one that was dismissed', { state: 'DISMISSED' }, [{ state: 'dismissed' }]],
    ['one whose commit is gone', { commit_id: null }, [{ head: '' }]],
    ['none, while it is not handed in', { state: 'PENDING', submitted_at: undefined }, []],
    ['none, of an account that no longer exists', { user: null }, []],
  ])('%s', async (_, part, expected) => {
    const { github } = await scriptedGitHub({ [`GET ${at}/pulls/7/reviews`]: paged([{ ...review, ...part }]) });
    expect(await github.pulls.reviews(subject)).toMatchObject({ ok: true, value: { complete: true, value: expected } });
  });

  test('are read page by page, and over the cap they are not complete', async () => {
    const some = await scriptedGitHub({ [`GET ${at}/pulls/7/reviews`]: paged(many(101, () => review)) });
    expect(await some.github.pulls.reviews(subject)).toMatchObject({ value: { complete: true } });
    expect(some.calls()).toHaveLength(2);
    const hosts = await scriptedGitHub({ [`GET ${at}/pulls/7/reviews`]: paged(many(3000, () => review)) });
    expect(await hosts.github.pulls.reviews(subject)).toMatchObject({ value: { complete: false } });
  });
});
