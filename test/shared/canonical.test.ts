// Canonical JSON against the examples of RFC 8785.
import { describe, expect, test } from '@jest/globals';
import { canonical, type Json } from '../../src/shared/canonical.js';

function double(hex: string): number {
  return Buffer.from(hex, 'hex').readDoubleBE();
}

describe('canonical JSON', () => {
  test('is the sample of RFC 8785, section 3.2.2', () => {
    const value: Json = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('orders keys by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
    const value: Json = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect([...canonical(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s (RFC 8785, appendix B)', (hex, text) => {
    expect(canonical(double(hex))).toBe(text);
  });

  test('does not depend on the order in which keys were written', () => {
    expect(canonical({ b: [{ d: 1, c: 2 }], a: {} })).toBe(canonical({ a: {}, b: [{ c: 2, d: 1 }] }));
  });

  test('keeps a key named __proto__', () => {
    const value: Json = Object.fromEntries([['__proto__', 1]]);
    expect(canonical(value)).toBe('{"__proto__":1}');
  });

  test.each<[string, Json]>([
    ['NaN', double('7fffffffffffffff')],
    ['infinity', double('7ff0000000000000')],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', ['\ude00']],
    ['a lone surrogate in a key', { '\ud83d': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value)).toThrow(RangeError);
  });
});
