// The app's own comments as HTML: their folds, and nothing else of theirs.
import { expect, test } from '@jest/globals';
import { bodyHtml } from '../../src/sandbox/console/body-text.js';

const fold = '<details><summary>Ballots & "more"</summary>\n\n- one\n- *two*\n\n</details>';

test('a fold of the app’s is a fold, with Markdown in it', () => {
  expect(bodyHtml(`before\n\n${fold}\n\nafter`, true).replaceAll('\n', '')).toBe(
    '<p>before</p><details><summary>Ballots &amp; &quot;more&quot;</summary><ul><li>one</li><li><em>two</em></li></ul></details><p>after</p>',
  );
});

test('of anybody else it is text', () => {
  expect(bodyHtml(fold, false)).not.toMatch(/<details|<summary/);
});

test.each([
  ['a marker is hidden', 'text\n\n<!-- opencharter:motion -->', '<p>text</p>'],
  ['an end without a beginning is text', '</details>', '<p>&lt;/details&gt;</p>'],
  [
    'a fold without an end ends with the comment',
    '<details><summary>a</summary>\nb',
    '<details><summary>a</summary><p>b</p></details>',
  ],
  ['other markup is text', '<b onclick="x">a</b>', '<p>&lt;b onclick="x"&gt;a&lt;/b&gt;</p>'],
  [
    'a title holds no markup',
    '<details><summary><img src=x></summary>',
    '<p>&lt;details&gt;&lt;summary&gt;&lt;img src=x&gt;&lt;/summary&gt;</p>',
  ],
])('%s', (_name, text, html) => {
  expect(bodyHtml(text, true).replaceAll('\n', '')).toBe(html);
});
