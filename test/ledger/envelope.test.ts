// The exact bytes of a ledger entry, and what it may hold.
import { describe, expect, test } from '@jest/globals';
import { entryText, largestEntry, nextTime } from '../../src/ledger/envelope.js';

const at = '2026-03-02T09:00:00.000Z';

describe('the text of an entry', () => {
  test('has its envelope and fields in the order of their names, nested ones too, without white space', () => {
    const entry = { type: 'test', zeta: [{ b: 1, a: null }], alpha: '公开', Beta: true };
    expect(entryText({ seq: 7, at, key: 'k', entry })).toBe(
      '{"Beta":true,"alpha":"公开","at":"2026-03-02T09:00:00.000Z","seq":7,"type":"test","v":1,"zeta":[{"a":null,"b":1}]}',
    );
  });

  test('does not hold the key, nor fields that are undefined', () => {
    const entry = { type: 'test', gone: undefined, nested: { gone: undefined } };
    expect(entryText({ seq: 0, at, key: 'secret', entry })).toBe(
      '{"at":"2026-03-02T09:00:00.000Z","nested":{},"seq":0,"type":"test","v":1}',
    );
  });

  const empty = Buffer.byteLength(entryText({ seq: 0, at, key: '', entry: { type: 'test', text: '' } }));
  test.each([
    ['ASCII', 'a', 1],
    ['Chinese, three bytes each', '公', 3],
  ])('is at most 65,535 bytes: %s', (_what, letter, bytes) => {
    const most = letter.repeat(Math.floor((largestEntry - empty) / bytes));
    const entry = { type: 'test', text: most };
    expect(Buffer.byteLength(entryText({ seq: 0, at, key: '', entry }))).toBeGreaterThan(largestEntry - bytes);
    expect(() => entryText({ seq: 0, at, key: '', entry: { type: 'test', text: most + letter } })).toThrow(
      /65535 bytes/,
    );
  });

  test.each<[string, unknown, RegExp]>([
    ['a function', () => 1, /cannot hold a function/],
    ['a bigint', 1n, /cannot hold a bigint/],
    ['not a number', Number.NaN, /no canonical form/],
    ['half a character', '\ud83d', /no canonical form/],
  ])('cannot hold %s', (_what, value, error) => {
    expect(() => entryText({ seq: 0, at, key: '', entry: { type: 'test', value } })).toThrow(error);
  });

  test.each(['v', 'seq', 'at'])('cannot have a field of its own named %s', (name) => {
    expect(() => entryText({ seq: 0, at, key: '', entry: { type: 'test', [name]: 2 } })).toThrow(/the envelope's/);
  });
});

test.each([
  ['the clock', '2026-03-02T09:00:00.001Z', at, '2026-03-02T09:00:00.001Z'],
  ['the entry before, when the clock went back', '2026-03-02T08:59:59.999Z', at, at],
  ['the clock, for the first entry', at, null, at],
])('the next time is that of %s', (_what, now, last, next) => {
  expect(nextTime(now, last)).toBe(next);
});
