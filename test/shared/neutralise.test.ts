// Untrusted text shows what it says and does nothing.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { cleanText, codeSpan, link, marker, mention, neutralise } from '../../src/shared/neutralise.js';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** What a reader sees, without the characters that cannot be seen, and which kinds of tokens made it. */
function rendered(text: string): { readonly shown: string; readonly kinds: readonly string[] } {
  const kinds = new Set<string>();
  let shown = '';
  for (const token of markdown.parse(text, {})) {
    if (token.type !== 'inline') kinds.add(token.type);
    for (const child of token.children ?? []) {
      kinds.add(child.type);
      shown += child.content;
    }
  }
  return { shown: shown.replaceAll('\u200B', ''), kinds: [...kinds] };
}

const allowed = ['paragraph_open', 'paragraph_close', 'text', 'text_special'];

const nasty = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Array.from(' \n\t@#!:/.-_*`~[]()<>&;"\'\\|+=$^{}?0123456789abfw')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('@alice', 'openclaw/models#12', 'GH-3', '#4', 'https://a.example/b', 'www.a.com'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('![x](y)', '<!--', '-->', '</details>', '&amp;', '&#64;', ':tada:', '[^1]', '```'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('deadbeefdeadbeef', 'a@b.com', 'mailto:a@b.com', '//x.com', '1. ', '- ', '# ', '> '),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('赞成', '。', '\u202E', '\u200B', '\u200D', '\u0301', '👩‍👩‍👧', '\uD800', '\u2028', '\r'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 1 }) },
  ),
  maxLength: 60,
});

describe('any text', () => {
  test('renders as itself, in one paragraph, without links, markup or HTML', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const clean = cleanText(text);
        const { shown, kinds } = rendered(neutralise(text));
        expect(shown).toBe(clean.replaceAll('\0', '\uFFFD'));
        expect(kinds.filter((kind) => !allowed.includes(kind))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test('renders as itself inside bold text and list items', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const kinds = rendered(`- **x ${neutralise(text)} x** ${neutralise(text)} x`).kinds;
        const expected = [...allowed, 'bullet_list_open', 'bullet_list_close', 'list_item_open', 'list_item_close'];
        expect(kinds.filter((kind) => ![...expected, 'strong_open', 'strong_close'].includes(kind))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('mentions, references and addresses are broken in what is rendered', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const html = markdown.renderInline(neutralise(text));
        const shown = html.replace(/&(amp|lt|gt|quot);/g, '&');
        expect(shown).not.toMatch(/@\w|#\w|\b[0-9a-f]{7,40}\b|:\/\/|www\.|\bGH-\d|:[\w+-]+:/i);
      }),
      { numRuns: 3000 },
    );
  });

  test('has no character that cannot be seen, no line end, and at most as many graphemes as asked for', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const clean = cleanText(text, limit);
        expect(clean).not.toMatch(/[\n\r\u2028\u2029\u200B-\u200F\u202A-\u202E\u2066-\u2069]/);
        expect([...new Intl.Segmenter().segment(clean)].length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('ordinary text stays readable', () => {
  test.each([
    ['plain words', 'The benchmark results convinced me.', 'The benchmark results convinced me.'],
    ['Chinese', '加载速度变慢，我反对。', '加载速度变慢，我反对。'],
    ['a name in snake case', 'use file_name here', 'use file_name here'],
    ['an apostrophe and quotes', `it's "fine"`, `it's "fine"`],
    ['a sum', '1 + 1 = 2', '1 + 1 = 2'],
    ['a time', 'at 10:30', 'at 10:30'],
    ['an ampersand', 'R&D', 'R&D'],
    ['one price', 'it costs $5', 'it costs $5'],
    ['two prices, which could bound a formula', '$5 or $6', '＄5 or ＄6'],
    ['a line break', 'one\r\ntwo', 'one two'],
    ['an emoji', 'great 👍🏽', 'great 👍🏽'],
    ['nothing', '', ''],
  ])('%s', (_, text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  test.each([
    ['a mention', 'ask @lin-mei', 'ask @\u200Blin-mei'],
    ['a team', '@openclaw/tsc', '@\u200Bopenclaw/tsc'],
    ['a reference', 'see #12', 'see #\u200B12'],
    ['a reference elsewhere', 'openclaw/models#12', 'openclaw/models#\u200B12'],
    ['a reference by GH-', 'GH-12', 'GH-\u200B12'],
    ['a commit', 'c0ffee1234567', 'c0ffee\u200B123456\u200B7'],
    ['an issue of Gitee', 'see #I1ABC', 'see #\u200BI1ABC'],
    ['a pull request of Gitee', '!12', '!\u200B12'],
    ['an address', 'https://a.b', 'https:\u200B/\u200B/a.\u200Bb'],
    ['an emoji code', ':tada:', ':\u200Btada:'],
    ['a tag', '</details>', '&lt;/details&gt;'],
    ['our marker', '<!-- opencharter:x -->', '&lt;!-- opencharter:x --&gt;'],
    ['an entity', '&#64;a', '&#\u200B64;a'],
    ['emphasis', '**bold** _em_', '\\*\\*bold\\*\\* \\_em\\_'],
    ['a list', '- item', '\\- item'],
    ['a numbered list', '1. item', '1\\. item'],
    ['a heading', '# title', '\\# title'],
  ])('%s is broken or escaped', (_, text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  test('what is too long is cut at a grapheme, with an ellipsis', () => {
    expect(cleanText('赞成赞成', 3)).toBe('赞成…');
    expect(cleanText('ab', 2)).toBe('ab');
    expect(cleanText(`a${'\u0301'.repeat(10_000)}b`, 5).length).toBeLessThan(50);
  });
});

describe('the parts of a comment', () => {
  test('a code span holds anything but backticks', () => {
    expect(codeSpan('/yes @a')).toBe('`/yes @a`');
    expect(codeSpan('a`b @c')).toBe('a\\`b @\u200Bc');
  });

  test('a login is mentioned, anything else is not', () => {
    expect(mention('lin-mei')).toBe('@lin-mei');
    expect(mention('a b')).toBe('a b');
    expect(mention('@a/b')).toBe('@\u200Ba/b');
  });

  test('a link cannot be ended early, and leads to http or https only', () => {
    expect(link('x', 'https://a.example/b c)d')).toBe('[x](https://a.example/b%20c%29d)');
    expect(link('x', 'javascript:alert(1)')).toBe('x');
  });

  test('a marker is one comment, the same for the same key and another for another', () => {
    expect(marker('motion M-1 github:openclaw/models#12')).toBe(
      '<!-- opencharter:motion%20M-1%20github:openclaw/models#12 -->',
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(marker(a)).toMatch(/^<!-- opencharter:[^>\s]* -->$/);
        expect(marker(a) === marker(b)).toBe(a === b);
      }),
    );
  });
});
