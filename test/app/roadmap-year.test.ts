// A year of a roadmap on both forges, told by people and read by everybody: as JSON, as pages, as feeds, from the ledger, and made again from nothing.
import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import Parser from 'rss-parser';
import { z } from 'zod';
import { auditRoadmap } from '../../src/audit/roadmap.js';
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import { roadmapChangeSchema, type RoadmapChangeView } from '../../src/roadmap/view.js';
import { createLedgerStore } from '../../src/storage/ledger.js';
import { shared, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { history } from '../support/roadmap-year/expected-history.js';
import { items, numbers } from '../support/roadmap-year/expected-items.js';
import { boards, itemPages, news } from '../support/roadmap-year/expected-pages.js';
import { tellYear } from '../support/roadmap-year/story.js';
import { startYear } from '../support/roadmap-year/world.js';

const common = shared(async () => {
  const year = await startYear();
  return { year, told: await tellYear(year) };
});

const ids = [
  'RM-2025-001',
  'RM-2025-002',
  'RM-2025-003',
  'RM-2026-001',
  'RM-2026-002',
  'RM-2026-003',
  'RM-2026-004',
] as const;

/** A change in a few words; of a changed text how many lines are gone and new. */
function inWords({ field, from, to, slip, days, lines }: RoadmapChangeView): string {
  if (lines !== null) {
    const count = (sign: string) => lines.filter((line) => line.sign === sign).length;
    return days === null ? field : `${field} -${String(count('-'))} +${String(count('+'))}`;
  }
  const values = from === null ? String(to) : `${from} → ${to ?? 'nothing'}`;
  return `${field} ${values}${slip === null ? '' : ` (slipped by ${String(slip)})`}`;
}

/** What was done at one moment, by one person, for one reason, is one act. */
function actsOf(changes: readonly RoadmapChangeView[]): readonly (readonly string[])[] {
  const acts = new Map<string, string[]>();
  for (const change of changes) {
    const { at, item, person, motion, reason } = change;
    const who = [at.slice(0, 10), item, person, motion].filter((part) => part !== null).join(' ');
    const act = `${who}\n${reason}`;
    acts.set(act, [...(acts.get(act) ?? []), inWords(change)]);
  }
  return [...acts].map(([act, what]) => {
    const [who = '', reason = ''] = act.split('\n');
    return [who, what.join(', '), reason];
  });
}

describe('as JSON', () => {
  test('every change is there with who, why and by which motion', async () => {
    const { year, told } = common();
    const pages = await Promise.all(
      [1, 2].map((page) => year.get(`/api/v1/roadmap/changes?per_page=50&page=${String(page)}`)),
    );
    const changes = pages.flatMap((page) => z.array(roadmapChangeSchema).parse(page)).reverse();
    expect(actsOf(changes)).toEqual(history(told.places));
    for (const id of ids) {
      const own = z.array(roadmapChangeSchema).parse(await year.get(`/api/v1/roadmap/${id}/changes?per_page=100`));
      expect(own.reverse()).toEqual(changes.filter(({ item }) => item === id));
    }
  });

  test('every item is what became of it', async () => {
    const { year, told } = common();
    const shown = await year.items();
    const addresses = new Map([told.places.bench, told.places.sources].map(({ number }) => [number, year.gitee.url]));
    for (const { number, repo, url, latest_update: update } of shown) {
      expect(url).toBe(`${addresses.get(number) ?? year.github.url}/${repo}/issues/${number}`);
      if (update) expect(update.url).toContain(`${url}#`);
    }
    const expected = items(told.places).map((item, i) => {
      const { url = '', latest_update: update } = shown[i] ?? {};
      return { ...item, url, latest_update: item.latest_update && { ...item.latest_update, url: update?.url } };
    });
    expect(shown).toEqual(expected);
    for (const item of shown) expect(await year.get(`/api/v1/roadmap/${item.id}`)).toEqual(item);
  });

  test('the numbers are those worked out by hand', async () => {
    const { year } = common();
    expect(await year.get('/api/v1/roadmap/numbers')).toEqual(numbers);
  });
});

describe('on pages', () => {
  test.each(boards)('the board %s tells where everything stands', async (language, sentences) => {
    const board = await common().year.page(`${language}/roadmap`);
    for (const sentence of sentences) expect(board).toContain(sentence);
  });

  test.each(itemPages)('the page of %s tells its story in both languages', async (id, sentences) => {
    const { year } = common();
    const [en, zh] = [await year.page(`/roadmap/${id}`), await year.page(`/zh/roadmap/${id}`)];
    for (const [english, chinese] of sentences) {
      expect(en).toContain(english);
      expect(zh).toContain(chinese);
    }
  });

  test('while its lead had left, the page said so', () => {
    const [en, zh] = common().told.meanwhile.leadLeft;
    expect(en).toContain('kofi-mensah, who leads it, is no longer of the foundation: it needs another lead.');
    expect(zh).toContain('负责人 kofi-mensah 已不在基金会，需另选负责人。');
  });

  test.each([
    [
      '?slip=true',
      'Items slipped 3 times.',
      ['slipped by one quarter', 'slipped by 2 quarters', 'slipped by 2 horizons'],
    ],
    ['?drop=true', 'Items were dropped 2 times.', ['Split into RM-2026-003 and RM-2026-004', 'Chips of our own']],
    ['?since=2026-09-01', '3 changes of the roadmap', ['检查已上线', 'M-2026-0005', 'slipped by 2 horizons']],
  ])('the changes %s are told', async (query, count, sentences) => {
    const page = await common().year.page(`/roadmap/changes${query}`);
    for (const sentence of [count, ...sentences]) expect(page).toContain(sentence);
  });

  test('the changes are told in Chinese', async () => {
    const page = await common().year.page('/zh/roadmap/changes?slip=true');
    expect(page).toContain('阶段：由 2026-Q3 → 改为 以后 推迟 2 个阶段 此前持续 145 天');
    expect(page).toContain('Mo 数据尚未就绪 阶段：由 2026-Q1 → 改为 2026-Q3 推迟 2 个季度 此前持续 114 天');
  });
});

test('feeds tell what was news, in both languages', async () => {
  const { year } = common();
  const titles = async (path: string) => {
    const { items: entries } = await new Parser().parseString(await (await fetch(`${year.url}${path}`)).text());
    return entries.map(({ title }) => title);
  };
  expect(await titles('/feeds/roadmap.atom')).toEqual(news);
  expect((await titles('/zh/feeds/roadmap.atom')).slice(0, 2)).toEqual([
    'RM-2026-004 数据来源检查：已交付',
    'RM-2026-003 Fields of a card：由“2026-Q3”推迟到“以后”',
  ]);
  expect(await titles('/feeds/roadmap/items/RM-2025-003.atom')).toHaveLength(2);
  expect(await titles('/feeds/roadmap/themes/data.atom')).toHaveLength(11);
});

test('the calendar holds the quarters with their items, and the review', async () => {
  const { year } = common();
  const events = async (path: string) => {
    const calendar = ICAL.Component.fromString(await (await fetch(`${year.url}${path}`)).text());
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const { startDate, endDate, summary, description } = new ICAL.Event(component);
      return [startDate.toString(), endDate.toString(), summary, description.split('\n').slice(0, -1).join('; ')];
    });
  };
  expect(await events('/roadmap.ics')).toEqual([
    ['2026-04-01', '2026-07-01', '2026-Q2: one item on the roadmap', 'RM-2025-001 Open weights (shipped)'],
    [
      '2026-07-01',
      '2026-10-01',
      '2026-Q3: 2 items on the roadmap',
      'RM-2025-002 可复现评测 (in progress); RM-2026-004 数据来源检查 (shipped)',
    ],
    ['2026-10-31', '2026-11-01', 'Review of the roadmap is due', 'roadmap.yml asks for a review by this day.'],
  ]);
  expect((await events('/zh/roadmap.ics')).map(([from]) => from)).toEqual(['2026-04-01', '2026-07-01', '2026-10-31']);
});

