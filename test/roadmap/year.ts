// A year of a roadmap, as several tests look at it.
import { expect } from '@jest/globals';
import { buildRoadmap } from '../../src/roadmap/build.js';
import type { RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import { add, drop, label, move, setStatus } from '../../src/roadmap/decide/verbs.js';
import type { Status } from '../../src/roadmap/entries.js';
import { names, present } from './shown.js';
import { charterWith, createWorld, refOf, type World } from './world.js';

/** Commands, for `World.do`. */
export const to = {
  add: (horizon: string) => (state: State, request: RoadmapRequest) => add(state, request, horizon),
  move: (horizon: string) => (state: State, request: RoadmapRequest) => move(state, request, horizon),
  status: (status: Status) => (state: State, request: RoadmapRequest) => setStatus(state, request, status),
};
export const quarters = charterWith(
  'horizons: [2026-Q1, 2026-Q2, 2026-Q3, 2026-Q4, later]\nupdate_within: P30D\nreview_every: P90D\nreviewed: 2026-03-01',
);
export const listed = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', 'later'];
export const day = (text: string) => `${text}T12:00:00.000Z`;

/** A year: 1 slips twice and ships late, 2 ships in time, 3 is moved before its quarter, 4 is dropped, 5 is on hold in a quarter that is over, 6 is proposed. */
function year(): World {
  const world = createWorld(quarters);
  const did = (
    who: string,
    when: string,
    ...[verb, said]: [Parameters<World['do']>[2], Parameters<World['do']>[3]]
  ) => {
    expect(world.do(who, day(when), verb, said)).toBe('done');
  };
  did('p1', '2026-03-03', to.add('2026-Q1'), {
    issue: 1,
    described: { lead: refOf('p5'), outcome: '[en] Weights\n[zh] 权重', theme: 'a' },
  });
  did('p1', '2026-03-03', to.add('2026-Q2'), { issue: 2, described: { lead: refOf('p4'), theme: 'b' } });
  did('p1', '2026-03-03', to.add('2026-Q3'), { issue: 3, described: { text: 'one\ntwo' } });
  did('p1', '2026-03-04', to.add('2026-Q2'), { issue: 4 });
  did('p1', '2026-03-05', to.add('2026-Q2'), { issue: 5 });
  did('p5', '2026-03-20', to.move('2026-Q2'), { issue: 1, reason: 'data is late' });
  did('p4', '2026-05-01', to.status('in-progress'), { issue: 2 });
  did('p4', '2026-06-20', to.status('shipped'), { issue: 2 });
  did('p5', '2026-06-25', to.move('2026-Q4'), { issue: 1, reason: 'data is later; see RM-2026-003' });
  did('p2', '2026-06-26', to.move('2026-Q4'), { issue: 3 });
  did('p2', '2026-06-27', drop, { issue: 4, reason: 'split into RM-2026-001 and RM-2026-005' });
  did('p2', '2026-06-28', to.status('on-hold'), { issue: 5, reason: 'no budget' });
  did('p5', '2026-10-02', to.status('shipped'), { issue: 1 });
  did('p1', '2026-11-01', label, { issue: 6 });
  return world;
}

export const now = day('2026-11-21');
export const world = year();
export const shown = names({ '1': { title: 'Open weights' }, '6': { wish: 'later' } }, listed);
export const view = buildRoadmap(world.register.roadmap.items.values(), shown, present(world, now));
export const item = (number: number) => view.items[number - 1];
