// Input that is made to break things: every one is judged, what it comes to is told, and no finding grows with it.
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../src/contributions/evaluate.js';
import type { Facts } from '../../src/contributions/facts.js';
import { tightened } from '../../src/contributions/floor.js';
import { readAliases } from '../../src/contributions/owners/aliases.js';
import { readOwners } from '../../src/contributions/owners/read.js';
import { compileRegex } from '../../src/contributions/patterns/regex.js';
import { policies } from '../../src/contributions/policies/index.js';
import { commit, facts, mei, sha, signature } from './support/facts.js';
import { accounts, baseFiles, file } from './support/owners.js';
import { names, rulesOf } from './support/rules.js';

const mebibyte = 1024 * 1024;
const rules = rulesOf(`dco: { enforce: block, remediation: individual }
title: { enforce: block, scopes: [api], pattern: ".*x" }
description: { enforce: block, sections: [Why] }
owners: { enforce: block }
paths: { enforce: block, rules: [{ paths: ["**"], motion: technical }, { paths: ["**/*.exe"], forbidden: true }] }`);

/** All policies on these facts: each verdict, and the longest value and the longest text to paste in any finding. */
function judged(of: Facts) {
  const { findings, verdict } = evaluate(of, rules, []);
  const said = findings.flatMap(({ summary, details, mend }) => [summary, ...details, ...(mend ? [mend.what] : [])]);
  const values = said.flatMap((words) => Object.values(words.values).map((value) => String(value).length));
  const pasted = findings.flatMap(({ mend }) => [mend?.commandLine?.length ?? 0, mend?.web?.text?.length ?? 0]);
  return { verdict, policies: findings.length, value: Math.max(0, ...values), pasted: Math.max(0, ...pasted) };
}

const clear = { verdict: 'fail', policies: 5 };

describe('a file name', () => {
  test.each<[string, string]>([
    ['of dots that lead outside', '../../etc/passwd'],
    ['from the root of the machine', '/etc/passwd'],
    ['that is empty', ''],
    ['of slashes', '///'],
    ['with a NUL', 'src/\u0000.ts'],
    ['with control characters', 'src/\u001b[31m\r\n\u0085.ts'],
    ['that turns around', 'src/\u202etxt.exe'],
    ['with half a character', 'src/\ud800.ts'],
    ['with invisible characters', 'src/\u200b\ufeff.ts'],
    ['of four thousand characters', 'a'.repeat(4096)],
    ['of two thousand folders', 'a/'.repeat(2000)],
    ['that objects have', '__proto__/constructor/toString'],
    ['that is a pattern', '**/{a,b}[!c]\\*'],
    ['that is Markdown', '`](x)@everyone <!-- -->'],
    ['that is a command', "$(rm -rf ~);'`\n"],
  ])('%s', (_what, path) => {
    const files = [file(path), file(`${path}.exe`, { previousPath: `${path}/OWNERS`, status: 'renamed' })];
    const of = facts({ files, baseFiles: new Map(Object.entries(baseFiles)), accounts });
    const { value, pasted, ...rest } = judged(of);
    expect(rest).toEqual(clear);
    expect(value).toBeLessThanOrEqual(1000);
    expect(pasted).toBeLessThan(50_000);
  });
});

