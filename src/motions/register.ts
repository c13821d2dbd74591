// The register: the fold of the whole ledger, on which every decision is made.
import { z } from 'zod';
import { charterEntrySchema, type CharterEntry } from '../charter/entries.js';
import { contributionEntrySchema, type ContributionEntry } from '../contributions/entries.js';
import type { EntryBody, LedgerEntry } from '../ledger/envelope.js';
import type { Fold } from '../ledger/ledger.js';
import { roadmapEntrySchema, type RoadmapEntry } from '../roadmap/entries.js';
import { newRoadmap, type Roadmap } from '../roadmap/fold.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { motionEntrySchema, type MotionEntry } from './entries.js';
import type { Instant } from '../shared/time.js';
import { put, toggle, type Undo } from '../shared/undo.js';
import { evolve, type Motion, type Ref } from './motion.js';

/** Every entry this version writes. */
export type Entry = CharterEntry | MotionEntry | ContributionEntry | RoadmapEntry;

const entrySchema = z.union([charterEntrySchema, motionEntrySchema, contributionEntrySchema, roadmapEntrySchema]);

/** A finding that somebody let stand. `reason` is a commitment. */
export interface Overridden extends Pick<ContributionEntry, 'policy' | 'head' | 'ref' | 'reason'> {
  readonly seq: number;
  readonly at: Instant;
}

/** A charter version coming into force. */
export interface Adopted {
  readonly version: string;
  readonly at: Instant;
}

/** What the whole log says now. */
export interface Register {
  /** Seq of the last entry; -1 before the first. */
  readonly seq: number;
  readonly motions: ReadonlyMap<string, Motion>;
  /** Subject key to the motions proposed there or linked to it, in the order they came. */
  readonly bySubject: ReadonlyMap<string, readonly string[]>;
  /** Motions that are proposed or open. */
  readonly unfinished: ReadonlySet<string>;
  /** The highest number given, by series and year: `M-2026`, `R-2026`. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Carried motions that have no resolution yet. */
  readonly unresolved: ReadonlySet<string>;
  readonly people: ReadonlySet<Ref>;
  /** By the contribution's key, the oldest first. */
  readonly overrides: ReadonlyMap<string, readonly Overridden[]>;
  readonly roadmap: Roadmap;
  readonly log: { readonly origin: string; readonly mode: 'live' | 'sandbox' } | null;
  readonly charterVersion: string | null;
  readonly adoptedAt: Instant | null;
  /** Every adoption, oldest first. */
  readonly adoptions: readonly Adopted[];
  /** Seq of the last charter adoption; -1 before the first. */
  readonly adoption: number;
}

function isMotionEntry(entry: Entry): entry is MotionEntry {
  return 'motion' in entry && entry.type !== 'roadmap.changed';
}

function parse(stored: LedgerEntry): LedgerEntry<Entry> {
  const parsed = entrySchema.safeParse(stored.entry);
  if (!parsed.success) {
    throw new Error(`ledger entry ${String(stored.seq)} (${stored.entry.type}) is not one this version knows`, {
      cause: parsed.error,
    });
  }
  return { ...stored, entry: parsed.data };
}

/** `M-2026-0007` is number 7 of the series `M-2026`. */
function numbered(id: string): [series: string, number: number] {
  const cut = id.lastIndexOf('-');
  return [id.slice(0, cut), Number(id.slice(cut + 1))];
}

