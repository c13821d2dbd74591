// Phrases of a locale: values go in as they are, and a count chooses the form.
import { describe, expect, test } from '@jest/globals';
import { createPhrases } from '../../src/web/phrases.js';

const locale = {
  greeting: 'Hello, {{name}}!',
  page: { where: '{{page}} of {{last}}, {{page}} again' },
  ballots_zero: 'no ballots',
  ballots_one: 'one ballot',
  ballots_other: '{{count}} ballots',
  days_other: '{{count}} days',
  plain: 'always the same',
};
const say = createPhrases('en', locale);

describe('a phrase', () => {
  test.each([
    ['plain', {}, 'always the same'],
    ['greeting', { name: 'Amina' }, 'Hello, Amina!'],
    ['page.where', { page: 2, last: 7 }, '2 of 7, 2 again'],
    ['ballots', { count: 0 }, 'no ballots'],
    ['ballots', { count: 1 }, 'one ballot'],
    ['ballots', { count: 21 }, '21 ballots'],
    ['days', { count: 0 }, '0 days'],
    ['plain', { count: 3 }, 'always the same'],
  ])('%s with %j reads: %s', (key, values, text) => {
    expect(say(key, values)).toBe(text);
  });

  test('has the one form of Chinese for every count', () => {
    const zh = createPhrases('zh', { ballots_other: '{{count}} 张表决票' });
    expect([1, 2].map((count) => zh('ballots', { count }))).toEqual(['1 张表决票', '2 张表决票']);
  });

  test.each(['{{name}}', '$t(plain)', '$&', '<b>'])('takes %s as a value, without reading or escaping it', (name) => {
    expect(say('greeting', { name })).toBe(`Hello, ${name}!`);
  });

  test.each(['nothing', 'page', 'ballots', 'constructor', 'page.constructor'])(
    'is refused when there is none: %s',
    (key) => {
      expect(() => say(key)).toThrow(`no phrase "${key}" in the locale en`);
    },
  );

  test('is refused without one of its values', () => {
    expect(() => say('page.where', { page: 1 })).toThrow('a value is missing in "page.where": last');
  });

  test('is a text: a locale with anything else is refused', () => {
    expect(() => createPhrases('en', { list: { first: 1 } })).toThrow('"list.first" in the locale is no phrase');
  });
});
