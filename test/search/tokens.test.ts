// What a text is found by, and what a query asks for.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { longestQuery, mostTokens, readQuery } from '../../src/search/query.js';
import { indexTokens, isBeginning, queryTokens, tokenSpans } from '../../src/search/tokens.js';

function indexed(text: string): readonly string[] {
  return [...indexTokens(text, 1000)].sort();
}

describe('a text is found by', () => {
  test.each([
    ['words, whatever their case', 'Adopt SafeTensors', ['adopt', 'safetensor']],
    ['words with digits', 'v2 of GPT4', ['gpt4', 'of', 'v2']],
    ['a joined word and its parts', 'C-Bench', ['bench', 'c', 'c-bench']],
    ['a number and its parts', 'M-2026-0007', ['0007', '2026', 'm', 'm-2026-0007']],
    ['full-width letters as the usual ones', 'ＡＢＣ１２', ['abc12']],
    ['letters without their accents', 'João Müller', ['joao', 'muller']],
    ['words without invisible characters', 'safe\u00ADten\u200Bsor', ['safetensor']],
    ['one form of singular and plural', 'bodies ballots body ballot', ['ballot', 'body']],
    ['words that only look like a plural, as they are', 'status bus class this', ['bus', 'class', 'status', 'this']],
    ['each pair of Chinese characters and the last one, which begins no pair', '评测集', ['测集', '评测', '集']],
    ['Chinese beside Latin', 'C-Bench评测', ['bench', 'c', 'c-bench', '测', '评测']],
    ['rare characters outside the basic plane', '𠮷野家', ['家', '野家', '𠮷野']],
    ['no pair across punctuation', '插，值', ['值', '插']],
    ['nothing, of signs alone', '— “…” $ {} 🎉', []],
  ])('%s', (_, text, tokens) => {
    expect(indexed(text)).toEqual(tokens.toSorted());
  });
});

describe('a query asks for', () => {
  test.each([
    ['every word', 'adopt safetensors', ['adopt', 'safetensor']],
    ['a joined word only as a whole', 'C-Bench', ['c-bench']],
    ['Chinese by its pairs', '评测集', ['评测', '测集']],
    ['one character where it stands alone', '票 c', ['票', 'c']],
    ['both scripts', 'C-Bench 评测', ['c-bench', '评测']],
    ['each word once', 'yes Yes YES', ['yes']],
    ['words, not operators', '{"$gt":""} -not "quoted $where"', ['gt', 'not', 'quoted', 'where']],
  ])('%s', (_, text, tokens) => {
    expect(queryTokens(text, mostTokens)).toEqual(tokens);
  });

  test('no more than the first words', () => {
    const many = Array.from({ length: 40 }, (_, i) => `w${String(i)}`).join(' ');
    expect(readQuery(many).tokens).toHaveLength(mostTokens);
  });

  test('so many characters, counted as people count them', () => {
    expect(readQuery('𠮷'.repeat(longestQuery + 1)).text).toBe('𠮷'.repeat(longestQuery));
  });

  test('text that cannot turn the text around it', () => {
    expect(readQuery(' a\u202Eb\u0000c ').text).toBe('a b c');
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('评', '测', '插值', 'C', '-', 'Bench', ' ', '。', 'v2', 'İ', 'ß', '\u202E', '𠮷'))
    .map((parts) => parts.join('')),
);

/** The tokens of the query that a text of these tokens is not found by. */
function missing(own: ReadonlySet<string>, query: string): readonly string[] {
  const begins = (token: string): boolean => isBeginning(token) && [...own].some((one) => one.startsWith(token));
  return queryTokens(query, 10_000).filter((token) => !own.has(token) && !begins(token));
}

describe('whatever the text', () => {
  test('searching for it finds it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const own = indexTokens(text, 10_000);
        expect(missing(own, text)).toEqual([]);
      }),
    );
  });

  test('searching for any token it is found by finds it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const own = indexTokens(text, 10_000);
        for (const { start, end } of tokenSpans(text)) expect(missing(own, text.slice(start, end))).toEqual([]);
      }),
    );
  });

  test('tokens are words: not empty, without spaces and marks of our own, where the text has them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { token, start, end } of tokenSpans(text)) {
          expect(token).toMatch(/^[^\s^$]+$/u);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
