// The tokens' colours against the papers they stand on: WCAG 2.2, computed, in light, dark and print.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const css = readFileSync(new URL('../../templates/assets/tokens.css', import.meta.url), 'utf8');

/** The colours declared in the block that begins after a text. */
function colours(from: string): Record<string, string> {
  const start = css.indexOf(from);
  const block = css.slice(start, css.indexOf('}', start));
  const found = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}

const schemes = {
  light: colours(':root {'),
  dark: colours('@media (prefers-color-scheme: dark)'),
  print: colours('@media print'),
};

/** Relative luminance as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const text = [
  ['ink', 'paper'],
  ['muted', 'paper'],
  ['signal', 'paper'],
  ['yes', 'paper'],
  ['no', 'paper'],
  ['abstain', 'paper'],
  ['ink', 'track'],
  ['muted', 'track'],
  ['paper', 'ink'],
] as const;
const graphics = [
  ['edge', 'paper'],
  ['yes-fill', 'paper'],
  ['no-fill', 'paper'],
  ['abstain-fill', 'paper'],
  ['signal', 'paper'],
] as const;

test('contrast is computed as in the examples of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(Object.entries(schemes))('in %s', (_, scheme) => {
  test.each(text)('text in %s on %s has a contrast of 4.5 to 1', (ink, paper) => {
    expect(contrast(scheme[ink] ?? '', scheme[paper] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphics)('graphics in %s on %s have a contrast of 3 to 1', (ink, paper) => {
    expect(contrast(scheme[ink] ?? '', scheme[paper] ?? '')).toBeGreaterThanOrEqual(3);
  });

  test('yes, no and abstain are told apart in grey', () => {
    const greys = ['yes-fill', 'no-fill', 'abstain-fill'].map((name) => scheme[name] ?? '');
    for (const [first, second] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const)
      expect(contrast(greys[first] ?? '', greys[second] ?? '')).toBeGreaterThan(1.15);
  });
});

test('every colour has a value in dark and in print', () => {
  const names = Object.keys(schemes.light).sort();
  expect(Object.keys(schemes.dark).sort()).toEqual(names);
  expect(Object.keys(schemes.print).sort()).toEqual(names);
});
