// What a text belongs to, and what a release names.
import { describe, expect, test } from '@jest/globals';
import { belongsTo, keysOf, namedIn, taskKeys } from '../../src/roadmap/links.js';

const home = { forge: 'github', repo: 'openclaw/models', number: '7' } as const;
const onGitee = { forge: 'gitee', repo: 'openclaw/models', number: '7' } as const;
const twelve = 'github:openclaw/models#12';

describe('a text belongs to', () => {
  test.each<[string, readonly string[]]>([
    ['Part of #12', [twelve]],
    ['**Part of**: #12', [twelve]],
    ['closes: #12', [twelve]],
    ['It fixes #12, #13 and openclaw/docs#4; see #99', [twelve, 'github:openclaw/models#13', 'github:openclaw/docs#4']],
    ['Resolved [#12](https://github.com/openclaw/models/issues/12)', [twelve]],
    ['Implements https://github.com/OpenClaw/Models/issues/12.', [twelve]],
    ['Implements https://gitee.com/openclaw/docs/issues/I1ABC', ['gitee:openclaw/docs#i1abc']],
    ['Part of https://github.example.org/openclaw/models/issues/12#issuecomment-4', [twelve]],
    ['part of RM-2026-001', ['RM-2026-001']],
    ['属于 #12', [twelve]],
    ['本次提交实现#12、#13', [twelve, 'github:openclaw/models#13']],
    ['关联：openclaw/docs#4', ['github:openclaw/docs#4']],
    ['修复 rm-2026-0017', ['RM-2026-0017']],
    ['- [ ] Closes #12\n- [ ] Closes #12', [twelve]],
    ['解决 （#12）', [twelve]],
  ])('what %j says', (text, keys) => {
    expect(belongsTo(text, home)).toEqual(keys);
  });

  test.each([
    ['a reference without a keyword', 'See #12'],
    ['a keyword within a word', 'Counterpart of #12, encloses #12'],
    ['a keyword further away', 'Closes the door on #12'],
    ['another line', 'Closes\n#12'],
    ['a quote', '> Closes #12'],
    ['code', '```\nCloses #12\n```\nand `Closes #12`'],
    ['a comment that is not shown', '<!-- Closes #12 -->'],
    ['itself', 'Part of #7'],
    ['a longer name', 'Part of XRM-2026-001, part of RM-2026-001-b'],
    ['a heading', 'Fixes # 12'],
  ])('nothing by %s', (_, text) => {
    expect(belongsTo(text, home)).toEqual([]);
  });

  test('what it names on Gitee, where issues have letters', () => {
    expect(belongsTo('属于 #I1ABC，关联 !8', onGitee)).toEqual([
      'gitee:openclaw/models#i1abc',
      'gitee:openclaw/models#8',
    ]);
  });

  test('at most twenty', () => {
    const text = Array.from({ length: 50 }, (_, i) => `Part of #${String(i + 10)}`).join('\n');
    expect(belongsTo(text, home)).toHaveLength(20);
  });
});

test('an item is named by its id and by its issue, under every name it had', () => {
  const change = {
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    charter: null,
    from: null,
    ref: null,
    motion: null,
    reason: null,
  };
  const history = [
    { ...change, field: 'subject' as const, to: twelve },
    { ...change, field: 'theme' as const, to: 'x' },
    { ...change, field: 'subject' as const, to: 'github:openclaw/docs#4' },
  ];
  expect(keysOf({ id: 'RM-2026-001', history })).toEqual(['RM-2026-001', twelve, 'github:openclaw/docs#4']);
});

test('the tasks of an issue are what their references name; other lines are not', () => {
  const text = '- [ ] #8\n- [x] openclaw/docs#4 the manual\n- [ ] write it\n- [ ] #7\nSee #9';
  expect(taskKeys(text, home)).toEqual(['github:openclaw/models#8', 'github:openclaw/docs#4']);
});

describe('a release names', () => {
  const keys = ['RM-2026-001', twelve];
  const pull = 'https://github.com/openclaw/models/pull/13';
  test.each([
    ['an item by its id', { name: 'v2: RM-2026-001', body: '' }, true],
    ['its issue', { name: 'v2', body: '## New\n* Safe weights (#12)' }, true],
    [
      'its issue beside the address of a pull request',
      { name: '', body: `* Safe weights: ${twelve.slice(7)}, ${pull}` },
      true,
    ],
    [
      'nothing by the title of a pull request in the notes that GitHub writes: its author chose it',
      { name: '', body: `## What's Changed\n* Part of #12 (RM-2026-001) by @stranger in ${pull}` },
      false,
    ],
    ['another issue', { name: 'v2', body: '#120, other/repo#12, RM-2026-0011' }, false],
    ['nothing in a note that is not shown', { name: 'v2', body: '<!-- #12 -->' }, false],
  ])('%s', (_, release, expected) => {
    const named = namedIn(release, home);
    expect(keys.some((key) => named.has(key))).toBe(expected);
  });
});

test('of an issue full of tasks the first three hundred references count', () => {
  const text = Array.from({ length: 5000 }, (_, i) => `- [ ] #${String(i + 13)}`).join('\n');
  const keys = taskKeys(text, home);
  expect(keys).toHaveLength(300);
  expect(keys[0]).toBe('github:openclaw/models#13');
});

describe('hostile texts', () => {
  test.each([
    ['a word without end', 'a'],
    ['slashes', 'a/'],
    ['addresses', 'https://'],
    ['addresses with a path', 'https://a/b/c/'],
    ['keywords', 'closes '],
    ['number signs', '#'],
    ['references', '#1 '],
    ['references in a list', 'closes #1, #2, '],
    ['ids', 'RM-2026-'],
    ['code marks', '`'],
    ['boxes', '- [ ] a#'],
    ['spaces behind a keyword', `part of${' '.repeat(1000)}`],
  ])('%s are read to their end, sixteen times as long as a forge takes them', (_, part) => {
    const text = part.repeat(Math.ceil((16 * 64 * 1024) / part.length));
    // What took longer the square of the length would run into the limit of the test.
    expect(belongsTo(text, home).length).toBeLessThanOrEqual(20);
    expect([...namedIn({ name: text, body: text }, home), ...taskKeys(text, home)].length).toBeLessThan(text.length);
  });
});