describe('a commit message', () => {
  const signOff = 'Signed-off-by: Lin Mei <mei@example.org>';
  test.each<[string, string]>([
    ['is empty', ''],
    ['is one line of a mebibyte', 'a'.repeat(mebibyte)],
    ['is a mebibyte of line ends', '\n'.repeat(mebibyte)],
    ['has a title of a mebibyte', `${'a '.repeat(mebibyte / 2)}\n\nSigned-off-by: A <a@b.c>`],
    ['has ten thousand trailers', `x\n\n${'Signed-off-by: A <a@b.c>\n'.repeat(10_000)}`],
    ['has a trailer of a mebibyte', `x\n\nSigned-off-by: ${'<'.repeat(mebibyte)}`],
    ['has a trailer folded ten thousand times', `x\n\nSigned-off-by: a\n${' <\n'.repeat(10_000)}`],
    ['has a NUL in its sign-off', 'x\n\nSigned-off-by: Lin\u0000Mei <mei@example.org>'],
    ['turns its sign-off around', `x\n\n\u202e${signOff}`],
    ['ends lines as nobody does', `x\u2028\u2028${signOff}\u0085\u000b\u000c`],
    ['has half characters', `x\n\nSigned-off-by: \udfff <\ud800@example.org>`],
    ['has addresses that are none', `x\n\nSigned-off-by: a <@>\nSigned-off-by: a <a@[::1>\nSigned-off-by: a <a@%00.b>`],
    [
      'states ten thousand times',
      `x\n\n${`I, A <a@b.c>, hereby add my Signed-off-by to this commit: ${sha('c1')}\n`.repeat(10_000)}`,
    ],
  ])('%s', (_what, message) => {
    const { value, pasted, ...rest } = judged(facts({ commits: [commit({ message })] }, { title: 'x', body: '' }));
    expect(rest).toEqual(clear);
    expect(value).toBeLessThanOrEqual(1000);
    expect(pasted).toBeLessThan(5000);
  });

  test('names authors without end, and each of them many commits', () => {
    const author = signature('N'.repeat(mebibyte), `${'a'.repeat(mebibyte)}@b.c`, mei);
    const commits = Array.from({ length: 250 }, (_, i) => commit({ sha: sha(`c${i}`), author, message: 'x' }));
    const { value, pasted, ...rest } = judged(facts({ commits }, { title: 'x', body: '' }));
    expect(rest).toEqual(clear);
    expect(value).toBeLessThanOrEqual(1000);
    expect(pasted).toBeLessThan(5000);
  });
});

