// How the findings of all policies come to one verdict.
import { describe, expect, test } from '@jest/globals';
import { evaluate, type Evaluation } from '../../src/contributions/evaluate.js';
import { incomplete, type Facts, type Missing } from '../../src/contributions/facts.js';
import type { Override } from '../../src/contributions/finding.js';
import { commit, facts, sha } from './support/facts.js';
import { fileOf, rulesOf } from './support/rules.js';

const unsigned = { commits: [commit({ message: 'feat: x' })] };
const all = 'dco: { enforce: block, override: [tsc] }\ntitle: { enforce: warn }\ndescription: { enforce: block }';

function run(entries: string, of: Facts = facts(), overrides: readonly Override[] = []): Evaluation {
  return evaluate(of, rulesOf(entries), overrides);
}

function told({ verdict, findings }: Evaluation): string[] {
  return [verdict, ...findings.map((one) => `${one.policy} ${one.verdict}`)];
}

const override: Override = {
  policy: 'dco',
  head: sha('c1'),
  person: 'wang-bo',
  reason: 'Written before the rule',
  at: '2026-11-20T10:00:00.000Z',
};

describe('the verdict', () => {
  test.each<[string, string, Facts, string[]]>([
    ['is pass when all policies pass', all, facts(), ['pass', 'dco pass', 'title pass', 'description pass']],
    ['is pass without policies', 'title: { enforce: off }', facts(), ['pass']],
    [
      'is fail when one that blocks fails',
      all,
      facts(unsigned),
      ['fail', 'dco fail', 'title pass', 'description pass'],
    ],
    [
      'is pass when one that warns fails',
      all,
      facts({}, { title: 'x' }),
      ['pass', 'title fail', 'dco pass', 'description pass'],
    ],
    [
      'is pass when one in the shadow fails, which is told last',
      'title: { enforce: shadow }\ndescription: { enforce: block }',
      facts({}, { title: 'x' }),
      ['pass', 'description pass', 'title fail'],
    ],
    [
      'is not changed by one that is off',
      'title: { enforce: off }\ndco: { enforce: warn }',
      facts({}, { title: 'x' }),
      ['pass', 'dco pass'],
    ],
    [
      'names what blocks before what warns, new commits before words',
      all,
      facts(unsigned, { title: 'x', body: '' }),
      ['fail', 'dco fail', 'description fail', 'title fail'],
    ],
  ])('%s', (_rule, entries, of, expected) => {
    expect(told(run(entries, of))).toEqual(expected);
  });

  test.each<[string, string, object, object, string | null]>([
    ['what fails and blocks', all, unsigned, {}, 'dco'],
    [
      'what the author can mend before what others must do',
      'title: { enforce: block }\nowners: { enforce: block }',
      {},
      { title: 'x' },
      'title',
    ],
    ['nothing while all that blocks passes', all, {}, { title: 'x' }, null],
  ])('first is %s', (_rule, entries, parts, pull, expected) => {
    expect(run(entries, facts(parts, pull)).first?.policy ?? null).toBe(expected);
  });
});

describe('a fact that is missing', () => {
  test.each<[string, Missing, object]>([
    [
      'a list shorter than reported',
      { code: 'fewer-than-reported', read: 250, reported: 300 },
      { read: 250, reported: 300 },
    ],
    ['a list over the cap', { code: 'over-the-cap', cap: 3000 }, { cap: 3000 }],
    ['a forge that failed', { code: 'forge-failed', detail: '502 Bad Gateway' }, { detail: '502 Bad Gateway' }],
    ['a part that nobody read', { code: 'not-read' }, {}],
  ])('%s makes the policies that need it pending, never passing', (_rule, why, values) => {
    const { verdict, findings, first } = run(all, { ...facts(), commits: incomplete(why) });
    expect([verdict, first]).toEqual(['pending', null]);
    expect(findings[0]).toMatchObject({
      policy: 'dco',
      verdict: 'pending',
      summary: { key: `pending.${why.code}`, values: { part: 'commits', ...values } },
      actor: { role: 'app' },
    });
  });

  test('does not hide what fails already', () => {
    const of = { ...facts({}, { body: '' }), commits: incomplete({ code: 'not-read' }) };
    expect(told(run(all, of))).toEqual(['fail', 'description fail', 'dco pending', 'title pass']);
  });

  test('is no matter to a policy that does not need it', () => {
    expect(run('title: { enforce: block }', { ...facts(), files: incomplete({ code: 'not-read' }) }).verdict).toBe(
      'pass',
    );
  });

  test('of the base tree keeps the verdict open, since the repository may have tightened the rules', () => {
    const of = { ...facts(), baseFiles: incomplete({ code: 'not-read' }) };
    expect(told(run('title: { enforce: block }', of))).toEqual(['pending', 'policy-file pending', 'title pass']);
  });

  test('that only a warning needs does not hold up the verdict', () => {
    const of = { ...facts(), commits: incomplete({ code: 'not-read' }) };
    expect(run('dco: { enforce: warn }', of).verdict).toBe('pass');
  });
});

