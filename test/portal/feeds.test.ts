// Feeds and the calendar, read by other libraries than the ones that write them.
import { beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import Parser from 'rss-parser';
import type { MotionView } from '../../src/motions/view.js';
import { hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';

const broken = `bell \u0007, null \u0000, half \uD83D, end \uFFFE, ]]> &amp; <b> 中文`;

interface ParsedEntry {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly summary: string;
  readonly updated: string;
  readonly published: string;
  readonly categories: readonly {
    readonly $: { readonly term: string; readonly scheme: string; readonly label: string };
  }[];
}

const parser = new Parser<Record<string, unknown>, ParsedEntry>({
  customFields: { item: ['id', 'summary', 'updated', 'published', ['category', 'categories', { keepArray: true }]] },
});

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
  await portal.motions.put(motion(1, { title: 'Adopt safetensors' }), 1);
  await portal.motions.put(motion(2, { title: hostile }), 2);
  await portal.motions.put(
    motion(3, {
      title: '将中文评测集纳入官方基准',
      state: 'closed',
      outcome: 'carried',
      closed_at: '2026-02-01T00:03:00.000Z',
      in_force_at: '2026-02-01T00:03:00.000Z',
      resolution: 'R-2026-003',
    }),
    3,
  );
  await portal.motions.put(motion(4, { title: broken }), 4);
  await portal.resolutions.put(resolution(3, { motion: 'M-2026-0003', title: '将中文评测集纳入官方基准' }), 3);
  await portal.resolutions.put(resolution(4, { motion: 'M-2026-0004', title: hostile }), 4);
});

function eventsIn(text: string): ICAL.Component[] {
  return ICAL.Component.fromString(text).getAllSubcomponents('vevent');
}

async function feed(path: string, from = portal): Promise<Awaited<ReturnType<typeof parser.parseString>>> {
  const answer = await from.ask(path);
  expect([path, answer.status, answer.headers['content-type']]).toEqual([
    path,
    200,
    'application/atom+xml; charset=utf-8',
  ]);
  return parser.parseString(answer.text);
}