const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
approvers: *c
`;

describe('a file of OWNERS', () => {
  test.each<[string, string, string]>([
    ['is not YAML', 'approvers: [', 'not-yaml'],
    ['is a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000', 'not-yaml'],
    ['is of another encoding', 'a\u0000p\u0000p\u0000', 'not-yaml'],
    ['is a number', '42', 'shape'],
    ['is a sentence', 'wang-bo owns this', 'shape'],
    ['is the path that a link holds', '../OWNERS', 'shape'],
    ['is larger than any', `approvers: [${'a, '.repeat(50_000)}]`, 'not-yaml'],
    ['is nested without end', '['.repeat(50_000), 'not-yaml'],
    ['is a bomb of aliases', bomb, 'not-yaml'],
    ['refers to itself', 'approvers: &a [*a]', 'not-yaml'],
    ['has a key that objects have', '__proto__: { approvers: [eve] }', 'not-yaml'],
    ['merges keys', 'x: &x { approvers: [eve] }\n<<: *x', 'not-yaml'],
    ['has two documents', 'approvers: [eve]\n---\napprovers: [eve]', 'not-yaml'],
    ['has a tag', 'approvers: !!js/function "eve"', 'not-yaml'],
    ['has the same key twice', 'approvers: [wang-bo]\napprovers: [eve]', 'not-yaml'],
    ['has mappings for names', 'approvers: [{ login: eve }]', 'shape'],
    ['has names without end', `approvers: ["${'a'.repeat(5000)}"]`, 'shape'],
    ['has a control character in a name', 'approvers: ["eve\\u0007"]', 'shape'],
  ])('that %s is told, and gives nobody a right', (_what, text, key) => {
    const { file: read, problems } = readOwners('OWNERS', text);
    expect(problems[0]).toMatchObject({ key: `owners.file.${key}`, file: 'OWNERS', line: expect.any(Number) });
    expect(problems.length).toBeLessThanOrEqual(20);
    expect(read).toMatchObject({ broken: true, sections: [] });
  });

  test('with ten thousand filters is told of some, and read no further', () => {
    const filters = Array.from({ length: 4000 }, (_, i) => `  "a${i}": {}\n`).join('');
    const { file: read, problems } = readOwners('OWNERS', `filters:\n${filters}`);
    expect([read.broken, read.sections.length, problems.length]).toEqual([true, 50, 20]);
  });

  test.each<[string, string, string | null]>([
    ['nested quantifiers', '(a+)+$', null],
    ['the same alternative twice', '(a|a)*$', null],
    ['overlapping alternatives', '(a|aa)+$', null],
    ['repeats of anything', '(.*a){20}$', null],
    ['a name that explodes', '^(([a-z])+.)+[A-Z]([a-z])+$', null],
    ['groups in groups', `${'('.repeat(300)}a${')*'.repeat(300)}`, null],
    ['repeats of repeats', '((a{30}){30}){30}', 'too-large'],
    ['too many alternatives', `(${'a|'.repeat(2500)}a)`, 'too-long'],
    ['too many groups', `${'('.repeat(400)}a${')*'.repeat(400)}`, 'too-long'],
    ['a look ahead', '(?=a)*', 'not-supported'],
    ['a reference back', '(a)\\1', 'not-supported'],
    ['a range upside down', '[z-a]', 'malformed'],
    ['a repeat beyond any', 'a{1001}', 'malformed'],
  ])('with %s in a filter is matched step by step, or told', (_what, pattern, problem) => {
    const compiled = compileRegex(pattern);
    expect(compiled.ok ? null : compiled.error.code).toBe(problem);
    if (!compiled.ok) return;
    expect(compiled.value.size).toBeLessThanOrEqual(2000);
    expect(typeof compiled.value.matches(`${'a'.repeat(4096)}!`)).toBe('boolean');
  });
});

test.each<[string, string, string]>([
  ['in a circle', 'aliases: { a: [b], b: [a] }', 'owners.aliases.nested'],
  ['of itself', 'aliases: { a: [a] }', 'owners.aliases.nested'],
  ['by anchors in a circle', 'aliases: &x { a: *x }', 'owners.file.not-yaml'],
  ['that are a list', 'aliases: [a, b]', 'owners.file.shape'],
  ['that are a bomb', bomb.replace('approvers', 'aliases'), 'owners.file.not-yaml'],
  ['with a key that objects have', 'aliases: { constructor: [constructor] }', 'owners.aliases.nested'],
])('aliases %s are told', (_what, text, key) => {
  expect(readAliases('OWNERS_ALIASES', text).problems[0]?.key).toBe(key);
});

describe('a repository’s policy file', () => {
  const place = { names, subject: facts().subject };

  test.each<[string, string, RegExp]>([
    ['is not YAML', 'policies: [', /./],
    ['is a list', '- dco', /must be a mapping/],
    ['is a number', '1', /must be a mapping/],
    ['is larger than any', `x: "${'a'.repeat(mebibyte)}"`, /larger than/],
    ['is a bomb of aliases', bomb, /aliases/],
    ['is nested without end', '{a: '.repeat(20_000), /./],
    ['names a policy without end', `version: 1\npolicies: { "${'d'.repeat(100_000)}": {} }`, /there is no policy/],
    ['has options that objects have', 'version: 1\npolicies: { dco: { constructor: 1 } }', /unknown key/],
    ['has a policy that objects have', 'version: 1\npolicies: { toString: { enforce: off } }', /there is no policy/],
    ['has a pattern that looks ahead', 'version: 1\npolicies: { title: { pattern: "(?=a)" } }', /regular expression/],
    [
      'has a glob that is none',
      'version: 1\npolicies: { paths: { rules: [{ paths: ["../a"], forbidden: true }] } }',
      /glob/,
    ],
  ])('that %s is told, and the floor stands', (_what, text, message) => {
    const { settings, problems } = tightened(rules.floor, text, policies, place);
    expect(problems[0]?.message).toMatch(message);
    expect(settings).toEqual(rules.floor);
    const finding = evaluate(facts({ headFiles: new Map([['.github/opencharter.yml', text]]) }), rules, []).findings[0];
    expect([finding?.policy, finding?.verdict]).toEqual(['policy-file', 'fail']);
    for (const { values } of finding?.details ?? []) {
      for (const value of Object.values(values)) expect(String(value).length).toBeLessThanOrEqual(1000);
    }
  });

  test('with ten thousand unknown policies is told of fifty', () => {
    const entries = Array.from({ length: 10_000 }, (_, i) => `  dcoo${i}: {}`).join('\n');
    const { problems } = tightened(rules.floor, `version: 1\npolicies:\n${entries}`, policies, place);
    expect(problems).toHaveLength(50);
  });
});
