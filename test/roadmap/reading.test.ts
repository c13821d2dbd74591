// The arguments of /roadmap, updates of a lead, and progress.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readRoadmap } from '../../src/roadmap/arguments.js';
import { countProgress } from '../../src/roadmap/progress.js';
import { readUpdate, staleFrom, updatesOf } from '../../src/roadmap/updates.js';
import { add, label, setStatus } from '../../src/roadmap/decide/verbs.js';
import { at, charterWith, createWorld, issue, refOf } from './world.js';

describe('arguments', () => {
  test.each<[string, object]>([
    ['add next', { verb: 'add', horizon: 'next' }],
    ['ADD\u3000Next', { verb: 'add', horizon: 'Next' }],
    ['添加 接下来', { verb: 'add', horizon: '接下来' }],
    ['add Q4 2026', { verb: 'add', horizon: 'Q4 2026' }],
    ['move later The data is late', { verb: 'move', horizon: 'later', reason: 'The data is late' }],
    ['移动 2027-Q1 数据未就绪', { verb: 'move', horizon: '2027-Q1', reason: '数据未就绪' }],
    ['status in-progress', { verb: 'status', status: 'in-progress', reason: '' }],
    ['status In_Progress begun', { verb: 'status', status: 'in-progress', reason: 'begun' }],
    ['status on hold no budget', { verb: 'status', status: 'on-hold', reason: 'no budget' }],
    ['status shipped on Monday', { verb: 'status', status: 'shipped', reason: 'on Monday' }],
    ['状态 进行中', { verb: 'status', status: 'in-progress', reason: '' }],
    ['drop Nobody needs it', { verb: 'drop', reason: 'Nobody needs it' }],
    ['移除 无人需要', { verb: 'drop', reason: '无人需要' }],
  ])('%s', (args, value) => {
    expect(readRoadmap(args)).toEqual({ ok: true, value });
  });

  test.each(['en', 'zh'] as const)('understand every status as pages and comments call it: %s', async (language) => {
    const names = z.record(z.string(), z.string());
    const comments = z.object({ roadmap: z.object({ statuses: names }) });
    const pages = z.object({ roadmap: z.object({ status: names }) });
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(new URL(`../../templates/locales/${file}.json`, import.meta.url), 'utf8'));
    const shown = [
      comments.parse(await read(language)).roadmap.statuses,
      pages.parse(await read(`portal/${language}/roadmap`)).roadmap.status,
    ];
    for (const [status, name] of shown.flatMap((one) => Object.entries(one))) {
      expect([name, readRoadmap(`status ${name}`)]).toMatchObject([name, { ok: true, value: { status, reason: '' } }]);
    }
  });

  test.each<[string, object]>([
    ['', { code: 'verb-missing' }],
    ['ad next', { code: 'unknown-verb', nearest: 'add' }],
    ['add', { code: 'horizon-missing' }],
    ['add next when it is ready', { code: 'unexpected-words' }],
    ['move', { code: 'horizon-missing' }],
    ['move next', { code: 'reason-missing' }],
    ['status', { code: 'status-missing' }],
    ['status shiped', { code: 'unknown-status', nearest: 'shipped' }],
    ['drop', { code: 'reason-missing' }],
    [`drop ${'x'.repeat(2001)}`, { code: 'text-too-long' }],
  ])('%j is refused', (args, error) => {
    expect(readRoadmap(args)).toMatchObject({ ok: false, error });
  });
});

describe('an update', () => {
  test.each<[string, string | null]>([
    ['Update: half of it works', 'half of it works'],
    ['update： half', 'half'],
    ['**Update:** half\n\nand more', 'half\n\nand more'],
    ['进展：完成一半', '完成一半'],
    ['Update:', null],
    ['An update: half', null],
    ['> Update: half', null],
    ['Updated: half', null],
  ])('%j', (text, expected) => {
    expect(readUpdate(text)).toBe(expected);
  });

  const world = createWorld(charterWith('update_within: P30D'));
  const status = (state: Parameters<typeof setStatus>[0], request: Parameters<typeof setStatus>[1]) =>
    setStatus(state, request, 'accepted');
  world.do('p1', at(0), (state, request) => add(state, request, 'now'), { described: { lead: refOf('p5') } });
  world.do('p5', at(10), status, { described: { lead: refOf('p4') } });
  const said = (who: string, day: number) => ({
    ref: refOf(who),
    at: at(day),
    id: `${who}${String(day)}`,
    text: `Update: ${who} on ${String(day)}`,
    url: '',
  });

  test('is by whoever leads the item when it is written, and the newest comes first', () => {
    const comments = [said('p5', 1), said('p4', 2), said('p5', 11), said('p4', 12), { ...said('p4', 13), ref: null }];
    expect(updatesOf(world.item(), comments).map(({ text }) => text)).toEqual(
      ['Update: p4 on 12', 'Update: p5 on 1'].map((text) => text.slice(8)),
    );
  });

  test('that is missing for too long makes an item stale, from its last change or update on', () => {
    const item = world.item();
    expect(staleFrom(item, null, 30 * 86_400_000)).toBe(at(40));
    expect(staleFrom(item, at(20), 30 * 86_400_000)).toBe(at(50));
    expect(staleFrom(item, at(20), null)).toBeNull();
    expect(staleFrom({ ...item, status: 'on-hold' }, null, 1)).toBeNull();
    world.do('p1', at(0), label, { issue: 2 });
    expect(staleFrom(world.item(2), null, 1)).toBeNull();
  });
});

describe('progress', () => {
  const linked = (number: number, closed: boolean) => ({ subject: issue(number), closed });

  test.each<[string, string, ReturnType<typeof linked>[], [number, number]]>([
    ['nothing', 'Text', [], [0, 0]],
    ['tasks', '- [x] a\n- [ ] b\n  * [X] c\n1. [ ] d', [], [2, 4]],
    ['no boxes without a text or a mark', '- [x]\n- [] a\n[x] b\n-[x] c', [], [0, 0]],
    ['not what stands in code or comments', '```\n- [x] a\n```\n<!--\n- [x] b\n-->\n- [ ] c', [], [0, 1]],
    ['linked issues', '', [linked(7, true), linked(8, false)], [1, 2]],
    ['one linked twice', '', [linked(7, true), linked(7, true)], [1, 1]],
    ['a task that is a linked issue, once, as the issue says', '- [x] #7\n- [ ] b', [linked(7, false)], [0, 2]],
    [
      'a task by an address of a linked issue',
      '- [ ] https://github.com/example/models/issues/7',
      [linked(7, true)],
      [1, 1],
    ],
    ['a task of another repository', '- [x] other/models#7', [linked(7, false)], [1, 2]],
  ])('counts %s', (_what, body, issues, [done, total]) => {
    expect(countProgress(body, issue(1), issues)).toEqual({ done, total });
  });
});
