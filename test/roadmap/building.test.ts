// What the public sees of an item: where it stands, its slips, its history.
import { describe, expect, test } from '@jest/globals';
import { buildRoadmap, changesOf } from '../../src/roadmap/build.js';
import { drop } from '../../src/roadmap/decide/verbs.js';
import { changedLines } from '../../src/roadmap/difference.js';
import { roadmapChangeSchema, roadmapItemSchema, roadmapNumbersSchema } from '../../src/roadmap/view.js';
import { names, present } from './shown.js';
import { adoptVersion, at, charterWith, createWorld, refOf } from './world.js';
import { day, item, listed, now, shown, to, view, world } from './year.js';

describe('an item', () => {
  test('keeps its slips when it is shipped, each with its size', () => {
    expect(item(1)).toMatchObject({ status: 'shipped', slips: 2, slipped_steps: 3, horizon: '2026-Q4' });
  });

  test.each([
    [1, 'shipped', 'shipped'],
    [3, 'accepted', 'stale'],
    [4, 'declined', 'declined'],
    [5, 'on-hold', 'overdue'],
    [6, 'proposed', 'proposed'],
  ])('%i, %s, has a standing', (number, status, standing) => {
    expect(item(number)).toMatchObject({ status, standing });
  });

  test('in a quarter that is over is overdue, which is no slip', () => {
    expect(item(5)).toMatchObject({ overdue: true, slips: 0, horizon: '2026-Q2', reason: 'no budget' });
  });

  test('has its times in whole days', () => {
    expect(item(2)).toMatchObject({ days_open: 109, days_proposed: 0, ended_at: day('2026-06-20') });
    expect(item(6)).toMatchObject({ days_open: 0, days_proposed: 20, ended_at: null, wish: 'later' });
  });

  test('is in both languages where its outcome is, and names the items its reasons name', () => {
    expect(item(1)).toMatchObject({ outcome: { en: 'Weights', zh: '权重' }, mentions: ['RM-2026-003'] });
    expect(item(4)).toMatchObject({ mentions: ['RM-2026-001', 'RM-2026-005'] });
  });

  test('is stale when its lead is silent for too long, and fresh again after an update', () => {
    const update = { ref: refOf('p1'), at: day('2026-11-01'), text: 'half', url: '' };
    const heard = names({ '3': { updates: [update] } }, listed);
    const fresh = buildRoadmap(world.register.roadmap.items.values(), heard, present(world, now)).items[2];
    expect(item(3)).toMatchObject({ stale: true, stale_from: day('2026-07-26') });
    expect(fresh).toMatchObject({ stale: false, standing: 'slipped', latest_update: { person: 'p1', text: 'half' } });
  });

  test('is as the mirror does not know its issue under the name of the ledger', () => {
    expect(item(2)).toMatchObject({ title: '', forge: 'github', repo: 'example/models', number: '2', url: '' });
    expect(item(1)).toMatchObject({ title: 'Open weights', repo: 'example/Models' });
  });

  test('of Gitee is numbered in capitals, as Gitee does, as long as the mirror does not know its issue', () => {
    const own = createWorld(charterWith(''));
    const subject = { forge: 'gitee', repo: 'example/Models', number: 'I1ABC' } as const;
    const decided = own.ask('p1', at(0), (state, request) => to.add('now')(state, { ...request, subject }));
    if (decided.ok) own.append(decided.value, at(0));
    const unknown = { ...names(), issue: () => null };
    const { items } = buildRoadmap(own.register.roadmap.items.values(), unknown, present(own, at(1)));
    expect(items).toMatchObject([{ forge: 'gitee', repo: 'example/models', number: 'I1ABC' }]);
  });
});

describe('a slip', () => {
  test('is judged by the order in force when it was made, for ever', () => {
    const first = charterWith('horizons: [now, next, later]');
    const turned = charterWith('horizons: [later, next, now]');
    const moving = createWorld(first);
    moving.do('p1', at(0), to.add('now'));
    moving.do('p1', at(1), to.move('next'));
    adoptVersion(moving, turned, at(2));
    moving.do('p1', at(3), to.move('later'));
    const orders = new Map([first, turned].map(({ charter }) => [charter.version, charter.roadmap?.horizons ?? []]));
    const shownBy = { ...names(), orderOf: (version: string | null) => orders.get(version ?? '') ?? [] };
    const moves = changesOf(moving.item(), shownBy).filter(({ field }) => field === 'horizon');
    expect(moves.map(({ from, to: there, slip }) => [from, there, slip])).toEqual([
      [null, 'now', null],
      ['now', 'next', 1],
      ['next', 'later', null],
    ]);
  });

  test('remains when the item is dropped and added again for later', () => {
    const again = createWorld(charterWith(''));
    again.do('p1', at(0), to.add('now'));
    again.do('p1', at(1), drop);
    again.do('p1', at(2), to.add('later'));
    expect(buildRoadmap([again.item()], names(), present(again, at(3))).items[0]).toMatchObject({
      slips: 1,
      slipped_steps: 2,
    });
  });
});

describe('the history', () => {
  test('tells of each change how long the former value stood, and of a text what lines changed', () => {
    world.append(
      [
        {
          key: 'edit',
          entry: {
            type: 'roadmap.changed',
            item: 'RM-2026-003',
            field: 'text',
            from: 'one\ntwo',
            to: 'one\nthree',
            ref: null,
            motion: null,
            reason: null,
          },
        },
      ],
      now,
    );
    const changes = changesOf(world.item(3), shown);
    expect(changes.map(({ field, days, slip }) => [field, days, slip])).toEqual([
      ['subject', null, null],
      ['text', null, null],
      ['horizon', null, null],
      ['status', null, null],
      ['horizon', 115, 1],
      ['text', 263, null],
    ]);
    expect(changes.at(-1)).toMatchObject({
      from: null,
      to: null,
      lines: [
        { sign: '-', text: 'two' },
        { sign: '+', text: 'three' },
      ],
    });
  });

  test.each<[string, string, string]>([
    ['a b c', 'a c', '-b'],
    ['a c', 'a b c', '+b'],
    ['a b c d', 'b x d', '-a -c +x'],
    ['', 'a', '+a'],
    ['a', '', '-a'],
    ['a', 'a', ''],
  ])('of %j made %j tells %j', (from, after, expected) => {
    const lines = changedLines(from.replaceAll(' ', '\n'), after.replaceAll(' ', '\n'));
    expect(lines.map(({ sign, text }) => sign + text).join(' ')).toBe(expected);
  });
});

test('everything shown has its schema', () => {
  for (const one of view.items) expect(roadmapItemSchema.parse(one)).toEqual(one);
  for (const one of world.register.roadmap.items.values()) {
    for (const change of changesOf(one, shown)) expect(roadmapChangeSchema.parse(change)).toEqual(change);
  }
  expect(roadmapNumbersSchema.parse(view.numbers)).toEqual(view.numbers);
});
