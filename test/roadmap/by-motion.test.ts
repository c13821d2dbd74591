// Changes of the roadmap that a motion must carry: made when it is carried, and only then.
import { describe, expect, test } from '@jest/globals';
import { propose } from '../../src/motions/decide/propose.js';
import type { RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import { followTransfer } from '../../src/roadmap/decide/follow.js';
import { add, drop, move, setStatus } from '../../src/roadmap/decide/verbs.js';
import type { Status } from '../../src/roadmap/entries.js';
import { accountOf, at, charterWith, createWorld, issue, refOf, type Became, type World } from './world.js';

const to = {
  add: (horizon: string) => (state: State, request: RoadmapRequest) => add(state, request, horizon),
  move: (horizon: string) => (state: State, request: RoadmapRequest) => move(state, request, horizon),
  status: (status: Status) => (state: State, request: RoadmapRequest) => setStatus(state, request, status),
};
const voted = charterWith('motions: { add: technical, move: technical, drop: technical }');

describe('where a motion must carry it', () => {
  function added(): World {
    const world = createWorld(voted);
    expect(world.do('p1', at(0), to.add('now'), { reason: 'c1', described: { lead: refOf('p5') } })).toBe('done');
    return world;
  }
  function accepted(): World {
    const world = added();
    world.vote('p1', 'yes', at(1));
    world.advance(at(7));
    expect(world.item()).toMatchObject({ status: 'accepted', horizon: 'now', pending: null });
    return world;
  }

  test('adding proposes the item, and accepts it when it is carried, not before', () => {
    const world = added();
    expect(world.item()).toMatchObject({ status: 'proposed', horizon: null, pending: 'add now' });
    world.vote('p1', 'yes', at(1));
    world.advance(at(6.9));
    expect(world.item().status).toBe('proposed');
    world.advance(at(7));
    expect(world.item().history.slice(-3)).toMatchObject([
      { field: 'horizon', to: 'now', motion: 'M-2026-0001', ref: refOf('p1'), reason: 'c1' },
      { field: 'status', to: 'accepted', motion: 'M-2026-0001' },
      { field: 'pending', from: 'add now', to: null, motion: 'M-2026-0001' },
    ]);
  });

  test('an item whose adding was lost is declined', () => {
    const world = added();
    world.vote('p2', 'no', at(1));
    world.advance(at(8));
    expect(world.item()).toMatchObject({ status: 'declined', horizon: null, pending: null });
  });

  test('an item whose motion was withdrawn stays proposed, and may be added again', () => {
    const world = added();
    world.withdraw('p1', at(1));
    expect(world.item()).toMatchObject({ status: 'proposed', pending: null });
    expect(world.do('p2', at(2), to.add('next'))).toBe('done');
  });

  test('one who may not call that motion is refused', () => {
    const both = charterWith('motions: { add: technical }\nwho: { add: [maintainers, tsc] }');
    expect(createWorld(both).do('p4', at(0), to.add('now'))).toBe('not-a-caller');
  });

  test.each<[string, (world: World) => Became]>([
    ['adding', (world) => world.do('p2', at(1), to.add('next'))],
    ['dropping', (world) => world.do('p2', at(1), drop)],
    ['moving', (world) => world.do('p2', at(1), to.move('next'))],
  ])('while one is open, %s is refused', (_verb, act) => {
    expect(act(added())).toBe('change-pending');
  });

  test.each<[string, (world: World) => Became, object]>([
    ['moving', (world) => world.do('p1', at(10), to.move('next')), { horizon: 'next', status: 'accepted' }],
    ['dropping', (world) => world.do('p1', at(10), drop), { horizon: 'now', status: 'declined' }],
  ])('%s an accepted item happens when it is carried, and only then', (_verb, act, after) => {
    for (const choice of ['yes', 'no'] as const) {
      const world = accepted();
      expect(act(world)).toBe('done');
      expect(world.item()).toMatchObject({ horizon: 'now', status: 'accepted' });
      world.vote('p2', choice, at(11));
      world.advance(at(20));
      expect(world.item()).toMatchObject(choice === 'yes' ? after : { horizon: 'now', status: 'accepted' });
      expect(world.item().pending).toBeNull();
    }
  });

  test('a carried move of an item that ended meanwhile changes nothing', () => {
    const world = accepted();
    world.do('p1', at(10), to.move('next'));
    world.vote('p2', 'yes', at(11));
    world.do('p5', at(12), to.status('shipped'));
    world.advance(at(20));
    expect(world.item()).toMatchObject({ status: 'shipped', horizon: 'now', pending: null });
  });

  test('an item that a motion is to drop cannot be shipped by command meanwhile, which would keep it from being dropped', () => {
    const world = accepted();
    world.do('p1', at(10), drop);
    expect(world.do('p5', at(11), to.status('shipped'))).toBe('change-pending');
    expect(world.do('p5', at(12), to.status('in-progress'))).toBe('done');
    world.vote('p2', 'yes', at(13));
    world.advance(at(20));
    expect(world.item()).toMatchObject({ status: 'declined', pending: null });
  });

  test('a command that was cut off behind its motion and is tried again later waits for that motion, not for a newer one', () => {
    const world = createWorld(voted);
    const request = world.request('p1', at(0));
    const decided = to.add('now')(world.state(at(0)), request);
    if (!decided.ok) throw new Error(decided.error.code);
    world.append(decided.value.slice(0, 1), at(0));
    world.advance(at(8));
    const other = { ...request, key: 'other', author: accountOf('p2'), at: at(9), handledAt: at(9) };
    const proposed = propose(world.register, voted, { ...other, kind: 'technical', calledAgain: false });
    if (!proposed.ok) throw new Error(proposed.error.code);
    world.append(proposed.value, at(9));
    world.advance(at(9));
    for (const who of ['p1', 'p2', 'p3']) world.vote(who, 'yes', at(10));
    world.advance(at(17));
    const again = to.add('now')(world.state(at(18)), { ...request, handledAt: at(18) });
    if (!again.ok) throw new Error(again.error.code);
    world.append(again.value, at(18));
    world.advance(at(18));
    expect(world.item()).toMatchObject({ status: 'declined', horizon: null, pending: null });
    expect(world.item().history.map(({ motion }) => motion)).not.toContain('M-2026-0002');
  });

  test('a transferred item is moved by a motion in the issue’s first place', () => {
    const world = accepted();
    world.append(followTransfer(world.state(at(8)), issue(1), issue(9)), at(8));
    expect(world.do('p1', at(10), to.move('next'), { issue: 9, origin: 1 })).toBe('done');
    expect([...world.register.motions.values()].at(-1)?.subjects).toEqual([issue(1)]);
    world.vote('p1', 'yes', at(11));
    world.advance(at(20));
    expect(world.item(9)).toMatchObject({ id: 'RM-2026-001', horizon: 'next' });
  });
});
