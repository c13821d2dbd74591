// What parseCharter refuses, in which words and at which line; defaults; the version's name.
import { describe, expect, test } from '@jest/globals';
import { charterJsonSchema } from '../../src/charter/json-schema.js';
import { charter, errors, good, people } from './support.js';

const day = 24 * 60 * 60 * 1000;

/** The charter with lines added to its only kind of motion. */
function kind(lines: string): string {
  return `${charter}    ${lines}\n`;
}

describe('a charter file is refused with line, column, path and the nearest spelling', () => {
  test.each<[string, string, string, string[]]>([
    [
      'an unknown key',
      'period: P7D',
      'periodd: P7D',
      [
        'charter.yml:12:3: motions.technical.period: is missing',
        'charter.yml:16:5: motions.technical.periodd: unknown key; the keys here are title, scope, electorate, callers, seconds, notice, period, method, quorum, passes_when, close_early, minimum_period, on_push, remind (did you mean "period"?)',
      ],
    ],
    [
      'a wrong type',
      'repositories: ["github:example/*"]',
      'repositories: 5',
      ['charter.yml:3:15: repositories: must be a list'],
    ],
    [
      'a wrong value',
      'scope: technical',
      'scope: tecnical',
      [
        'charter.yml:14:12: motions.technical.scope: must be one of technical, governance, entrenched (did you mean "technical"?)',
      ],
    ],
    ['a wrong version', 'version: 1', 'version: 2', ['charter.yml:1:10: version: must be 1']],
    [
      'an undefined body',
      '[tsc]',
      '[tcs]',
      ['charter.yml:15:18: motions.technical.electorate[0]: there is no body "tcs" (did you mean "tsc"?)'],
    ],
    [
      'an undefined person',
      'wang-bo',
      'wangbo',
      ['charter.yml:7:22: bodies.tsc.seats[1]: there is no person "wangbo" (did you mean "wang-bo"?)'],
    ],
    [
      'a bad id',
      '  tsc:',
      '  TSC:',
      [
        'charter.yml:5:3: bodies.TSC: an id is 1 to 64 of a-z, 0-9 and "-", and does not begin with "-"',
        'charter.yml:15:18: motions.technical.electorate[0]: there is no body "tsc" (did you mean "TSC"?)',
      ],
    ],
    [
      'a bad repository',
      'github:example/*',
      'example/*',
      [
        'charter.yml:3:16: repositories[0]: a repository is written github:owner/repo, gitee:owner/repo, or with owner/* for all of an owner',
      ],
    ],
    [
      'a month as a period',
      'P7D',
      'P1M',
      ['charter.yml:16:13: motions.technical.period: months and years have no fixed length: write days, like P30D'],
    ],
    ['an empty period', 'P7D', 'PT0S', ['charter.yml:16:13: motions.technical.period: must be longer than nothing']],
    [
      'a bad date',
      '2027-12-31',
      '2027-02-30',
      ['charter.yml:7:75: bodies.tsc.seats[2].until: a day is written YYYY-MM-DD'],
    ],
    [
      'until before from',
      '2027-12-31',
      '2025-12-31',
      ['charter.yml:7:75: bodies.tsc.seats[2].until: "until" (2025-12-31) is before "from" (2026-01-01)'],
    ],
    [
      'two seats at once',
      '[ada, lin-mei]',
      '[ada, { person: ada, from: 2026-01-01 }]',
      ['charter.yml:10:18: bodies.maintainers.seats[1]: ada has another seat in this body on some of these days'],
    ],
    [
      'an unknown key in a name',
      'name: Example',
      'name: { en: Example, fr: Exemple }',
      ['charter.yml:2:49: foundation.name.fr: unknown key; the keys here are en, zh'],
    ],
    ['a name in no language', 'name: Example', 'name: {}', ['charter.yml:2:34: foundation.name: needs en, zh or both']],
    [
      'a name that is a number',
      'name: Example',
      'name: 7',
      ['charter.yml:2:34: foundation.name: must be a text or a mapping of keys'],
    ],
    [
      'a condition with an unknown term',
      'yes > 1/2 of cast',
      'yes > 1/2 of casts',
      ['charter.yml:17:19: motions.technical.passes_when[0]: "casts" is not a term; did you mean "cast"?'],
    ],
    [
      'no condition to pass',
      '["yes > 1/2 of cast"]',
      '[]',
      ['charter.yml:17:18: motions.technical.passes_when: a majority needs at least one condition'],
    ],
    [
      'a body nobody sits in',
      '[lin-mei, wang-bo, { person: chen-yu, from: 2026-01-01, until: 2027-12-31 }]',
      '[{ person: chen-yu, until: 2026-11-20 }]',
      ['charter.yml:15:17: motions.technical.electorate: nobody is seated on 2026-11-21'],
    ],
    [
      'two errors apart',
      'version: 1\nfoundation: { id: example',
      'version: 1\nnonsense: 1\nfoundation: { id: Example',
      [
        'charter.yml:2:1: nonsense: unknown key; the keys here are version, foundation, repositories, default_motion, commands, bodies, motions',
        'charter.yml:3:19: foundation.id: an id is 1 to 64 of a-z, 0-9 and "-", and does not begin with "-"',
      ],
    ],
    [
      'a duplicate key',
      'version: 1',
      'version: 1\nversion: 1',
      ['charter.yml:2:1: version: the key "version" stands here twice'],
    ],
    [
      'a tab as indentation',
      '  tsc:',
      '\ttsc:',
      [
        'charter.yml:5:1: Tabs are not allowed as indentation',
        'charter.yml:8:1: All mapping items must start at the same column',
      ],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(charter).toContain(from);
    expect(errors({ charter: charter.replace(from, to) })).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      'callers: [maintainer]',
      'charter.yml:18:15: motions.technical.callers[0]: there is no body "maintainer" (did you mean "maintainers"?)',
    ],
    ['minimum_period: P8D', 'charter.yml:18:21: motions.technical.minimum_period: P8D is longer than the period (P7D)'],
    [
      'seconds: 3',
      'charter.yml:18:14: motions.technical.seconds: 3 seconds are needed, but besides the proposer only 2 may second',
    ],
    ['seconds: -1', 'charter.yml:18:14: motions.technical.seconds: must not be negative'],
    ['seconds: 1.5', 'charter.yml:18:14: motions.technical.seconds: must be a whole number'],
    ['remind: 5', 'charter.yml:18:13: motions.technical.remind: must be a text'],
    ['remind: soon', 'charter.yml:18:13: motions.technical.remind: a duration is written like P7D or PT36H'],
    ['method: consensus', 'charter.yml:18:13: motions.technical.method: "consensus" is not supported by this version'],
    ['affiliation_cap: 1/3', 'charter.yml:18:5: motions.technical.affiliation_cap: is not supported by this version'],
    ['on_objection: technical', 'charter.yml:18:5: motions.technical.on_objection: is not supported by this version'],
    ['veto_window: P3D', 'charter.yml:18:5: motions.technical.veto_window: is not supported by this version'],
    [
      'quorum: ["ballots > 3"]',
      'charter.yml:18:14: motions.technical.quorum[0]: no motion could carry: an electorate of 3 people can never meet "ballots > 3"',
    ],
    [
      'quorum: ["yes.affiliations >= 4"]',
      'charter.yml:18:14: motions.technical.quorum[0]: no motion could carry: an electorate of 3 people can never meet "yes.affiliations >= 4"',
    ],
    [
      'quorum: ["no >= 1", "abstain >= 2"]',
      'charter.yml:18:13: motions.technical.quorum: no motion could carry: an electorate of 3 people can never meet all these conditions',
    ],
    [
      'quorum: ["no >= 2"]',
      'charter.yml:17:18: motions.technical.passes_when: no motion could carry: an electorate of 3 people can never meet all these conditions and the quorum',
    ],
  ])('a kind of motion with %s', (line, expected) => {
    expect(errors({ charter: kind(line) })).toEqual([expected]);
  });

  test.each<[string, string]>([
    [
      'default_motion: tecnical',
      'charter.yml:18:17: default_motion: there is no motion kind "tecnical" (did you mean "technical"?)',
    ],
    ['steward: { person: lin-mei }', 'charter.yml:18:1: steward: is not supported by this version'],
    ['protected: []', 'charter.yml:18:1: protected: is not supported by this version'],
  ])('a charter with %s', (line, expected) => {
    expect(errors({ charter: `${charter}${line}\n` })).toEqual([expected]);
  });

  test.each<[string, string, string[]]>([
    [
      'parent: huaxin',
      'parent: huaxing',
      ['people.yml:3:67: organizations[1].parent: there is no organization "huaxing" (did you mean "huaxin"?)'],
    ],
    [
      'name: Huaxin Group',
      'name: Huaxin Group, parent: starforge',
      ['people.yml:2:47: organizations[0].parent: the parents go in a circle: huaxin -> starforge -> huaxin'],
    ],
    [
      'id: norrsken',
      'id: starforge',
      [
        'people.yml:4:11: organizations[2].id: another organization has the id "starforge"',
        'people.yml:13:83: people[2].affiliations[0].org: there is no organization "norrsken"',
      ],
    ],
    [
      'id: norrsken',
      'id: independent',
      [
        'people.yml:4:11: organizations[2].id: "independent" is reserved',
        'people.yml:13:83: people[2].affiliations[0].org: there is no organization "norrsken"',
      ],
    ],
    [
      'login: wang-bo',
      'login: Lin-Mei',
      ['people.yml:12:52: people[1].github.login: another person has the github login "lin-mei"'],
    ],
    ['1002', '1001', ['people.yml:12:65: people[1].github.id: another person has the github account id 1001']],
    ['1002', '"1002"', ['people.yml:12:65: people[1].github.id: must be a number']],
    [
      'id: ada',
      'id: wang-bo',
      [
        'charter.yml:10:13: bodies.maintainers.seats[0]: there is no person "ada"',
        'people.yml:14:11: people[3].id: another person has the id "wang-bo"',
      ],
    ],
    [
      'until: 2025-12-31',
      'until: 2026-06-30',
      ['people.yml:11:9: people[0].affiliations[1]: lin-mei has another affiliation on some of these days'],
    ],
    [
      'org: norrsken',
      'org: norsken',
      [
        'people.yml:13:83: people[2].affiliations[0].org: there is no organization "norsken" (did you mean "norrsken"?)',
      ],
    ],
  ])('people.yml with %s changed to %s', (from, to, expected) => {
    expect(people).toContain(from);
    expect(errors({ people: people.replace(from, to) })).toEqual(expected);
  });

  test('a body in which one group holds more than the cap', () => {
    const capped = charter.replace(
      '    name: Technical committee',
      '    name: Technical committee\n    seats_cap: 1/3',
    );
    expect(errors({ charter: capped })).toEqual([]);
    expect(errors({ charter: capped.replace('[lin-mei, wang-bo,', '[ada, wang-bo,') })).toEqual([
      'charter.yml:7:16: bodies.tsc.seats_cap: huaxin holds 2 of 3 seats on 2026-11-21, more than 1/3',
    ]);
  });

  test.each<[string, string[]]>([
    ['version: 1\npolicies: {}\n', []],
    ['version: 1\npolicies: { dco: { enforce: off, exempt: [1], override: [tsc] } }\n', []],
    ['version: 1\npolicies: { dco: { enforce: [warn, { level: block, from: 2027-01-01 }] } }\n', []],
    [
      'version: 1\npolicies: { dco: { enforce: must } }\n',
      ['policy.yml:2:29: policies.dco.enforce: must be one of block, warn, shadow, off'],
    ],
    [
      'version: 1\npolicies: { dc: { enforce: warn } }\n',
      [
        'policy.yml:2:13: policies.dc: there is no policy "dc" in this version; there are dco, paths, title, description, owners (did you mean "dco"?)',
      ],
    ],
    [
      'version: 1\npolicies: { dco: { enforce: warn, override: [tcs] } }\n',
      ['policy.yml:2:46: policies.dco.override[0]: there is no body "tcs" (did you mean "tsc"?)'],
    ],
    ['version: 1\nrules: {}\n', ['policy.yml:2:1: rules: unknown key; the keys here are version, policies']],
    ['[]\n', ['policy.yml:1:1: must be a mapping of keys']],
  ])('policy.yml: %j', (policy, expected) => {
    expect(errors({ policy })).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['version: 1\nhorizons: [now, next]\nthemes: [{ id: safety, name: Safety }, data]\n', []],
    ['version: 1\nstatuses: []\n', []],
    ['', ['roadmap.yml:1:1: must be a mapping of keys']],
  ])('roadmap.yml: %j', (roadmap, expected) => {
    expect(errors({ roadmap })).toEqual(expected);
  });
});

