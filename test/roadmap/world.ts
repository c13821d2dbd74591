// A foundation with a roadmap in memory: commands and motions act on the register as the application makes them act.
import type { AdoptedCharter } from '../../src/charter/adopted.js';
import { formatCharterError, parseCharter } from '../../src/charter/parse.js';
import { policyProblems } from '../../src/contributions/policies/index.js';
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import { castBallot } from '../../src/motions/decide/ballot.js';
import { close, lapse, nextDue, open, resolutions } from '../../src/motions/decide/due.js';
import { withdraw } from '../../src/motions/decide/members.js';
import type { Choice } from '../../src/motions/entries.js';
import { newRegister, type Entry, type Register } from '../../src/motions/register.js';
import { noAdvisory } from '../../src/motions/tally.js';
import type { Described, RoadmapDecided, RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import { followMotions } from '../../src/roadmap/decide/follow.js';
import { itemOf } from '../../src/roadmap/fold.js';
import type { Item } from '../../src/roadmap/item.js';
import type { Account, SubjectRef } from '../../src/shared/refs.js';
import { later, plus, type Instant } from '../../src/shared/time.js';
import { createHash } from 'node:crypto';
import { accountOf, refOf } from '../support/charters.js';

/** Monday, 2 March 2026, 09:00, and so many days after. */
export function at(days: number): Instant {
  return plus('2026-03-02T09:00:00.000Z', days * 86_400_000);
}

export function issue(number: number): SubjectRef {
  return { forge: 'github', repo: 'example/models', number: String(number) };
}

export { accountOf, refOf };

/** A charter with this roadmap.yml: p1 to p3 are the tsc and may vote; p4 is a maintainer; p5 is only named; p9 is nobody. */
export function charterWith(roadmap: string): AdoptedCharter {
  const names = ['p1', 'p2', 'p3', 'p4', 'p5'];
  const people = names.map((id, i) => `  - { id: ${id}, name: N, github: { login: ${id}, id: ${String(1001 + i)} } }`);
  const parsed = parseCharter(
    {
      charter: `version: 1
foundation: { id: example, name: Example }
repositories: ["github:example/*"]
default_motion: technical
bodies:
  tsc: { name: TSC, seats: [p1, p2, p3] }
  maintainers: { name: Maintainers, seats: [p4] }
motions:
  technical: { title: T, scope: technical, electorate: [tsc], callers: [tsc], period: P7D, passes_when: ["yes > no"] }
`,
      people: `people:\n${people.join('\n')}\n`,
      policy: null,
      roadmap: `version: 1\n${roadmap}\n`,
    },
    { today: '2026-03-02', sha256Hex: (text) => createHash('sha256').update(text).digest('hex'), policyProblems },
  );
  if (!parsed.ok) throw new Error(parsed.error.map(formatCharterError).join('\n'));
  return {
    charter: parsed.value,
    refs: new Map(names.map((id) => [id, refOf(id)])),
    accounts: new Map(names.map((id) => [`github:${String(accountOf(id).id)}`, id])),
  };
}

export interface Said {
  readonly issue?: number;
  readonly key?: string;
  readonly reason?: string | null;
  readonly described?: Described | null;
  readonly isPull?: boolean;
  readonly isPublic?: boolean;
  /** The issue's number before it was transferred. */
  readonly origin?: number;
  readonly author?: Account;
}

type Verb = (state: State, request: RoadmapRequest) => RoadmapDecided;

/** What becomes of a command: `done`, `nothing` when it changes nothing, or the refusal's code. */
export type Became = string;

export interface World {
  adopted: AdoptedCharter;
  readonly register: Register;
  readonly entries: readonly LedgerEntry<Entry>[];
  state(when: Instant): State;
  request(who: string, when: Instant, said?: Said): RoadmapRequest;
  /** Somebody's command, by a function of `verbs.ts`. */
  do(who: string, when: Instant, verb: Verb, said?: Said): Became;
  /** What it is decided, and not written. */
  ask(who: string, when: Instant, verb: Verb, said?: Said): RoadmapDecided;
  append(drafts: readonly { readonly key: string; readonly entry: Entry }[], when: Instant): void;
  vote(who: string, choice: Choice, when: Instant): void;
  withdraw(who: string, when: Instant): void;
  /** Does what time brings, of motions and then of items. */
  advance(when: Instant): void;
  item(number?: number): Item;
}

/** Entries of the charter come first, so that the fold knows the version in force. */
export function createWorld(first: AdoptedCharter): World {
  const fold = newRegister();
  const entries: LedgerEntry<Entry>[] = [];
  let commands = 0;
  const world: World = {
    adopted: first,
    register: fold.state,
    entries,
    state: (when) => ({
      register: fold.state,
      adopted: world.adopted,
      at: later(when, entries.at(-1)?.at ?? when),
      isKnown: (key) => entries.some((entry) => entry.key === key),
    }),
    append(drafts, when) {
      for (const { key, entry } of drafts) {
        if (entries.some((known) => known.key === key)) continue;
        const stored = { seq: entries.length, at: later(when, entries.at(-1)?.at ?? when), key, entry };
        fold.apply(stored);
        entries.push(stored);
      }
    },
    request(who, when, said = {}) {
      commands += 1;
      const { issue: number = 1, key = `comment ${String(commands)}`, reason = null } = said;
      return {
        key,
        author: said.author ?? accountOf(who),
        subject: issue(number),
        origin: issue(said.origin ?? number),
        isPull: said.isPull ?? false,
        isPublic: said.isPublic ?? true,
        at: when,
        handledAt: when,
        reason,
        title: null,
        described: said.described ?? null,
      };
    },
    ask: (who, when, verb, said) => verb(world.state(when), world.request(who, when, said)),
    do(who, when, verb, said) {
      world.advance(when);
      const decided = world.ask(who, when, verb, said);
      if (!decided.ok) return decided.error.code;
      world.append(decided.value, when);
      world.advance(when);
      return decided.value.length > 0 ? 'done' : 'nothing';
    },
    vote(who, choice, when) {
      const [id = ''] = fold.state.unfinished;
      const motion = fold.state.motions.get(id);
      if (!motion) throw new Error('there is no motion');
      commands += 1;
      const source = {
        forge: 'github',
        repo: 'example/models',
        number: '1',
        text: 'comment',
        id: String(commands),
        line: 1,
      } as const;
      const cast = {
        key: `ballot ${String(commands)}`,
        choice,
        reason: null,
        sourceCommitment: 'c',
        source,
        receivedAt: when,
        forgeTime: when,
      };
      const decided = castBallot(motion, refOf(who), cast, () => source);
      if (!decided.ok || !decided.value.binding) throw new Error('no ballot');
      world.append(decided.value.drafts, when);
    },
    withdraw(who, when) {
      const [id = ''] = fold.state.unfinished;
      const motion = fold.state.motions.get(id);
      if (!motion) throw new Error('there is no motion');
      const request = { key: `${id} withdrawn`, author: accountOf(who), at: when, reason: null };
      const decided = withdraw(motion, refOf(who), request, noAdvisory);
      if (!decided.ok) throw new Error(decided.error.code);
      world.append(decided.value, when);
      world.advance(when);
    },
    advance(when) {
      for (const id of [...fold.state.unfinished]) {
        for (;;) {
          const motion = fold.state.motions.get(id);
          const due = motion && nextDue(motion);
          if (!motion || !due || due.at > when) break;
          if (due.what === 'open') world.append([open(motion, due.at, { adopted: world.adopted, heads: [] })], when);
          else
            world.append([due.what === 'lapse' ? lapse(motion, due.at) : close(motion, due.at, noAdvisory, 0)], when);
        }
      }
      world.append(resolutions(fold.state), when);
      world.append(followMotions(world.state(when)), when);
    },
    item(number = 1) {
      const item = itemOf(fold.state.roadmap, issue(number));
      if (!item) throw new Error(`issue ${String(number)} is no item`);
      return item;
    },
  };
  adoptVersion(world, first, at(-1));
  return world;
}

/** A charter version comes into force. */
export function adoptVersion(world: World, adopted: AdoptedCharter, when: Instant): void {
  world.adopted = adopted;
  const { version } = adopted.charter;
  const key = `adopted ${String(world.entries.length)}`;
  world.append([{ key, entry: { type: 'charter.adopted', version, source: 'files' } }], when);
}
