// The pages of the roadmap: valid and harmless whatever stands in issues, in both languages, filtered and paged, and with words for what is missing.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { charterWith, createWorld } from '../roadmap/world.js';
import { htmlFaults } from '../support/html.js';
import { hostile, motion, openPortal, type TestPortal } from '../support/portal.js';
import { leadOf, openNewborn, readablePage } from '../support/records.js';
import { manyItems, openScene, sceneDay } from '../support/roadmap-scenes.js';

const scene = openScene();

function openAt(now: string): Promise<TestPortal> {
  return openPortal((deps) => {
    const { store } = deps;
    const roadmap = scene.world.adopted.charter.roadmap;
    const charter: typeof store.charter = async () => {
      const inForce = await store.charter();
      return inForce && { ...inForce, charter: { ...inForce.charter, roadmap } };
    };
    return { ...deps, clock: { now: () => now }, requestsPerMinute: 1_000_000, store: { ...store, charter } };
  });
}

let portal: TestPortal;
let empty: TestPortal;
let large: TestPortal;
beforeAll(async () => {
  [portal, empty, large] = await Promise.all([openAt(sceneDay), openAt(sceneDay), openAt(sceneDay)]);
  portal.showRoadmap(scene);
  empty.showRoadmap({ world: createWorld(charterWith('horizons: [now, next]')) });
  large.showRoadmap(manyItems(200));
  await portal.motions.put(motion(1, { title: 'Move it' }), 1);
});

/** The text of a page as people read it. */
function wordsOf(html: string): string {
  return html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}

async function read(path: string, from = portal): Promise<string> {
  return wordsOf((await from.ask(path)).text);
}

/** The part of a page that begins with this heading. */
function partOf(text: string, from: string, until: string): string {
  const start = text.indexOf(from);
  return text.slice(start, text.indexOf(until, start + from.length));
}

const everyPath = [
  '/',
  '/roadmap',
  '/roadmap?theme=weights',
  '/roadmap?horizon=2026-Q4',
  '/roadmap?status=withdrawn',
  '/roadmap?lead=wang-bo&stale=true',
  '/roadmap?theme=none',
  ...[1, 2, 3, 4, 5, 6, 7].map((number) => `/roadmap/RM-2026-00${String(number)}`),
  '/roadmap/changes',
  '/roadmap/changes?slip=true&since=2026-06-01',
  '/roadmap/changes?since=2030-01-01',
  '/motions/M-2026-0001',
  '/people/wang-bo',
  '/bodies/tsc',
];

