// What people write into the form of an item, and what is made of it.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { z } from 'zod';
import { fieldUnder, formFields } from '../../src/roadmap/fields.js';
import { readForm } from '../../src/roadmap/form.js';
import { at, charterWith } from './world.js';

const adopted = charterWith(`horizons: [now, next, later]
themes: [{ id: open-weights, name: { en: Open weights, zh: 开放权重 } }, safety]`);
const quarters = charterWith('horizons: [2025-Q4, 2026-Q1, 2026-Q2]');

function read(body: string, charter = adopted) {
  return readForm(body, charter, 'github', at(0));
}

const english = `### Outcome

Anybody can load our weights.

### Theme

Open weights

### Horizon

Next

### Lead

@p5

### Body

TSC

### Asks

- tsc: review the format
- **Maintainers**: two reviewers
  for a month

### Success measure

_No response_
`;
const whole = {
  outcome: 'Anybody can load our weights.',
  theme: 'open-weights',
  horizon: 'next',
  lead: 'p5',
  body: 'tsc',
  asks: [
    { body: 'tsc', text: 'review the format' },
    { body: 'maintainers', text: 'two reviewers for a month' },
  ],
  measure: null,
  problems: [],
};

describe('a form', () => {
  test('in English, as an issue form writes it', () => {
    expect(read(english)).toEqual(whole);
  });

  test('in Chinese, with full-width signs', () => {
    const chinese = `### 成果\n人人都能加载权重。\n### 主题\n开放权重\n### 阶段\n接下来\n### 负责人\np5\n### 机构\ntsc\n### 请求\n- tsc：评审格式\n### 成功标准\n无\n`;
    expect(read(chinese)).toEqual({
      ...whole,
      outcome: '人人都能加载权重。',
      asks: [{ body: 'tsc', text: '评审格式' }],
    });
  });

  test('with headings in both languages, CRLF and other levels is the same', () => {
    const both = english
      .replace('### Outcome', '## Outcome / 成果')
      .replace('### Lead', '#### 负责人（Lead）')
      .replaceAll('\n', '\r\n');
    expect(read(both)).toEqual(whole);
  });

  test('that says the outcome under a heading of each language has both', () => {
    const { outcome } = read('### Outcome\nWeights\n### 成果\n权重\n');
    expect(outcome).toEqual({ en: 'Weights', zh: '权重' });
  });

  test('says the same with commands below it, or within', () => {
    expect(read(`${english}\n/roadmap add next\n/vote\n/路线图 添加 next\n`)).toEqual(whole);
    expect(read(english.replace('_No response_', '/var/log is empty')).measure).toBe('/var/log is empty');
  });

  test('reads no comments, and nothing in code', () => {
    expect(read('### Outcome\n<!-- what? -->\nDone\n```\n### Lead\np1\n```\n')).toMatchObject({ lead: null });
    expect(read('### Outcome\n<!-- ### Outcome\nx -->\nDone\n').outcome).toBe('Done');
  });

  test.each<[string, string, object]>([
    ['nothing of the form', 'Please add this', { code: 'no-form' }],
    ['no outcome', '### Outcome\n\n_No response_\n', { code: 'field-missing', field: 'outcome' }],
    [
      'an unknown theme',
      '### Outcome\nx\n### Theme\nopen weight',
      { code: 'unknown-value', field: 'theme', nearest: 'open-weights', known: ['open-weights', 'safety'] },
    ],
    [
      'an unknown horizon',
      '### Outcome\nx\n### Horizon\nnexd',
      { code: 'unknown-value', field: 'horizon', nearest: 'next' },
    ],
    ['an unknown lead', '### Outcome\nx\n### Lead\n@p6', { code: 'unknown-value', field: 'lead', written: '@p6' }],
    ['an unknown body', '### Outcome\nx\n### Body\ntcs', { code: 'unknown-value', field: 'body', nearest: 'tsc' }],
    ['an ask of nobody', '### Outcome\nx\n### Asks\n- a budget', { code: 'ask-of-nobody', field: 'asks' }],
    [
      'an ask of an unknown body',
      '### Outcome\nx\n### Asks\n- tcs: a budget',
      { code: 'unknown-value', field: 'asks', nearest: 'tsc' },
    ],
    ['a very long outcome', `### Outcome\n${'x'.repeat(4001)}`, { code: 'text-too-long', field: 'outcome' }],
  ])('with %s tells so, once', (_what, body, problem) => {
    expect(read(body).problems).toMatchObject([problem]);
  });

  test('with a quarter that is over tells which it is now', () => {
    expect(read('### Outcome\nx\n### Horizon\n2025-Q4', quarters)).toMatchObject({
      horizon: null,
      problems: [{ code: 'past-horizon', current: '2026-Q1', known: ['2026-Q1', '2026-Q2'] }],
    });
  });

  test.each([
    ['next / 下一步', 'next'],
    ['尽快 / soon / 下一步', 'next'],
    [`${'x/'.repeat(20_000)}next`, null],
  ])('of a horizon in several languages looks up the first few: %.40s', (written, horizon) => {
    const form = read(`### Outcome\nx\n### Horizon\n${written}`);
    expect(form.horizon).toBe(horizon);
    expect(form.problems).toMatchObject(horizon === null ? [{ code: 'unknown-value', field: 'horizon' }] : []);
  });

  test('of any bytes is read without an exception', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('### Outcome', '### 负责人', '### Asks', '- tsc:', '<!--', '```'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(Array.isArray(read(lines.join('\n')).problems)).toBe(true);
      }),
    );
  });

  test('of 65,536 characters is read fast', () => {
    const began = performance.now();
    read(`### Outcome${' '.repeat(65_000)}x`);
    for (const part of ['### Asks\n- a', '- : : ', '### Lead\n', '[x](', '`'.repeat(7)])
      read(part.repeat(65_536 / part.length));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('the shipped forms', () => {
  const form = z.object({
    labels: z.array(z.string()),
    body: z.array(z.object({ type: z.string(), attributes: z.object({ label: z.string().optional() }) })),
  });
  const inputs = (headings: readonly string[]) => headings.map((heading) => fieldUnder(heading)?.field);

  test('of GitHub ask for every field, under headings that are understood', () => {
    const { body, labels } = form.parse(parse(readFileSync('templates/forms/github/roadmap.yml', 'utf8')));
    expect(labels).toEqual(['roadmap']);
    expect(inputs(body.flatMap(({ attributes: { label } }) => label ?? []))).toEqual(formFields);
  });

  test('of Gitee ask for every field, and are empty as they are', () => {
    const text = readFileSync('templates/forms/gitee/roadmap.md', 'utf8');
    expect(inputs([...text.matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading))).toEqual(formFields);
    const body = text.replace(/^---\n[\s\S]*?\n---\n/, '');
    expect(read(body).problems).toEqual([{ code: 'field-missing', field: 'outcome' }]);
  });
});
