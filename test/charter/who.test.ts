// Who sits, votes and counts with whom on a day, and which repositories are the foundation's.
import { describe, expect, test } from '@jest/globals';
import { groupOn, organizationOn } from '../../src/charter/affiliations.js';
import { bodiesOf, electorateOn, seatedOn } from '../../src/charter/electorate.js';
import { isFoundationRepository } from '../../src/charter/repositories.js';
import { good } from './support.js';

const charter = good();

function person(id: string) {
  const found = charter.people.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no person ${id}`);
  return found;
}

describe('seats', () => {
  test.each([
    ['2025-12-31', ['lin-mei', 'wang-bo']],
    ['2026-01-01', ['lin-mei', 'wang-bo', 'chen-yu']],
    ['2027-12-31', ['lin-mei', 'wang-bo', 'chen-yu']],
    ['2028-01-01', ['lin-mei', 'wang-bo']],
  ])('are held from the first to the last day: %s', (day, expected) => {
    expect(charter.bodies.slice(0, 1).map((body) => seatedOn(body, day))).toEqual([expected]);
    expect(electorateOn(charter, ['tsc'], day)).toEqual(expected);
  });

  test('of several bodies make one electorate with each person once, in the order of people.yml', () => {
    expect(electorateOn(charter, ['maintainers', 'tsc'], '2026-11-21')).toEqual([
      'lin-mei',
      'wang-bo',
      'chen-yu',
      'ada',
    ]);
    expect(electorateOn(charter, ['nobody'], '2026-11-21')).toEqual([]);
  });

  test('say in which bodies a person sits', () => {
    expect(bodiesOf(charter, 'lin-mei', '2026-11-21')).toEqual(['tsc', 'maintainers']);
    expect(bodiesOf(charter, 'chen-yu', '2028-01-01')).toEqual([]);
  });
});

describe('the group of a person', () => {
  test.each([
    ['wang-bo', '2026-11-21', 'starforge', 'huaxin'],
    ['ada', '2026-11-21', 'huaxin', 'huaxin'],
    ['lin-mei', '2025-12-31', 'starforge', 'huaxin'],
    ['lin-mei', '2026-01-01', 'independent', 'independent:0123456789abcdef'],
    ['lin-mei', '2024-02-29', null, 'unknown'],
  ])('%s on %s', (id, day, organization, group) => {
    expect(organizationOn(person(id), day)).toBe(organization);
    expect(groupOn(charter, person(id), '0123456789abcdef', day)).toBe(group);
  });
});

describe("the foundation's repositories", () => {
  const repositories = { repositories: ['github:OpenClaw/*', 'gitee:openclaw/models'] };
  test.each([
    ['github', 'openclaw/anything', true],
    ['github', 'OPENCLAW/Models', true],
    ['github', 'openclaw-evil/models', false],
    ['github', 'openclaw/a/b', false],
    ['github', 'openclaw/', false],
    ['github', 'openclaw', false],
    ['gitee', 'openclaw/Models', true],
    ['gitee', 'openclaw/other', false],
  ] as const)('%s:%s is one of them: %s', (forge, repo, expected) => {
    expect(isFoundationRepository(repositories, forge, repo)).toBe(expected);
  });
});
