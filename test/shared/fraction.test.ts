// Fractions: exact, in lowest terms, and read only where they are a share.
import { describe, expect, test } from '@jest/globals';
import { compare, formatFraction, fraction, multiply, parseShare } from '../../src/shared/fraction.js';

describe('a fraction', () => {
  test.each([
    [6, 8, '3/4'],
    [-6, 8, '-3/4'],
    [6, -8, '-3/4'],
    [8, 4, '2'],
    [0, 5, '0'],
    [0, -5, '0'],
  ])('%p/%p is written %s', (n, d, text) => {
    expect(formatFraction(fraction(n, d))).toBe(text);
  });

  test('has a denominator other than 0', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
  });

  test.each([
    [fraction(1, 3), fraction(1, 2), -1],
    [fraction(2, 4), fraction(1, 2), 0],
    [fraction(-1, 2), fraction(-2, 3), 1],
    [fraction(10n ** 30n, 10n ** 30n + 1n), fraction(1), -1],
  ])('is compared exactly (%#)', (a, b, order) => {
    expect(compare(a, b)).toBe(order);
    expect(compare(b, a)).toBe(order === 0 ? 0 : -order);
  });

  test('is multiplied exactly: 58 % of 50 is 29, which floating point makes 28.999999999999996', () => {
    expect(0.58 * 50).not.toBe(29);
    expect(multiply(fraction(58, 100), fraction(50))).toEqual(fraction(29));
  });
});

describe('a share', () => {
  test.each([
    ['1/2', '1/2'],
    ['2/4', '1/2'],
    ['3/3', '1'],
    ['51%', '51/100'],
    ['100%', '1'],
    ['66.7%', '667/1000'],
    ['0.000000001%', '1/100000000000'],
  ])('%p is %s', (text, share) => {
    const parsed = parseShare(text);
    expect(parsed === null ? null : formatFraction(parsed)).toBe(share);
  });

  test.each([
    '',
    '0',
    '1',
    '0/3',
    '3/2',
    '1/0',
    '0%',
    '0.0%',
    '101%',
    '100.1%',
    '-1/2',
    '.5%',
    '50 %',
    '1 / 2',
    '0.5',
    'half',
    '1/2/3',
  ])('%p is none', (text) => {
    expect(parseShare(text)).toBeNull();
  });
});
