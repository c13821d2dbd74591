// Comments as HTML: folds, as the forges have them, and no other markup.
import { expect, test } from '@jest/globals';
import { bodyHtml } from '../../src/sandbox/console/body-text.js';

const fold = '<details><summary>Ballots & "more"</summary>\n\n- one\n- *two*\n\n</details>';

test.each([true, false])('a fold is a fold, with Markdown in it, whoever wrote it (ours: %s)', (ours) => {
  expect(bodyHtml(`before\n\n${fold}\n\nafter`, ours).replaceAll('\n', '')).toBe(
    '<p>before</p><details><summary>Ballots &amp; &quot;more&quot;</summary><ul><li>one</li><li><em>two</em></li></ul></details><p>after</p>',
  );
});

test.each([
  ['a marker is hidden', 'text\n\n<!-- opencharter:motion -->', '<p>text</p>'],
  [
    'a fold within a block of code is code',
    '```\n<details><summary>a</summary>\n```',
    '<pre><code>&lt;details&gt;&lt;summary&gt;a&lt;/summary&gt;</code></pre>',
  ],
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
