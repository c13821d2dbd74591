// How motions end: pushes, deletion, early closing, resolutions. Contract, section 4.
import { describe, expect, test } from '@jest/globals';
import { close, nextDue, resolutions } from '../../src/motions/decide/due.js';
import { newRegister } from '../../src/motions/register.js';
import { noAdvisory } from '../../src/motions/tally.js';
import { adopt } from '../support/charters.js';
import { at, createWorld, motionIn, type World } from '../support/motion-world.js';

const majority = 'passes_when: ["yes > 1/2 of cast"]';

describe('a push of another tree', () => {
  test.each([
    ['supersede', 'superseded'],
    ['keep', null],
    ['lost', 'lost'],
  ])('under on_push: %s', (rule, outcome) => {
    const world = motionIn(adopt({ rule: `period: P7D, on_push: ${rule}, ${majority}` }), 'aaa');
    world.vote('p2', 'yes', at(1));
    world.push('bbb', at(2));
    expect(world.motion()).toMatchObject({ outcome, closedAt: outcome === null ? null : at(2) });
    world.advance(at(9));
    expect(world.motion()).toMatchObject({
      outcome: outcome ?? 'carried',
      resolution: outcome === null ? 'R-2026-001' : null,
    });
    expect(world.motion().finalTally).toMatchObject({ yes: 1 });
  });

  test.each<[string, World, string]>([
    ['of the head that was voted on', motionIn(adopt(), 'aaa'), 'aaa'],
    ['to an issue’s motion', motionIn(adopt()), 'bbb'],
    ['while proposed', motionIn(adopt({ rule: `notice: P3D, period: P7D, ${majority}` }), 'aaa'), 'bbb'],
  ])('%s changes nothing', (_what, world, head) => {
    world.push(head, at(1));
    expect(world.motion().outcome).toBeNull();
  });

  test('after the end changes nothing, even when the end is noticed late', () => {
    const world = motionIn(adopt(), 'aaa');
    world.vote('p2', 'yes', at(1));
    world.push('bbb', at(8));
    expect(world.motion()).toMatchObject({ outcome: 'carried', closedAt: at(7) });
  });
});

describe('a deleted subject', () => {
  test('cancels an open motion with the tally as it was', () => {
    const world = motionIn(adopt());
    world.vote('p2', 'yes', at(1));
    world.cancel(at(2));
    expect(world.motion()).toMatchObject({
      outcome: 'cancelled',
      closedAt: at(2),
      finalTally: { yes: 1 },
      inForceAt: null,
    });
  });

  test('cancels a proposed motion, which has no tally', () => {
    const world = motionIn(adopt({ rule: `notice: P3D, period: P7D, ${majority}` }));
    world.cancel(at(2));
    expect(world.motion()).toMatchObject({ outcome: 'cancelled', finalTally: null, openedAt: null });
  });

  test('does not touch a motion that has ended', () => {
    const world = motionIn(adopt());
    world.vote('p2', 'yes', at(1));
    world.cancel(at(7));
    expect(world.motion().outcome).toBe('carried');
  });
});

