// One motion in two subjects: who may link, where, and which of one person's ballots counts. Contract, sections 2, 4 and 9.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recount } from '../../src/audit/recount.js';
import { countingBallot, parseSource, type BallotSource } from '../../src/motions/decide/ballot.js';
import { newestIn, unfinishedIn } from '../../src/motions/register.js';
import { standingBallots } from '../../src/motions/motion.js';
import type { SubjectRef } from '../../src/shared/refs.js';
import { adopt, refOf } from '../support/charters.js';
import { at, createWorld, motionIn, subject, type World } from '../support/motion-world.js';

const noticed = { rule: 'notice: P3D, period: P7D, passes_when: ["yes > 1/2 of cast"]' };
const onGitee: SubjectRef = { forge: 'gitee', repo: 'example/models', number: 'I1ABC' };

/** A motion in subject 1 that opens on day 3. */
function proposed(): World {
  return motionIn(adopt(noticed));
}

describe('a link', () => {
  test('makes one motion of two subjects: it is found by both, and nothing else may be called in either', () => {
    const world = proposed();
    expect(world.link('p1', at(1), onGitee)).toBe('done');
    expect(world.motion().subjects).toEqual([subject(1), onGitee]);
    expect(unfinishedIn(world.register, onGitee)?.id).toBe('M-2026-0001');
    expect(unfinishedIn(world.register, subject(1))?.id).toBe('M-2026-0001');
    expect(world.propose('p2', at(2))).toBe('motion-unfinished');
  });

  test.each<[string, string, (world: World) => string]>([
    ['by another than the proposer', 'not-the-proposer', (world) => world.link('p2', at(1), 2)],
    ['by somebody outside the charter', 'not-the-proposer', (world) => world.link('p9999', at(1), 2)],
    ['once the motion is open', 'link-too-late', (world) => world.link('p1', at(3), 2)],
    ['to where the motion is', 'link-same', (world) => world.link('p1', at(1), 1)],
    [
      'to a third subject',
      'already-linked',
      (world) => {
        world.link('p1', at(1), 2);
        return world.link('p1', at(1), 3);
      },
    ],
    [
      'to where another motion is not finished',
      'link-occupied',
      (world) => {
        world.propose('p2', at(1), { subject: 2 });
        return world.link('p1', at(1), 2);
      },
    ],
    [
      'once the motion has ended',
      'motion-closed',
      (world) => {
        world.withdraw('p1', at(1));
        return world.link('p1', at(1), 2);
      },
    ],
  ])('%s is refused', (_what, code, link) => {
    const world = proposed();
    expect(link(world)).toBe(code);
  });

  test('keeps the other subject for as long as the motion lives', () => {
    const world = proposed();
    world.link('p1', at(1), 2);
    expect(world.propose('p2', at(2), { subject: 2 })).toBe('motion-unfinished');
    world.withdraw('p1', at(2));
    expect(world.propose('p2', at(2), { subject: 2 })).toBe('M-2026-0002');
    expect(newestIn(world.register, subject(1))?.id).toBe('M-2026-0001');
    expect(newestIn(world.register, subject(2))?.id).toBe('M-2026-0002');
  });

  test('may be to where an earlier motion has ended', () => {
    const world = createWorld(adopt(noticed));
    world.propose('p2', at(0), { subject: 2 });
    world.withdraw('p2', at(0), 'M-2026-0001');
    world.propose('p1', at(0));
    expect(world.link('p1', at(1), 2, 'M-2026-0002')).toBe('done');
    expect(world.register.bySubject.get('github:example/models#2')).toEqual(['M-2026-0001', 'M-2026-0002']);
  });
});

interface Given extends Pick<BallotSource, 'forge' | 'id' | 'line'> {
  readonly received: number;
  readonly written: number;
}

const given: fc.Arbitrary<Given> = fc.record({
  forge: fc.constantFrom('github', 'gitee'),
  id: fc.nat(3).map(String),
  line: fc.integer({ min: 1, max: 2 }),
  received: fc.nat(5),
  written: fc.nat(3),
});

function nameOf({ forge, id, line }: Pick<BallotSource, 'forge' | 'id' | 'line'>): string {
  return `${forge} ${id} ${String(line)}`;
}

/** Ballots of p2 in a linked motion, given in this order, and the one that counts then. */
function counted(ballots: readonly Given[]): { readonly world: World; readonly source: string | null | undefined } {
  const world = proposed();
  world.link('p1', at(1), onGitee);
  for (const { forge, id, line, received, written } of ballots) {
    world.vote('p2', 'yes', at(5, received), { forge, id, line, forgeTime: at(4, written) });
  }
  const [standing, ...others] = standingBallots(world.motion());
  expect(others).toEqual([]);
  return { world, source: standing?.source };
}

/** What the contract says, told in another way than it is programmed: no ballot of its own forge comes after, and the other forge's last was received before. */
function byTheBook(ballots: readonly Given[]): string {
  const last = (forge: Given['forge']): Given | undefined =>
    ballots
      .filter((one) => one.forge === forge)
      .sort((a, b) => a.written - b.written || Number(a.id) - Number(b.id) || a.line - b.line)
      .at(-1);
  const [github, gitee] = [last('github'), last('gitee')];
  if (!github || !gitee) return nameOf(github ?? gitee ?? { forge: 'github', id: '', line: 0 });
  const first = github.received - gitee.received || github.written - gitee.written;
  // Nothing but the forges' names is left to tell them apart.
  return nameOf(first > 0 || (first === 0 && github.forge > gitee.forge) ? github : gitee);
}

function sourceName(written: string | null | undefined): string {
  const source = written ? parseSource(written) : null;
  return source ? nameOf(source) : '';
}