/** An empty register and how entries change it. */
export function newRegister(): Fold<Register, Entry & EntryBody> {
  const motions = new Map<string, Motion>();
  const bySubject = new Map<string, readonly string[]>();
  const unfinished = new Set<string>();
  const numbers = new Map<string, number>();
  const unresolved = new Set<string>();
  const people = new Set<Ref>();
  const overrides = new Map<string, readonly Overridden[]>();
  const roadmap = newRoadmap();
  let log: Register['log'] = null;
  let charterVersion: string | null = null;
  let adoptedAt: Instant | null = null;
  let adoptions: readonly Adopted[] = [];
  let adoption = -1;
  let last = -1;
  const state: Register = {
    get seq() {
      return last;
    },
    motions,
    bySubject,
    unfinished,
    numbers,
    unresolved,
    people,
    overrides,
    roadmap: roadmap.state,
    get log() {
      return log;
    },
    get charterVersion() {
      return charterVersion;
    },
    get adoptedAt() {
      return adoptedAt;
    },
    get adoptions() {
      return adoptions;
    },
    get adoption() {
      return adoption;
    },
  };

  /** From now on the motion is found by the subject. */
  function found(subject: SubjectRef, motion: string): Undo {
    const key = subjectKey(subject);
    return put(bySubject, key, [...(bySubject.get(key) ?? []), motion]);
  }

  function applyMotion(seq: number, entry: MotionEntry): Undo[] {
    const motion = evolve(motions.get(entry.motion), { seq, entry });
    const undos = [
      put(motions, motion.id, motion),
      toggle(unfinished, motion.id, motion.state !== 'closed'),
      toggle(unresolved, motion.id, motion.outcome === 'carried' && motion.resolution === null),
    ];
    if (entry.type === 'motion.proposed') {
      undos.push(put(numbers, ...numbered(motion.id)));
      undos.push(...motion.subjects.map((subject) => found(subject, motion.id)));
    }
    if (entry.type === 'motion.linked') undos.push(found(entry.subject, motion.id));
    if (entry.type === 'resolution.adopted') undos.push(put(numbers, ...numbered(entry.resolution)));
    return undos;
  }

  function applyCharter({ seq, at }: LedgerEntry, entry: CharterEntry): Undo[] {
    const before = { log, charterVersion, adoptedAt, adoptions, adoption };
    const undo: Undo = () => {
      ({ log, charterVersion, adoptedAt, adoptions, adoption } = before);
    };
    switch (entry.type) {
      case 'log.created':
        log = { origin: entry.origin, mode: entry.mode };
        return [undo];
      case 'charter.adopted':
        [charterVersion, adoptedAt, adoption] = [entry.version, at, seq];
        adoptions = [...adoptions, { version: entry.version, at }];
        return [undo];
      case 'person.listed':
        return [toggle(people, entry.ref, true)];
      case 'identity.bound':
        return [];
    }
  }

  function applyOverride({ seq, at }: LedgerEntry, entry: ContributionEntry): Undo[] {
    const { contribution, policy, head, ref, reason } = entry;
    const before = overrides.get(contribution) ?? [];
    return [put(overrides, contribution, [...before, { policy, head, ref, reason, seq, at }])];
  }

  function applyEntry(stored: LedgerEntry<Entry>): Undo[] {
    const { seq, entry } = stored;
    if (isMotionEntry(entry)) return applyMotion(seq, entry);
    if (entry.type === 'roadmap.changed') return roadmap.apply({ ...stored, entry, charter: charterVersion });
    return entry.type === 'policy.overridden' ? applyOverride(stored, entry) : applyCharter(stored, entry);
  }

  return {
    state,
    parse,
    apply(stored) {
      const { seq, entry } = parse(stored);
      const undos = applyEntry({ ...stored, entry });
      const before = last;
      last = seq;
      return () => {
        last = before;
        for (const undo of undos.reverse()) undo();
      };
    },
  };
}

/** The next number of a series in a year, from 1. */
export function nextNumber(register: Register, series: 'M' | 'R', year: string): number {
  return (register.numbers.get(`${series}-${year}`) ?? 0) + 1;
}

/** The newest motion of a subject, whatever its state. */
export function newestIn(register: Register, subject: SubjectRef): Motion | undefined {
  const id = register.bySubject.get(subjectKey(subject))?.at(-1);
  return id === undefined ? undefined : register.motions.get(id);
}

/** The motion of a subject that is proposed or open. */
export function unfinishedIn(register: Register, subject: SubjectRef): Motion | undefined {
  const newest = newestIn(register, subject);
  return newest && newest.state !== 'closed' ? newest : undefined;
}

/** The charter version that was in force at an instant; before the first adoption the first. Null when there is none. */
export function versionAt({ adoptions }: Pick<Register, 'adoptions'>, time: Instant): string | null {
  return (adoptions.findLast(({ at }) => at <= time) ?? adoptions[0])?.version ?? null;
}
