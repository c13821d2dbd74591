// The rules of paths that need a motion, or are nobody's to change, each in a row.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { knownFacts, type CarriedMotion, type ChangedFile } from '../../../src/contributions/facts.js';
import type { Judgement } from '../../../src/contributions/finding.js';
import { paths, type PathRule } from '../../../src/contributions/policies/paths.js';
import { facts, sha } from '../support/facts.js';
import { file } from '../support/owners.js';

const governance: PathRule = { paths: ['governance/**', 'LICENSE'], motion: 'governance' };
const binaries: PathRule = { paths: ['**/*.{exe,dll}'], forbidden: true };
const technical: PathRule = { paths: ['governance/roadmap.yml'], motion: 'technical' };
const charter = file('governance/charter.yml');
const carried: CarriedMotion = { id: 'M-2026-0001', kind: 'governance', head: sha('c1') };

function judge(
  files: readonly ChangedFile[],
  rules: readonly PathRule[],
  motions: readonly CarriedMotion[] = [],
): Judgement {
  const options = paths.options.parse({ rules });
  return paths.evaluate(knownFacts(facts({ files, motions }), paths.needs(options)), options);
}

function told(judgement: Judgement): string {
  return judgement.verdict === 'fail' ? judgement.summary.key.replace('paths.', '') : judgement.verdict;
}

describe('a changed path', () => {
  test.each<[string, readonly ChangedFile[], readonly PathRule[], readonly CarriedMotion[], string]>([
    ['of no rule is free', [file('src/a.ts')], [governance, binaries], [], 'skip'],
    ['is free where there is no rule', [charter], [], [], 'skip'],
    ['of a kind needs a carried motion', [charter], [governance], [], 'fail-motion'],
    ['of a kind passes with one', [charter], [governance], [carried], 'pass'],
    [
      'of a kind does not pass with one of another kind',
      [charter],
      [governance],
      [{ ...carried, kind: 'technical' }],
      'fail-motion',
    ],
    [
      'of a kind does not pass with one for another head',
      [charter],
      [governance],
      [{ ...carried, head: sha('01d') }],
      'fail-motion',
    ],
    ['that is removed needs the motion too', [file('LICENSE', { status: 'removed' })], [governance], [], 'fail-motion'],
    [
      'is needed by its old name too',
      [file('a', { previousPath: 'LICENSE', status: 'renamed' })],
      [governance],
      [],
      'fail-motion',
    ],
    [
      'is needed by its new name too',
      [file('LICENSE', { previousPath: 'a', status: 'renamed' })],
      [governance],
      [],
      'fail-motion',
    ],
    [
      'that was only copied from is free',
      [file('a', { previousPath: 'LICENSE', status: 'copied' })],
      [governance],
      [],
      'skip',
    ],
    [
      'in place of a folder needs its motion',
      [file('governance', { status: 'added' })],
      [governance],
      [],
      'fail-motion',
    ],
    ['in a hidden folder is matched', [file('.git-hooks/a.exe')], [binaries], [], 'fail-forbidden'],
    ['that is forbidden passes with no motion', [file('a.exe')], [binaries], [carried], 'fail-forbidden'],
    [
      'that is forbidden is told before one that needs a motion',
      [charter, file('a.exe')],
      [governance, binaries],
      [],
      'fail-forbidden',
    ],
    [
      'of two rules needs both motions',
      [file('governance/roadmap.yml')],
      [governance, technical],
      [carried],
      'fail-motion',
    ],
    [
      'of two rules passes with both motions',
      [file('governance/roadmap.yml')],
      [governance, technical],
      [carried, { ...carried, kind: 'technical' }],
      'pass',
    ],
  ])('%s', (_rule, files, rules, motions, expected) => {
    expect(told(judge(files, rules, motions))).toBe(expected);
  });
});

describe('what to do', () => {
  test('is to propose a motion of the kind', () => {
    const { mend, actor } = judge([charter], [governance]);
    expect(actor).toEqual({ role: 'motion', kind: 'governance' });
    expect(mend?.web?.text).toBe('/propose governance');
  });

  test('is to leave forbidden files as they are at the base, whatever their names', () => {
    const files = [
      file("$(rm -rf ~)'.exe", { status: 'added' }),
      file('old.dll', { status: 'removed' }),
      file('new', { previousPath: 'b.dll', status: 'renamed' }),
    ];
    expect(judge(files, [binaries]).mend?.commandLine?.split('\n')).toEqual([
      `git rm -- '$(rm -rf ~)'\\''.exe' new`,
      `git checkout ${sha('ba5e')} -- old.dll b.dll`,
      'git commit -s -m "Leave forbidden paths as they were"',
      'git push',
    ]);
  });

  test('is told without commands where a name would show as another', () => {
    expect(judge([file('a\u202eexe.exe', { status: 'added' })], [binaries]).mend?.commandLine).toBeNull();
  });
});

describe('options', () => {
  test.each<[string, object]>([
    ['have globs that can be read', { rules: [{ paths: ['a**'], motion: 'technical' }] }],
    ['have a demand in each rule', { rules: [{ paths: ['a'] }] }],
    ['have one demand in each rule', { rules: [{ paths: ['a'], motion: 'technical', forbidden: true }] }],
    ['have a glob in each rule', { rules: [{ paths: [], forbidden: true }] }],
    ['have known keys', { rules: [{ paths: ['a'], forbidden: true, except: ['b'] }] }],
  ])('%s', (_rule, options) => {
    expect(paths.options.safeParse(options).success).toBe(false);
  });

  test('need only the facts they judge by', () => {
    expect(paths.needs({ rules: [] })).toEqual([]);
    expect(paths.needs({ rules: [binaries] })).toEqual(['files']);
    expect(paths.needs({ rules: [governance] })).toEqual(['files', 'motions']);
  });

  test('that are tighter never turn a fail into a pass', () => {
    const glob = fc.constantFrom('a', 'b/**', '*', 'b/c');
    const rule: fc.Arbitrary<PathRule> = fc
      .tuple(fc.array(glob, { minLength: 1, maxLength: 3 }), fc.constantFrom('x', 'y', null))
      .map(([globs, motion]) =>
        motion === null ? { paths: globs, forbidden: true as const } : { paths: globs, motion },
      );
    const rules = fc.array(rule, { maxLength: 3 });
    const files = fc.subarray(['a', 'b/c', 'b/d', 'e']).map((names) => names.map((name) => file(name)));
    const motions = fc.subarray(['x', 'y']).map((kinds) => kinds.map((kind) => ({ ...carried, kind })));
    fc.assert(
      fc.property(rules, rules, files, motions, (floor, wanted, changed, decided) => {
        fc.pre(paths.tightness.rules(floor, wanted));
        if (judge(changed, floor, decided).verdict === 'fail') {
          expect(judge(changed, wanted, decided).verdict).toBe('fail');
        }
      }),
      { numRuns: 500 },
    );
  });
});
