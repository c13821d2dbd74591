// What happens in an open motion: ballots and their order, recusals, extension, withdrawal. Contract, sections 2 and 4.
import { describe, expect, test } from '@jest/globals';
import { standingBallots } from '../../src/motions/motion.js';
import { viewOf, type Names } from '../../src/motions/view-of.js';
import { adopt, refOf } from '../support/charters.js';
import { at, motionIn, stranger, type World } from '../support/motion-world.js';

const majority = 'passes_when: ["yes > 1/2 of cast"]';

function standing(world: World): readonly string[] {
  return standingBallots(world.motion()).map(({ choice }) => choice);
}

describe('a ballot', () => {
  test.each([
    ['of an elector binds', 'p2', 'done'],
    ['of somebody in the charter without a seat is advisory', 'p5', 'advisory'],
    ['of anybody else is advisory', stranger, 'advisory'],
  ])('%s', (_who, who, became) => {
    const world = motionIn(adopt({ seats: '[p1, p2, p3]' }));
    expect(world.vote(who, 'yes', at(1))).toBe(became);
    expect(world.motion().ballots).toHaveLength(became === 'done' ? 1 : 0);
  });

  test('is refused while the motion is proposed, whoever gives it', () => {
    const world = motionIn(adopt({ rule: `notice: P3D, period: P7D, ${majority}` }));
    expect(world.vote('p2', 'yes', at(3, -1))).toBe('still-proposed');
    expect(world.vote(stranger, 'yes', at(3, -1))).toBe('still-proposed');
    expect(world.vote('p2', 'yes', at(3))).toBe('done');
  });

  test.each([
    ['one millisecond before closing counts', at(7, -1), 'done', 'carried'],
    ['at the closing time does not', at(7), 'motion-closed', 'lost'],
    ['after closing does not', at(8), 'motion-closed', 'lost'],
  ])('received %s', (_when, when, became, outcome) => {
    const world = motionIn(adopt());
    expect(world.vote('p2', 'yes', when)).toBe(became);
    world.advance(at(9));
    expect(world.motion()).toMatchObject({ outcome, closedAt: at(7) });
  });

  test('received before the opening, and handled only after it, does not count', () => {
    const world = motionIn(adopt());
    world.advance(at(1));
    expect(world.vote('p2', 'yes', at(0, -1))).toBe('still-proposed');
    expect(world.vote('p2', 'yes', at(0))).toBe('done');
  });

  test('received before closing counts although the clock was never asked in between', () => {
    const world = motionIn(adopt());
    world.vote('p2', 'yes', at(6));
    world.advance(at(400));
    expect(world.motion()).toMatchObject({ outcome: 'carried', closedAt: at(7), inForceAt: at(7) });
  });
});

describe('of one person’s ballots, in whatever order they are received, counts', () => {
  const [noon, later] = ['2026-03-03T12:00:00.000Z', '2026-03-03T12:00:01.000Z'];
  test.each([
    ['the later written', { forgeTime: noon, id: '9' }, { forgeTime: later, id: '8' }],
    ['of the same second, the higher comment id', { forgeTime: noon, id: '9' }, { forgeTime: noon, id: '10' }],
    [
      'of the same comment, the later line',
      { forgeTime: noon, id: '9', line: 2 },
      { forgeTime: noon, id: '9', line: 10 },
    ],
  ])('%s', (_rule, loses, wins) => {
    const inOrder = motionIn(adopt());
    inOrder.vote('p2', 'no', at(2), loses);
    inOrder.vote('p2', 'yes', at(2, 1), wins);
    const reordered = motionIn(adopt());
    reordered.vote('p2', 'yes', at(2), wins);
    reordered.vote('p2', 'no', at(2, 1), loses);
    expect([standing(inOrder), standing(reordered)]).toEqual([['yes'], ['yes']]);
    expect(reordered.motion().ballots.map(({ supersededBy }) => supersededBy)).toEqual([null, 2]);
    expect(inOrder.motion().ballots.map(({ supersededBy }) => supersededBy)).toEqual([3, null]);
    expect(reordered.entriesOf().at(-1)?.entry).toHaveProperty('superseded_by', 2);
  });

  test('across forges the later received, whatever the forges say of their time', () => {
    const world = motionIn(adopt({ rule: `notice: P1D, period: P7D, ${majority}` }));
    world.link('p1', at(0), { forge: 'gitee', repo: 'example/models', number: 'I1ABC' });
    world.vote('p2', 'yes', at(2), { forge: 'github', forgeTime: later });
    world.vote('p2', 'no', at(3), { forge: 'gitee', forgeTime: noon });
    expect(standing(world)).toEqual(['no']);
  });

  test('the last of three that arrive in any order', () => {
    const written = ['yes', 'no', 'abstain'] as const;
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const world = motionIn(adopt());
      for (const i of order)
        world.vote('p2', written[i] ?? 'yes', at(3), { forgeTime: at(1, i * 1000), id: String(i) });
      expect(standing(world)).toEqual(['abstain']);
    }
  });
});

