// What roadmap.yml may say, and what it means.
import { describe, expect, test } from '@jest/globals';
import { charterJsonSchema } from '../../src/charter/json-schema.js';
import { charter, errors, good } from './support.js';

function wrong(lines: string): string[] {
  return errors({ roadmap: `version: 1\n${lines}\n` });
}

function plan(lines = '', charterText = charter) {
  return good({ roadmap: `version: 1\n${lines}\n`, charter: charterText }).roadmap;
}

describe('a roadmap.yml', () => {
  test.each<[string, string]>([
    ['names only', 'horizons: [now, next]'],
    ['quarters in their order', 'horizons: [2026-Q4, 2027-Q1, 2027-Q3]'],
    ['quarters before a name', 'horizons: [2026-Q4, 2027-Q1, later]'],
    ['a label with spaces and Chinese', 'label: 路线图 item'],
    ['bodies per verb', 'who: { add: [tsc, maintainers], drop: [tsc] }'],
    ['kinds of motion', 'motions: { add: technical, drop: technical }'],
    ['rules for status', 'statuses: [{ when: pull-requests-merged, to: shipped }]'],
    ['durations and a review', 'update_within: P30D\nreview_every: P90D\nreviewed: 2026-11-01'],
    ['where it is published', 'publish: github:example/governance'],
    ['where it is published, with a path', 'publish: github:example/governance:docs/ROADMAP.md'],
  ])('may have %s', (_what, lines) => {
    expect(wrong(lines)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a horizon twice', 'horizons: [now, now]', 'roadmap.yml:2:17: horizons[1]: the horizon "now" is named before'],
    [
      'quarters out of order',
      'horizons: [2027-Q1, 2026-Q4]',
      'roadmap.yml:2:21: horizons[1]: 2026-Q4 stands after 2027-Q1: put the quarters in their order',
    ],
    [
      'a quarter in small letters',
      'horizons: [2026-q4]',
      'roadmap.yml:2:12: horizons[0]: a quarter is written with a capital Q, like 2026-Q4',
    ],
    [
      'a fifth quarter',
      'horizons: [2026-Q5]',
      'roadmap.yml:2:12: horizons[0]: a horizon is an id (a-z, 0-9 and "-") or a quarter like 2026-Q4',
    ],
    [
      'a theme twice',
      'themes: [a, { id: a, name: A }]',
      'roadmap.yml:2:19: themes[1].id: the theme "a" is named before',
    ],
    [
      'a body that is not there',
      'who: { move: [tcs] }',
      'roadmap.yml:2:15: who.move[0]: there is no body "tcs" (did you mean "tsc"?)',
    ],
    [
      'a verb that is not there',
      'who: { moves: [tsc] }',
      'roadmap.yml:2:8: who.moves: unknown key; the keys here are add, move, status, drop (did you mean "move"?)',
    ],
    [
      'a kind that is not there',
      'motions: { add: tecnical }',
      'roadmap.yml:2:17: motions.add: there is no motion kind "tecnical" (did you mean "technical"?)',
    ],
    [
      'a motion for a status',
      'motions: { status: technical }',
      'roadmap.yml:2:12: motions.status: unknown key; the keys here are add, move, drop',
    ],
    [
      'a rule for a status nobody may set by rule',
      'statuses: [{ when: released, to: accepted }]',
      'roadmap.yml:2:34: statuses[0].to: must be one of in-progress, shipped',
    ],
    [
      'an unknown occasion',
      'statuses: [{ when: pull-request-merged, to: shipped }]',
      'roadmap.yml:2:20: statuses[0].when: must be one of pull-request-linked, pull-requests-merged, milestone-closed, released (did you mean "pull-requests-merged"?)',
    ],
    [
      'months',
      'update_within: P1M',
      'roadmap.yml:2:16: update_within: months and years have no fixed length: write days, like P30D',
    ],
    ['a review without its rhythm', 'reviewed: 2026-11-01', 'roadmap.yml:2:1: reviewed: needs review_every beside it'],
    [
      'a repository of others',
      'publish: github:elsewhere/governance',
      'roadmap.yml:2:10: publish: github:elsewhere/governance is none of the repositories in charter.yml',
    ],
    [
      'a path out of the repository',
      'publish: github:example/governance:../ROADMAP.md',
      'roadmap.yml:2:10: publish: where ROADMAP.md is proposed is written github:owner/repo, or github:owner/repo:docs/ROADMAP.md',
    ],
    [
      'a label with a comma',
      'label: a,b',
      'roadmap.yml:2:8: label: a label has 1 to 50 characters, no comma, and no space at its ends',
    ],
  ])('may not have %s', (_what, lines, message) => {
    expect(wrong(lines)).toEqual([message]);
  });

  test('that is not there gives no roadmap', () => {
    expect(good().roadmap).toBeNull();
  });

  test('that says nothing has three horizons, the label roadmap, and nobody who may change it where no kind is the default', () => {
    expect(plan()).toEqual({
      horizons: ['now', 'next', 'later'],
      themes: [],
      label: 'roadmap',
      who: {
        add: { bodies: [], clause: 'who.add' },
        move: { bodies: [], clause: 'who.move' },
        status: { bodies: [], clause: 'who.status' },
        drop: { bodies: [], clause: 'who.drop' },
      },
      motions: { add: null, move: null, drop: null },
      statuses: [],
      updateWithin: null,
      reviewEvery: null,
      reviewed: null,
      publish: null,
    });
  });

  test('lets those act who may call the motion of a verb, else the default motion, unless it names others', () => {
    const kinds = charter.replace('bodies:', 'default_motion: technical\nbodies:');
    const governance =
      '  governance: { title: G, scope: governance, electorate: [maintainers], period: P7D, passes_when: ["yes > no"] }\n';
    const { who } = plan('motions: { drop: governance }\nwho: { move: [maintainers, tsc] }', kinds + governance) ?? {};
    expect(who).toEqual({
      add: { bodies: ['tsc'], clause: 'motions.technical.callers' },
      move: { bodies: ['maintainers', 'tsc'], clause: 'who.move' },
      status: { bodies: ['tsc'], clause: 'motions.technical.callers' },
      drop: { bodies: ['maintainers'], clause: 'motions.governance.callers' },
    });
  });

  test('has a JSON Schema with its keys', () => {
    const text = JSON.stringify(charterJsonSchema());
    for (const key of ['update_within', 'review_every', 'statuses', 'publish', 'pull-requests-merged']) {
      expect(text).toContain(`"${key}"`);
    }
  });
});
