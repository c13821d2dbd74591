// Text: names in two languages, and the word that was meant.
import { describe, expect, test } from '@jest/globals';
import { editDistance, inLanguage, nearest, type Language, type LocalText } from '../../src/shared/text.js';

describe('a name in two languages', () => {
  const both = { en: 'Lin Mei', zh: '林梅' };
  test.each<[string | LocalText, Language, string]>([
    [both, 'en', 'Lin Mei'],
    [both, 'zh', '林梅'],
    [{ zh: '林梅' }, 'en', '林梅'],
    [{ en: 'Lin Mei' }, 'zh', 'Lin Mei'],
    ['Lin Mei', 'zh', 'Lin Mei'],
    [{}, 'en', ''],
  ])('%j in %s is %p', (text, language, shown) => {
    expect(inLanguage(text, language)).toBe(shown);
  });
});

describe('the distance of two words', () => {
  test.each([
    ['', '', 0],
    ['yes', 'yes', 0],
    ['', 'yes', 3],
    ['yess', 'yes', 1],
    ['yse', 'yes', 1],
    ['kitten', 'sitting', 3],
    ['赞同', '赞成', 1],
    ['👍', '👎', 1],
  ])('%p and %p: %p', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('the nearest known word', () => {
  const known = ['yes', 'no', 'abstain', 'electorate', 'yes.affiliations'];
  test.each([
    ['yess', 'yes'],
    ['YES', 'yes'],
    ['electroate', 'electorate'],
    ['elect', null],
    ['nope', null],
    ['', null],
    ['abstein', 'abstain'],
    ['x'.repeat(65), null],
  ])('to %p is %p', (word, found) => {
    expect(nearest(word, known)).toBe(found);
  });

  test('of two equally near, the one named first', () => {
    expect(nearest('bat', ['cat', 'rat'])).toBe('cat');
  });
});