describe('a good charter', () => {
  test('has the defaults of the contract filled in', () => {
    const parsed = good();
    expect(parsed.foundation).toEqual({ id: 'example', name: 'Example', license: null, language: 'en' });
    expect([parsed.defaultMotion, parsed.prefixOnly]).toEqual([null, false]);
    expect(parsed.motions[0]).toMatchObject({
      callers: ['tsc'],
      seconds: 0,
      notice: 0,
      period: 7 * day,
      method: 'majority',
      quorum: [],
      closeEarly: 'never',
      minimumPeriod: 3 * day,
      onPush: 'supersede',
      remind: day,
    });
    expect(parsed.people[2]?.accounts).toEqual({ gitee: { login: 'chenyu', id: null } });
  });

  test.each([
    ['P2D', 2 * day],
    ['P7D', 3 * day],
  ])('with a period of %s has a minimum period of at most three days', (period, minimum) => {
    expect(good({ charter: charter.replace('P7D', period) }).motions[0]?.minimumPeriod).toBe(minimum);
  });

  test('reads "never" as no reminder', () => {
    expect(good({ charter: kind('remind: never') }).motions[0]?.remind).toBeNull();
  });

  test('gives a JSON Schema for its files', () => {
    expect(JSON.stringify(charterJsonSchema())).toContain('"passes_when"');
  });
});

describe("a version's name", () => {
  const { version } = good();

  test('is a SHA-256 in hexadecimal', () => {
    expect(version).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('does not change with comments, layout, key order or aliases', () => {
    const [first = '', second = '', ...rest] = charter.split('\n');
    expect(good({ charter: [`# hello\n${second}`, '', `${first} # one`, ...rest].join('\n') }).version).toBe(version);
    const alias = charter.replace('name: Maintainers', 'name: &m Maintainers');
    expect(good({ charter: alias }).version).toBe(version);
  });

  test.each<[string, { charter?: string; people?: string; policy?: string }]>([
    ['a period', { charter: charter.replace('P7D', 'P8D') }],
    ['a default that is written out', { charter: kind('seconds: 0') }],
    ['the order of seats', { charter: charter.replace('[ada, lin-mei]', '[lin-mei, ada]') }],
    ['a name', { people: people.replace('Wang Bo', 'Wang B.') }],
    ['an empty policy file', { policy: 'version: 1\n' }],
  ])('changes with %s', (_, files) => {
    expect(good(files).version).not.toBe(version);
  });
});
