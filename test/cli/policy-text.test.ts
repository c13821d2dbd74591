// What opencharter policy try prints for people: with hostile texts in it, on a terminal and not.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { printableJson } from '../../src/cli/policy-json.js';
import { contributionLines, type Style } from '../../src/cli/policy-text.js';
import { evaluate } from '../../src/contributions/evaluate.js';
import type { PullNow } from '../../src/forges/forge.js';
import { loadPhrases } from '../../src/replies/load.js';
import { createPolicyWords } from '../../src/replies/policy-words.js';
import { createSay, type Phrases } from '../../src/replies/say.js';
import type { Language } from '../../src/shared/text.js';
import { commit, facts, sha } from '../contributions/support/facts.js';
import { rulesOf } from '../contributions/support/rules.js';

/** What a terminal obeys: escapes, other controls, changes of direction. */
const obeyed = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const hostile = 'x\u001B[2J\u009B31m\u202E evil\r';

let styleIn: (language: Language) => Style;
beforeAll(async () => {
  const { policyText } = createPolicyWords(await loadPhrases('policies'));
  const says = createSay(await loadPhrases('cli'));
  styleIn = (language) => ({ language, say: says[language], policyText, colours: false });
});

function pullOf(title: string): PullNow {
  return {
    ...facts({}, { title }).pull,
    head: sha('c1'),
    url: 'https://forge.example/openclaw/models/pull/12',
    isPublic: true,
    updatedAt: '2026-11-20T10:00:00.000Z',
    commits: 1,
    files: 0,
  };
}

/** The lines on a contribution with this title and these commit messages. */
function lines(
  entries: string,
  title = 'feat: load a model',
  messages: readonly string[] = ['feat: x'],
  style: Partial<Style> = {},
): readonly string[] {
  const commits = messages.map((message, i) => commit({ message, sha: sha(`c${String(i)}`) }));
  const read = facts({ commits }, { title });
  return contributionLines(read.subject, pullOf(title), evaluate(read, rulesOf(entries), []), {
    ...styleIn('en'),
    ...style,
  });
}

describe('what is printed', () => {
  test.each<Language>(['en', 'zh'])('holds nothing that a terminal obeys, in %s', (language) => {
    const told = lines('dco: { enforce: block }\ntitle: { enforce: warn }', hostile, [hostile], styleIn(language));
    expect(told.filter((line) => obeyed.test(line))).toEqual([]);
    expect(told.join('\n')).toContain('evil');
  });

  test('names at most twenty details, and how many more there are', () => {
    const messages = Array.from({ length: 25 }, (_, i) => `feat: ${String(i)}`);
    const told = lines('dco: { enforce: block }', undefined, messages);
    expect(told.filter((line) => /^ {4}c\d+0+ /.test(line))).toHaveLength(20);
    expect(told).toContain('    and 5 more');
  });

  test('has what is to be pasted without spaces before it', () => {
    const told = lines('dco: { enforce: block }');
    expect(told.filter((line) => line.startsWith('git '))).not.toEqual([]);
  });

  test('says that nothing is in force', () => {
    expect(lines('dco: { enforce: off }')).toContain('No policy is in force for it.');
  });

  test('is coloured where colours are shown, beside the mark', () => {
    expect(lines('dco: { enforce: block }', undefined, undefined, { colours: true })[0]).toMatch(
      // eslint-disable-next-line no-control-regex
      /^\u001B\[31m✘\u001B\[0m openclaw\/models#12 is blocked/,
    );
  });
});

test('JSON on a terminal is the same JSON, with nothing that a terminal obeys', () => {
  const text = printableJson({ title: hostile });
  expect(text.replaceAll('\n', '')).not.toMatch(obeyed);
  expect(JSON.parse(text)).toEqual({ title: hostile });
});

function keysOf(phrases: string | Phrases, above = ''): readonly string[] {
  if (typeof phrases === 'string') return [above.replace(/_(one|other)$/, '')];
  return Object.entries(phrases).flatMap(([key, below]) => keysOf(below, `${above}.${key}`));
}

test('every sentence is there in both languages', async () => {
  const { en, zh } = await loadPhrases('cli');
  expect(new Set(keysOf(zh))).toEqual(new Set(keysOf(en)));
});
