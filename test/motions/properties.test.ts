// What holds of every count and every history of motions.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recount } from '../../src/audit/recount.js';
import { newRegister, type Register } from '../../src/motions/register.js';
import { noAdvisory, tallyOf } from '../../src/motions/tally.js';
import { subjectKey } from '../../src/shared/refs.js';
import { history, letters, monotoneCondition, openMotion, ruleOf, type Letter } from '../support/arbitrary-motions.js';
import { adopt } from '../support/charters.js';
import { at, motionIn } from '../support/motion-world.js';

const letter = fc.constantFrom<Letter>('y', 'n', 'a', 'r', '_');
const electors = fc.array(letter, { minLength: 1, maxLength: 12 });
const groups = fc.array(fc.nat(3), { minLength: 12, maxLength: 12 });
const monotone = fc.array(monotoneCondition, { minLength: 1, maxLength: 3 });

function outcome(conditions: readonly string[], did: readonly Letter[], group: readonly number[]): string | undefined {
  return tallyOf(openMotion(ruleOf([], conditions), did, group), noAdvisory)?.outcome;
}

describe('counting', () => {
  test.each<[string, Letter, Letter]>([
    ['one more yes never turns carried into lost', '_', 'y'],
    ['a yes instead of a no never turns carried into lost', 'n', 'y'],
    ['a yes instead of an abstention never turns carried into lost', 'a', 'y'],
  ])('%s', (_rule, from, to) => {
    fc.assert(
      fc.property(monotone, electors, groups, fc.nat(), (conditions, did, group, pick) => {
        const places = did.flatMap((one, i) => (one === from ? [i] : []));
        const place = places[pick % Math.max(1, places.length)];
        if (place === undefined || outcome(conditions, did, group) !== 'carried') return;
        expect(outcome(conditions, did.with(place, to), group)).toBe('carried');
      }),
      { numRuns: 500 },
    );
  });

  test('a recusal lowers the electorate by one and the ballots by what was given', () => {
    fc.assert(
      fc.property(electors, groups, fc.nat(), (did, group, pick) => {
        const place = pick % did.length;
        const before = tallyOf(openMotion(ruleOf([], ['yes > no']), did, group), noAdvisory)?.entry;
        const after = tallyOf(openMotion(ruleOf([], ['yes > no']), did.with(place, 'r'), group), noAdvisory)?.entry;
        const was = did[place] ?? '_';
        expect(after?.electorate).toBe((before?.electorate ?? 0) - (was === 'r' ? 0 : 1));
        expect(after?.ballots).toBe((before?.ballots ?? 0) - (was in letters ? 1 : 0));
      }),
    );
  });

  test('the order in which ballots arrive does not matter', () => {
    const adopted = adopt({ people: 4 });
    const ballot = fc.record({
      who: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      choice: fc.constantFrom('yes', 'no', 'abstain'),
      second: fc.nat(3),
    });
    const ballots = fc.array(ballot, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        ballots.chain((all) => {
          const numbered = all.map((one, i) => ({ ...one, id: String(i + 8) }));
          return fc.tuple(fc.constant(numbered), fc.shuffledSubarray(numbered, { minLength: numbered.length }));
        }),
        (orders) => {
          const [a, b] = orders.map((order) => {
            const world = motionIn(adopted);
            order.forEach(({ who, choice, second, id }, i) => {
              world.vote(who, choice, at(2, i), { id, forgeTime: at(1, second * 1000) });
            });
            return tallyOf(world.motion(), noAdvisory);
          });
          expect(a).toEqual(b);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** A register as plain data, to be compared. */
function snapshot(register: Register): unknown {
  const sorted = (items: Iterable<string>): string[] => [...items].sort();
  const { motions, bySubject, numbers, unfinished, unresolved, people } = register;
  return structuredClone({
    motions: [...motions.values()],
    bySubject: [...bySubject],
    numbers: sorted([...numbers].map((pair) => pair.join())),
    unfinished: sorted(unfinished),
    unresolved: sorted(unresolved),
    people: sorted(people),
    log: register.log,
    charter: [register.charterVersion, register.adoption],
  });
}

describe('any history', () => {
  test('can be undone entry by entry, back to each state before', () => {
    fc.assert(
      fc.property(history, ({ entries }) => {
        const fold = newRegister();
        const steps = entries.map((entry) => {
          const before = snapshot(fold.state);
          return { before, undo: fold.apply(entry) };
        });
        for (const { before, undo } of steps.reverse()) {
          undo();
          expect(snapshot(fold.state)).toEqual(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('folded again gives the same register', () => {
    fc.assert(
      fc.property(history, ({ entries, register }) => {
        const fold = newRegister();
        for (const entry of entries) fold.apply(structuredClone(entry));
        expect(snapshot(fold.state)).toEqual(snapshot(register));
      }),
      { numRuns: 60 },
    );
  });

  test('has one unfinished motion a subject and three a proposer at most, and numbers without a gap', () => {
    fc.assert(
      fc.property(history, ({ register }) => {
        const open = [...register.unfinished].flatMap((id) => register.motions.get(id) ?? []);
        const places = open.flatMap(({ subjects }) => subjects.map(subjectKey));
        expect(new Set(places).size).toBe(places.length);
        for (const { proposer } of open)
          expect(open.filter((one) => one.proposer === proposer).length).toBeLessThanOrEqual(3);
        const numbers = [...register.motions.keys()].map((id) => Number(id.slice(7)));
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        const given = [...register.motions.values()].flatMap(({ resolution }) => resolution ?? []).sort();
        expect(given).toEqual(given.map((_, i) => `R-2026-${String(i + 1).padStart(3, '0')}`));
      }),
      { numRuns: 100 },
    );
  });

  test('is recounted from each motion’s own entries to the outcome and tally that were written', () => {
    fc.assert(
      fc.property(history, (world) => {
        for (const motion of world.register.motions.values()) {
          const again = recount(world.entriesOf(motion.id));
          const tally = motion.finalTally ?? tallyOf(motion, noAdvisory)?.entry ?? null;
          expect(again).toEqual({ ok: true, value: { outcome: motion.outcome, tally } });
        }
      }),
      { numRuns: 150 },
    );
  });
});
