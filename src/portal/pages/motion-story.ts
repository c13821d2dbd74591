// What happened to a motion, told from its entries in the ledger.
import { motionEntrySchema, type MotionEntry } from '../../motions/entries.js';
import type { Instant } from '../../shared/time.js';
import type { Words } from '../../web/words.js';
import type { LedgerRecord } from '../store.js';
import { personName, type PageContext } from './page.js';

/** More than this, and the ballots are folded away. */
const shownEvents = 20;

interface StoryEvent {
  readonly at: Instant;
  readonly text: string;
  /** A ballot's choice, or null. */
  readonly choice: string | null;
  /** The address of its entry in the ledger, without the base. */
  readonly entry: string;
}

export interface Story {
  readonly events: readonly StoryEvent[];
  /** All of them, when the ballots are left out of `events`; else empty. */
  readonly all: readonly StoryEvent[];
}

function timeOf(entry: MotionEntry, written: Instant): Instant {
  switch (entry.type) {
    case 'motion.proposed':
      return entry.proposed_at;
    case 'motion.seconded':
      return entry.seconded_at;
    case 'motion.opened':
      return entry.opened_at;
    case 'ballot.cast':
      return entry.forge_time;
    case 'member.recused':
      return entry.received_at;
    case 'motion.linked':
    case 'motion.extended':
      return written;
    case 'resolution.adopted':
      return entry.in_force_at;
    default:
      return entry.closed_at;
  }
}

function textOf({ t, time }: Words, entry: MotionEntry, nameOf: (ref: string) => string): string {
  const name = 'ref' in entry && entry.ref !== null ? nameOf(entry.ref) : '';
  switch (entry.type) {
    case 'motion.proposed':
      return t('motion.event.proposed', { name });
    case 'motion.seconded':
      return t('motion.event.seconded', { name });
    case 'motion.linked': {
      const { forge, repo, number } = entry.subject;
      return t('motion.event.linked', { name, subject: `${forge}:${repo}#${number}` });
    }
    case 'motion.opened':
      return t('motion.event.opened', { count: entry.electorate.length });
    case 'ballot.cast':
      return t('motion.event.ballot', { name, choice: t(`choice.${entry.choice}`) });
    case 'member.recused':
      return t('motion.event.recused', { name });
    case 'motion.extended':
      return t('motion.event.extended', { name, closes: time(entry.closes_at) });
    case 'resolution.adopted':
      return t('motion.event.resolution', { id: entry.resolution });
    default: {
      const outcome = t(`outcome.${entry.outcome}`);
      return name === '' ? t('motion.event.closed', { outcome }) : t('motion.event.ended', { outcome, name });
    }
  }
}

/** The entry without its envelope. */
function entryBody(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  return Object.fromEntries(Object.entries(parsed).filter(([field]) => !['v', 'seq', 'at'].includes(field)));
}

/** Entries by their records, null for a kind that this version does not know: the records of a motion are kept, and shown again and again. */
const known = new WeakMap<LedgerRecord, MotionEntry | null>();

function entryOf(record: LedgerRecord): MotionEntry | null {
  const before = known.get(record);
  if (before !== undefined) return before;
  const entry = motionEntrySchema.safeParse(entryBody(record.text)).data ?? null;
  known.set(record, entry);
  return entry;
}

/** The events in the order in which they were recorded. Entries of a kind this version does not know are left out. */
export function storyOf(context: PageContext, records: readonly LedgerRecord[]): Story {
  const people = new Map([...(context.inForce?.refs ?? [])].map(([person, ref]) => [ref, person]));
  function nameOf(ref: string): string {
    const person = people.get(ref);
    return person === undefined ? context.words.t('motion.event.somebody') : personName(context, person);
  }
  const all = records.flatMap((record): StoryEvent[] => {
    const entry = entryOf(record);
    if (entry === null) return [];
    const choice = entry.type === 'ballot.cast' ? entry.choice : null;
    return [
      {
        at: timeOf(entry, record.at),
        text: textOf(context.words, entry, nameOf),
        choice,
        entry: `/api/v1/ledger/${String(record.seq)}`,
      },
    ];
  });
  if (all.length <= shownEvents) return { events: all, all: [] };
  return { events: all.filter(({ choice }) => choice === null), all };
}
