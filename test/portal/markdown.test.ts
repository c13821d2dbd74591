// Markdown of strangers: read as text or as safe markup, never run.
import { expect, test } from '@jest/globals';
import { renderMarkdown } from '../../src/web/markdown.js';

test.each([
  ['**bold** and `code`', '<p><strong>bold</strong> and <code>code</code></p>\n'],
  ['# Title', '<p>Title</p>\n'],
  ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n'],
  ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>\n'],
  ['![x](javascript:alert(1))', '<p>![x](javascript:alert(1))</p>\n'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
  ['[x](data:text/html;base64,AA)', '<p>[x](data:text/html;base64,AA)</p>\n'],
  [
    '[x](https://example.org "t")',
    '<p><a href="https://example.org" rel="nofollow ugc noopener noreferrer">x</a></p>\n',
  ],
  ['@lin-mei', '<p>@lin-mei</p>\n'],
])('%s', (text, html) => {
  expect(renderMarkdown(text)).toBe(html);
});

test('deep nesting ends', () => {
  expect(renderMarkdown('> '.repeat(10_000)).length).toBeLessThan(100_000);
});
