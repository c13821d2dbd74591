// Random rules and random histories of motions, for property tests.
import fc from 'fast-check';
import { adopt } from './charters.js';
import { at, createWorld, stranger, type World } from './motion-world.js';
import type { RuleEntry } from '../../src/motions/entries.js';
import type { Motion } from '../../src/motions/motion.js';

const term = fc.constantFrom(
  'yes',
  'no',
  'abstain',
  'cast',
  'ballots',
  'electorate',
  'affiliations',
  'yes.affiliations',
);
const share = fc.constantFrom('1/2 of ', '1/3 of ', '2/3 of ', '58% of ', '');

/** A condition of any form; not always one that a sensible charter would hold. */
export const anyCondition = fc
  .tuple(
    term,
    fc.constantFrom('>', '>=', '=', '<', '<='),
    fc.oneof(
      fc.nat(3).map(String),
      fc.tuple(share, term).map((parts) => parts.join('')),
    ),
  )
  .map((parts) => parts.join(' '));

/** A condition that one more yes, or a yes instead of a no, cannot break. */
export const monotoneCondition = fc.constantFrom(
  'yes > 1/2 of cast',
  'yes >= 2/3 of cast',
  'yes > no',
  'yes >= 58% of electorate',
  'yes > 1/2 of ballots',
  'yes.affiliations >= 2',
  'yes >= 2',
  'no <= 1',
  'ballots >= 1/2 of electorate',
  'affiliations >= 2',
);

/** A rule of these conditions that closes when decided, as the ledger has it. */
export function ruleOf(quorum: readonly string[], passesWhen: readonly string[]): RuleEntry {
  return {
    method: 'majority',
    quorum: [...quorum],
    passes_when: [...passesWhen],
    period: 'P7D',
    close_early: 'when-decided',
    minimum_period: 'P0D',
    on_push: 'supersede',
    affiliation_cap: null,
    veto_window: null,
  };
}

export const letters = { y: 'yes', n: 'no', a: 'abstain' } as const;
export type Letter = keyof typeof letters | 'r' | '_';

/** An open motion whose electors have done what the letters say (yes, no, abstain, recused, nothing yet); `groups` names the group of each. */
export function openMotion(rule: RuleEntry, did: readonly Letter[], groups: readonly number[]): Motion {
  const { motion } = createdOnce();
  const refs = did.map((_, i) => i.toString(16).padStart(16, '0'));
  return {
    ...motion,
    rule,
    electorate: refs.map((ref, i) => ({ ref, group: `g${String(groups[i] ?? i)}` })),
    recused: refs.filter((_, i) => did[i] === 'r').map((ref) => ({ ref, reason: null, at: at(1) })),
    ballots: refs.flatMap((ref, i) => {
      const letter = did[i];
      if (letter === undefined || letter === 'r' || letter === '_') return [];
      const times = { receivedAt: at(1), forgeTime: at(1) };
      return [
        { seq: i, ref, choice: letters[letter], reason: null, ...times, source: null, forge: null, supersededBy: null },
      ];
    }),
  };
}

let once: { motion: Motion } | null = null;
function createdOnce(): { motion: Motion } {
  if (once === null) {
    const world = createWorld(adopt());
    world.propose('p1', at(0));
    once = { motion: world.motion() };
  }
  return once;
}

const people = ['p1', 'p2', 'p3', 'p4', 'p5', stranger];

/** One thing somebody does, some hours after the one before it. */
const action = fc.record({
  does: fc.constantFrom(
    'propose',
    'second',
    'link',
    'vote',
    'vote',
    'vote',
    'recuse',
    'withdraw',
    'extend',
    'push',
    'cancel',
    'wait',
  ),
  who: fc.constantFrom(...people),
  subject: fc.nat(2),
  hours: fc.nat(60),
  choice: fc.constantFrom('yes', 'no', 'abstain'),
  forgeHours: fc.nat(100),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const rules = [
  'period: P7D, passes_when: ["yes > 1/2 of cast"]',
  'seconds: 1, notice: P2D, period: P5D, quorum: ["ballots >= 2"], passes_when: ["yes >= 2/3 of cast"], on_push: lost',
  'period: P4D, close_early: when-decided, minimum_period: P1D, passes_when: ["yes > no", "yes.affiliations >= 2"], on_push: keep',
  'seconds: 1, period: P3D, close_early: when-decided, minimum_period: P0D, passes_when: ["no = 0"]',
];

function act(world: World, { does, who, subject, choice, forgeHours }: Action, now: string): void {
  if (does === 'propose' || !world.register.motions.size) {
    world.propose(who, now, { subject });
    return;
  }
  const id =
    [...world.register.motions.keys()]
      .filter((_, i, all) => i >= all.length - 3)
      .at(subject % Math.min(3, world.register.motions.size)) ?? '';
  if (does === 'second') world.second(who, now, id);
  if (does === 'link') world.link(who, now, forgeHours % 4, id);
  if (does === 'vote') world.vote(who, choice, now, { forgeTime: at(forgeHours / 24) }, id);
  if (does === 'recuse') world.recuse(who, now, id);
  if (does === 'withdraw') world.withdraw(who, now, id);
  if (does === 'extend') world.extend(who, now, 1, id);
  if (does === 'push') world.push(`head-${String(forgeHours)}`, now, id);
  if (does === 'cancel') world.cancel(now, id);
  if (does === 'wait') world.advance(now, id);
}

/** A foundation after random actions of random people under one of several rules. */
export const history: fc.Arbitrary<World> = fc
  .tuple(fc.constantFrom(...rules), fc.array(action, { minLength: 1, maxLength: 40 }))
  .map(([rule, actions]) => {
    const world = createWorld(adopt({ rule, organizations: ['parent', 'child', 'norrsken'] }), 'head-0');
    let hours = 0;
    for (const one of actions) {
      hours += one.hours / 4;
      act(world, one, at(hours / 24));
    }
    return world;
  });