describe('of one person’s ballots on two forges', () => {
  const ballots = fc.uniqueArray(given, { minLength: 1, maxLength: 6, selector: nameOf });

  test('the same one counts whatever the order in which they are handled: of each forge’s last, the later received', () => {
    fc.assert(
      fc.property(
        ballots.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([some, shuffled]) => {
          const wanted = byTheBook(some);
          for (const order of [some, shuffled]) {
            const { world, source } = counted(order);
            expect(sourceName(source)).toBe(wanted);
            expect(recount(world.entriesOf())).toMatchObject({ ok: true, value: { tally: { yes: 1 } } });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('one that was overtaken counts again when what overtook it turns out to be overtaken on its own forge', () => {
    const on = { id: '1', line: 1 };
    const early: Given = { ...on, forge: 'github', written: 1, received: 5 };
    const elsewhere: Given = { ...on, forge: 'gitee', written: 1, received: 3 };
    const late: Given = { ...on, forge: 'github', id: '2', written: 2, received: 1 };
    const { world, source } = counted([elsewhere, early, late]);
    expect(sourceName(source)).toBe('gitee 1 1');
    const [first, second, third] = world.motion().ballots;
    expect([first?.supersededBy, second?.supersededBy, third?.supersededBy]).toEqual([null, first?.seq, first?.seq]);
    expect(world.entriesOf().at(-1)?.entry).toMatchObject({ type: 'ballot.cast', superseded_by: first?.seq });
  });

  test('one whose source was erased is still one of its own forge, and there comes before what was given at the same time', () => {
    type Cast = Parameters<typeof countingBallot>[0];
    const erased: Cast = { receivedAt: at(5), forgeTime: at(5), source: null, forge: 'gitee' };
    const source: BallotSource = { ...onGitee, text: 'comment', id: '1', line: 1 };
    const later: Cast = { receivedAt: at(4), forgeTime: at(6), source, forge: 'gitee' };
    const same: Cast = { ...later, forgeTime: at(5) };
    const earlier: Cast = { ...later, receivedAt: at(6), forgeTime: at(4) };
    const elsewhere: Cast = { ...later, source: { ...source, forge: 'github' }, forge: 'github' };
    const counts = [later, same, earlier, elsewhere].map((cast) => countingBallot(cast, [erased]) === cast);
    expect(counts).toEqual([true, true, false, false]);
  });

  test('an auditor finds from the log alone that another one was counted', () => {
    const on = { id: '1', line: 1 };
    const { world } = counted([
      { ...on, forge: 'github', written: 1, received: 1 },
      { ...on, forge: 'gitee', written: 2, received: 3 },
      { ...on, forge: 'github', id: '2', written: 3, received: 2 },
    ]);
    const [first, second, third] = world.entriesOf().filter(({ entry }) => entry.type === 'ballot.cast');
    expect([first, second, third].map((one) => one?.entry)).toMatchObject([
      { forge: 'github' },
      { forge: 'gitee' },
      { forge: 'github', superseded_by: second?.seq },
    ]);
    const instead = (changed: typeof first, fields: object) =>
      recount(
        world
          .entriesOf()
          .map((stored) => (stored === changed ? { ...stored, entry: { ...stored.entry, ...fields } } : stored)),
      );
    expect(recount(world.entriesOf())).toMatchObject({ ok: true });
    for (const [changed, fields, error] of [
      [third, { superseded_by: undefined }, /counts instead of \d+, which is later/],
      [third, { superseded_by: first?.seq }, /is superseded by \d+, which is earlier/],
      [second, { superseded_by: first?.seq }, /is superseded by \d+, which is earlier/],
      [second, { forge: undefined }, /names no forge of the motion/],
    ] as const) {
      expect(instead(changed, fields)).toEqual({ ok: false, error: expect.stringMatching(error) });
    }
  });
});

describe('a log is found to be wrong', () => {
  const linked = proposed();
  linked.link('p1', at(1), 2);
  linked.vote('p2', 'yes', at(4));
  linked.vote('p2', 'no', at(5));
  linked.advance(at(10));

  function changed(type: string, nth: number, fields: object) {
    const of = linked.entriesOf().filter(({ entry }) => entry.type === type)[nth];
    return linked
      .entriesOf()
      .map((stored) => (stored === of ? { ...stored, entry: { ...stored.entry, ...fields } } : stored));
  }

  test('not as it was written', () => {
    expect(recount(linked.entriesOf())).toMatchObject({ ok: true, value: { outcome: 'lost', tally: { no: 1 } } });
  });

  test.each([
    ['a link by somebody else', changed('motion.linked', 0, { ref: refOf('p2') }), /did not propose/],
    ['a link to where the motion is', changed('motion.linked', 0, { subject: subject(1) }), /where it is already/],
    ['an earlier ballot that counts', changed('ballot.cast', 1, { forge_time: at(3) }), /which is later/],
    ['a later ballot that does not', changed('ballot.cast', 1, { superseded_by: 3 }), /which is earlier/],
    [
      'a third subject',
      [
        ...linked.entriesOf().slice(0, 2),
        { seq: 2, entry: { ...linked.entriesOf()[1]?.entry, type: 'motion.linked', subject: subject(3) } },
      ],
      /more subjects than 2/,
    ],
    [
      'a link after the opening',
      [
        ...linked.entriesOf().slice(0, 3),
        { seq: 3, entry: { ...linked.entriesOf()[1]?.entry, type: 'motion.linked', subject: subject(3) } },
      ],
      /is open/,
    ],
  ])('%s', (_what, entries, error) => {
    expect(recount(entries)).toEqual({ ok: false, error: expect.stringMatching(error) });
  });
});