describe.each(['', '/zh'])('in the language of "%s/"', (prefix) => {
  test.each(everyPath)('%s is valid HTML and holds no markup but ours', async (path) => {
    const { status, text } = await portal.ask(prefix + path);
    expect(status).toBe(200);
    expect(await htmlFaults(text)).toEqual([]);
    expect(text).not.toMatch(/<script(?! src="\/assets\/[^"]+" nonce=)|<img|<style|\sstyle=|href="javascript:/i);
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  test.each(['/roadmap', '/roadmap/changes', '/'])('%s without an item is valid too', async (path) => {
    const { status, text } = await empty.ask(prefix + path);
    expect(status).toBe(200);
    expect(await htmlFaults(text)).toEqual([]);
  });

  test('every link from one page of the roadmap to another leads somewhere', async () => {
    const links = new Set<string>();
    for (const path of ['/roadmap', '/roadmap?theme=weights', '/roadmap/RM-2026-001', '/roadmap/changes', '/']) {
      const html = await readablePage(portal, prefix + path);
      const own = /href="((?:\/zh)?(?:\/api\/v1)?\/(?:roadmap|feeds|people|bodies)[^"#]*)/g;
      for (const [, link = ''] of html.matchAll(own)) links.add(link.replaceAll('&amp;', '&'));
    }
    expect(links.size).toBeGreaterThan(30);
    const answers = await Promise.all([...links].map(async (link) => [link, (await portal.ask(link)).status]));
    // No motion and no ledger are behind this scene.
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });
});

describe('the board', () => {
  test('says how many items stand where, and how many of all have slipped', async () => {
    expect(leadOf((await portal.ask('/roadmap')).text)).toBe(
      '4 items are planned: 1 in progress, 3 not begun, 0 on hold. One of the 6 that ever had a horizon has slipped.',
    );
    expect(leadOf((await portal.ask('/zh/roadmap')).text)).toBe(
      '计划中有 4 个条目：1 个进行中，3 个尚未开始，0 个搁置。曾列入阶段的 6 个条目中，有 1 个推迟过。',
    );
  });

  test('is honest at the top: the share that slipped, the median, what was kept, what is overdue, when the review is due', async () => {
    const top = partOf(await read('/roadmap'), 'How the plan has held', 'The board');
    for (const told of [
      '1 /6 items have slipped',
      '1½ horizons later: the median slip',
      '1 item is overdue',
      'Last change or update Fri 20 November 2026',
      'Next review Sat 30 January 2027',
    ])
      expect(top).toContain(told);
    expect(await read('/roadmap')).toMatch(/items shipped in the quarter they were planned for/);
  });

  test('draws planned and shipped by quarter, and has the same as a table', async () => {
    const { text } = await portal.ask('/roadmap');
    expect(text).toMatch(/<svg class="chart"[^>]* role="img" aria-labelledby="quarters-title quarters-desc">/);
    expect(text).toMatch(
      /<tr><th scope="row">2026-Q2<\/th><td class="num">3<\/td><td class="num">1<\/td><td class="num">1<\/td><\/tr>/,
    );
    expect(wordsOf(text)).toContain('2026-Q4 is not over yet.');
    // RM-2026-001 was planned for the first and for the second.
    expect(wordsOf(text)).toContain(
      'In the quarters that are over, 1 of 4 planned items were shipped in time; an item counts in each quarter it was planned for.',
    );
  });

  test('marks the quarters that are over and the present one', async () => {
    const { text } = await portal.ask('/roadmap');
    expect(text).toMatch(/2026-Q2<\/bdi><\/a> <strong class="badge badge-open">over<\/strong>/);
    expect(text).toMatch(/2026-Q4<\/bdi><\/a> <span class="muted">now<\/span>/);
    expect(text).not.toMatch(/2026-Q1<\/bdi><\/a>/);
  });

  test('a card has the status, the sentence, the progress, the theme, the lead and the slips', async () => {
    const column = partOf(await read('/roadmap'), '2026-Q4 now', '2027-Q1');
    for (const told of [
      'one item',
      'RM-2026-001 in progress',
      'Open weights',
      'In progress since 20 September 2026.',
      '5 of 8 done',
      'Wang Bo',
      'slipped 2 times',
    ])
      expect(column).toContain(told);
  });

  test('what needs attention says so', async () => {
    const text = await read('/roadmap');
    expect(text).toContain('RM-2026-002 accepted overdue stale');
    expect(text).toContain('RM-2026-006 accepted a motion decides');
    expect(text).toContain('A motion was called to move it to Later.');
  });

  test('what is proposed, shipped and dropped stands below', async () => {
    const text = await read('/roadmap');
    expect(partOf(text, 'Proposed one item', 'Shipped')).toContain('Proposed on 10 November 2026 for 2027-Q1');
    expect(partOf(text, 'Shipped one item', 'Dropped')).toContain('Shipped on 26 June 2026.');
    expect(partOf(text, 'Dropped one item', 'Follow')).toContain('28 June 2026: Nobody wants it any more.');
  });

  test('names where ROADMAP.md is kept', async () => {
    expect(await read('/roadmap')).toContain('github:example/governance:docs/ROADMAP.md');
  });
});

describe('filters', () => {
  test.each([
    ['theme=weights', 'Open weights', ['RM-2026-001', 'RM-2026-006', 'RM-2026-007']],
    ['body=tsc', 'Technical Steering Committee', ['RM-2026-001', 'RM-2026-003']],
    ['status=in-progress', 'in progress', ['RM-2026-001']],
    ['status=shipped', 'shipped', ['RM-2026-003']],
    ['forge=gitee', 'Gitee', ['RM-2026-002']],
    ['horizon=2026-Q4', '2026-Q4', ['RM-2026-001']],
    ['lead=wang-bo', 'Wang Bo', ['RM-2026-001']],
    ['overdue=true', 'overdue', ['RM-2026-002']],
    ['standing=voted-on', 'a motion decides', ['RM-2026-006']],
    ['theme=weights&status=in-progress', 'in progress', ['RM-2026-001']],
  ])('%s leaves what it names, and says so', async (query, word, ids) => {
    const { text } = await portal.ask(`/roadmap?${query}`);
    const shown = [...new Set(text.match(/RM-\d{4}-\d{3}/g))].sort();
    expect(shown).toEqual(ids);
    expect(leadOf(text.replace(/<bdi>|<\/bdi>/g, ''))).toContain(word);
  });

  test('the form keeps what was chosen, and what it has no list for', async () => {
    const { text } = await portal.ask('/roadmap?theme=weights&lead=wang-bo');
    expect(text).toContain('<option value="weights" selected>');
    expect(text).toContain('<input type="hidden" name="lead" value="wang-bo">');
  });

  test('the numbers of the whole roadmap are not shown beside a part of it', async () => {
    expect(await read('/roadmap?theme=weights')).not.toContain('How the plan has held');
  });

  test('a filter that leaves nothing says so and leads back', async () => {
    const { text } = await portal.ask('/roadmap?theme=none');
    expect(wordsOf(text)).toContain('No item matches this filter.');
    expect(text).toContain('<a href="/roadmap">The whole roadmap</a>');
  });

  test.each([
    ['/roadmap?status=nonsense', 'proposed, accepted, in-progress'],
    ['/roadmap?colour=red', 'theme, body, status'],
    ['/roadmap?theme=a&theme=b', 'more than once'],
    ['/roadmap/changes?page=x', 'whole number'],
    ['/roadmap/changes?since=yesterday', 'YYYY-MM-DD'],
    ['/roadmap/changes?since=2026-02-30', 'YYYY-MM-DD'],
    ['/roadmap/changes?until=99999-01-01', '10'],
    ['/roadmap/changes?slip=perhaps', 'true'],
  ])('%s is refused with what there is', async (path, allowed) => {
    const { status, text } = await portal.ask(path);
    expect(status).toBe(400);
    expect(wordsOf(text)).toContain(allowed);
  });

  test.each(['/roadmap?page=2', '/roadmap?horizon=2026-Q4&page=2', '/roadmap/changes?page=99'])(
    '%s is beyond the end',
    async (path) => {
      expect((await portal.ask(path)).status).toBe(404);
    },
  );
});

describe('a large roadmap', () => {
  test('shows the first items of a group, and links to all of them', async () => {
    const { text } = await large.ask('/roadmap');
    const ids = new Set(text.match(/RM-\d{4}-\d{3}/g));
    expect(ids.size).toBeLessThan(25);
    expect(wordsOf(text)).toContain('2026-Q4 now 115 items');
    expect(text).toContain('<a href="/roadmap?horizon&#x3D;2026-Q4">All 200 with this horizon</a>');
    expect(text).toContain('<a href="/roadmap?status&#x3D;shipped">All 57 shipped</a>');
    expect(text).toContain('<a href="/roadmap?status&#x3D;withdrawn">All 28 withdrawn</a>');
    expect(text).not.toContain('declined</a>');
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  });

  test('lists all of a group page by page, each item once, what is open before what has ended', async () => {
    const ids: string[] = [];
    for (let page = 1; page <= 7; page += 1) {
      const { text } = await large.ask(`/roadmap?horizon=2026-Q4&page=${String(page)}`);
      ids.push(...[...text.matchAll(/<h4><a href="\/roadmap\/(RM-\d{4}-\d{3})"/g)].map(([, id = '']) => id));
    }
    expect(ids).toHaveLength(200);
    expect(new Set(ids).size).toBe(200);
    expect([ids[0], ids[115], ids[199]]).toEqual(['RM-2026-001', 'RM-2026-198', 'RM-2026-007']);
  });

  test('pages its changes', async () => {
    const { text } = await large.ask('/roadmap/changes?page=2');
    expect(wordsOf(text)).toContain('Page 2 of 20');
  });
});

describe('an item’s page', () => {
  test.each([
    [
      'RM-2026-001',
      'In progress since 20 September 2026. It is planned for 2026-Q4. Wang Bo leads it. It has slipped 2 times, by 3 quarters in all.',
    ],
    ['RM-2026-002', '2026-Q2 is over, and it is not done. Nobody leads it.'],
    ['RM-2026-003', 'Shipped on 26 June 2026. Lin Mei led it.'],
    ['RM-2026-004', 'Withdrawn on 28 June 2026: Nobody wants it any more.'],
    ['RM-2026-006', 'A motion was called to move it to Later. It is planned for 2027-Q1. Nobody leads it.'],
    ['RM-2026-007', 'Proposed on 10 November 2026 for 2027-Q1, not decided yet.'],
  ])('%s: %s', async (id, sentence) => {
    expect(leadOf(await readablePage(portal, `/roadmap/${id}`))).toBe(sentence);
  });

  test('says the same in Chinese', async () => {
    expect(leadOf(await readablePage(portal, '/zh/roadmap/RM-2026-001'))).toBe(
      '自 2026年9月20日起进行中。计划阶段：2026-Q4。负责人：王博。共推迟 2 次，累计 3 个季度。',
    );
  });

  test('has its outcome in the reader’s language first, the other one marked as such', async () => {
    expect((await portal.ask('/roadmap/RM-2026-001')).text).toMatch(
      /Weights on <strong>two<\/strong> mirrors[\s\S]*<div class="reading other" lang="zh-CN"><p>权重在/,
    );
    expect((await portal.ask('/zh/roadmap/RM-2026-001')).text).toMatch(
      /权重在<strong>两个<\/strong>镜像上[\s\S]*<div class="reading other" lang="en"><p>Weights/,
    );
  });

  test('shows every horizon it had, those that were later as slips', async () => {
    expect(await read('/roadmap/RM-2026-001')).toContain(
      'Its horizons 2026-Q1 3 March 2026 slipped to 2026-Q2 20 March 2026 slipped to 2026-Q4 25 June 2026',
    );
  });

  test('tells its history: who, when, what from and to, for how long, why, and the ledger entry', async () => {
    const { text } = await portal.ask('/roadmap/RM-2026-001');
    const history = wordsOf(text).slice(wordsOf(text).indexOf('Its whole history'));
    expect(history).toContain(
      'Fri 20 March 2026, 12:00 UTC Wang Bo The mirror is late; see RM-2026-003. Horizon: from 2026-Q1 → to 2026-Q2 slipped by one quarter after 17 days',
    );
    expect(text).toMatch(/<li id="entry-\d+">[\s\S]*href="\/api\/v1\/ledger\/\d+" aria-label="Ledger entry \d+"/);
  });

  test('shows a changed text as a difference, in words too', async () => {
    const { text } = await portal.ask('/roadmap/RM-2026-001');
    expect(text).toContain('<del><span class="unseen">Gone: </span><bdi>two</bdi></del>');
    expect(text).toContain('<ins><span class="unseen">New: </span><bdi>three</bdi></ins>');
    expect((await portal.ask('/roadmap/RM-2026-002')).text).toMatch(/<summary>9 new lines, none gone<\/summary>/);
  });

  test('has the newest updates, and folds the earlier ones', async () => {
    const { text } = await portal.ask('/roadmap/RM-2026-001');
    expect(text).toContain('<strong>Said</strong> on 2026-11-19');
    expect(text).toContain('<summary>One earlier update</summary>');
  });

  test('names what is asked of whom, what is linked, and which items name it', async () => {
    const text = await read('/roadmap/RM-2026-001');
    expect(partOf(text, 'What it asks', 'What its lead says')).toMatch(
      /Technical Steering Committee Decide\..* nobody Help\./,
    );
    expect(partOf(text, 'Linked work', 'Its whole history')).toContain('github:example/models#77 · issue · open');
    expect(await read('/roadmap/RM-2026-003')).toContain('Is named by RM-2026-001 Open weights');
  });

  test('says what is missing, and how to make it come', async () => {
    const text = await read('/roadmap/RM-2026-005');
    expect(text).toContain('Its issue does not say yet.');
    expect(text).toContain('that begins with “Update:”');
    expect(text).toContain('“Part of RM-2026-005”');
  });

  test.each(['/roadmap/RM-2026-999', '/roadmap/rm-2026-001', '/roadmap/RM-2026-001/', '/roadmap/__proto__'])(
    '%s is not there',
    async (path) => {
      const { status } = await portal.ask(path);
      expect(status).toBe(path.endsWith('/') ? 200 : 404);
    },
  );
});

describe('the changes', () => {
  test('are the newest first, by day, each with its item', async () => {
    const text = await read('/roadmap/changes');
    expect(text.indexOf('20 November 2026')).toBeLessThan(text.indexOf('10 November 2026'));
    expect(text).toContain(
      '12:00 Issue 6 RM-2026-006 Lin Mei · M-2026-0001 Nobody has time. To be decided: to move it to Later',
    );
  });

  test.each([
    ['slip=true', 'Items slipped 2 times.', ['RM-2026-001']],
    ['drop=true', 'One item was dropped.', ['RM-2026-004']],
    [
      'since=2026-11-02',
      '5 changes of the roadmap since 2 November 2026.',
      ['RM-2026-001', 'RM-2026-006', 'RM-2026-007'],
    ],
    [
      'since=2026-11-02&until=2026-11-02',
      'One change of the roadmap since 2 November 2026 until 2 November 2026.',
      ['RM-2026-001'],
    ],
    ['slip=true&until=2026-04-01', 'One item slipped once until 1 April 2026.', ['RM-2026-001']],
    ['item=RM-2026-003&field=status', '2 changes of the roadmap. Only: RM-2026-003, status.', ['RM-2026-003']],
    ['person=wang-bo&slip=true', 'Items slipped 2 times. Only: Wang Bo.', ['RM-2026-001']],
    ['since=2030-01-01', 'Nothing has changed since 1 January 2030.', []],
  ])('%s: %s', async (query, sentence, ids) => {
    const html = await readablePage(portal, `/roadmap/changes?${query}`);
    expect(leadOf(html)).toBe(sentence);
    expect([...new Set([...html.matchAll(/<h3><a href="\/roadmap\/([^"]+)"/g)].map(([, id]) => id))].sort()).toEqual(
      ids,
    );
  });

  test('lead to this week and this month, and keep the kind that is shown', async () => {
    const html = (await readablePage(portal, '/roadmap/changes?slip=true')).replaceAll('&amp;', '&');
    expect(html).toContain('<a href="/roadmap/changes?slip=true&since=2026-11-14">The last 7 days</a>');
    expect(html).toContain('<a href="/roadmap/changes?slip=true&since=2026-10-22">The last 30 days</a>');
    expect(html).toContain('<a href="/roadmap/changes?slip=true" aria-current="page">Slips</a>');
  });
});

describe('other pages', () => {
  test('the first page shows what is in progress, what shipped last and what slipped last', async () => {
    const block = partOf(await read('/'), 'On the roadmap', 'The whole roadmap');
    expect(block).toContain('Open weights 5 of 8 done');
    expect(block).toContain('Shipped last Issue 3 Fri 26 June 2026');
    expect(block).toContain('Slipped last Open weights , from 2026-Q2 to 2026-Q4 Thu 25 June 2026');
  });

  test('the first page says nothing of a roadmap without items', async () => {
    expect(await read('/', empty)).not.toContain('On the roadmap');
  });

  test('a motion leads to the item it is about', async () => {
    const { text } = await portal.ask('/motions/M-2026-0001');
    expect(text).toContain('<a href="/roadmap/RM-2026-006"><bdi>RM-2026-006 Issue 6</bdi></a>');
  });

  test('a person’s page lists what they lead, a body’s what it answers for and what is asked of it', async () => {
    expect((await portal.ask('/people/wang-bo')).text).toMatch(
      /What they lead on the roadmap[\s\S]*href="\/roadmap\/RM-2026-001"/,
    );
    const body = await read('/bodies/tsc');
    expect(body).toMatch(/What it answers for on the roadmap Open weights in progress Issue 3 shipped/);
    expect(body).toMatch(/What the roadmap asks of it Decide\./);
  });
});

describe('while there is nothing', () => {
  test('without a roadmap.yml the page says what would make one', async () => {
    const newborn = await openNewborn();
    const text = await read('/roadmap', newborn);
    expect(text).toContain('There is no roadmap yet');
    expect(text).toContain('A roadmap.yml beside charter.yml');
    expect((await newborn.ask('/roadmap/RM-2026-001')).status).toBe(404);
  });

  test('without an item the columns are there, and how an item comes', async () => {
    const text = await read('/roadmap', empty);
    expect(text).toContain('Nothing is planned now.');
    expect(text).toContain('Open an issue with the roadmap form');
    expect(text).toContain('Now 0 items Nothing is planned for it.');
    expect(await read('/roadmap/changes', empty)).toContain('Every change of an item stands here for good');
  });
});

test('hostile text is text', async () => {
  for (const path of [
    '/roadmap',
    '/roadmap/RM-2026-001',
    '/roadmap/RM-2026-002',
    '/roadmap/changes',
    '/roadmap?theme=evals',
  ]) {
    const { text } = await portal.ask(path);
    expect([path, text.includes('&lt;script&gt;')]).toEqual([path, true]);
    const outside = text
      .replace(/<bdi>[\s\S]*?<\/bdi>/g, '')
      .replace(/<div class="reading[^>]*>[\s\S]*?<\/div>/g, '')
      .replace(/<(title|option)[^>]*>[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]*>/g, '');
    expect([path, outside.includes(hostile.slice(hostile.indexOf('\u202E'), hostile.indexOf('\u202E') + 1))]).toEqual([
      path,
      false,
    ]);
  }
});

test('an answer that has not changed is not sent again', async () => {
  const { headers } = await portal.ask('/roadmap/RM-2026-001');
  const again = await portal.ask('/roadmap/RM-2026-001', { headers: { 'if-none-match': headers.etag ?? '' } });
  expect(again.status).toBe(304);
});