describe('the feed of motions', () => {
  test('has an entry for each, the last changed first, with state in the title and the sentence of the page', async () => {
    const { title, items, feedUrl, link } = await feed('/feeds/motions.atom');
    expect([title, feedUrl, link]).toEqual([
      'Motions of the OpenClaw Foundation',
      'https://portal.example/feeds/motions.atom',
      'https://portal.example/motions',
    ]);
    expect(items.map(({ id }) => id)).toEqual(
      ['0003', '0004', '0002', '0001'].map((number) => `https://portal.example/motions/M-2026-${number}`),
    );
    const [carried, , , open] = items;
    expect(carried).toMatchObject({
      title: 'M-2026-0003 将中文评测集纳入官方基准 (carried)',
      link: 'https://portal.example/motions/M-2026-0003',
      updated: '2026-02-01T00:03:00.000Z',
      published: '2026-01-01T00:03:00.000Z',
    });
    expect(carried?.summary).toMatch(/^Carried/);
    expect(open).toMatchObject({ title: 'M-2026-0001 Adopt safetensors (open)', updated: '2026-01-01T00:01:00.000Z' });
  });

  test('names kind and state as categories', async () => {
    const { items } = await feed('/zh/feeds/motions.atom');
    expect(items[0]?.categories.map(({ $ }) => $)).toEqual([
      { term: 'technical', label: '技术决定', scheme: 'https://portal.example/feeds/#kind' },
      { term: 'carried', label: '通过', scheme: 'https://portal.example/feeds/#state' },
    ]);
  });

  test('speaks Chinese under /zh, with the addresses of the Chinese pages', async () => {
    const { text } = await portal.ask('/zh/feeds/motions.atom');
    expect(text).toContain('xml:lang="zh-CN"');
    const { title, feedUrl, items } = await feed('/zh/feeds/motions.atom');
    expect([title, feedUrl]).toEqual(['OpenClaw 基金会的动议', 'https://portal.example/zh/feeds/motions.atom']);
    expect(items[0]).toMatchObject({
      id: 'https://portal.example/zh/motions/M-2026-0003',
      title: 'M-2026-0003 将中文评测集纳入官方基准（通过）',
    });
  });

  test('holds hostile titles as text that no reader runs', async () => {
    const { text } = await portal.ask('/feeds/motions.atom');
    expect(text).not.toMatch(/<(script|img)/);
    const { items } = await feed('/feeds/motions.atom');
    const title = items.find(({ id }) => id.endsWith('0002'))?.title ?? '';
    expect(title).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(title).toContain('{{7*7}}');
  });

  test('stays well-formed with characters that XML cannot hold', async () => {
    const { items } = await feed('/feeds/motions.atom');
    const title = items.find(({ id }) => id.endsWith('0004'))?.title;
    expect(title).toBe(
      'M-2026-0004 bell \uFFFD, null \uFFFD, half \uFFFD, end \uFFFD, ]]&gt; &amp;amp; &lt;b&gt; 中文 (open)',
    );
  });

  test('stays well-formed when a kind has a hostile title', async () => {
    const named = await openPortal((deps) => ({
      ...deps,
      store: {
        ...deps.store,
        charter: async () => {
          const inForce = await deps.store.charter();
          if (!inForce) return null;
          const motions = inForce.charter.motions.map((kind) => ({ ...kind, title: hostile }));
          const foundation = { ...inForce.charter.foundation, name: hostile };
          return { ...inForce, charter: { ...inForce.charter, motions, foundation } };
        },
      },
    }));
    await named.motions.put(motion(1), 1);
    const { items, title } = await feed('/feeds/motions.atom', named);
    expect(title).toContain('<script>alert(1)</script>');
    expect(items[0]?.categories[0]?.$.label).toContain('‹script›');
    const calendar = await named.ask('/calendar.ics');
    expect(eventsIn(calendar.text)).toHaveLength(1);
  });

  test('has the 50 newest', async () => {
    const many = await openPortal();
    for (let number = 1; number <= 53; number += 1) await many.motions.put(motion(number), number);
    const { items } = await feed('/feeds/motions.atom', many);
    expect(items).toHaveLength(50);
    expect(items[0]?.id).toMatch(/M-2026-0053$/);
  });

  test('moves an entry up, with another title, when its motion closes', async () => {
    const closing = await openPortal();
    await closing.motions.put(motion(1), 1);
    await closing.motions.put(motion(2), 2);
    const before = await closing.ask('/feeds/motions.atom');
    await closing.motions.put(
      motion(1, { state: 'closed', outcome: 'lost', closed_at: '2026-03-06T14:00:00.000Z' }),
      3,
    );
    const { items } = await feed('/feeds/motions.atom', closing);
    expect(items[0]).toMatchObject({
      id: 'https://portal.example/motions/M-2026-0001',
      title: 'M-2026-0001 Motion number 1 (lost)',
      updated: '2026-03-06T14:00:00.000Z',
    });
    const after = await closing.ask('/feeds/motions.atom', {
      headers: { 'If-None-Match': String(before.headers.etag) },
    });
    expect(after.status).toBe(200);
  });
});

test('the feed of resolutions has each with how it was adopted', async () => {
  const { items } = await feed('/feeds/resolutions.atom');
  expect(items.map(({ id }) => id)).toEqual([
    'https://portal.example/resolutions/R-2026-004',
    'https://portal.example/resolutions/R-2026-003',
  ]);
  expect(items[1]?.title).toBe('R-2026-003 将中文评测集纳入官方基准');
  expect(items[1]?.summary).toContain('2026');
});

test.each(['/feeds/roadmap.atom', '/zh/feeds/roadmap.atom'])('%s is valid and empty', async (path) => {
  const { items, title } = await feed(path);
  expect(items).toEqual([]);
  expect(title).not.toBe('');
});

