// What an item's page says of it in each state that it can be in, in both languages.
import { beforeAll, expect, test } from '@jest/globals';
import { drop, label } from '../../src/roadmap/decide/verbs.js';
import { adoptVersion, charterWith, createWorld, refOf } from '../roadmap/world.js';
import { day, to } from '../roadmap/year.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { leadOf, readablePage } from '../support/records.js';

const settings = 'horizons: [2026-Q1, 2026-Q2, 2026-Q3, later]\nupdate_within: P60D';
const first = charterWith(settings);
const withMotions = charterWith(`${settings}\nmotions: { add: technical, move: technical, drop: technical }`);
const now = day('2026-05-20');

let portal: TestPortal;
beforeAll(async () => {
  const world = createWorld(first);
  const said = (issue: number, reason: string | null = null, lead: string | null = null) => ({
    issue,
    reason,
    described: lead === null ? null : { lead: refOf(lead) },
  });
  world.do('p1', day('2026-03-03'), to.add('2026-Q1'), said(1));
  world.do('p1', day('2026-03-03'), to.add('2026-Q3'), said(2, null, 'p2'));
  world.do('p1', day('2026-03-03'), to.add('2026-Q2'), said(3));
  for (const issue of [4, 5, 6, 7, 8, 9, 10]) world.do('p1', day('2026-03-04'), to.add('2026-Q2'), said(issue));
  world.do('p1', day('2026-04-01'), to.move('2026-Q3'), said(3));
  world.do('p1', day('2026-05-01'), to.status('on-hold'), said(4, 'No budget.'));
  world.do('p1', day('2026-05-02'), to.status('in-progress'), said(5));
  world.do('p1', day('2026-05-03'), to.status('shipped'), said(6));
  world.do('p2', day('2026-05-04'), drop, said(7, 'Others do it better'));
  world.do('p1', day('2026-05-05'), drop, said(8, 'Not needed'));
  world.do('p1', day('2026-05-06'), to.add('later'), said(11));
  world.do('p1', day('2026-05-07'), label, said(12));
  world.do('p1', day('2026-05-07'), label, said(13));
  adoptVersion(world, withMotions, day('2026-05-08'));
  world.do('p1', day('2026-05-19'), drop, said(9, 'It is too dear'));
  world.do('p2', day('2026-05-19'), to.move('later'), said(10, 'It is too early'));
  world.do('p3', day('2026-05-19'), to.add('later'), said(14));
  portal = await openPortal((deps) => ({ ...deps, clock: { now: () => now } }));
  portal.showRoadmap({ world, earlier: [first], issues: { '13': { wish: '2026-Q3' } } });
});

test.each<[string, string, string]>([
  ['001', '2026-Q1 is over, and it is not done. Nobody leads it.', '“2026-Q1”已过，仍未完成。无人负责。'],
  [
    '002',
    'Nothing was heard of it in time: stale since 2 May 2026. It is planned for 2026-Q3. Wang Bo leads it.',
    '未按时通报进展，自 2026年5月2日起视为久无进展。计划阶段：2026-Q3。负责人：王博。',
  ],
  [
    '003',
    'Slipped once, and not begun yet. It is planned for 2026-Q3. Nobody leads it. It has slipped once, by one quarter.',
    '已推迟 1 次，尚未开始。计划阶段：2026-Q3。无人负责。共推迟 1 次，累计 1 个季度。',
  ],
  [
    '004',
    'On hold since 1 May 2026: No budget. It is planned for 2026-Q2. Nobody leads it.',
    '自 2026年5月1日起搁置：No budget。计划阶段：2026-Q2。无人负责。',
  ],
  [
    '005',
    'In progress since 2 May 2026. It is planned for 2026-Q2. Nobody leads it.',
    '自 2026年5月2日起进行中。计划阶段：2026-Q2。无人负责。',
  ],
  ['006', 'Shipped on 3 May 2026.', '2026年5月3日交付。'],
  ['007', 'Declined on 4 May 2026: Others do it better.', '2026年5月4日决定不采纳：Others do it better。'],
  ['008', 'Withdrawn on 5 May 2026: Not needed.', '2026年5月5日撤回：Not needed。'],
  [
    '009',
    'A motion was called to drop it. It is planned for 2026-Q2. Nobody leads it.',
    '已有动议提请决定：移出路线图。计划阶段：2026-Q2。无人负责。',
  ],
  [
    '010',
    'A motion was called to move it to Later. It is planned for 2026-Q2. Nobody leads it.',
    '已有动议提请决定：移至“以后”。计划阶段：2026-Q2。无人负责。',
  ],
  [
    '011',
    'Accepted, and not begun, since 6 May 2026. It is planned for Later. Nobody leads it.',
    '自 2026年5月6日起已采纳，尚未开始。计划阶段：以后。无人负责。',
  ],
  ['012', 'Proposed on 7 May 2026, not decided yet.', '2026年5月7日提出，尚未决定。'],
  ['013', 'Proposed on 7 May 2026 for 2026-Q3, not decided yet.', '2026年5月7日提出，希望列入“2026-Q3”，尚未决定。'],
  ['014', 'A motion was called to accept it for Later.', '已有动议提请决定：采纳并列入“以后”。'],
])('RM-2026-%s: %s', async (number, en, zh) => {
  const path = `/roadmap/RM-2026-${number}`;
  expect([leadOf(await readablePage(portal, path)), leadOf(await readablePage(portal, `/zh${path}`))]).toEqual([
    en,
    zh,
  ]);
});

test.each([
  ['012', 'Horizon None before it is accepted.', 'Decided by Not decided yet.'],
  ['013', 'None before it is accepted. 2026-Q3 is wished for.', 'Lead Nobody'],
  ['011', 'Decided by No motion: done at once by those who may.', 'Horizon Later'],
  ['002', 'Stale since Sat 2 May 2026', 'Lead Wang Bo'],
  ['005', 'Stale, if nothing is heard, from Wed 1 July 2026', 'First accepted Wed 4 March 2026'],
  ['009', 'To be decided to drop it M-2026-0001', 'Decided by No motion'],
  ['007', 'Ended Mon 4 May 2026', 'days it was open'],
])('RM-2026-%s: the facts %s, %s', async (number, ...facts) => {
  const text = (await readablePage(portal, `/roadmap/RM-2026-${number}`)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  for (const fact of facts) expect(text).toContain(fact);
});
