// The rules of titles, each in a row.
import { describe, expect, test } from '@jest/globals';
import { knownFacts } from '../../../src/contributions/facts.js';
import type { Judgement } from '../../../src/contributions/finding.js';
import { title } from '../../../src/contributions/policies/title.js';
import { account, facts } from '../support/facts.js';

function judge(text: string, options: object = {}): Judgement {
  const read = title.options.parse(options);
  return title.evaluate(knownFacts(facts({}, { title: text }), title.needs(read)), read);
}

/** `pass`, or what is wrong, in order. */
function told(text: string, options: object = {}): string {
  const { verdict, details } = judge(text, options);
  return verdict === 'fail' ? details.map(({ key }) => key.replace('title.', '')).join(' ') : verdict;
}

describe('a title by Conventional Commits', () => {
  test.each<[string, string, string]>([
    ['has a type and a description', 'feat: load a model', 'pass'],
    ['may have a scope', 'fix(loader): read the last byte', 'pass'],
    ['may have a scope in Chinese', 'fix(加载器): 读取最后一个字节', 'pass'],
    ['may break something', 'feat(api)!: drop version 1', 'pass'],
    ['may name several scopes', 'fix(a, b): x', 'pass'],
    ['needs a type', 'Load a model', 'no-type'],
    ['needs a type before the scope', '(loader): x', 'no-type'],
    ['needs a type that is listed', 'feature: x', 'unknown-type'],
    ['has its type in the letter case of the list', 'Feat: x', 'unknown-type'],
    ['has no space before the colon', 'feat : x', 'no-type'],
    ['has an ASCII colon', 'feat：加载模型', 'wide-colon'],
    ['has a space behind the colon', 'feat:load', 'no-space'],
    ['needs a description', 'feat: ', 'invisible no-description'],
    ['has no empty scope', 'feat(): x', 'empty-scope'],
    ['has a scope that is closed', 'feat(a: x', 'no-type'],
    ['has no second scope', 'feat(a)(b): x', 'no-type'],
    ['is at most 100 characters long', `feat: ${'x'.repeat(95)}`, 'too-long'],
    ['is measured in characters, not in bytes', `feat: ${'字'.repeat(94)}`, 'pass'],
    ['is not empty', '   ', 'empty'],
    ['has no spaces around it', ' feat: x', 'invisible no-type'],
    ['holds nothing that turns what follows', 'feat: x\u202e', 'invisible'],
    ['is not what GitHub calls a revert', 'Revert "feat: x"', 'no-type'],
    ['is none for another word before a colon', '[WIP] feat: x', 'no-type'],
  ])('%s', (_rule, text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe('a title by a foundation’s options', () => {
  test.each<[string, string, object, string]>([
    ['may have only its types', 'feat: x', { types: ['add', 'mend'] }, 'unknown-type'],
    ['may have only its scopes', 'feat(ui): x', { scopes: ['api', 'docs'] }, 'unknown-scope'],
    ['needs no scope only because some are listed', 'feat: x', { scopes: ['api'] }, 'pass'],
    ['needs a scope where it says so', 'feat: x', { scope_required: true }, 'no-scope'],
    ['may match a pattern instead', 'OC-12 Load', { pattern: 'OC-\\d+ .+' }, 'pass'],
    ['matches the pattern as a whole', 'about OC-12 Load', { pattern: 'OC-\\d+' }, 'pattern'],
    ['may have to do both', 'OC-12 Load', { conventional: true, pattern: 'OC-\\d+ .+' }, 'no-type'],
    ['matches each of several patterns', 'a b', { pattern: ['a.*', '.*c'] }, 'pattern'],
    ['may be of another length', 'feat: a longer title', { max_length: 10 }, 'too-long'],
    ['may be anything by an exempt account', 'Bump x', { exempt: [1001] }, 'skip'],
    ['is judged by account id, not by login', 'Bump x', { exempt: [1002] }, 'no-type'],
  ])('%s', (_rule, text, options, expected) => {
    expect(told(text, options)).toBe(expected);
  });

  test('patterns that explode elsewhere are matched in linear time', () => {
    expect(told(`${'a'.repeat(5000)}!`, { pattern: '(a+)+', max_length: 256 })).toBe('pattern too-long');
  });

  test.each<[string, object]>([
    ['a pattern with a backreference', { pattern: '(a)\\1' }],
    ['a pattern that looks ahead', { pattern: '(?=a)b' }],
    ['a pattern that is none', { pattern: '(' }],
    ['a type with a space', { types: ['a b'] }],
    ['no types', { types: [] }],
    ['an unknown option', { regex: 'a' }],
  ])('%s is refused', (_rule, options) => {
    expect(title.options.safeParse(options).success).toBe(false);
  });

  test('options as read can be read again', () => {
    const read = title.options.parse({ pattern: 'a', exempt: [7] });
    expect(title.options.parse(read)).toEqual(read);
  });
});

describe('the title to paste', () => {
  test.each<[string, object, string | null]>([
    ['Load a model', {}, 'feat: Load a model'],
    ['Fix the loader', {}, 'fix: Fix the loader'],
    ['修复加载器', {}, 'fix: 修复加载器'],
    ['Document it', {}, 'docs: Document it'],
    ['feat：加载模型', {}, 'feat: 加载模型'],
    ['fix(a):x', {}, 'fix(a): x'],
    ['Feat: x', {}, 'feat: x'],
    ['faet(api)!: x', {}, 'feat(api)!: x'],
    ['feat(apis): x', { scopes: ['api', 'ui'] }, 'feat(api): x'],
    ['feat: x', { scopes: ['api', 'ui'], scope_required: true }, 'feat(api): x'],
    ['Revert "feat: x"', {}, 'revert: feat: x'],
    [`feat: ${'x'.repeat(200)}`, {}, null],
    ['x', { pattern: 'y' }, null],
  ])('for %s (%j) is %s', (text, options, expected) => {
    expect(judge(text, options).mend?.web?.text).toBe(expected);
  });

  test('is quoted on the command line', () => {
    const command = judge("Don't $(run) `this`").mend?.commandLine;
    expect(command).toBe("gh pr edit 12 --repo openclaw/models --title 'feat: Don'\\''t $(run) `this`'");
  });

  test('is pasted in the browser alone on Gitee', () => {
    const read = title.options.parse({});
    const all = facts({}, { title: 'x', author: account(1, 'a', { forge: 'gitee' }) });
    const gitee = { ...all, subject: { ...all.subject, forge: 'gitee' as const } };
    expect(title.evaluate(knownFacts(gitee, []), read).mend).toMatchObject({
      commandLine: null,
      web: { text: 'feat: x' },
    });
  });
});
