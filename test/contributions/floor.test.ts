// The foundation's policy.yml is the floor; a repository's file may only tighten it.
import { describe, expect, test } from '@jest/globals';
import { tightened } from '../../src/contributions/floor.js';
import { policies } from '../../src/contributions/policies/index.js';
import { facts } from './support/facts.js';
import { fileOf, names, problemsIn, rulesOf } from './support/rules.js';

const place = { names, subject: facts().subject };

function problems(floor: string, text: string): string[] {
  const found = tightened(rulesOf(floor).floor, text, policies, place).problems;
  return found.map(({ path, message }) => (message.startsWith('loosens') ? path : `${path}: ${message}`));
}

describe('a repository may', () => {
  test.each<[string, string, string, string[]]>([
    ['say nothing', 'dco: { enforce: warn }', 'dco: {}', []],
    ['block what the foundation warns of', 'dco: { enforce: warn }', 'dco: { enforce: block }', []],
    [
      'not warn of what the foundation blocks',
      'dco: { enforce: block }',
      'dco: { enforce: warn }',
      ['policies.dco.enforce'],
    ],
    ['not turn a policy off', 'dco: { enforce: shadow }', 'dco: { enforce: off }', ['policies.dco.enforce']],
    ['add a policy', 'dco: { enforce: block }', 'title: { enforce: block, types: [add] }', []],
    ['not add one without a level', 'dco: { enforce: block }', 'title: {}', ['policies.title.enforce: is missing']],
    [
      'begin earlier',
      'dco: { enforce: { level: block, from: 2027-01-01 } }',
      'dco: { enforce: { level: block, from: 2026-12-01 } }',
      [],
    ],
    [
      'not begin later',
      'dco: { enforce: { level: block, from: 2026-12-01 } }',
      'dco: { enforce: { level: block, from: 2027-01-01 } }',
      ['policies.dco.enforce'],
    ],
    [
      'not be looser on any day',
      'dco: { enforce: [warn, { level: block, from: 2027-01-01 }] }',
      'dco: { enforce: warn }',
      ['policies.dco.enforce'],
    ],
    [
      'set its own options where the foundation enforces nothing',
      'dco: { enforce: [off, { level: block, repositories: ["github:a/b"] }] }',
      'dco: { enforce: warn, exempt: [9] }',
      [],
    ],
    [
      'not set them before a day on which it will',
      'dco: { enforce: { level: block, from: 2030-01-01 } }',
      'dco: { enforce: block, exempt: [9] }',
      ['policies.dco.exempt'],
    ],
    ['exempt fewer accounts', 'dco: { enforce: block, exempt: [1, 2] }', 'dco: { exempt: [2] }', []],
    ['not exempt others', 'dco: { enforce: block, exempt: [1] }', 'dco: { exempt: [1, 3] }', ['policies.dco.exempt']],
    [
      'allow less remediation',
      'dco: { enforce: block, remediation: listed, signers: [1] }',
      'dco: { remediation: individual }',
      [],
    ],
    ['not allow more', 'dco: { enforce: block }', 'dco: { remediation: individual }', ['policies.dco.remediation']],
    ['require sign-off of merges', 'dco: { enforce: block }', 'dco: { merges: require }', []],
    [
      'let fewer bodies override',
      'dco: { enforce: block, override: [tsc, maintainers] }',
      'dco: { override: [tsc] }',
      [],
    ],
    [
      'not let more bodies override',
      'dco: { enforce: block, override: [tsc] }',
      'dco: { override: [tsc, maintainers] }',
      ['policies.dco.override'],
    ],
    ['allow fewer types', 'title: { enforce: block }', 'title: { types: [feat, fix] }', []],
    ['not allow other types', 'title: { enforce: block }', 'title: { types: [feat, add] }', ['policies.title.types']],
    ['name scopes where any was allowed', 'title: { enforce: block }', 'title: { scopes: [api] }', []],
    [
      'not allow any where some are named',
      'title: { enforce: block, scopes: [api] }',
      'title: { scopes: null }',
      ['policies.title.scopes'],
    ],
    ['ask for a pattern as well', 'title: { enforce: block }', 'title: { pattern: ".*x" }', []],
    [
      'not ask for another pattern instead',
      'title: { enforce: block, pattern: "a" }',
      'title: { pattern: "b" }',
      ['policies.title.pattern'],
    ],
    [
      'not leave Conventional Commits',
      'title: { enforce: block }',
      'title: { conventional: false, pattern: ".*" }',
      ['policies.title.conventional'],
    ],
    ['ask for shorter titles', 'title: { enforce: block }', 'title: { max_length: 72 }', []],
    [
      'ask for more sections',
      'description: { enforce: block, sections: [Why] }',
      'description: { sections: [How, Why] }',
      [],
    ],
    [
      'not drop a section',
      'description: { enforce: block, sections: [Why] }',
      'description: { sections: [How] }',
      ['policies.description.sections'],
    ],
    [
      'take fewer headings for the same',
      'description: { enforce: block, sections: [[Why, 为什么]] }',
      'description: { sections: [为什么] }',
      [],
    ],
    [
      'not take more',
      'description: { enforce: block, sections: [Why] }',
      'description: { sections: [[Why, Reason]] }',
      ['policies.description.sections'],
    ],
    [
      'not loosen several keys, each of which is named',
      'dco: { enforce: block }',
      'dco: { enforce: warn, exempt: [1] }',
      ['policies.dco.exempt', 'policies.dco.enforce'],
    ],
  ])('%s', (_rule, floor, file, expected) => {
    expect(problems(floor, fileOf(file))).toEqual(expected);
  });

  test('read where it loosens what, and how to mend that', () => {
    const floor = rulesOf('dco: { enforce: block, exempt: [1] }').floor;
    expect(tightened(floor, 'version: 1\npolicies:\n  dco:\n    exempt: [2]\n', policies, place).problems).toEqual([
      {
        file: '.github/opencharter.yml',
        line: 4,
        column: 13,
        path: 'policies.dco.exempt',
        message:
          'loosens what policy.yml of the foundation demands, exempt: ["github:1"]; write that or something tighter, or leave "exempt" out',
        unknown: null,
        suggestion: null,
        demanded: '["github:1"]',
      },
    ]);
  });
});