test('the feeds of a young foundation are valid, empty, and the same at every reading', async () => {
  const young = await openPortal((deps) => ({
    ...deps,
    store: { ...deps.store, charter: () => Promise.resolve(null) },
  }));
  expect((await feed('/feeds/motions.atom', young)).items).toEqual([]);
  const [first, again] = [await young.ask('/calendar.ics'), await young.ask('/calendar.ics')];
  expect(first.text).toBe(again.text);
});

test.each([
  '/feeds/motions.atom',
  '/feeds/resolutions.atom',
  '/zh/feeds/roadmap.atom',
  '/calendar.ics',
  '/zh/calendar.ics',
])('%s may be read by pages from anywhere, kept for a minute, and is 304 until it changes', async (path) => {
  const first = await portal.ask(path);
  expect(first.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=60',
    vary: 'Accept-Encoding',
  });
  const again = await portal.ask(path, { headers: { 'If-None-Match': String(first.headers.etag) } });
  expect([again.status, again.text]).toEqual([304, '']);
});

test.each(['/feeds/nothing.atom', '/feeds', '/feeds/', '/feeds/motions'])('there is no %s', async (path) => {
  expect((await portal.ask(path)).status).toBe(404);
});

describe('the calendar', () => {
  interface Happening {
    readonly uid: string;
    readonly start: string;
    readonly zone: string;
    readonly summary: string;
    readonly status: string;
    readonly sequence: number;
    readonly stamp: string;
  }

  async function calendar(path: string, from = portal): Promise<ReadonlyMap<string, Happening>> {
    const { text, status, headers } = await from.ask(path);
    expect([path, status, headers['content-type']]).toEqual([path, 200, 'text/calendar; charset=utf-8']);
    const events = eventsIn(text).map((component) => {
      const event = new ICAL.Event(component);
      const read = (name: string): string => String(component.getFirstPropertyValue(name));
      const happening: Happening = {
        uid: event.uid,
        start: event.startDate.toString(),
        zone: event.startDate.zone.tzid,
        summary: event.summary,
        status: read('status'),
        sequence: event.sequence,
        stamp: read('dtstamp'),
      };
      return [event.uid.replace('@portal.example', ''), happening] as const;
    });
    expect(new Set(events.map(([id]) => id)).size).toBe(events.length);
    return new Map(events);
  }

  const proposed = { state: 'proposed', opened_at: null, closes_at: null, rule: null, charter_version: null } as const;
  function waiting(seconds: number): MotionView['waiting'] {
    return { seconds, seconds_needed: 1, opens_after: '2026-03-08T00:00:00.000Z' };
  }

  test('has the end of each open vote, in UTC, stamped with the last change', async () => {
    const events = await calendar('/calendar.ics');
    expect(events.get('M-2026-0001-closes')).toEqual({
      uid: 'M-2026-0001-closes@portal.example',
      start: '2026-03-06T14:00:00Z',
      zone: 'UTC',
      summary: 'Vote ends: M-2026-0001 Adopt safetensors',
      status: 'CONFIRMED',
      sequence: 1,
      stamp: '2026-01-01T00:01:00Z',
    });
    expect(events.has('M-2026-0003-closes')).toBe(false);
  });

  test('has the day from which a resolution holds, for a year', async () => {
    const old = await openPortal();
    await old.resolutions.put(resolution(1, { in_force_at: '2025-03-04T11:00:00.000Z' }), 1);
    await old.resolutions.put(resolution(2, { in_force_at: '2025-03-05T11:00:00.000Z' }), 2);
    expect([...(await calendar('/calendar.ics', old)).keys()]).toEqual(['R-2026-002-in-force']);
  });

  test('has the opening of a proposed motion with notice: tentative until it is seconded', async () => {
    const opening = await openPortal();
    await opening.motions.put({ ...motion(1, proposed), waiting: waiting(0) }, 1);
    const tentative = await calendar('/calendar.ics', opening);
    expect(tentative.get('M-2026-0001-opens')).toMatchObject({
      start: '2026-03-08T00:00:00Z',
      status: 'TENTATIVE',
      sequence: 0,
    });
    await opening.motions.put({ ...motion(1, proposed), waiting: waiting(1) }, 2);
    const confirmed = await calendar('/calendar.ics', opening);
    expect(confirmed.get('M-2026-0001-opens')).toMatchObject({ status: 'CONFIRMED', sequence: 1 });
  });

  test('grows the sequence when a vote is extended, and keeps its id', async () => {
    const extending = await openPortal();
    const at = { opened_at: '2026-02-27T14:00:00.000Z' };
    await extending.motions.put(motion(1, at), 1);
    expect((await calendar('/calendar.ics', extending)).get('M-2026-0001-closes')).toMatchObject({ sequence: 0 });
    await extending.motions.put(motion(1, { ...at, closes_at: '2026-03-09T14:00:00.000Z' }), 2);
    expect((await calendar('/calendar.ics', extending)).get('M-2026-0001-closes')).toMatchObject({
      sequence: 1,
      start: '2026-03-09T14:00:00Z',
    });
  });

  test.each(['withdrawn', 'cancelled', 'superseded'] as const)(
    'strikes a vote that was %s, for a month, and leaves it out after that',
    async (outcome) => {
      const ending = await openPortal();
      await ending.motions.put(motion(1, { state: 'closed', outcome, closed_at: '2026-03-03T00:00:00.000Z' }), 1);
      await ending.motions.put(motion(2, { state: 'closed', outcome, closed_at: '2026-01-03T00:00:00.000Z' }), 2);
      const events = await calendar('/calendar.ics', ending);
      expect([...events]).toEqual([
        ['M-2026-0001-closes', expect.objectContaining({ status: 'CANCELLED', sequence: 3 })],
      ]);
    },
  );

  test('speaks Chinese under /zh and with ?lang=zh, in lines of at most 75 octets that end with CRLF', async () => {
    const long = await openPortal();
    await long.motions.put(
      motion(1, { title: '将中文长文本理解评测集第二版及其全部基线结果纳入官方基准并每季度更新一次排行榜😀😀😀' }),
      1,
    );
    const { text } = await long.ask('/calendar.ics?lang=zh');
    expect(text).toContain('投票截止：');
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const events = await calendar('/zh/calendar.ics', long);
    expect(events.get('M-2026-0001-closes')?.summary).toBe(
      '投票截止：M-2026-0001 将中文长文本理解评测集第二版及其全部基线结果纳入官方基准并每季度更新一次排行榜😀😀😀',
    );
  });

  test('holds hostile titles and control characters as text', async () => {
    const events = await calendar('/calendar.ics');
    expect(events.get('M-2026-0002-closes')?.summary).toContain('<script>alert(1)</script>"\'&{{7*7}}');
    expect(events.get('M-2026-0004-closes')?.summary).toContain('bell \uFFFD, null \uFFFD, half \uFFFD');
    const folded = await openPortal();
    await folded.motions.put(motion(1, { title: 'a\r\nEND:VEVENT\r\nBEGIN:VALARM' }), 1);
    expect((await calendar('/calendar.ics', folded)).get('M-2026-0001-closes')?.summary).toBe(
      'Vote ends: M-2026-0001 a END:VEVENT BEGIN:VALARM',
    );
  });

  test.each(['/calendar.ics?lang=fr', '/calendar.ics?x=1', '/calendar.ics?lang=zh&lang=en'])(
    '%s is refused as a problem',
    async (path) => {
      const answer = await portal.ask(path);
      expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/problem+json']);
    },
  );

  test('has every open vote, however many there are', async () => {
    const many = await openPortal();
    for (let number = 1; number <= 120; number += 1) await many.motions.put(motion(number), number);
    expect((await calendar('/calendar.ics', many)).size).toBe(120);
  });
});