describe('on the forges', () => {
  test('every item has the label and one comment that says where it stands', () => {
    for (const place of common().told.all) {
      expect(place.labels()).toContain('roadmap');
      expect(place.told().filter((text) => text.includes('opencharter:roadmap%20'))).toHaveLength(1);
    }
  });

  test('a label of somebody from outside put nothing on the roadmap, and was answered', () => {
    const { withOutsider, outsiderTold } = common().told.meanwhile;
    expect(withOutsider).toEqual(['RM-2026-001', 'RM-2025-003', 'RM-2025-002', 'RM-2025-001']);
    expect(outsiderTold).toEqual([expect.stringContaining('/roadmap add')]);
  });

  test('the one lead who fell silent was reminded, once', () => {
    const { all, places } = common().told;
    const reminders = all.map(({ told }) => told().filter((text) => text.includes('opencharter:stale%20')));
    expect(reminders.flat()).toEqual([expect.stringContaining('@wangbo')]);
    expect(reminders[all.indexOf(places.bench)]).toHaveLength(1);
  });
});

test('whoever reads the ledger finds every change by motion carried by that motion', async () => {
  const { app } = common().year;
  const entries: LedgerEntry[] = [];
  for await (const entry of createLedgerStore(app.database).from(0)) entries.push(entry);
  expect(auditRoadmap(entries)).toEqual({ ok: true, value: 81 });
});

