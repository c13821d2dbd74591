// For which commit a pass in Gitee's review counts: only what was seen without it before.
import { describe, expect, test } from '@jest/globals';
import { passesAfter, reviewsOf, type ReadBefore } from '../../src/evaluation/passes.js';
import type { Passes } from '../../src/evaluation/store.js';
import type { PullNow } from '../../src/forges/forge.js';
import type { Account } from '../../src/shared/refs.js';

const nine = '2026-11-20T09:00:00.000Z';
const ten = '2026-11-20T10:00:00.000Z';
const eleven = '2026-11-20T11:00:00.000Z';
const lin: Account = { forge: 'gitee', id: 5, login: 'lin', bot: false };
const mei: Account = { forge: 'gitee', id: 6, login: 'mei', bot: false };

function pull(head: string, passed: readonly Account[] | null, base = 'main'): PullNow {
  return {
    title: '',
    body: '',
    draft: false,
    state: 'open',
    author: { forge: 'gitee', id: 1, login: 'author', bot: false },
    base: { branch: base, sha: 'base' },
    head,
    labels: [],
    createdAt: nine,
    updatedAt: nine,
    url: 'https://gitee.com/openclaw/models/pulls/7',
    isPublic: true,
    commits: 0,
    files: 0,
    ...(passed && { passed }),
  };
}

interface Reading {
  readonly head: string;
  readonly passed: readonly Account[];
  readonly at: string;
  readonly base?: string;
}

/** What is kept after these readings, one after the other; a commit's tree is named after it. */
function after(readings: readonly Reading[]): Passes {
  let before: ReadBefore | null = null;
  for (const { head, passed, at, base = 'main' } of readings) {
    const passes = passesAfter(before, pull(head, passed, base), { sha: head, tree: `tree of ${head}` }, at);
    if (!passes) throw new Error('passes are not told');
    before = { head, base, passes };
  }
  if (!before?.passes) throw new Error('nothing was read');
  return before.passes;
}

describe('a pass', () => {
  test.each<[string, readonly Reading[], string, string]>([
    [
      'of a head that was seen without it counts for that head',
      [
        { head: 'a', passed: [], at: nine },
        { head: 'a', passed: [lin], at: ten },
      ],
      'a',
      nine,
    ],
    [
      'that is there when the pull request is first read counts for none',
      [{ head: 'a', passed: [lin], at: nine }],
      '',
      nine,
    ],
    [
      'that is first seen with a new head counts for none: the push may have come after it',
      [
        { head: 'a', passed: [], at: nine },
        { head: 'b', passed: [lin], at: ten },
      ],
      '',
      ten,
    ],
    [
      'that counted for none does not come to count',
      [
        { head: 'a', passed: [lin], at: nine },
        { head: 'a', passed: [lin], at: ten },
      ],
      '',
      nine,
    ],
    [
      'stays with its head when another is pushed',
      [
        { head: 'a', passed: [], at: nine },
        { head: 'a', passed: [lin], at: ten },
        { head: 'b', passed: [lin], at: eleven },
      ],
      'a',
      nine,
    ],
    [
      'that was taken back and given again counts for the head of then',
      [
        { head: 'a', passed: [lin], at: nine },
        { head: 'b', passed: [], at: ten },
        { head: 'b', passed: [lin], at: eleven },
      ],
      'b',
      ten,
    ],
    [
      'counts for none after a turn to another base',
      [
        { head: 'a', passed: [], at: nine },
        { head: 'a', passed: [lin], at: ten },
        { head: 'a', passed: [lin], at: eleven, base: 'next' },
      ],
      '',
      eleven,
    ],
    [
      'that is first seen with a turn to another base counts for none',
      [
        { head: 'a', passed: [], at: nine },
        { head: 'a', passed: [lin], at: ten, base: 'next' },
      ],
      '',
      ten,
    ],
  ])('%s', (_rule, readings, head, at) => {
    const tree = head === '' ? '' : `tree of ${head}`;
    expect(after(readings).given).toEqual([{ account: lin, head, tree, at }]);
  });

  test('that is gone counts no more', () => {
    const readings = [
      { head: 'a', passed: [], at: nine },
      { head: 'a', passed: [lin, mei], at: ten },
      { head: 'a', passed: [mei], at: eleven },
    ];
    expect(after(readings).given.map(({ account }) => account)).toEqual([mei]);
  });

  test('is as old as what was read before it, so that what its giver took back meanwhile stays taken back', () => {
    const passes = after([
      { head: 'a', passed: [], at: nine },
      { head: 'a', passed: [lin], at: eleven },
    ]);
    expect(reviewsOf(passes)).toMatchObject([{ state: 'approved', head: 'a', tree: 'tree of a', submittedAt: nine }]);
  });

  test('of a reading that a forge with a fast clock tells of is not older than what it tells', () => {
    expect(passesAfter(null, { ...pull('a', []), updatedAt: eleven }, { sha: 'a', tree: 't' }, ten)).toEqual({
      readAt: eleven,
      given: [],
    });
  });
});

test('where reviews say their commit nothing is kept', () => {
  expect(passesAfter(null, pull('a', null), { sha: 'a', tree: 't' }, nine)).toBeNull();
});
