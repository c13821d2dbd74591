// The portal's two locales and its templates say the same things.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { readLocale } from '../../src/web/locale.js';

const templates = new URL('../../templates/', import.meta.url);
const tree = z.record(z.string(), z.unknown());

function phrases(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  const entries = Object.entries(tree.parse(value)).flatMap(([key, inner]) => [
    ...phrases(inner, path === '' ? key : `${path}.${key}`),
  ]);
  return new Map(entries);
}

const [en, zh] = [phrases(readLocale('en')), phrases(readLocale('zh'))];

/** Chinese has no form for one. */
function withoutOne(keys: Iterable<string>): string[] {
  return [...keys].filter((key) => !key.endsWith('_one')).sort();
}

function placeholders(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

test('both locales have the same phrases', () => {
  expect(withoutOne(zh.keys())).toEqual(withoutOne(en.keys()));
});

test('a phrase takes the same values in both languages', () => {
  for (const key of withoutOne(en.keys()))
    expect([key, placeholders(zh.get(key))]).toEqual([key, placeholders(en.get(key))]);
});

test.each([
  ['en', en],
  ['zh', zh],
] as const)('in %s a status of the roadmap has the same name on pages and in what the bot says', (language, portal) => {
  const file = readFileSync(new URL(`locales/${language}.json`, templates), 'utf8');
  const bot = phrases(z.object({ roadmap: z.object({ statuses: tree }) }).parse(JSON.parse(file)).roadmap.statuses);
  expect(bot.size).toBe(7);
  for (const [status, name] of bot) expect([status, portal.get(`roadmap.status.${status}`)]).toEqual([status, name]);
});

test('every phrase a template names outright exists', () => {
  const used = ['layouts', 'partials', 'pages'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, templates)).flatMap((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, templates), 'utf8');
      return [...text.matchAll(/[{(]t '([\w.-]+)'/g)].map(([, key]) => key ?? '');
    }),
  );
  const known = [...en.keys()].map((key) => key.replace(/_(zero|one|other)$/, ''));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((key) => !known.some((phrase) => phrase === key || phrase.startsWith(`${key}.`)))).toEqual([]);
});

test('no template puts text in unescaped', () => {
  for (const folder of ['layouts', 'partials', 'pages']) {
    for (const file of readdirSync(new URL(`${folder}/`, templates))) {
      expect(readFileSync(new URL(`${folder}/${file}`, templates), 'utf8')).not.toMatch(/\{\{\{|\{\{&/);
    }
  }
});

test('the pages in Chinese call those who may vote as the glossary does', () => {
  expect([...zh].filter(([, text]) => /选民|表决人/.test(text))).toEqual([]);
});
