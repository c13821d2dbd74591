// Whether an auditor finds a roadmap that was changed otherwise than the motions say.
import { describe, expect, test } from '@jest/globals';
import { auditRoadmap } from '../../src/audit/roadmap.js';
import type { RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import { add, drop, move } from '../../src/roadmap/decide/verbs.js';
import type { RoadmapEntry } from '../../src/roadmap/entries.js';
import { at, charterWith, createWorld, type World } from '../roadmap/world.js';

const voted = charterWith('motions: { add: technical, move: technical, drop: technical }');

/** An item that was added by one motion and moved by another, which ended on day 20 as its `choice` says. */
function honest(choice: 'yes' | 'no' = 'yes'): World {
  const world = createWorld(voted);
  world.do('p1', at(0), (state: State, request: RoadmapRequest) => add(state, request, 'now'));
  world.vote('p1', 'yes', at(1));
  world.advance(at(8));
  world.do('p1', at(10), (state: State, request: RoadmapRequest) => move(state, request, 'next'));
  world.vote('p2', choice, at(11));
  return world;
}

const moved: RoadmapEntry = {
  type: 'roadmap.changed',
  item: 'RM-2026-001',
  field: 'horizon',
  from: 'now',
  to: 'later',
  ref: null,
  motion: 'M-2026-0002',
  reason: null,
};

describe('a roadmap', () => {
  test.each(['yes', 'no'] as const)('that follows its motions, the last of which ended by %s, is right', (choice) => {
    const world = honest(choice);
    world.advance(at(20));
    world.do('p1', at(21), drop);
    world.withdraw('p1', at(22));
    const count = world.entries.filter(({ entry }) => entry.type === 'roadmap.changed').length;
    expect(auditRoadmap(world.entries)).toEqual({ ok: true, value: count });
  });

  test.each<[string, Partial<RoadmapEntry>, string]>([
    ['before the motion has ended', {}, 'changes horizon of RM-2026-001 before M-2026-0002 has ended'],
    ['by a motion that is not there', { motion: 'M-2026-0009' }, 'names M-2026-0009, which was never proposed'],
    [
      'by nobody while a motion is to decide',
      { motion: null },
      'changes horizon of RM-2026-001 while a motion is to decide on it',
    ],
    [
      'by a motion that was about something else',
      { motion: 'M-2026-0001' },
      'is not what follows from M-2026-0001, which ended as carried',
    ],
  ])('that was changed %s is wrong', (_how, change, problem) => {
    const world = honest();
    const seq = world.entries.length;
    world.append([{ key: 'forged', entry: { ...moved, ...change } }], at(12));
    expect(auditRoadmap(world.entries)).toEqual({ ok: false, error: `entry ${String(seq)} ${problem}` });
  });
});
