// What a result shows: plain text around what was searched for, in pieces.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marked, plainText, snippet, textFor, type Segment } from '../../src/search/snippet.js';
import { queryTokens } from '../../src/search/tokens.js';

/** Segments with what is marked in brackets. */
function shown(segments: readonly Segment[]): string {
  return segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
}

function found(text: string, query: string): string {
  return shown(snippet(text, queryTokens(query, 12)));
}

describe('what was searched for is marked', () => {
  test.each([
    ['as it was written', 'Adopt SafeTensors now', 'safetensor', 'Adopt [SafeTensors] now'],
    ['in Chinese', '采用评测集插值', '评测集', '采用[评测集]插值'],
    ['one character', '表决票一张', '票', '表决[票]一张'],
    ['in both scripts', '用C-Bench评测模型', 'C-Bench 评测', '用[C-Bench评测]模型'],
    ['every time', 'a vote, a Vote', 'vote', 'a [vote], a [Vote]'],
    ['and markup stays text', '<b>vote</b>', 'vote', '<b>[vote]</b>'],
    ['or nothing where it is not', 'Nothing here', 'vote', 'Nothing here'],
  ])('%s', (_, text, query, expected) => {
    expect(found(text, query)).toBe(expected);
  });
});

test('a long text is cut around the first hit, between words', () => {
  const text = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`.trim();
  const segments = shown(snippet(text, ['needle']));
  expect(segments).toMatch(/^… (before )+\[needle\]( after)+ …$/);
  expect(segments.length).toBeLessThan(230);
});

test('Chinese text is cut by characters, at half as many', () => {
  const segments = shown(snippet(`${'前'.repeat(300)}评测${'后'.repeat(300)}`, ['评测']));
  expect(segments).toBe(`… ${'前'.repeat(25)}[评测]${'后'.repeat(73)} …`);
});

test('no cut splits a character', () => {
  fc.assert(
    fc.property(fc.nat(120), fc.nat(200), (before, after) => {
      const text = `${'𠮷'.repeat(before)}a needle b${'🎉'.repeat(after)}`;
      expect(shown(snippet(text, ['needle']))).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('marked text is the text, whatever is searched for in it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const segments = marked(one, queryTokens(`${one.slice(0, 9)} ${other}`, 12));
      expect(segments.map((segment) => segment.text).join('')).toBe(one);
    }),
  );
});

test('hidden marks and line ends of a comment are not shown', () => {
  expect(plainText('Hello\n\n<!-- opencharter:motion -->world\u0000 <!-- open')).toBe('Hello world');
});

describe('a text in two languages is shown', () => {
  const text = { en: 'Technical decision', zh: '技术决定' };
  test('in the language of the reader', () => {
    expect(textFor(text, 'zh', [])).toBe('技术决定');
    expect(textFor(text, 'en', ['technical'])).toBe('Technical decision');
  });
  test('in the other one where only that was found', () => {
    expect(textFor(text, 'en', ['技术'])).toBe('技术决定');
    expect(textFor(text, 'zh', ['decision'])).toBe('Technical decision');
  });
});
