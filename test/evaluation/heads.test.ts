// Since when the app knows of a head, and which of them somebody speaks of.
import { describe, expect, test } from '@jest/globals';
import { headsAfter } from '../../src/evaluation/draft.js';

const [noon, one, two] = ['12', '13', '14'].map((hour) => `2026-11-20T${hour}:00:00.000Z`);

function head(sha: string, at = '') {
  return { sha, tree: `tree of ${sha}`, at };
}

describe('the heads of a contribution', () => {
  test.each([
    ['the first is kept', [], head('a', noon), [head('a', noon)]],
    ['a new one is added', [head('a', noon)], head('b', one), [head('a', noon), head('b', one)]],
    ['one that is known already keeps its time', [head('a', noon)], head('a', one), [head('a', noon)]],
    ['a delivery that was received earlier tells an earlier time', [head('a', two)], head('a', one), [head('a', one)]],
    [
      'one that comes back by a forced push is new again',
      [head('a', noon), head('b', one)],
      head('a', two),
      [head('a', noon), head('b', one), head('a', two)],
    ],
  ])('%s', (_rule, before, { at, ...now }, after) => {
    expect(headsAfter(before, now, at)).toEqual(after);
  });

  test('the oldest go when there are more than ten', () => {
    const many = Array.from({ length: 12 }, (_, i) => head(String(i), noon));
    const kept = many.reduce<readonly ReturnType<typeof head>[]>(
      (heads, { at, ...one }) => headsAfter(heads, one, at),
      [],
    );
    expect(kept.map(({ sha }) => sha)).toEqual(many.slice(2).map(({ sha }) => sha));
  });
});
