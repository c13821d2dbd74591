// Which lines of a commit message are trailers.
import { describe, expect, test } from '@jest/globals';
import { trailersOf } from '../../src/contributions/trailers.js';

function read(message: string): string[] {
  return trailersOf(message).map(({ token, value, line }) => `${line} ${token}=${value}`);
}

describe('the trailer block', () => {
  test.each<[string, string, string[]]>([
    ['is the last paragraph', 'title\n\nbody\n\nA: 1\nB: 2', ['5 A=1', '6 B=2']],
    ['may be several paragraphs in a run', 'title\n\nA: 1\n\nB: 2\n', ['3 A=1', '5 B=2']],
    ['ends the run at the first paragraph of another kind', 'title\n\nA: 1\n\nprose\n\nB: 2', ['7 B=2']],
    ['is not a paragraph that holds one other line', 'title\n\nA: 1\nand prose', []],
    ['is never the title', 'fix: something', []],
    ['is never glued to the title', 'title\nSigned-off-by: A <a@b.c>', []],
    ['is found below blank lines and spaces', 'title\n\nA: 1\n \t\n\n', ['3 A=1']],
    ['is the same with CRLF', 'title\r\n\r\nA: 1\r\nB: 2\r\n', ['3 A=1', '4 B=2']],
    ['folds a line that begins with a space into the one above', 'title\n\nA: 1\n  2\nB: 3', ['3 A=1 2', '5 B=3']],
    [
      'may hold git’s own note of a cherry-pick',
      'title\n\nA: 1\n(cherry picked from commit 1234)\nB: 2',
      ['3 A=1', '5 B=2'],
    ],
    ['takes a space before the colon and none after it', 'title\n\nA :1', ['3 A=1']],
    ['is not made of addresses', 'title\n\nhttps://example.org/x', []],
    ['is not made of list items', 'title\n\n- A: 1', []],
    ['is not made of quotes', 'title\n\n> Signed-off-by: A <a@b.c>', []],
    ['is not indented', 'title\n\n  A: 1', []],
    ['has tokens without spaces', 'title\n\nSigned off by: me', []],
    ['is empty in an empty message', '', []],
    ['is found below the rule that a squash on GitHub draws', 'title (#1)\n\n* one\n\n---------\n\nA: 1', ['7 A=1']],
    ['does not end at other line separators of Unicode', 'title\n\nA: 1\u2028B: 2', ['3 A=1\u2028B: 2']],
  ])('%s', (_rule, message, expected) => {
    expect(read(message)).toEqual(expected);
  });

  test('of a very long message is read at its end, with its own line numbers', () => {
    const message = `title\n\n${'a-'.repeat(200_000)}\n\n${'A: 1\n\n'.repeat(50_000)}B: 2\n`;
    const trailers = trailersOf(message);
    expect(trailers.length).toBeLessThan(11_000);
    expect(trailers.at(-1)).toEqual({ token: 'B', value: '2', line: 100_005 });
  });

  test('of one line without end is none', () => {
    expect(trailersOf(`title\n\n${'Signed-off-by: a <b@c.d> '.repeat(50_000)}`)).toHaveLength(0);
  });
});