describe('a repository’s file that is wrong', () => {
  test.each<[string, string, RegExp]>([
    ['is no YAML', 'policies: [', /./],
    ['is a list', '- a', /must be a mapping/],
    ['is empty', '', /must be a mapping|is missing/],
    ['has no version', 'policies: {}', /^version: is missing/],
    ['has an unknown key', 'version: 1\npolicy: {}', /^policy: unknown key/],
    ['names a policy that there is not', fileOf('dcoo: { enforce: block }'), /^policies\.dcoo: there is no policy/],
    ['has an entry without keys', fileOf('dco:'), /^policies\.dco: must be a mapping/],
    ['has an unknown level', fileOf('dco: { enforce: strict }'), /^policies\.dco\.enforce/],
    [
      'names a body that there is not',
      fileOf('dco: { override: [board] }'),
      /^policies\.dco\.override\[0\]: there is no body "board"/,
    ],
    ['exempts by name', fileOf('dco: { exempt: ["dependabot[bot]"] }'), /^policies\.dco\.exempt\[0\]/],
    ['is very long', `version: 1\n#${'x'.repeat(2_000_000)}`, /larger than 1 MiB/],
    ['refers to itself without end', 'version: 1\npolicies: &a { dco: *a }', /./],
  ])('because it %s is told, and the floor stands', (_rule, text, message) => {
    const { floor } = rulesOf('dco: { enforce: block, override: [tsc] }');
    const { settings, problems: found } = tightened(floor, text, policies, place);
    expect(found.map((one) => `${one.path}: ${one.message}`.replace(/^: /, ''))[0]).toMatch(message);
    expect(settings).toEqual(floor);
  });
});

test('a wrong entry costs only itself', () => {
  const { floor } = rulesOf('dco: { enforce: warn }\ntitle: { enforce: warn }');
  const file = fileOf('dco: { enforce: off }\ntitle: { enforce: block }');
  const levels = tightened(floor, file, policies, place).settings.map(({ policy, steps }) => [policy, steps[0]?.level]);
  expect(levels).toEqual([
    ['dco', 'warn'],
    ['title', 'block'],
  ]);
});

describe('policy.yml of the foundation', () => {
  test.each<[string, string, string[]]>([
    ['may be empty', 'version: 1\npolicies: {}', []],
    ['needs a level for each policy', fileOf('dco: {}'), ['policies.dco.enforce: is missing']],
    [
      'names options that there are',
      fileOf('dco: { enforce: block, exemptt: [] }'),
      ['policies.dco.exemptt: unknown key; the keys here are enforce, override, exempt, remediation, signers, merges'],
    ],
    [
      'has no step that could never count',
      fileOf('dco: { enforce: [{ level: warn, from: 2026-01-01 }, block] }'),
      ['policies.dco.enforce: a step for all repositories and days stands first: those above it would never count'],
    ],
    [
      'has days that there are',
      fileOf('dco: { enforce: { level: warn, from: 2026-02-30 } }'),
      ['policies.dco.enforce.from: a day is written YYYY-MM-DD'],
    ],
    [
      'names motions that there are',
      fileOf('paths: { enforce: block, rules: [{ paths: ["a"], motion: tecnical }] }'),
      ['policies.paths.rules[0].motion: there is no motion kind "tecnical"'],
    ],
  ])('%s', (_rule, text, expected) => {
    expect(problemsIn(text)).toEqual(expected);
  });
});
