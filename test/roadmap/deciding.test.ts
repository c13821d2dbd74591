// Who may do what with an item of the roadmap, and what becomes of it.
import { describe, expect, test } from '@jest/globals';
import { add, drop, label, move, setStatus } from '../../src/roadmap/decide/verbs.js';
import type { RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import type { Status } from '../../src/roadmap/entries.js';
import { accountOf, at, charterWith, createWorld, refOf, type Became, type Said, type World } from './world.js';

const to = {
  add: (horizon: string) => (state: State, request: RoadmapRequest) => add(state, request, horizon),
  move: (horizon: string) => (state: State, request: RoadmapRequest) => move(state, request, horizon),
  status: (status: Status) => (state: State, request: RoadmapRequest) => setStatus(state, request, status),
};
const plain = charterWith('who: { move: [tsc, maintainers], status: [maintainers] }');
const quarters = charterWith('horizons: [2025-Q4, 2026-Q1, 2026-Q2, 2026-Q3, later]');

/** A world in which p1 has added issue 1 to `now`, led by p5. */
function withItem(status?: Status): World {
  const world = createWorld(plain);
  if (status === 'proposed') world.do('p1', at(0), label, { described: { lead: refOf('p5') } });
  else world.do('p1', at(0), to.add('now'), { described: { lead: refOf('p5') } });
  if (status === 'declined') world.do('p2', at(0), drop);
  else if (status === 'withdrawn') world.do('p1', at(0), drop);
  else if (status !== undefined && status !== 'proposed') world.do('p5', at(0), to.status(status));
  expect(world.item().status).toBe(status ?? 'accepted');
  return world;
}

describe('adding', () => {
  test.each<[string, string, string, Said, Became]>([
    ['by a member of a body that may', 'p1', 'now', {}, 'done'],
    ['in capitals and full-width letters', 'p1', 'ＮＯＷ', {}, 'done'],
    ['in Chinese', 'p1', '接下来', {}, 'done'],
    ['by a member of another body', 'p4', 'now', {}, 'may-not-change-the-roadmap'],
    ['by somebody of the charter without a seat', 'p5', 'now', {}, 'may-not-change-the-roadmap'],
    ['by an outsider', 'p9', 'now', {}, 'may-not-change-the-roadmap'],
    [
      'by an account with the login of a member',
      'p9',
      'now',
      { author: { ...accountOf('p9'), login: 'p1' } },
      'may-not-change-the-roadmap',
    ],
    ['in a private repository', 'p1', 'now', { isPublic: false }, 'private-roadmap'],
    ['in a pull request', 'p1', 'now', { isPull: true }, 'only-in-an-issue'],
    ['to a horizon that is not there', 'p1', 'soon', {}, 'unknown-horizon'],
  ])('%s', (_rule, who, horizon, said, expected) => {
    expect(createWorld(plain).do(who, at(0), to.add(horizon), said)).toBe(expected);
  });

  test('where there is no roadmap is refused', () => {
    const without = { ...plain, charter: { ...plain.charter, roadmap: null } };
    expect(createWorld(without).do('p1', at(0), to.add('now'))).toBe('no-roadmap');
  });

  test.each([
    ['2026-Q1', 'done'],
    ['2026q3', 'done'],
    ['Q2 2026', 'done'],
    ['2026年第二季度', 'done'],
    ['later', 'done'],
    ['2025-Q4', 'past-horizon'],
    ['2024-Q1', 'past-horizon'],
    ['2027-Q1', 'unknown-horizon'],
    ['now', 'unknown-horizon'],
  ])('to %s, in the first quarter of 2026: %s', (horizon, expected) => {
    expect(createWorld(quarters).do('p1', at(0), to.add(horizon))).toBe(expected);
  });

  test('a refusal names the nearest horizon, and those that are not over', () => {
    const wrong = createWorld(quarters).ask('p1', at(0), to.add('2027-Q2'));
    const known = ['2026-Q1', '2026-Q2', '2026-Q3', 'later'];
    expect(wrong).toEqual({
      ok: false,
      error: { code: 'unknown-horizon', written: '2027-Q2', nearest: '2026-Q2', known },
    });
    const past = createWorld(quarters).ask('p1', at(0), to.add('2025-Q4'));
    expect(past).toEqual({
      ok: false,
      error: { code: 'past-horizon', horizon: '2025-Q4', current: '2026-Q1', known },
    });
  });

  test('gives the item a number, its facts, its horizon and its status, each by an entry of its own', () => {
    const world = createWorld(plain);
    world.do('p1', at(0), to.add('now'), { described: { lead: refOf('p5'), theme: 'safety', text: 'c1' } });
    world.do('p1', at(1), to.add('next'), { issue: 2 });
    const written = world.entries.flatMap(({ entry }) =>
      entry.type === 'roadmap.changed' ? [[entry.item, entry.field, entry.from, entry.to]] : [],
    );
    expect(written).toEqual([
      ['RM-2026-001', 'subject', null, 'github:example/models#1'],
      ['RM-2026-001', 'theme', null, 'safety'],
      ['RM-2026-001', 'lead', null, refOf('p5')],
      ['RM-2026-001', 'text', null, 'c1'],
      ['RM-2026-001', 'horizon', null, 'now'],
      ['RM-2026-001', 'status', null, 'accepted'],
      ['RM-2026-002', 'subject', null, 'github:example/models#2'],
      ['RM-2026-002', 'horizon', null, 'next'],
      ['RM-2026-002', 'status', null, 'accepted'],
    ]);
    expect(world.entries.at(-1)?.key).toBe('comment 2');
  });

  test('numbers begin anew with the UTC year', () => {
    const world = createWorld(plain);
    world.do('p1', '2026-12-31T23:59:59.999Z', to.add('now'));
    world.do('p1', '2027-01-01T00:00:00.000Z', to.add('now'), { issue: 2 });
    expect([world.item(1).id, world.item(2).id]).toEqual(['RM-2026-001', 'RM-2027-001']);
  });

  test.each<[Status, Became]>([
    ['proposed', 'done'],
    ['accepted', 'already-on-the-roadmap'],
    ['in-progress', 'already-on-the-roadmap'],
    ['on-hold', 'already-on-the-roadmap'],
    ['shipped', 'already-on-the-roadmap'],
    ['declined', 'done'],
    ['withdrawn', 'done'],
  ])('an item that is %s: %s', (status, expected) => {
    const world = withItem(status === 'accepted' ? undefined : status);
    expect(world.do('p2', at(1), to.add('later'))).toBe(expected);
    expect(world.item().id).toBe('RM-2026-001');
    if (expected === 'done') expect(world.item()).toMatchObject({ status: 'accepted', horizon: 'later' });
  });
});

describe('a label', () => {
  test('put on by one who may add proposes the item, without a horizon', () => {
    const world = createWorld(plain);
    expect(world.do('p1', at(0), label, { described: { theme: 'safety' } })).toBe('done');
    expect(world.item()).toMatchObject({ status: 'proposed', horizon: null, theme: 'safety', adder: refOf('p1') });
  });

  test('put on by an outsider changes nothing', () => {
    const world = createWorld(plain);
    expect(world.do('p9', at(0), label)).toBe('may-not-change-the-roadmap');
    expect(world.register.roadmap.items.size).toBe(0);
  });

  test('on an item does nothing, whoever put it on', () => {
    expect(withItem().do('p9', at(1), label)).toBe('nothing');
  });
});

describe('moving', () => {
  test.each<[string, string, string, Status | undefined, Became]>([
    ['by a member of a body that may', 'p4', 'next', undefined, 'done'],
    ['by the lead', 'p5', 'next', undefined, 'done'],
    ['by an outsider', 'p9', 'next', undefined, 'may-not-change-the-roadmap'],
    ['to where it is', 'p4', 'now', undefined, 'same-horizon'],
    ['to a horizon that is not there', 'p4', 'laters', undefined, 'unknown-horizon'],
    ['what is only proposed', 'p4', 'next', 'proposed', 'not-accepted'],
    ['what is on hold', 'p4', 'next', 'on-hold', 'done'],
    ['what is shipped', 'p4', 'next', 'shipped', 'item-ended'],
    ['what was declined', 'p4', 'next', 'declined', 'item-ended'],
  ])('%s', (_rule, who, horizon, status, expected) => {
    expect(withItem(status).do(who, at(1), to.move(horizon))).toBe(expected);
  });

  test('an issue that is no item is refused', () => {
    expect(createWorld(plain).do('p1', at(0), to.move('next'))).toBe('not-on-the-roadmap');
  });

  test('to a quarter that is over is refused', () => {
    const world = createWorld(quarters);
    world.do('p1', at(0), to.add('2026-Q1'));
    expect(world.do('p1', at(60), to.move('2026-Q1'))).toBe('past-horizon');
    expect(world.do('p1', at(60), to.move('2026-Q2'))).toBe('done');
  });
});

describe('a status', () => {
  test.each<[Status | undefined, Status, Became]>([
    [undefined, 'in-progress', 'done'],
    [undefined, 'on-hold', 'done'],
    [undefined, 'shipped', 'done'],
    [undefined, 'accepted', 'same-status'],
    [undefined, 'proposed', 'status-by-other-command'],
    [undefined, 'declined', 'status-by-other-command'],
    [undefined, 'withdrawn', 'status-by-other-command'],
    ['in-progress', 'accepted', 'done'],
    ['on-hold', 'in-progress', 'done'],
    ['shipped', 'in-progress', 'done'],
    ['shipped', 'on-hold', 'no-such-step'],
    ['shipped', 'accepted', 'no-such-step'],
    ['proposed', 'accepted', 'status-by-other-command'],
    ['proposed', 'in-progress', 'not-accepted'],
    ['declined', 'in-progress', 'item-ended'],
    ['withdrawn', 'accepted', 'item-ended'],
  ])('of an item that is %s becoming %s: %s', (from, status, expected) => {
    expect(withItem(from).do('p5', at(1), to.status(status))).toBe(expected);
  });

  test.each<[string, string, Became]>([
    ['a member of a body that may', 'p4', 'done'],
    ['the lead', 'p5', 'done'],
    ['a member of another body', 'p2', 'may-not-change-the-roadmap'],
    ['an outsider', 'p9', 'may-not-change-the-roadmap'],
  ])('by %s', (_who, who, expected) => {
    expect(withItem().do(who, at(1), to.status('in-progress'))).toBe(expected);
  });

  test('given again takes over what the issue says meanwhile, from the lead or from one who may add, not from others', () => {
    const world = withItem();
    expect(world.do('p4', at(1), to.status('accepted'), { described: { lead: refOf('p4') } })).toBe('same-status');
    expect(world.do('p5', at(1), to.status('accepted'), { described: { lead: refOf('p4') } })).toBe('done');
    expect(world.item().lead).toBe(refOf('p4'));
    expect(world.do('p5', at(2), to.status('on-hold'))).toBe('may-not-change-the-roadmap');
    expect(world.do('p2', at(3), to.status('accepted'), { described: { lead: refOf('p5') } })).toBe('done');
    expect(world.item()).toMatchObject({ status: 'accepted', lead: refOf('p5') });
  });
});

describe('dropping', () => {
  test.each<[string, string, Status | undefined, Became]>([
    ['what is proposed, by whoever added it', 'p1', 'proposed', 'withdrawn'],
    ['what is proposed, by its lead', 'p5', 'proposed', 'withdrawn'],
    ['what is proposed, by another who may', 'p2', 'proposed', 'declined'],
    ['what is accepted, by another who may', 'p2', undefined, 'declined'],
    ['what is accepted, by whoever added it, who may', 'p1', undefined, 'withdrawn'],
    ['what is accepted, by its lead, who may not', 'p5', undefined, 'may-not-change-the-roadmap'],
    ['by an outsider', 'p9', 'proposed', 'may-not-change-the-roadmap'],
    ['what is shipped', 'p2', 'shipped', 'item-ended'],
    ['what was dropped', 'p2', 'declined', 'item-ended'],
  ])('%s', (_rule, who, status, expected) => {
    const world = withItem(status);
    const became = world.do(who, at(1), drop, { reason: 'c1' });
    expect(became === 'done' ? world.item().status : became).toBe(expected);
    if (became === 'done') expect(world.item().history.at(-1)).toMatchObject({ reason: 'c1', ref: refOf(who) });
  });
});