test('without its projections everything is made again from ledger and mirror, byte for byte, and nothing is written to a forge', async () => {
  const { year, told } = common();
  const pages = ['/roadmap', '/roadmap/changes', '/roadmap/changes?page=2', ...ids.map((id) => `/roadmap/${id}`)];
  const paths = [
    ...pages.flatMap((path) => [path, `/zh${path}`, `/api/v1${path}`]),
    ...ids.map((id) => `/api/v1/roadmap/${id}/changes?per_page=100`),
    ...['/feeds/roadmap.atom', '/zh/feeds/roadmap.atom', '/roadmap.ics', '/zh/roadmap.ics', '/api/v1/roadmap/numbers'],
    ...['/api/v1/motions', '/api/v1/resolutions'],
  ];
  const bytes = async () => {
    const answers: string[] = [];
    for (const path of paths) {
      const response = await fetch(`${year.url}${path}`);
      answers.push(`${path} ${String(response.status)} ${(await response.text()).replace(/nonce="[^"]*"/g, '')}`);
    }
    return answers;
  };
  const before = await bytes();
  const made = async () =>
    JSON.stringify(await Promise.all(['roadmap', 'motions', 'resolutions'].map((list) => year.get(`/api/v1/${list}`))));
  const madeBefore = await made();
  expect(before.filter((answer) => !/^\S+ 200 /.test(answer))).toEqual([]);
  // In an issue that was moved, what was said of its motion before is said anew in the new place.
  const others = told.all.filter((place) => place !== told.places.weights);
  const onForges = () => others.map((place) => [place.labels(), place.told()]);
  const shownBefore = onForges();
  await year.app.stop();
  const marks = [year.github.calls.mark(), year.gitee.calls.mark()] as const;

  const { connection } = await openTestDatabase(year.app.database.connection.name);
  for (const name of ['motions', 'resolutions', 'roadmap_issues', 'search']) await connection.dropCollection(name);
  year.app = await year.startAnother({ port: year.config.port });
  await until('everything is made again', async () => (await made()) === madeBefore);
  await until('all effects are done', async () => (await year.app.stores.effects.counts()).pending === 0);
  expect(await bytes()).toEqual(before);
  expect(onForges()).toEqual(shownBefore);
  const writes = [...year.github.calls.since(marks[0]), ...year.gitee.calls.since(marks[1])].filter(
    ({ method, path }) => method !== 'GET' && !path.endsWith('/access_tokens'),
  );
  expect(writes.filter(({ path }) => !path.startsWith('/repos/openclaw/docs/issues/'))).toEqual([]);
});
