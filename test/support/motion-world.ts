// A foundation in memory: commands with their time of receipt act on the register as the application makes them act, without any input or output.
import { speakerOf, type AdoptedCharter } from '../../src/charter/adopted.js';
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import { castBallot, parseSource, sourceText, type BallotSource } from '../../src/motions/decide/ballot.js';
import type { Decided, MotionDraft } from '../../src/motions/decide/decision.js';
import { close, lapse, nextDue, open, resolutions } from '../../src/motions/decide/due.js';
import { link } from '../../src/motions/decide/link.js';
import { extend, recuse, second, withdraw } from '../../src/motions/decide/members.js';
import { propose } from '../../src/motions/decide/propose.js';
import { cancel, pushed } from '../../src/motions/decide/subject.js';
import type { Choice } from '../../src/motions/entries.js';
import type { Motion } from '../../src/motions/motion.js';
import { newRegister, type Entry, type Register } from '../../src/motions/register.js';
import { noAdvisory } from '../../src/motions/tally.js';
import type { SubjectRef } from '../../src/shared/refs.js';
import { later, plus, type Instant } from '../../src/shared/time.js';
import { accountOf } from './charters.js';

/** Monday, 2 March 2026, 09:00; `at(1.5)` is a day and a half later. */
export function at(days: number, ms = 0): Instant {
  return plus('2026-03-02T09:00:00.000Z', days * 86_400_000 + ms);
}

export function subject(number: number): SubjectRef {
  return { forge: 'github', repo: 'example/models', number: String(number) };
}

/** Anybody without a place in the charter. */
export const stranger = 'p9999';

interface Said {
  readonly subject?: number;
  readonly kind?: string | null;
  readonly calledAgain?: boolean;
  /** When it is handled after it was given up. */
  readonly handledAt?: Instant;
}

type Written = Partial<Pick<BallotSource, 'id' | 'line' | 'forge'>> & { readonly forgeTime?: Instant };

/** What becomes of a command: `done`, `advisory`, or the refusal's code. */
export type Became = string;

export interface World {
  readonly register: Register;
  readonly entries: readonly LedgerEntry<Entry>[];
  adopted: AdoptedCharter;
  /** The head commit that an opening motion finds; null for an issue. */
  head: string | null;
  motion(id?: string): Motion;
  entriesOf(id?: string): readonly LedgerEntry<Entry>[];
  /** Does what is due by then. */
  advance(now: Instant, id?: string): void;
  propose(who: string, when: Instant, said?: Said): Became;
  second(who: string, when: Instant, id?: string): Became;
  vote(who: string, choice: Choice, when: Instant, written?: Written, id?: string): Became;
  recuse(who: string, when: Instant, id?: string): Became;
  withdraw(who: string, when: Instant, id?: string): Became;
  /** To a subject by its number, on GitHub unless told otherwise. */
  link(who: string, when: Instant, to: number | SubjectRef, id?: string): Became;
  extend(who: string, when: Instant, days: number, id?: string): Became;
  push(head: string, when: Instant, id?: string): void;
  cancel(when: Instant, id?: string): void;
}

const first = 'M-2026-0001';

