// What holds of every history of the roadmap.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { auditRoadmap } from '../../src/audit/roadmap.js';
import { newRegister, type Register } from '../../src/motions/register.js';
import { buildRoadmap, changesOf } from '../../src/roadmap/build.js';
import type { RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import { followEdit, followGone, followTransfer, followWork } from '../../src/roadmap/decide/follow.js';
import { add, drop, label, move, setStatus } from '../../src/roadmap/decide/verbs.js';
import { statuses } from '../../src/roadmap/entries.js';
import { names, present } from './shown.js';
import { accountOf, at, charterWith, createWorld, issue, refOf, type World } from './world.js';

const plain = charterWith('statuses: [{ when: released, to: shipped }]');
const voted = charterWith(
  'motions: { add: technical, move: technical, drop: technical }\nwho: { status: [tsc, maintainers] }',
);

const horizon = fc.constantFrom('now', 'next', 'later', 'soon');
const who = fc.constantFrom('p1', 'p1', 'p2', 'p2', 'p4', 'p5', 'p9');
const verb = fc.oneof(
  horizon.map((one) => (state: State, request: RoadmapRequest) => add(state, request, one)),
  horizon.map((one) => (state: State, request: RoadmapRequest) => move(state, request, one)),
  fc.constantFrom(...statuses).map((one) => (state: State, request: RoadmapRequest) => setStatus(state, request, one)),
  fc.constant(drop),
  fc.constant(label),
);
const described = fc.option(
  fc.record(
    {
      lead: fc.constantFrom(refOf('p5'), refOf('p4'), null),
      theme: fc.constantFrom('a', 'b', null),
      text: fc.constantFrom('x', 'y'),
    },
    { requiredKeys: [] },
  ),
);
const number = fc.integer({ min: 1, max: 3 });

type Step = (world: World, when: string) => void;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(who, verb, number, described).map(([person, act, where, says]): Step => (world, when) => {
      world.do(person, when, act, { issue: where, described: says, reason: 'RM-2026-001' });
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('p1', 'p2', 'p3'), fc.constantFrom('yes' as const, 'yes' as const, 'no' as const))
      .map(([person, choice]): Step => (world, when) => {
        world.advance(when);
        const [id] = world.register.unfinished;
        if (id !== undefined && world.register.motions.get(id)?.state === 'open') world.vote(person, choice, when);
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(number, fc.boolean()).map(([where, released]): Step => (world, when) => {
      const progress = {
        pullRequestLinked: null,
        pullRequestsMerged: null,
        milestoneClosed: null,
        released: released ? when : null,
      };
      world.append(followWork(world.state(when), issue(where), progress), when);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(number, who).map(([where, person]): Step => (world, when) => {
      const edit = {
        key: `edit ${when}`,
        subject: issue(where),
        editor: accountOf(person),
        at: when,
        described: { theme: when, text: when },
      };
      world.append(followEdit(world.state(when), edit).drafts, when);
    }),
  },
  {
    weight: 1,
    arbitrary: number.map((where): Step => (world, when) => {
      world.append(followGone(world.state(when), issue(where), null, null), when);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(number, number).map(([from, to]): Step => (world, when) => {
      world.append(followTransfer(world.state(when), issue(from), issue(to)), when);
    }),
  },
);
const history = fc
  .tuple(fc.constantFrom(plain, voted), fc.array(step, { minLength: 6, maxLength: 40, size: 'max' }))
  .map(([charter, steps]) => {
    const world = createWorld(charter);
    world.do('p1', at(0), (state, request) => add(state, request, 'now'));
    if (charter === voted) world.vote('p1', 'yes', at(1));
    steps.forEach((act, i) => {
      act(world, at(8 + i * 2));
    });
    return world;
  });

function json(register: Register): string {
  const { items, bySubject, pending, numbers } = register.roadmap;
  return JSON.stringify([[...items], [...bySubject].sort(), [...pending].sort(), [...numbers]]);
}

function bytes(register: Register, world: World): string {
  const view = buildRoadmap(register.roadmap.items.values(), names(), present(world, at(200)));
  const changes = [...register.roadmap.items.values()].map((item) => changesOf(item, names()));
  return JSON.stringify([view, changes]);
}

describe('every history', () => {
  test('folds to the same when the ledger is read again, gives the same bytes, and follows from its motions', () => {
    fc.assert(
      fc.property(history, (world) => {
        const again = newRegister();
        for (const entry of world.entries) again.apply(structuredClone(entry));
        expect(json(again.state)).toBe(json(world.register));
        expect(bytes(again.state, world)).toBe(bytes(world.register, world));
        expect(auditRoadmap(world.entries)).toMatchObject({ ok: true });
      }),
      { numRuns: 80 },
    );
  });

  test('is as it was when its last entries are taken back', () => {
    fc.assert(
      fc.property(history, fc.nat(), (world, pick) => {
        const fold = newRegister();
        const from = pick % world.entries.length;
        for (const entry of world.entries.slice(0, from)) fold.apply(entry);
        const before = json(fold.state);
        const undos = world.entries.slice(from).map((entry) => fold.apply(entry));
        for (const undo of undos.reverse()) undo();
        expect(json(fold.state)).toBe(before);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves an item open only with a horizon, pending only with a motion, and changed by a motion only as it ended', () => {
    let decided = 0;
    fc.assert(
      fc.property(history, (world) => {
        for (const item of world.register.roadmap.items.values()) {
          expect(item.history.every(({ from, to }) => from !== to)).toBe(true);
          const live = item.status === 'accepted' || item.status === 'in-progress' || item.status === 'on-hold';
          if (live) expect(item.horizon).not.toBeNull();
          const motion = item.history.findLast(({ field }) => field === 'pending')?.motion ?? '';
          if (item.pending !== null) expect(world.register.motions.get(motion)?.state).not.toBe('closed');
          let asked = '';
          for (const { field, to, motion: by } of item.history) {
            if (field === 'pending' && to !== null) asked = to;
            const made = field === 'horizon' || (field === 'status' && to !== 'proposed');
            if (!made || by === null) continue;
            const declined = to === 'declined' && asked.startsWith('add ');
            expect(world.register.motions.get(by)?.outcome).toBe(declined ? 'lost' : 'carried');
            decided += 1;
          }
        }
      }),
      { numRuns: 80 },
    );
    expect(decided).toBeGreaterThan(20);
  });
});

describe('a command', () => {
  test('that is repeated changes nothing', () => {
    fc.assert(
      fc.property(history, who, verb, described, (world, person, act, says) => {
        const request = world.request(person, at(200), { described: says });
        world.advance(at(200));
        const first = act(world.state(at(200)), request);
        if (!first.ok) return;
        world.append(first.value, at(200));
        const count = world.entries.length;
        const second = act(world.state(at(201)), request);
        if (second.ok) world.append(second.value, at(201));
        expect(world.entries).toHaveLength(count);
      }),
      { numRuns: 80 },
    );
  });

  test('of which only the first entries were written is finished by its repeat', () => {
    fc.assert(
      fc.property(fc.constantFrom(plain, voted), described, fc.nat(), (charter, says, pick) => {
        const [whole, parts] = [createWorld(charter), createWorld(charter)];
        const act = (state: State, request: RoadmapRequest) => add(state, request, 'now');
        const said = { key: 'comment', described: says };
        whole.do('p1', at(0), act, said);
        const decided = parts.ask('p1', at(0), act, said);
        if (!decided.ok) throw new Error(decided.error.code);
        parts.append(decided.value.slice(0, pick % decided.value.length), at(0));
        parts.do('p1', at(0), act, said);
        const changed = ({ entries }: World) =>
          entries.flatMap(({ key, entry }) => (entry.type === 'roadmap.changed' ? [{ key, entry }] : []));
        expect(changed(parts)).toEqual(changed(whole));
        expect(parts.register.motions.size).toBe(whole.register.motions.size);
      }),
    );
  });

  test('given at the same time by two people is done once', () => {
    fc.assert(
      fc.property(fc.constantFrom(plain, voted), fc.constantFrom('now', 'next'), (charter, where) => {
        const world = createWorld(charter);
        const act = (state: State, request: RoadmapRequest) => add(state, request, where);
        const outcomes = ['p1', 'p2'].map((person) => world.do(person, at(0), act));
        expect(outcomes).toEqual(['done', charter === plain ? 'already-on-the-roadmap' : 'change-pending']);
      }),
    );
  });
});
