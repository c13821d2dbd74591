// Whom to ask: few, near, and the same whenever it is asked.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suggest } from '../../../src/contributions/owners/suggest.js';
import { isOwnersPath, namedLogins, ownersPaths, type Owner } from '../../../src/contributions/owners/tree.js';
import { baseFiles } from '../support/owners.js';

const owner = fc
  .record({ id: fc.nat(8), distance: fc.nat(3) })
  .map(({ id, distance }): [number, Owner] => [id, { id, login: `p${String(id)}`, distance }]);
const groups = fc.array(
  fc.array(owner, { maxLength: 5 }).map((owners) => new Map(owners)),
  { maxLength: 6 },
);

describe('suggested approvers', () => {
  test('cover every group that has anybody, and none of them could be left out at the moment of being chosen', () => {
    fc.assert(
      fc.property(groups, (given) => {
        const chosen = suggest(given).map(({ id }) => id);
        for (const group of given) if (group.size > 0) expect(chosen.some((id) => group.has(id))).toBe(true);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.length).toBeLessThanOrEqual(given.filter((group) => group.size > 0).length);
      }),
    );
  });

  test('do not depend on the order of the groups', () => {
    fc.assert(
      fc.property(groups, (given) => {
        expect(suggest(given.toReversed()).map(({ id }) => id)).toEqual(suggest(given).map(({ id }) => id));
      }),
    );
  });
});

describe('what is to be read', () => {
  test('are the OWNERS files of all folders above the paths, and the aliases', () => {
    expect(ownersPaths(['src/a/b.ts', 'src/c.ts'])).toEqual(['OWNERS', 'src/OWNERS', 'src/a/OWNERS', 'OWNERS_ALIASES']);
  });

  test('are the accounts of the logins these name, with aliases resolved', () => {
    expect(namedLogins(new Map(Object.entries(baseFiles)))).toEqual([
      'chen-yu',
      'dana',
      'eve',
      'fang',
      'lin-mei',
      'wang-bo',
    ]);
  });

  test.each([
    ['OWNERS', true],
    ['a/OWNERS', true],
    ['OWNERS_ALIASES', true],
    ['a/OWNERS_ALIASES', false],
    ['a/MYOWNERS', false],
  ])('%s decides on approvals: %p', (path, expected) => {
    expect(isOwnersPath(path)).toBe(expected);
  });
});
