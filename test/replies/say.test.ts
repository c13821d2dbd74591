// Sentences are filled in once, and Chinese is set with thin spaces.
import { describe, expect, test } from '@jest/globals';
import { createSay, spaceHan } from '../../src/replies/say.js';

const phrases = { greet: '{{a}} and {{b}}', days_one: '{{count}} day', days_other: '{{count}} days' };
const { en } = createSay({ en: phrases, zh: phrases });

describe('a sentence', () => {
  test('takes its values as they are, whatever they look like', () => {
    expect(en('greet', { a: '{{b}} $t(days) $1 {{a}}', b: '{{c}}' })).toBe('{{b}} $t(days) $1 {{a}} and {{c}}');
  });

  test('has the plural of its count', () => {
    expect([en('days', { count: 1 }), en('days', { count: 2 })]).toEqual(['1 day', '2 days']);
  });

  test('that does not exist is a mistake of the program', () => {
    expect(() => en('nothing')).toThrow('nothing');
  });

  test('that lacks a value is a mistake of the program', () => {
    expect(() => en('greet', { a: 'x' })).toThrow('b is missing');
  });
});

describe('between Han and Latin stands a thin space', () => {
  test.each([
    ['before and after', '采用safetensors格式', '采用\u2009safetensors\u2009格式'],
    ['in place of a plain one', '采用 safetensors 格式', '采用\u2009safetensors\u2009格式'],
    ['around numbers', '共7人，50%以上', '共\u20097\u2009人，50%\u2009以上'],
    ['around code, but not in it', '请写 `/赞成yes` 一次', '请写\u2009`/赞成yes`\u2009一次'],
    ['around bold', '决议 **R-1** 生效', '决议\u2009**R-1** 生效'],
    ['not beside Chinese punctuation', '完成，OK。', '完成，OK。'],
    ['not in the target of a link', '[页面](https://a.example/页a)', '[页面](https://a.example/页a)'],
    ['not in code blocks', '```\n延期3天\n```', '```\n延期3天\n```'],
    ['not in English', 'plain text 1', 'plain text 1'],
  ])('%s', (_, text, expected) => {
    expect(spaceHan(text)).toBe(expected);
  });
});
