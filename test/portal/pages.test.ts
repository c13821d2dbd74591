// The pages over HTTP: one sentence first, everything escaped, both languages, the same story as the JSON.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { MotionView } from '../../src/motions/view.js';
import { ballot, hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';

const everyPath = [
  '/',
  '/motions',
  '/motions/M-2026-0001',
  '/motions/M-2026-0002',
  '/resolutions',
  '/resolutions/R-2026-001',
  '/bodies',
  '/people',
  '/organizations',
  '/charter',
  '/commands',
  '/status',
  '/nothing-here',
];

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal((deps) => ({
    ...deps,
    store: {
      ...deps.store,
      status: () =>
        Promise.resolve({
          version: '1.2.3',
          mode: 'live',
          forgeWrites: 'off',
          forges: [{ id: 'github', account: hostile, url: 'javascript:alert(1)' }],
          deliveries: {
            pending: 2,
            oldestAgeSeconds: 90,
            dead: 1,
            newestDead: [{ id: 'd-9', what: 'issue_comment', error: hostile, at: '2026-03-01T00:00:00.000Z' }],
          },
          effects: { pending: 0, oldestAgeSeconds: null, dead: 0, newestDead: [] },
          rejectedCharter: { source: hostile, at: '2026-03-01T00:00:00.000Z', errors: [`charter.yml:3:5 ${hostile}`] },
        }),
    },
  }));
  const subject = { forge: 'github', repo: hostile, number: '1', url: 'javascript:alert(3)', head: hostile } as const;
  await portal.motions.put(
    motion(1, {
      title: hostile,
      subjects: [subject],
      proposer: 'kofi-mensah',
      recused: [{ person: 'wang-bo', reason: hostile }],
      ended_by: { person: 'kofi-mensah', reason: hostile },
      ballots: [
        ballot({ reason: hostile, url: 'data:text/html,x' }),
        ballot({ person: null, account: { forge: 'github', id: 7, login: hostile }, binding: false, reason: hostile }),
      ],
    }),
    1,
  );
  await portal.motions.put(motion(2), 2);
  await portal.resolutions.put(resolution(1, { title: hostile }), 3);
});

describe.each(['', '/zh'])('in the language of "%s/"', (prefix) => {
  test.each(everyPath)(
    '%s holds no markup but ours, no script or style but by address, and no foreign address',
    async (path) => {
      const { text } = await portal.ask(prefix + path);
      expect(text).not.toMatch(
        /<script(?! src="\/assets\/[^"]+" nonce=)|<img|<style|\sstyle=|\son\w+=|javascript:alert\(\d\)"|href="data:/i,
      );
      expect(text).not.toMatch(/(src|href)="https?:(?!\/\/(forge|portal)\.example)/);
      for (const link of text.match(/<a [^>]*href="http[^>]*>/g) ?? [])
        expect(link).toContain('rel="nofollow noopener"');
    },
  );

  test.each(everyPath)(
    '%s has a language, a title, a description, a skip link, landmarks and headings in order',
    async (path) => {
      const { text } = await portal.ask(prefix + path);
      expect(text).toMatch(new RegExp(`^<!DOCTYPE html>\\s*<html lang="${prefix === '' ? 'en' : 'zh-CN'}">`));
      expect(text).toMatch(/<title>[^<]+<\/title>/);
      expect(text).toMatch(/<meta name="description" content="[^"]+">/);
      expect(text).toMatch(/<a class="skip" href="#content">/);
      for (const landmark of ['<header', '<nav aria-label=', '<main id="content"', '<footer'])
        expect(text).toContain(landmark);
      const levels = [...text.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, index) => {
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      });
      expect(text).toMatch(/<h1>.*<\/h1>\s*<p class="lead">[^<]+(<time [^>]*>[^<]*<\/time>[^<]*)?<\/p>/);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    },
  );

  test.each(everyPath)('%s has only links of the portal that lead somewhere', async (path) => {
    const html = (await portal.ask(prefix + path)).text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const links = [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, link]) => link ?? '');
    const answers = await Promise.all([...new Set(links)].map(async (link) => [link, (await portal.ask(link)).status]));
    const dead = answers.filter(([link, status]) => status !== 200 && !String(link).endsWith(path));
    expect(dead).toEqual([]);
  });

  test.each(everyPath)('%s has ids once each, and tables in a frame of their own', async (path) => {
    const { text } = await portal.ask(prefix + path);
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(text.split('<table').length).toBe(text.split('<div class="frame" tabindex="0" role="region"').length);
  });
});

test('the other language is the same page', async () => {
  expect((await portal.ask('/motions?state=open')).text).toContain('href="/zh/motions?state&#x3D;open"');
  expect((await portal.ask('/zh/motions/M-2026-0002')).text).toContain('href="/motions/M-2026-0002" lang="en"');
  expect((await portal.ask('/zh')).text).toContain('OpenClaw 基金会');
});

const closed: Partial<MotionView> = { state: 'closed', closed_at: '2026-03-03T09:12:00.000Z' };

