// The feeds and the calendar of the roadmap, read by other libraries than the ones that write them.
import { beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import Parser from 'rss-parser';
import { day, now, to, world } from '../roadmap/year.js';
import { followGone, followWork } from '../../src/roadmap/decide/follow.js';
import { at, charterWith, createWorld, issue } from '../roadmap/world.js';
import { hostile, openPortal, type TestPortal } from '../support/portal.js';

const parser = new Parser<Record<string, unknown>, { readonly id: string; readonly summary: string }>({
  customFields: { item: ['id', 'summary'] },
});
const base = 'https://portal.example';

const openAt = (instant: string): Promise<TestPortal> =>
  openPortal((deps) => ({ ...deps, clock: { now: () => instant } }));

let portal: TestPortal;
beforeAll(async () => {
  portal = await openAt(now);
  portal.showRoadmap({ world, issues: { '1': { title: 'Open weights' }, '2': { title: hostile } } });
});

async function feed(path: string, from = portal) {
  const answer = await from.ask(path);
  expect([path, answer.status, answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual([
    path,
    200,
    'application/atom+xml; charset=utf-8',
    '*',
  ]);
  return parser.parseString(answer.text);
}

describe('the feed of the roadmap', () => {
  test('tells what is news, the newest first, each at a place of its own in the history of its item', async () => {
    const { title, feedUrl, link, items } = await feed('/feeds/roadmap.atom');
    expect([title, feedUrl, link]).toEqual([
      'Roadmap of the OpenClaw Foundation',
      `${base}/feeds/roadmap.atom`,
      `${base}/roadmap`,
    ]);
    expect(items.map((item) => item.title)).toEqual([
      'RM-2026-006 Issue 6: proposed',
      'RM-2026-001 Open weights: shipped',
      'RM-2026-005 Issue 5: on hold',
      'RM-2026-004 Issue 4: declined',
      'RM-2026-003 Issue 3: slipped from 2026-Q3 to 2026-Q4',
      'RM-2026-001 Open weights: slipped from 2026-Q2 to 2026-Q4',
      expect.stringMatching(/^RM-2026-002 .*: shipped$/),
      expect.stringMatching(/^RM-2026-002 .*: in progress$/),
      'RM-2026-001 Open weights: slipped from 2026-Q1 to 2026-Q2',
      'RM-2026-005 Issue 5: accepted',
      'RM-2026-004 Issue 4: accepted',
      'RM-2026-003 Issue 3: accepted',
      expect.stringMatching(/^RM-2026-002 .*: accepted$/),
      'RM-2026-001 Open weights: accepted',
    ]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(items[1]?.id).toMatch(new RegExp(`^${base}/roadmap/RM-2026-001#entry-\\d+$`));
    expect(items[1]?.isoDate).toBe(day('2026-10-02'));
  });

  test('says by whom, by how much, and why', async () => {
    const { items } = await feed('/feeds/roadmap.atom');
    expect(items[5]?.summary).toBe('By p5. Later by 2 quarters. Reason: data is later; see RM-2026-003');
    expect(items[3]?.summary).toBe('By Wang Bo. Reason: split into RM-2026-001 and RM-2026-005');
    expect(items.at(-1)?.summary).toBe('By Lin Mei. Planned for 2026-Q1.');
  });

  test('says that a rule did it only where one did', async () => {
    const left = createWorld(charterWith('statuses: [{ when: released, to: shipped }]'));
    for (const number of [1, 2]) left.do('p1', at(0), to.add('next'), { issue: number });
    const progress = { pullRequestLinked: null, pullRequestsMerged: null, milestoneClosed: null, released: at(1) };
    left.append(followWork(left.state(at(1)), issue(2), progress), at(1));
    left.append(followGone(left.state(at(2)), issue(1), null, 'the subject was deleted'), at(2));
    const other = await openAt(at(3));
    other.showRoadmap({ world: left });
    const [gone, shipped] = (await feed('/feeds/roadmap.atom', other)).items;
    expect([gone?.title, gone?.summary]).toEqual([
      'RM-2026-001 Issue 1: withdrawn',
      'Without anybody’s command. Reason: the subject was deleted',
    ]);
    expect([shipped?.title, shipped?.summary]).toEqual(['RM-2026-002 Issue 2: shipped', 'By a rule of roadmap.yml.']);
  });

  test('speaks Chinese under /zh', async () => {
    const { title, items } = await feed('/zh/feeds/roadmap.atom');
    expect(title).toBe('OpenClaw 基金会的路线图');
    expect(items[5]).toMatchObject({
      title: 'RM-2026-001 Open weights：由“2026-Q2”推迟到“2026-Q4”',
      link: expect.stringContaining(`${base}/zh/roadmap/RM-2026-001#entry-`),
    });
    expect(items[5]?.summary).toContain('推迟 2 个季度');
  });

  test('holds hostile titles as text that no reader runs', async () => {
    const { text } = await portal.ask('/feeds/roadmap.atom');
    expect(text).not.toContain('<script>');
  });
});

describe('the feeds of a theme and of an item', () => {
  test('tell of its items only', async () => {
    const theme = await feed('/feeds/roadmap/themes/b.atom');
    expect(theme.feedUrl).toBe(`${base}/feeds/roadmap/themes/b.atom`);
    expect(theme.items).toHaveLength(3);
    const item = await feed('/feeds/roadmap/items/RM-2026-001.atom');
    expect([item.title, item.link]).toEqual(['RM-2026-001 Open weights', `${base}/roadmap/RM-2026-001`]);
    expect(item.items).toHaveLength(4);
  });

  test('are there for a theme of roadmap.yml without items, and for an item without news', async () => {
    const young = createWorld(charterWith('themes: [safety]'));
    const other = await openAt(at(1));
    other.showRoadmap({ world: young });
    expect((await feed('/feeds/roadmap/themes/safety.atom', other)).items).toEqual([]);
  });

  test.each(['themes/nothing', 'items/RM-2026-007', 'items/%3Cscript%3E', 'RM-2026-001'])(
    'there is no /feeds/roadmap/%s.atom',
    async (name) => {
      expect((await portal.ask(`/feeds/roadmap/${name}.atom`)).status).toBe(404);
    },
  );
});

describe('the calendar of the roadmap', () => {
  async function events(path: string, from = portal) {
    const answer = await from.ask(path);
    expect([answer.status, answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      '*',
    ]);
    return ICAL.Component.fromString(answer.text)
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one));
  }

  test('has each quarter with what is planned for it or was shipped, as days of UTC, and the next review', async () => {
    const found = (await events('/roadmap.ics')).map(({ uid, summary, startDate, endDate }) => {
      return [uid, summary, String(startDate), String(endDate)];
    });
    expect(found).toEqual([
      ['roadmap-2026-Q2@portal.example', '2026-Q2: 2 items on the roadmap', '2026-04-01', '2026-07-01'],
      ['roadmap-2026-Q4@portal.example', '2026-Q4: 2 items on the roadmap', '2026-10-01', '2027-01-01'],
      ['roadmap-review-2026-05-30@portal.example', 'Review of the roadmap is due', '2026-05-30', '2026-05-31'],
    ]);
  });

  test('names the items of a quarter with their status, and leads to them', async () => {
    const last = (await events('/roadmap.ics')).find(({ uid }) => uid.startsWith('roadmap-2026-Q4'));
    expect(last?.description.split('\n')).toEqual([
      'RM-2026-001 Open weights (shipped)',
      'RM-2026-003 Issue 3 (accepted)',
      `${base}/roadmap?horizon=2026-Q4`,
    ]);
  });

  test.each(['/zh/roadmap.ics', '/roadmap.ics?lang=zh'])('speaks Chinese at %s', async (path) => {
    expect((await events(path)).map(({ summary }) => summary)).toEqual([
      '2026-Q2：路线图上有 2 个条目',
      '2026-Q4：路线图上有 2 个条目',
      '路线图评审到期',
    ]);
  });

  test('tells readers that a quarter has changed when an item leaves it', async () => {
    const moving = createWorld(charterWith('horizons: [2026-Q2, 2026-Q3]'));
    for (const number of [1, 2]) moving.do('p1', at(1), to.add('2026-Q2'), { issue: number });
    moving.do('p1', at(2), to.move('2026-Q3'), { issue: 2 });
    const other = await openAt(at(3));
    other.showRoadmap({ world: moving });
    const [left] = await events('/roadmap.ics', other);
    expect(left?.summary).toBe('2026-Q2: one item on the roadmap');
    expect(['dtstamp', 'last-modified'].map((name) => String(left?.component.getFirstPropertyValue(name)))).toEqual([
      '2026-03-04T09:00:00Z',
      '2026-03-04T09:00:00Z',
    ]);
  });

  test('names at most 50 items of a quarter, and says how many more there are', async () => {
    const busy = createWorld(charterWith('horizons: [2026-Q2]'));
    for (let number = 1; number <= 52; number += 1) busy.do('p1', at(1), to.add('2026-Q2'), { issue: number });
    const other = await openAt(at(2));
    other.showRoadmap({ world: busy });
    const [quarter] = await events('/roadmap.ics', other);
    expect(quarter?.description.split('\n').slice(-2)[0]).toBe('and 2 more');
  });

  test('leaves out quarters that ended more than a year ago, horizons that are names, and what was dropped', async () => {
    const later = await openAt(day('2027-07-03'));
    later.showRoadmap({ world });
    expect((await events('/roadmap.ics', later)).map(({ uid }) => uid.split('@')[0])).toEqual([
      'roadmap-2026-Q4',
      'roadmap-review-2026-05-30',
    ]);
    const named = createWorld(charterWith('horizons: [now, next]'));
    named.do('p1', at(1), to.add('now'));
    later.showRoadmap({ world: named });
    expect(await events('/roadmap.ics', later)).toEqual([]);
  });

  test('is the same at every reading, and empty without a roadmap', async () => {
    const read = async () => (await portal.ask('/roadmap.ics')).text;
    expect(await read()).toBe(await read());
    expect(await events('/roadmap.ics', await openAt(now))).toEqual([]);
  });
});