describe('an override', () => {
  test.each<[string, Override, string]>([
    ['lets the finding stand without blocking', override, 'pass'],
    ['is for its head only', { ...override, head: sha('c0') }, 'fail'],
    ['is for its policy only', { ...override, policy: 'title' }, 'fail'],
  ])('%s', (_rule, given, expected) => {
    const { verdict, findings } = run(all, facts(unsigned), [given]);
    expect(verdict).toBe(expected);
    expect(findings.find(({ policy }) => policy === 'dco')?.verdict).toBe('fail');
  });

  test('is shown with its finding, the last one given', () => {
    const later = { ...override, reason: 'Later', at: '2026-11-20T11:00:00.000Z' };
    const { findings } = run(all, facts(unsigned), [override, later]);
    expect(findings.find(({ policy }) => policy === 'dco')?.override).toEqual(later);
  });
});

describe('the level of enforcement', () => {
  const steps = `title:
  enforce:
    - shadow
    - { level: warn, from: 2026-11-20 }
    - { level: block, from: 2027-01-01 }
    - { level: off, repositories: ["github:openclaw/playground-*"] }`;

  test.each<[string, string, string, string | null]>([
    ['is that of the first step before all days', '2026-11-19T23:59:59.999Z', 'openclaw/models', 'shadow'],
    [
      'changes with the day on which the pull request was opened, in UTC',
      '2026-11-20T00:00:00.000Z',
      'openclaw/models',
      'warn',
    ],
    ['is that of the last step that applies', '2027-03-01T00:00:00.000Z', 'openclaw/models', 'block'],
    ['may differ by repository', '2027-03-01T00:00:00.000Z', 'OpenClaw/Playground-1', null],
    ['differs for no repository of a like name', '2027-03-01T00:00:00.000Z', 'other/playground-1', 'block'],
  ])('%s', (_rule, createdAt, repo, expected) => {
    const of = facts({}, { title: 'x', createdAt });
    const { findings } = run(steps, { ...of, subject: { ...of.subject, repo } });
    expect(findings[0]?.enforce ?? null).toBe(expected);
  });

  test('is off where no step applies', () => {
    expect(run('title: { enforce: { level: block, from: 2027-01-01 } }', facts({}, { title: 'x' })).findings).toEqual(
      [],
    );
  });
});

describe('a repository’s own file', () => {
  const path = '.github/opencharter.yml';
  const loosening = fileOf('title: { enforce: off }');

  test.each<[string, object, string[]]>([
    [
      'tightens the rules',
      { baseFiles: new Map([[path, fileOf('title: { enforce: block }')]]) },
      ['fail', 'title fail'],
    ],
    [
      'is read at the base, not as the contribution makes it',
      { headFiles: new Map([[path, fileOf('title: { enforce: block }')]]) },
      ['pass', 'title fail', 'policy-file pass'],
    ],
    [
      'fails on the contribution that loosens the rules',
      { headFiles: new Map([[path, loosening]]) },
      ['fail', 'policy-file fail', 'title fail'],
    ],
    [
      'warns where one in force is wrong, and counts for nothing',
      { baseFiles: new Map([[path, loosening]]) },
      ['pass', 'title fail', 'policy-file fail'],
    ],
    [
      'may be mended by a contribution',
      { baseFiles: new Map([[path, loosening]]), headFiles: new Map([[path, fileOf('title: {}')]]) },
      ['pass', 'title fail', 'policy-file pass'],
    ],
    [
      'is another one on the other forge',
      { headFiles: new Map([['.gitee/opencharter.yml', loosening]]) },
      ['pass', 'title fail'],
    ],
  ])('%s', (_rule, parts, expected) => {
    expect(told(run('title: { enforce: warn }', facts(parts, { title: 'x' })))).toEqual(expected);
  });

  test('is told with its lines', () => {
    const of = facts({ headFiles: new Map([[path, fileOf('dco: { enforce: block, exmpt: [1] }')]]) });
    const [finding] = run('title: { enforce: warn }', of).findings;
    expect(finding?.details).toMatchObject([{ key: 'policy-file.unknown', file: path, line: 3 }]);
    expect(finding?.details[0]?.values).toMatchObject({
      path: 'policies.dco.exmpt',
      word: 'exmpt',
      suggestion: 'exempt',
    });
  });
});

test('a policy reads no fact that it does not name, and none that is missing', async () => {
  const { knownFacts } = await import('../../src/contributions/facts.js');
  const of = { ...facts(), commits: incomplete({ code: 'not-read' }) };
  expect(() => knownFacts(of, []).files).toThrow('does not say that it needs files');
  expect(() => knownFacts(of, ['commits']).commits).toThrow('commits is not complete');
});