describe('a recusal', () => {
  test('voids the ballot, lowers the electorate, and refuses later ones', () => {
    const world = motionIn(adopt());
    world.vote('p2', 'yes', at(1));
    expect(world.recuse('p2', at(2))).toBe('done');
    expect(standing(world)).toEqual([]);
    expect(world.vote('p2', 'no', at(3))).toBe('recused');
    expect(world.recuse('p2', at(3))).toBe('already-recused');
    world.advance(at(7));
    expect(world.motion().finalTally).toMatchObject({ electorate: 4, ballots: 0 });
  });

  test.each([
    ['an outsider', stranger, at(1), 'not-an-elector'],
    ['a person without a seat', 'p5', at(1), 'not-an-elector'],
    ['anybody after the end', 'p2', at(8), 'motion-closed'],
  ])('is refused to %s', (_who, who, when, became) => {
    expect(motionIn(adopt({ seats: '[p1, p2, p3]' })).recuse(who, when)).toBe(became);
  });

  test('is refused while the motion is proposed', () => {
    const world = motionIn(adopt({ rule: `notice: P3D, period: P7D, ${majority}` }));
    expect(world.recuse('p2', at(1))).toBe('still-proposed');
  });
});

describe('an extension', () => {
  test.each([
    ['the proposer', 'p1', 2, 'done'],
    ['an elector', 'p2', 2, 'done'],
    ['an elector, by the whole period', 'p2', 7, 'done'],
    ['an elector, by more than the period', 'p2', 7.001, 'extension-too-long'],
    ['a person without a seat', 'p5', 2, 'may-not-extend'],
    ['an outsider', stranger, 2, 'may-not-extend'],
  ])('by %s', (_who, who, days, became) => {
    const world = motionIn(adopt({ seats: '[p1, p2, p3]' }));
    expect(world.extend(who, at(3), days)).toBe(became);
    expect(world.motion().closesAt).toBe(became === 'done' ? at(7 + days) : at(7));
  });

  test('is possible to a proposer who has no vote', () => {
    const world = motionIn(adopt({ seats: '[p2, p3]' }));
    expect(world.extend('p1', at(3), 1)).toBe('done');
  });

  test('is refused to one who recused', () => {
    const world = motionIn(adopt());
    world.recuse('p2', at(1));
    expect(world.extend('p2', at(2), 1)).toBe('may-not-extend');
  });

  test('is possible once, and only before closing', () => {
    const world = motionIn(adopt());
    expect(world.extend('p2', at(7, -1), 1)).toBe('done');
    expect(world.extend('p1', at(7), 1)).toBe('already-extended');
    expect(world.vote('p3', 'yes', at(8, -1))).toBe('done');
    world.advance(at(9));
    expect(world.motion()).toMatchObject({ outcome: 'carried', closedAt: at(8) });
    expect(motionIn(adopt()).extend('p1', at(7), 1)).toBe('motion-closed');
  });

  test('is refused while the motion is proposed', () => {
    const world = motionIn(adopt({ rule: `notice: P3D, period: P7D, ${majority}` }));
    expect(world.extend('p1', at(1), 1)).toBe('still-proposed');
  });
});

describe('withdrawing', () => {
  test.each<[string, (world: World) => unknown, string, string]>([
    ['by the proposer', () => null, 'p1', 'done'],
    ['by another', () => null, 'p2', 'not-the-proposer'],
    ['by an outsider', () => null, stranger, 'not-the-proposer'],
    ['after the proposer’s own ballot', (world) => world.vote('p1', 'yes', at(1)), 'p1', 'done'],
    ['after an advisory ballot', (world) => world.vote(stranger, 'no', at(1)), 'p1', 'done'],
    ['after another’s binding ballot', (world) => world.vote('p2', 'no', at(1)), 'p1', 'ballots-cast'],
  ])('%s', (_what, before, who, became) => {
    const world = motionIn(adopt());
    before(world);
    expect(world.withdraw(who, at(2))).toBe(became);
    world.advance(at(9));
    expect(world.motion().outcome).toBe(became === 'done' ? 'withdrawn' : 'lost');
  });

  test('another’s ballot stands in the way even after they recused', () => {
    const world = motionIn(adopt());
    world.vote('p2', 'no', at(1));
    world.recuse('p2', at(2));
    expect(world.withdraw('p1', at(3))).toBe('ballots-cast');
  });

  test('a proposed motion has no tally', () => {
    const world = motionIn(adopt({ rule: `notice: P3D, period: P7D, ${majority}` }));
    expect(world.withdraw('p1', at(1))).toBe('done');
    expect(world.motion()).toMatchObject({ outcome: 'withdrawn', closedAt: at(1), finalTally: null, rule: null });
    expect(world.withdraw('p1', at(1))).toBe('motion-closed');
  });
});

test('the view shows a ballot that no longer counts as superseded, and the electorate without the recused', () => {
  const names: Names = {
    person: (ref) => `p${String(Number.parseInt(ref, 16))}`,
    organization: () => null,
    text: () => '',
    source: () => null,
    urlOf: () => null,
    subjects: [],
    advisory: [],
    headMissing: false,
  };
  const world = motionIn(adopt({ people: 3 }));
  world.vote('p1', 'no', at(1));
  world.vote('p1', 'yes', at(2));
  world.vote('p2', 'no', at(3));
  world.recuse('p2', at(4));
  const view = viewOf(world.motion(), names);
  expect(view.ballots.map(({ person, choice, superseded }) => [person, choice, superseded])).toEqual([
    ['p1', 'no', true],
    ['p1', 'yes', false],
    ['p2', 'no', true],
  ]);
  expect(view.electorate.map(({ person }) => person)).toEqual(['p1', 'p3']);
  expect(view.tally).toMatchObject({ yes: 1, no: 0, ballots: 1, electorate: 2, would_be: 'carried' });
  expect(world.motion().electorate.map(({ ref }) => ref)).toContain(refOf('p2'));
});