test.each<[string, Partial<MotionView>, string, string]>([
  [
    'waits for seconds',
    { state: 'proposed', waiting: { seconds: 1, seconds_needed: 2, opens_after: '2026-03-05T00:00:00.000Z' } },
    'One more member has to second it; it opens on Thu 5 March 2026, 00:00 UTC at the earliest.',
    '还需要 1 位成员附议；最早于 2026年3月5日（周四）00:00 UTC 开始投票。',
  ],
  [
    'waits for its notice',
    { state: 'proposed', waiting: { seconds: 0, seconds_needed: 0, opens_after: '2026-03-05T00:00:00.000Z' } },
    'Proposed; it opens on Thu 5 March 2026, 00:00 UTC, when its notice has run.',
    '已提出；公示期满后于 2026年3月5日（周四）00:00 UTC 开始投票。',
  ],
  [
    'is open',
    {},
    '1 for, 0 against; 1 of 2 have voted. As it stands, it would be carried. Closes Fri 6 March 2026, 14:00 UTC.',
    '赞成 1 票，反对 0 票；2 人中已有 1 人投票。按目前票数将获通过。2026年3月6日（周五）14:00 UTC 截止。',
  ],
  [
    'was carried',
    { ...closed, outcome: 'carried', resolution: 'R-2026-007' },
    'Carried 1 to 0 on 3 March 2026; 1 of 2 voted. It is resolution R-2026-007.',
    '2026年3月3日以 1 比 0 通过；2 人中有 1 人投票。即决议 R-2026-007。',
  ],
  [
    'was withdrawn',
    { ...closed, outcome: 'withdrawn', ended_by: { person: 'wang-bo', reason: '' } },
    'Withdrawn on 3 March 2026. By Wang Bo.',
    '已于 2026年3月3日撤回。操作者：王博。',
  ],
])('a motion that %s is told in one sentence', async (_, fields, en, zh) => {
  await portal.motions.put(motion(3, fields), 3);
  expect((await portal.ask('/motions/M-2026-0003')).text).toContain(`<meta name="description" content="${en}">`);
  expect((await portal.ask('/zh/motions/M-2026-0003')).text).toContain(`<meta name="description" content="${zh}">`);
});

test.each(['lost', 'no-quorum', 'too-few-affiliations', 'lapsed', 'cancelled', 'superseded', 'vetoed'] as const)(
  'a motion that ended as %s has words in both languages',
  async (outcome) => {
    await portal.motions.put(motion(3, { ...closed, outcome }), 3);
    for (const prefix of ['', '/zh']) expect((await portal.ask(`${prefix}/motions/M-2026-0003`)).status).toBe(200);
  },
);

test('a motion’s page and its JSON twin tell the same story', async () => {
  const { text } = await portal.ask('/motions/M-2026-0002');
  expect(text).toContain('<link rel="alternate" type="application/json" href="/api/v1/motions/M-2026-0002">');
  expect(text).toContain('<span class="number">1<small>/2</small></span>');
  expect(text).toContain('ballots: at least 1/2 of the electorate');
  expect(text).toContain('It reads well.');
  expect(text).toContain('StarForge Labs');
  expect(text).toContain('passer-by');
  expect(text).toMatch(
    /One has not voted yet<\/h3>\s*<ul class="names"><li class="person"><a href="\/people\/wang-bo"><bdi>Wang Bo/,
  );
});

test('parameters of others, and empty choices of the form, do not break a page', async () => {
  expect((await portal.ask('/motions?utm_source=letter&state=&kind=technical')).status).toBe(200);
});

test('a filtered list keeps its filter from page to page', async () => {
  const many = await openPortal();
  for (let number = 1; number <= 31; number += 1) await many.motions.put(motion(number), number);
  const { text } = await many.ask('/zh/motions?state=open');
  expect(text).toContain('href="/zh/motions?state&#x3D;open&amp;page&#x3D;2"');
  expect(text).toContain('<option value="open" selected>');
  expect((await many.ask('/zh/motions?state=open&page=2')).text).toContain('第 2 页，共 2 页');
});

test('a condition quotes the share as the charter has it', async () => {
  const conditions = [{ text: 'yes >= 58% of electorate', role: 'passes_when', met: false }] as const;
  await portal.motions.put(motion(3, { tally: { ...motion(3).tally, conditions: [...conditions] } }), 3);
  expect((await portal.ask('/motions/M-2026-0003')).text).toContain('votes for: at least 58% of the electorate');
  expect((await portal.ask('/zh/motions/M-2026-0003')).text).toContain('赞成票不少于有表决权的人数的 58%');
});

test('a public address with a path is put before every link', async () => {
  const below = await openPortal((deps) => ({ ...deps, publicUrl: 'https://host.example/gov/' }));
  await below.motions.put(motion(1), 1);
  const { text } = await below.ask('/zh/motions/M-2026-0001');
  const links = [...text.matchAll(/ href="(\/[^"]*)"/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !link.startsWith('/gov/'))).toEqual([]);
});

test('the status page names what was given up, what was refused, and that nothing is written', async () => {
  const { text } = await portal.ask('/status');
  expect(text).toContain('One thing was given up and needs attention');
  expect(text).toContain('d-9');
  expect(text).toContain('1 minute');
  expect(text).toContain('off: everything is decided and shown here, nothing is written');
  expect(text).toContain('charter.yml:3:5');
});