export function createWorld(adoptedFirst: AdoptedCharter, head: string | null = null): World {
  const fold = newRegister();
  const entries: LedgerEntry<Entry>[] = [];
  const charters = new Map<string, AdoptedCharter>();
  let written = 0;

  function append(drafts: readonly MotionDraft[], when: Instant): void {
    for (const { key, entry } of drafts) {
      if (entries.some((known) => known.key === key)) continue;
      const stored = { seq: entries.length, at: later(when, entries.at(-1)?.at ?? when), key, entry };
      fold.apply(stored);
      entries.push(stored);
    }
  }

  function step(motion: Motion, due: NonNullable<ReturnType<typeof nextDue>>): MotionDraft {
    if (due.what === 'lapse') return lapse(motion, due.at);
    if (due.what === 'close') return close(motion, due.at, noAdvisory, 0);
    charters.set(world.adopted.charter.version, world.adopted);
    const heads =
      world.head === null
        ? []
        : [{ subject: `github:example/models#${motion.subjects[0]?.number ?? ''}`, head: world.head }];
    return open(motion, due.at, { adopted: world.adopted, heads });
  }

  function motion(id = first): Motion {
    const found = fold.state.motions.get(id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  }

  function advance(now: Instant, id = first): void {
    for (let due = nextDue(motion(id)); due && due.at <= now; due = nextDue(motion(id))) {
      append([step(motion(id), due)], now);
    }
    append(resolutions(fold.state), now);
  }

  function refIn(id: string, who: string) {
    const version = motion(id).charter;
    const adopted = (version === null ? undefined : charters.get(version)) ?? world.adopted;
    return speakerOf(adopted, accountOf(who))?.ref ?? null;
  }

  function request(who: string, when: Instant) {
    written += 1;
    return { key: `comment ${String(written)}`, author: accountOf(who), at: when, reason: null };
  }

  /** Brings the motion up to the time of receipt, decides, and brings it up again. */
  function decide(id: string, when: Instant, decision: (motion: Motion) => Decided): Became {
    advance(when, id);
    const decided = decision(motion(id));
    if (!decided.ok) return decided.error.code;
    append(decided.value, when);
    advance(when, id);
    return 'done';
  }

  const world: World = {
    register: fold.state,
    entries,
    adopted: adoptedFirst,
    head,
    motion,
    entriesOf: (id = first) => entries.filter(({ entry }) => 'motion' in entry && entry.motion === id),
    advance,
    propose(who, when, { subject: number = 1, kind = 'technical', calledAgain = false, handledAt = when } = {}) {
      const proposal = { ...request(who, when), subject: subject(number), kind, title: null, calledAgain, handledAt };
      const decided = propose(fold.state, world.adopted, proposal);
      if (!decided.ok) return decided.error.code;
      append(decided.value, when);
      const last = entries.at(-1)?.entry;
      const id = last?.type === 'motion.proposed' ? last.motion : '';
      advance(when, id);
      return id;
    },
    second: (who, when, id = first) => decide(id, when, (now) => second(now, world.adopted, request(who, when))),
    vote(who, choice, when, more = {}, id = first) {
      advance(when, id);
      const ref = refIn(id, who);
      const { key } = request(who, when);
      const { forge = 'github', id: comment = String(written), line = 1, forgeTime = when } = more;
      const source: BallotSource = { forge, repo: 'example/models', number: '1', text: 'comment', id: comment, line };
      const cast = {
        key,
        choice,
        reason: null,
        sourceCommitment: sourceText(source),
        source,
        receivedAt: when,
        forgeTime,
      };
      const decided = castBallot(motion(id), ref, cast, (one) =>
        one.source === null ? null : parseSource(one.source),
      );
      if (!decided.ok) return decided.error.code;
      if (!decided.value.binding) return 'advisory';
      append(decided.value.drafts, when);
      advance(when, id);
      return 'done';
    },
    recuse: (who, when, id = first) =>
      decide(id, when, (now) => recuse(now, world.adopted, refIn(id, who), request(who, when))),
    link(who, when, to, id = first) {
      const linked = typeof to === 'number' ? subject(to) : to;
      return decide(id, when, (now) =>
        link(fold.state, now, refIn(id, who), { key: request(who, when).key, subject: linked }),
      );
    },
    withdraw: (who, when, id = first) =>
      decide(id, when, (now) => withdraw(now, refIn(id, who), request(who, when), noAdvisory)),
    extend: (who, when, days, id = first) =>
      decide(id, when, (now) => extend(now, world.adopted, refIn(id, who), request(who, when), days * 86_400_000)),
    push(newHead, when, id = first) {
      advance(when, id);
      const [place] = motion(id).subjects;
      if (place) append(pushed(motion(id), { subject: place, head: newHead, ref: null, at: when }, noAdvisory), when);
      advance(when, id);
    },
    cancel(when, id = first) {
      advance(when, id);
      append(cancel(motion(id), null, null, when, noAdvisory), when);
    },
  };
  return world;
}

/** A world with one motion, proposed by p1 at day 0. */
export function motionIn(adopted: AdoptedCharter, head: string | null = null): World {
  const world = createWorld(adopted, head);
  const became = world.propose('p1', at(0));
  if (became !== first) throw new Error(became);
  return world;
}
