// From a proposal to its opening: callers, seconds, notice, lapse, limits, and what the opening fixes. Contract, sections 2 and 4.
import { describe, expect, test } from '@jest/globals';
import { adopt, refOf } from '../support/charters.js';
import { at, createWorld, motionIn, stranger, type World } from '../support/motion-world.js';

const majority = 'passes_when: ["yes > 1/2 of cast"]';
const seconded = adopt({ rule: `seconds: 2, notice: P3D, period: P7D, ${majority}` });
const noticed = adopt({ rule: `notice: P3D, period: P7D, ${majority}` });
const withSeconds = adopt({ rule: `seconds: 1, period: P7D, ${majority}` });

describe('proposing', () => {
  test.each([
    ['an elector', 'p2', {}, 'M-2026-0001'],
    ['somebody the charter does not name', stranger, {}, 'not-a-caller'],
    ['a person without a seat', 'p5', {}, 'not-a-caller'],
    ['a kind that does not exist', 'p1', { kind: 'tehcnical' }, 'unknown-kind'],
    ['a kind in capitals', 'p1', { kind: 'TECHNICAL' }, 'M-2026-0001'],
    ['no kind where the charter has no default', 'p1', { kind: null }, 'no-default-kind'],
  ])('%s', (_who, who, said, became) => {
    expect(createWorld(adopt({ seats: '[p1, p2, p3]' })).propose(who, at(0), said)).toBe(became);
  });

  test('a subject has one unfinished motion at a time, also while it is only proposed', () => {
    const world = motionIn(noticed);
    expect(world.propose('p2', at(1))).toBe('motion-unfinished');
    expect(world.propose('p2', at(4))).toBe('motion-unfinished');
    world.advance(at(10));
    expect(world.propose('p2', at(10))).toBe('M-2026-0002');
  });

  test('a proposer has at most three unfinished motions', () => {
    const world = motionIn(adopt());
    expect([2, 3].map((number) => world.propose('p1', at(1), { subject: number }))).toEqual([
      'M-2026-0002',
      'M-2026-0003',
    ]);
    expect(world.propose('p1', at(1), { subject: 4 })).toBe('too-many-motions');
    expect(world.propose('p2', at(1), { subject: 4 })).toBe('M-2026-0004');
    world.withdraw('p1', at(2), 'M-2026-0002');
    expect(world.propose('p1', at(2), { subject: 5 })).toBe('M-2026-0005');
  });

  test('motions are numbered in the UTC year of their proposal', () => {
    const world = createWorld(adopt());
    expect(world.propose('p1', '2026-12-31T23:59:59.999Z')).toBe('M-2026-0001');
    expect(world.propose('p2', '2027-01-01T00:00:00.000Z', { subject: 2 })).toBe('M-2027-0001');
    expect(world.propose('p2', '2027-01-01T00:00:00.000Z', { subject: 3 })).toBe('M-2027-0002');
  });
});

describe('seconding', () => {
  test.each([
    ['an elector', 'p2', 'done'],
    ['the proposer', 'p1', 'own-motion'],
    ['a person without a seat', 'p5', 'not-an-elector'],
    ['somebody the charter does not name', stranger, 'not-an-elector'],
  ])('by %s', (_who, who, became) => {
    const world = motionIn(adopt({ seats: '[p1, p2, p3]', rule: `seconds: 2, period: P7D, ${majority}` }));
    expect(world.second(who, at(1))).toBe(became);
  });

  test('the same person seconds once', () => {
    const world = motionIn(seconded);
    expect([world.second('p2', at(1)), world.second('p2', at(2))]).toEqual(['done', 'already-seconded']);
  });

  test('an open motion and a lapsed one cannot be seconded', () => {
    const world = motionIn(withSeconds);
    world.second('p2', at(1));
    expect(world.second('p3', at(1))).toBe('already-open');
    expect(motionIn(withSeconds).second('p2', at(30))).toBe('motion-closed');
  });
});

describe('a call that was given up and is handled after all', () => {
  const period = 7;
  const notice = 3;
  test.each([
    ['before its motion would have closed', adopt(), at(period, -1), 'M-2026-0002'],
    ['when its motion would have closed', adopt(), at(period), 'called-too-late'],
    ['before it would have closed after its notice', noticed, at(notice + period, -1), 'M-2026-0002'],
    ['when it would have closed after its notice', noticed, at(notice + period), 'called-too-late'],
    ['before it would have lapsed', withSeconds, at(30, -1), 'M-2026-0002'],
    ['when it would have lapsed', withSeconds, at(30), 'called-too-late'],
    [
      'though it is called again without seconds, when it would have closed',
      withSeconds,
      at(period),
      'called-too-late',
    ],
  ])('%s', (what, adopted, handledAt, became) => {
    const world = motionIn(adopted);
    const calledAgain = what.includes('called again');
    expect(world.propose('p2', at(0), { subject: 2, calledAgain, handledAt })).toBe(became);
  });
});

