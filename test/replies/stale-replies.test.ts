// The reminder of an item that nothing was heard of in time, word for word (golden files).
import { describe, expect, test } from '@jest/globals';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createReplies } from '../../src/replies/replies.js';
import type { StaleWords } from '../../src/replies/stale-replies.js';
import { expectGolden } from './golden.js';

const replies = createReplies(await loadReplyFiles());
const mark = replies.marker('example');
const name = { en: 'Lin Mei', zh: '林梅' };
const item: Omit<StaleWords, 'language'> = {
  item: 'RM-2026-007',
  heardOn: '2026-10-22',
  updateWithin: 30 * 86_400_000,
  lead: { name, login: 'lin-mei' },
  body: { en: 'Technical Steering Committee', zh: '技术指导委员会' },
  url: { en: 'https://gov.example.org/roadmap/RM-2026-007', zh: 'https://gov.example.org/zh/roadmap/RM-2026-007' },
};
const cases: Readonly<Record<string, Omit<StaleWords, 'language'>>> = {
  'to-its-lead': item,
  'to-a-lead-of-the-other-forge': { ...item, lead: { name, login: null } },
  'to-its-body': { ...item, lead: null },
  'to-nobody': { ...item, lead: null, body: null },
};

describe.each(['en', 'zh', 'both'] as const)('in language %s', (language) => {
  test.each(Object.entries(cases))('%s', (name, words) => {
    expectGolden(`roadmap/stale/${name}.${language}`, replies.roadmapStale({ ...words, language }, mark));
  });

  test.each(Object.entries(cases))('%s mentions the lead, where known, once and nobody else', (name, words) => {
    const mentions = replies.roadmapStale({ ...words, language }, mark).match(/@[\w-]+/g) ?? [];
    expect(mentions).toEqual(name === 'to-its-lead' ? ['@lin-mei'] : []);
  });

  test('a name that would format, mention or link does none of it', () => {
    const hostile = '@everyone [x](https://evil.example) <img> **b**';
    const words = { ...item, language, lead: { name: hostile, login: null } };
    const said = replies.roadmapStale(words, mark);
    expect(said).not.toMatch(/(?<![\\`])@everyone|\]\(https:\/\/evil|<img|(?<!\\)\*\*b/);
  });
});
