// Hostile YAML ends soon, with an error that says why.
import { describe, expect, test } from '@jest/globals';
import { charter, errors, people } from './support.js';

const laughs = Array.from({ length: 9 }, (_, i) => {
  const before = `*l${String(i)}`;
  return `l${String(i + 1)}: &l${String(i + 1)} [${Array(9).fill(before).join(', ')}]`;
});
const doubling = Array.from(
  { length: 10 },
  (_, i) => `d${String(i + 1)}: &d${String(i + 1)} [*d${String(i)}, *d${String(i)}]`,
);
const wide = Array(500).fill('x').join(', ');

describe('hostile YAML', () => {
  test.each<[string, string, string]>([
    ['a billion laughs', ['l0: &l0 lol', ...laughs].join('\n'), 'charter.yml:2:10: l2[1][0]: more than 20 aliases'],
    [
      'few aliases of much',
      [`d0: &d0 [${wide}]`, ...doubling].join('\n'),
      'charter.yml:2:10: d3[1][1][0]: more than 20 aliases',
    ],
    [
      'an alias of itself',
      'a: &a [*a]',
      'charter.yml:1:8: a[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: more than 20 aliases',
    ],
    ['an alias of nothing', 'a: *b', 'charter.yml:1:4: a: there is no anchor "b" before it'],
    ['10,000 lists in each other', '['.repeat(10_000), 'values are nested too deeply'],
    ['10,000 items in each other', '- '.repeat(10_000), 'values are nested too deeply'],
    ['40 mappings in each other', `${'{a: '.repeat(40)}1${'}'.repeat(40)}`, 'values are nested too deeply'],
    ['5 MiB', `a: "${'x'.repeat(5 * 1024 * 1024)}"`, 'charter.yml:1:1: the file is larger than 1 MiB'],
    ['200,000 values', `a: [${'1, '.repeat(200_000)}]`, 'charter.yml:1:1: the file holds more than 100000 values'],
    ['a NUL', 'version: 1\na: "\0"', 'charter.yml:2:5: the file holds a control character'],
    [
      'a merge key',
      'a: &a { b: 1 }\nc:\n  <<: *a',
      'charter.yml:3:3: c.<<: merge keys (<<) are not read: write the keys out',
    ],
    [
      'a __proto__ key',
      '__proto__: { polluted: true }',
      'charter.yml:1:1: __proto__: the key "__proto__" is not allowed',
    ],
    ['half a character', 'a: "\\ud83d"', 'charter.yml:1:4: a: the text holds half a character'],
    ['not a number', 'a: .nan', 'charter.yml:1:4: a: the number is too large to be kept exactly'],
    ['a number beyond 2^53', 'a: 9007199254740993', 'charter.yml:1:4: a: the number is too large to be kept exactly'],
    ['a tag', 'a: !!js/function "x"', 'charter.yml:1:4: Unresolved tag: tag:yaml.org,2002:js/function'],
    ['two documents', 'a: 1\n---\nb: 1', 'charter.yml:2:1: a file holds one document, without "---" between parts'],
    ['a list as a key', '? [a]\n: 1', 'charter.yml:1:3: keys are plain words'],
    ['another YAML version', '%YAML 1.1\n---\na: yes', 'charter.yml:1:1: a %YAML directive is not allowed'],
  ])('%s', (_, text, expected) => {
    const [first = ''] = errors({ charter: text });
    expect(first).toContain(expected);
  });

  test('keys named like parts of an object are unknown keys, or ids that are not defined', () => {
    expect(errors({ charter: `${charter}constructor: 1\ntoString: 2\n` })).toHaveLength(2);
    expect(errors({ charter: charter.replace('[tsc]', '[constructor]') })[0]).toContain(
      'there is no body "constructor"',
    );
  });

  test('of many errors a hundred are named and the rest counted', () => {
    const keys = Array.from({ length: 30_000 }, (_, i) => `k${String(i)}: 1`).join('\n');
    const found = errors({ charter: `${charter}${keys}\n` });
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toContain('and 29900 more errors');
  });

  test('twenty kinds that nobody can meet in a large electorate are judged', () => {
    const ids = Array.from({ length: 496 }, (_, i) => `p${String(i)}`);
    const all = [...ids, 'lin-mei', 'wang-bo', 'chen-yu', 'ada'];
    const kinds = Array.from(
      { length: 20 },
      (_, i) =>
        `  k${String(i)}: { title: K, scope: technical, electorate: [tsc], period: P1D, quorum: ["no > 1/1 of ballots", "yes > 50${String(i)}1"], passes_when: ["yes.affiliations > no", "affiliations > ballots"] }`,
    );
    const found = errors({
      people: `${people}${ids.map((id) => `  - { id: ${id}, name: N }`).join('\n')}\n`,
      charter: `${charter.replace('[lin-mei, wang-bo,', `[${all.filter((id) => id !== 'chen-yu').join(', ')},`)}${kinds.join('\n')}\n`,
    });
    expect(found[0]).toContain('can never meet');
  });
});
