// What the public sees of an item that was decided on more than once.
import { describe, expect, test } from '@jest/globals';
import { buildRoadmap } from '../../src/roadmap/build.js';
import { drop, label } from '../../src/roadmap/decide/verbs.js';
import type { Instant } from '../../src/shared/time.js';
import { names, present } from './shown.js';
import { adoptVersion, at, charterWith, createWorld, type World } from './world.js';
import { to } from './year.js';

const free = charterWith('');
const byMotion = charterWith('motions: { add: technical }');

function shown(world: World, now: Instant) {
  const issues = names({ '1': { wish: 'later' } });
  return buildRoadmap(world.register.roadmap.items.values(), issues, present(world, now)).items[0];
}

describe('an item that is proposed again after it was dropped', () => {
  test('stands under no horizon until it is accepted: it has a wish, and its slip comes when it is accepted for later', () => {
    const world = createWorld(free);
    world.do('p1', at(0), to.add('now'));
    world.do('p2', at(1), drop);
    expect(shown(world, at(2))).toMatchObject({ status: 'declined', horizon: 'now', wish: null });
    world.do('p1', at(3), label);
    expect(shown(world, at(4))).toMatchObject({ status: 'proposed', horizon: null, wish: 'later', slips: 0 });
    world.do('p1', at(5), to.add('later'));
    expect(shown(world, at(6))).toMatchObject({ status: 'accepted', horizon: 'later', wish: null, slips: 1 });
  });

  test('stands under none either while a motion decides on it', () => {
    const world = createWorld(free);
    world.do('p1', at(0), to.add('now'));
    world.do('p1', at(1), drop);
    adoptVersion(world, byMotion, at(2));
    world.do('p1', at(3), to.add('next'));
    expect(shown(world, at(4))).toMatchObject({ standing: 'voted-on', horizon: null });
  });
});

describe('the decision on an item', () => {
  function accepted(): World {
    const world = createWorld(byMotion);
    world.do('p1', at(0), to.add('now'));
    for (const who of ['p1', 'p2', 'p3']) world.vote(who, 'yes', at(1));
    world.advance(at(8));
    return world;
  }

  test('is the motion that accepted it, also when the work is begun and comes to rest', () => {
    const world = accepted();
    world.do('p4', at(9), to.status('in-progress'));
    world.do('p4', at(10), to.status('accepted'));
    expect(shown(world, at(11))).toMatchObject({ status: 'accepted', decision: 'M-2026-0001' });
  });

  test('is no motion once it was dropped at once: the one that accepted it did not decline it', () => {
    const world = accepted();
    world.do('p2', at(9), drop);
    expect(shown(world, at(10))).toMatchObject({ status: 'declined', decision: null });
  });

  test('is no motion once it was added again at once: the one that declined it did not accept it', () => {
    const world = createWorld(byMotion);
    world.do('p1', at(0), to.add('now'));
    for (const who of ['p1', 'p2', 'p3']) world.vote(who, 'no', at(1));
    world.advance(at(8));
    expect(shown(world, at(9))).toMatchObject({ status: 'declined', decision: 'M-2026-0001' });
    adoptVersion(world, free, at(10));
    world.do('p1', at(11), to.add('now'));
    expect(shown(world, at(12))).toMatchObject({ status: 'accepted', decision: null });
  });
});

test('the days it was open are counted over all its changes, and are not rounded down at each', () => {
  const world = createWorld(free);
  world.do('p1', at(0), to.add('now'));
  for (const [i, horizon] of ['next', 'later', 'now', 'next'].entries()) {
    world.do('p1', at(0.75 * (i + 1)), to.move(horizon));
  }
  expect(shown(world, at(4))).toMatchObject({ days_open: 4 });
});
