// The words of policies: there are exactly those that the policies use, in both languages, and whatever stands in their gaps does nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { words } from '../../src/contributions/finding.js';
import { policies } from '../../src/contributions/policies/index.js';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createPolicyWords, gapsOf } from '../../src/replies/policy-words.js';
import type { Phrases } from '../../src/replies/say.js';
import { sentencesIn, worlds } from './policy-worlds.js';

const { policies: locales } = await loadReplyFiles();
const { policyText, policyMarkdown, policyKind, policyName, policyWhy } = createPolicyWords(locales);
const languages = ['en', 'zh'] as const;
const markdown = new MarkdownIt({ html: true, linkify: true });

function leaves(phrases: Phrases, path = ''): ReadonlyMap<string, string> {
  const found = Object.entries(phrases).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${path}${name}`, value] as const] : [...leaves(value, `${path}${name}.`)],
  );
  return new Map(found);
}

const said = worlds.flatMap(sentencesIn);
const parts = ['commits', 'files', 'reviews', 'approvals', 'baseFiles', 'headFiles', 'motions', 'accounts', 'queue'];
const failures = worlds.flatMap(({ findings }) =>
  findings.flatMap(({ verdict, summary }) => (verdict === 'fail' || verdict === 'pending' ? [summary.key] : [])),
);
const ids = ['policy-file', ...policies.map(({ id }) => id)];

const expected = new Set([
  ...said.map(({ key }) => key),
  ...parts.map((part) => `parts.${part}`),
  ...failures.map((key) => `kinds.${key}`),
  ...ids.flatMap((id) => [`${id}.name`, `${id}.why`]),
]);

describe.each(languages)('in language %s', (language) => {
  const phrases = leaves(locales[language]);

  test('there are exactly the sentences that the policies use', () => {
    expect([...phrases.keys()].sort()).toEqual([...expected].sort());
  });

  test('every gap has its value', () => {
    const open = said.filter(({ key, values }) => gapsOf(phrases.get(key) ?? '').some((gap) => !(gap in values)));
    expect(open).toEqual([]);
  });

  test.each(['policyText', 'policyMarkdown'] as const)('every sentence is filled by %s without leftovers', (name) => {
    const tell = { policyText, policyMarkdown }[name];
    for (const one of said) {
      const text = tell(one, language);
      expect(text).not.toBe(one.key);
      expect(text).not.toMatch(/\{\{|\}\}|undefined|\[object|NaN|\bnull\b|“”|（）| {2}|[,;:，；：] ?$|^\s|\s$|\n/);
    }
  });
});

test('every sentence in the source has its words', () => {
  const folder = new URL('../../src/contributions/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const sources = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const calls = [...sources.matchAll(/words\(([^()]*?)[,)]/g)].map(([, first = '']) => first);
  const literal = calls.flatMap((call) => [...call.matchAll(/'([a-z-]+(?:\.[a-z-]+)+)'/g)].map(([, key = '']) => key));
  const prefixes = calls.flatMap((call) => [...call.matchAll(/`([a-z.-]+)\.\$\{/g)].map(([, prefix = '']) => prefix));
  const known = leaves(locales.en);
  expect(literal.length).toBeGreaterThan(40);
  expect(literal.filter((key) => !known.has(key))).toEqual([]);
  expect(prefixes.filter((prefix) => ![...known.keys()].some((key) => key.startsWith(`${prefix}.`)))).toEqual([]);
});

describe('a sentence', () => {
  test.each([
    ['one commit', { failing: 1, commits: 1 }, 'Sign off 1 of 1 commit'],
    ['several', { failing: 2, commits: 5 }, 'Sign off 2 of 5 commits'],
  ])('counts %s', (_, values, text) => {
    expect(policyText(words('dco.fail', values), 'en')).toBe(text);
  });

  test('shortens the ids of commits and tells times in UTC', () => {
    expect(policyText(words('owners.fallen', { login: 'bo', head: 'c0ffee'.padEnd(40, '0') }), 'en')).toBe(
      'what bo gave for commit “c0ffee0” fell with a later push',
    );
    const at = '2026-11-20T10:00:00.000Z';
    expect(policyText(words('owners.hold.command', { login: 'bo', at }), 'en')).toBe(
      'bo wrote “/hold” at 2026-11-20 10:00 UTC',
    );
  });

  test('sets what may be copied as code in Markdown, and in quotes in plain text', () => {
    const one = words('paths.forbidden', { path: 'src/a_b.ts', kind: '' });
    expect(policyMarkdown(one, 'en')).toBe('`src/a_b.ts` may not be changed');
    expect(policyText(one, 'zh')).toBe('“src/a_b.ts”不能改动');
  });

  test('leaves what may be copied as it is, in Chinese too', () => {
    const one = words('paths.forbidden', { path: '文档a.md', kind: '' });
    expect([policyText(one, 'zh'), policyMarkdown(one, 'zh')]).toEqual([
      '“文档a.md”不能改动',
      '`文档a.md`\u2009不能改动',
    ]);
  });

  test('that this version does not have, or has with other gaps, is told by its key', () => {
    expect(policyText(words('old.sentence', { a: 1 }), 'en')).toBe('old.sentence');
    expect(policyText(words('dco.fail'), 'en')).toBe('dco.fail');
    expect(policyText(words('dco'), 'en')).toBe('dco');
    expect(policyText(words('__proto__.constructor.name'), 'zh')).toBe('__proto__.constructor.name');
    expect([policyKind('old.fail', 'en'), policyName('cla', 'en'), policyWhy('cla', 'en')]).toEqual([
      'old.fail',
      'cla',
      '',
    ]);
  });

  test('names kinds of failure and policies without any value', () => {
    expect([policyKind('dco.fail', 'en'), policyName('dco', 'zh')]).toEqual([
      'Commits lack a sign-off',
      '提交签署（DCO）',
    ]);
  });
});

describe('whatever a value holds', () => {
  const nasty = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from(' \n\t@#!:/.-_*`~[]()<>&;"\'\\|+={}0123456789abf')),
      fc.constantFrom(
        '@everyone',
        '</details>',
        '<script>',
        '<!-- opencharter:x -->',
        '{{title}}',
        'https://a.example',
        '\u202E',
        '林',
      ),
    ),
    maxLength: 40,
  });

  test.each(languages)(
    'its sentence in %s is one cell of a table, and mentions, links and formats nothing',
    (language) => {
      fc.assert(
        fc.property(fc.constantFrom(...said), nasty, (one, value) => {
          const values = Object.fromEntries(
            Object.entries(one.values).map(([name, was]) => [name, typeof was === 'number' ? was : value]),
          );
          const text = policyMarkdown({ key: one.key, values }, language);
          const html = markdown.render(`| a | b |\n| --- | --- |\n| ${text} | end |`);
          expect(html.match(/<td>/g)).toHaveLength(2);
          expect(html).toContain('<td>end</td>');
          const shown = html.replace(/<code>.*?<\/code>/g, '');
          expect(shown).not.toMatch(/<(?!\/?(?:table|thead|tbody|tr|th|td)>)|@\w|:\/\//);
          expect(text).not.toContain('<!--');
        }),
        { numRuns: 1500 },
      );
    },
  );

  test('plain text is one line without characters that cannot be seen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...said), fc.string({ unit: 'binary' }), (one, value) => {
        const values = Object.fromEntries(Object.keys(one.values).map((name) => [name, value]));
        expect(policyText({ key: one.key, values }, 'en')).not.toMatch(/[\p{Cc}\u200B\u202A-\u202E\u2028]/u);
      }),
    );
  });
});