describe('early closing', () => {
  const early = `period: P7D, close_early: when-decided, minimum_period: P3D, ${majority}`;
  function votes(world: World, choice: 'yes' | 'no', when: string, ...people: string[]): readonly string[] {
    return people.map((person) => world.vote(person, choice, when));
  }

  test('does not happen under close_early: never, the default', () => {
    const world = motionIn(adopt());
    votes(world, 'yes', at(1), 'p1', 'p2', 'p3', 'p4', 'p5');
    world.advance(at(6));
    expect(world.motion().state).toBe('open');
  });

  test('waits for the minimum period, and closes at its end', () => {
    const world = motionIn(adopt({ rule: early }));
    votes(world, 'yes', at(1), 'p1', 'p2', 'p3');
    world.advance(at(3, -1));
    expect(world.motion().state).toBe('open');
    world.advance(at(5));
    expect(world.motion()).toMatchObject({
      outcome: 'carried',
      closedAt: at(3),
      resolution: 'R-2026-001',
      inForceAt: at(3),
    });
  });

  test('after it, closes with the deciding ballot', () => {
    const world = motionIn(adopt({ rule: early }));
    votes(world, 'no', at(1), 'p1', 'p2');
    world.vote('p3', 'no', at(4));
    expect(world.motion()).toMatchObject({ outcome: 'lost', closedAt: at(4) });
    expect(world.vote('p4', 'yes', at(4, 1))).toBe('motion-closed');
  });

  test('a ballot that changes a decided count before the minimum period is over opens it again', () => {
    const world = motionIn(adopt({ rule: early }));
    votes(world, 'yes', at(1), 'p1', 'p2', 'p3');
    world.vote('p3', 'no', at(2));
    world.advance(at(6));
    expect(world.motion().state).toBe('open');
  });

  test('a recusal can decide', () => {
    const world = motionIn(adopt({ rule: early }));
    votes(world, 'yes', at(1), 'p1', 'p2');
    world.vote('p3', 'no', at(1));
    world.vote('p4', 'abstain', at(1));
    world.advance(at(4));
    expect(world.motion().state).toBe('open');
    world.recuse('p5', at(5));
    expect(world.motion()).toMatchObject({ outcome: 'carried', closedAt: at(5) });
  });

  test('everybody recused is decided: no quorum', () => {
    const world = motionIn(adopt({ people: 2, rule: early }));
    world.recuse('p1', at(1));
    world.recuse('p2', at(4));
    expect(world.motion()).toMatchObject({ outcome: 'no-quorum', closedAt: at(4) });
  });

  test('never comes after the closing time', () => {
    const rule = `period: P2D, close_early: when-decided, minimum_period: P2D, ${majority}`;
    const world = motionIn(adopt({ people: 1, rule }));
    world.vote('p1', 'yes', at(1));
    world.advance(at(5));
    expect(world.motion().closedAt).toBe(at(2));
  });

  test('a motion that is decided is due at the same time however late it is asked', () => {
    const world = motionIn(adopt({ rule: early }));
    votes(world, 'yes', at(1), 'p1', 'p2', 'p3');
    expect(nextDue(world.motion())).toEqual({ what: 'close', at: at(3) });
  });
});

describe('resolutions', () => {
  test('are numbered in the UTC year in which they come into force', () => {
    const world = createWorld(adopt());
    for (const [number, opened] of ['2026-12-24T23:59:59.999Z', '2026-12-25T00:00:00.000Z'].entries()) {
      const id = world.propose('p1', opened, { subject: number });
      world.vote('p2', 'yes', opened, {}, id);
    }
    world.advance('2027-01-02T00:00:00.000Z', 'M-2026-0001');
    world.advance('2027-01-02T00:00:00.000Z', 'M-2026-0002');
    expect([world.motion('M-2026-0001'), world.motion('M-2026-0002')]).toMatchObject([
      { inForceAt: '2026-12-31T23:59:59.999Z', resolution: 'R-2026-001' },
      { inForceAt: '2027-01-01T00:00:00.000Z', resolution: 'R-2027-001' },
    ]);
  });

  test('two that wait together are numbered by when they came into force, then by motion', () => {
    const world = createWorld(adopt({ rule: `period: P7D, ${majority}` }));
    const opened = [at(2), at(1), at(2), at(0)];
    const ids = opened.map((when, subject) => world.propose(`p${String(subject + 1)}`, when, { subject }));
    for (const id of ids) world.vote('p5', 'yes', at(3), {}, id);
    const fold = newRegister();
    for (const entry of world.entries) fold.apply(entry);
    let seq = world.entries.length;
    for (const id of ids) {
      const motion = world.motion(id);
      const draft = close(motion, motion.closesAt ?? '', noAdvisory, 0);
      fold.apply({ seq, at: at(9), ...draft });
      seq += 1;
    }
    const given = resolutions(fold.state).map(({ entry }) => entry);
    expect(given).toMatchObject([
      { motion: ids[3], resolution: 'R-2026-001', in_force_at: at(7) },
      { motion: ids[1], resolution: 'R-2026-002', in_force_at: at(8) },
      { motion: ids[0], resolution: 'R-2026-003', in_force_at: at(9) },
      { motion: ids[2], resolution: 'R-2026-004', in_force_at: at(9) },
    ]);
  });

  test.each([
    ['lost', 'no' as const],
    ['carried', 'yes' as const],
  ])('%s: only what was carried gets one', (outcome, choice) => {
    const world = motionIn(adopt());
    world.vote('p2', choice, at(1));
    world.advance(at(7));
    expect(world.motion()).toMatchObject({ outcome, resolution: outcome === 'carried' ? 'R-2026-001' : null });
  });
});
