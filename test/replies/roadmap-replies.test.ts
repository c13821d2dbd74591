// What the bot says about the roadmap, word for word (golden files).
import { describe, expect, test } from '@jest/globals';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createReplies } from '../../src/replies/replies.js';
import type { ItemWords } from '../../src/replies/roadmap-replies.js';
import type { FormProblem } from '../../src/roadmap/form.js';
import { expectGolden } from './golden.js';

const replies = createReplies(await loadReplyFiles());
const mark = replies.marker('example');
const languages = ['en', 'zh', 'both'] as const;

const tsc = { en: 'Technical Steering Committee', zh: '技术指导委员会' };
const maintainers = { en: 'Maintainers', zh: '维护者' };
const place = { en: 'https://gov.example.org/roadmap', zh: 'https://gov.example.org/zh/roadmap' };
const page = { en: `${place.en}/RM-2026-007`, zh: `${place.zh}/RM-2026-007` };

const proposed: Omit<ItemWords, 'language'> = {
  item: 'RM-2026-007',
  status: 'proposed',
  horizon: null,
  wish: null,
  pending: null,
  reason: '',
  lead: null,
  problems: [],
  untaken: [],
  adders: [tsc, maintainers],
  url: page,
};
const lead = { en: 'Lin Mei', zh: '林梅' };
const accepted = { ...proposed, status: 'accepted', horizon: '2027-Q1', lead } as const;
const motion = 'M-2026-0007';

const items: Readonly<Record<string, Omit<ItemWords, 'language'>>> = {
  proposed,
  'proposed-with-a-wish': { ...proposed, wish: '2027-Q1', lead },
  'proposed-for-nobody': { ...proposed, adders: [] },
  'voted-on': { ...proposed, pending: { change: 'add 2027-Q1', motion }, lead },
  accepted,
  'to-be-moved': { ...accepted, pending: { change: 'move 2027-Q2', motion } },
  'to-be-dropped': { ...accepted, status: 'in-progress', pending: { change: 'drop', motion } },
  'on-hold': { ...accepted, status: 'on-hold', reason: 'The data are @not there <b>yet</b>.' },
  shipped: { ...accepted, status: 'shipped' },
  declined: { ...proposed, status: 'declined', reason: '没有人需要它。' },
  withdrawn: { ...accepted, status: 'withdrawn' },
  'not-taken-over': { ...accepted, untaken: ['outcome', 'lead'] },
  'not-taken-over-while-proposed': { ...proposed, untaken: ['theme'] },
  'not-taken-over-while-voted-on': { ...proposed, pending: { change: 'add next', motion }, untaken: ['outcome'] },
  'not-taken-over-by-the-lead': { ...accepted, adders: [], untaken: ['body'] },
};

const many = Array.from({ length: 15 }, (_, i) => `horizon-${String(i + 1)}`);
const problems: Readonly<Record<string, FormProblem>> = {
  'no-form': { code: 'no-form' },
  'field-missing': { code: 'field-missing', field: 'outcome' },
  'text-too-long': { code: 'text-too-long', field: 'measure', longest: 4000 },
  'too-many-asks': { code: 'text-too-long', field: 'asks', longest: 50 },
  'unknown-value': { code: 'unknown-value', field: 'body', written: 'board', nearest: null, known: ['tsc'] },
  'unknown-value-near': {
    code: 'unknown-value',
    field: 'theme',
    written: 'open-weight',
    nearest: 'open-weights',
    known: ['open-weights', 'safety'],
  },
  'unknown-value-of-many': { code: 'unknown-value', field: 'horizon', written: 'soon', nearest: null, known: many },
  'unknown-person': { code: 'unknown-value', field: 'lead', written: '@x', nearest: null, known: ['lin-mei'] },
  'unknown-person-near': {
    code: 'unknown-value',
    field: 'lead',
    written: '@lin-me',
    nearest: 'lin-mei',
    known: ['lin-mei'],
  },
  'nothing-known': { code: 'unknown-value', field: 'theme', written: 'open-weights', nearest: null, known: [] },
  'past-horizon': {
    code: 'past-horizon',
    field: 'horizon',
    written: '2025-Q4',
    current: '2026-Q4',
    known: ['2026-Q4', '2027-Q1', 'later'],
  },
  'past-horizon-none': {
    code: 'past-horizon',
    field: 'horizon',
    written: '2025-Q4',
    current: '2026-Q4',
    known: [],
  },
  'ask-of-nobody': { code: 'ask-of-nobody', field: 'asks', written: 'review it', known: ['tsc', 'maintainers'] },
};

describe.each(languages)('in language %s', (language) => {
  test.each(Object.entries(items))('the comment on an item that is %s', (name, item) => {
    expectGolden(`roadmap/${name}.${language}`, replies.roadmapItem({ ...item, language }, mark));
  });

  test('the answer to a label that proposes nothing', () => {
    const words = { language, label: 'roadmap', bodies: [tsc], url: place, horizons: ['2026-Q4', '2027-Q1', 'later'] };
    expectGolden(`roadmap/thanks.${language}`, replies.roadmapThanks(words, mark));
    expectGolden(
      `roadmap/thanks-for-nobody.${language}`,
      replies.roadmapThanks({ ...words, bodies: [], horizons: [] }, mark),
    );
  });

  test('why a label is back', () => {
    const words = { language, label: 'roadmap', bodies: [tsc], url: page, item: 'RM-2026-007' };
    expectGolden(`roadmap/label-back.${language}`, replies.roadmapLabelBack(words, mark));
    expectGolden(`roadmap/label-stays.${language}`, replies.roadmapLabelBack({ ...words, bodies: [] }, mark));
  });
});

test.each(Object.entries(problems))('the problem %s', (name, problem) => {
  const item = { ...proposed, language: 'both', problems: [problem] } as const;
  expectGolden(`roadmap/problem/${name}.both`, replies.roadmapItem(item, mark));
});

test('every comment starts with a bold line, mentions nobody, and ends with its marker', () => {
  for (const item of Object.values(items)) {
    const body = replies.roadmapItem({ ...item, language: 'both', problems: Object.values(problems) }, mark);
    expect(body).toMatch(/^\*\*.+\*\*\n[\s\S]*\n<!-- opencharter:example -->\n$/);
    expect(body.replace(/`[^`]*`/g, '')).not.toMatch(/@\w/);
  }
});