describe('opening', () => {
  function openedAt(world: World): string | null {
    world.advance(at(29));
    return world.motion().openedAt;
  }

  test('is at once where neither seconds nor notice are asked', () => {
    expect(motionIn(adopt()).motion()).toMatchObject({ state: 'open', openedAt: at(0), closesAt: at(7) });
  });

  test('is at the end of notice when the seconds came before', () => {
    const world = motionIn(seconded);
    world.second('p2', at(1));
    world.second('p3', at(2));
    expect(world.motion().state).toBe('proposed');
    expect(openedAt(world)).toBe(at(3));
  });

  test('is at the last second when it comes after notice', () => {
    const world = motionIn(seconded);
    world.second('p2', at(1));
    world.second('p3', at(5));
    expect(openedAt(world)).toBe(at(5));
  });

  test('one done late has its due time', () => {
    const world = motionIn(noticed);
    world.advance(at(3, -1));
    expect(world.motion().state).toBe('proposed');
    world.advance(at(5));
    expect(world.motion()).toMatchObject({ openedAt: at(3), closesAt: at(10) });
  });

  test.each([
    ['one millisecond before thirty days have gone by', at(30, -1), 'done', 'open'],
    ['thirty days after the proposal', at(30), 'motion-closed', 'closed'],
  ])('the second comes %s', (_when, when, became, state) => {
    const world = motionIn(withSeconds);
    expect(world.second('p2', when)).toBe(became);
    expect(world.motion().state).toBe(state);
  });

  test('a motion without its seconds lapses after thirty days, whenever that is noticed', () => {
    const world = motionIn(seconded);
    world.second('p2', at(1));
    world.advance(at(50));
    expect(world.motion()).toMatchObject({ outcome: 'lapsed', closedAt: at(30), rule: null, inForceAt: null });
  });

  test('a motion whose kind the charter dropped before opening lapses', () => {
    const world = motionIn(noticed);
    const other =
      '  other: { title: O, scope: technical, electorate: [tsc], period: P1D, passes_when: ["yes > no"] }\n';
    world.adopted = adopt({ withoutTechnical: true, kinds: other });
    world.advance(at(3));
    expect(world.motion()).toMatchObject({ outcome: 'lapsed', closedAt: at(3) });
  });

  test('fixes the rule and electorate of the charter in force then; later charters do not touch them', () => {
    const world = motionIn(noticed);
    world.adopted = adopt({ people: 3, rule: 'notice: P3D, period: P2D, passes_when: ["yes >= 2/3 of electorate"]' });
    world.advance(at(3));
    const opened = world.motion();
    expect(opened.rule).toMatchObject({
      passes_when: ['yes >= 2/3 of electorate'],
      period: 'P2D',
      minimum_period: 'P2D',
    });
    expect(opened).toMatchObject({ charter: world.adopted.charter.version, closesAt: at(5) });
    expect(opened.electorate.map(({ ref }) => ref)).toEqual(['p1', 'p2', 'p3'].map(refOf));
    world.adopted = adopt({ people: 5 });
    expect(world.vote('p4', 'yes', at(4))).toBe('advisory');
    expect(world.vote('p3', 'yes', at(4))).toBe('done');
  });

  test('the electorate is who is seated on the day of opening, each with their group', () => {
    const seats =
      '[p1, { person: p2, until: 2026-03-04 }, { person: p3, from: 2026-03-05 }, { person: p4, until: 2026-03-05 }, { person: p5, from: 2026-03-06 }]';
    const rule = `notice: P3D, period: P7D, ${majority}`;
    const world = motionIn(adopt({ seats, rule, organizations: ['child', null, null, 'parent'] }));
    world.advance(at(3));
    expect(world.motion().electorate).toEqual([
      { ref: refOf('p1'), group: 'parent' },
      { ref: refOf('p3'), group: 'unknown' },
      { ref: refOf('p4'), group: 'parent' },
    ]);
  });

  test('an independent elector is a group by ref', () => {
    expect(motionIn(adopt({ people: 1 })).motion().electorate).toEqual([
      { ref: refOf('p1'), group: `independent:${refOf('p1')}` },
    ]);
  });

  test('a pull request has its head fixed', () => {
    const subjectKey = 'github:example/models#1';
    expect(motionIn(adopt(), 'aaa').motion().heads).toEqual([{ subject: subjectKey, head: 'aaa' }]);
  });
});

describe('a motion called again after its subject went away', () => {
  test('opens at once, without seconds and notice', () => {
    const world = motionIn(seconded);
    world.second('p2', at(1));
    world.second('p3', at(2));
    world.advance(at(3));
    world.cancel(at(4));
    expect(world.motion()).toMatchObject({ outcome: 'cancelled', closedAt: at(4) });
    expect(world.propose('p1', at(4), { subject: 2, calledAgain: true })).toBe('M-2026-0002');
    expect(world.motion('M-2026-0002')).toMatchObject({ state: 'open', openedAt: at(4), secondsNeeded: 0 });
  });
});
