// What every decision on the roadmap begins with: who asks, for which issue, on which state; and how it ends, as entries that change only what differs.
import { speakerOf, type AdoptedCharter } from '../../charter/adopted.js';
import type { RoadmapPlan, RoadmapVerb } from '../../charter/charter.js';
import { electorateOn } from '../../charter/electorate.js';
import type { Draft } from '../../ledger/envelope.js';
import type { MotionEntry } from '../../motions/entries.js';
import type { Refusal } from '../../motions/refusal.js';
import type { Register } from '../../motions/register.js';
import type { Account, SubjectRef } from '../../shared/refs.js';
import { subjectKey } from '../../shared/refs.js';
import { err, ok, type Result } from '../../shared/result.js';
import { dayOf, type Instant } from '../../shared/time.js';
import type { Field, RoadmapEntry, Status } from '../entries.js';
import { itemOf, nextItemId } from '../fold.js';
import { lastAsked, type Item, type Values } from '../item.js';
import type { RoadmapRefusal } from '../refusal.js';

export type RoadmapDraft = Draft<RoadmapEntry>;
/** Entries to append, of which the last has the request's key; or the reason why not. */
export type RoadmapDecided = Result<readonly Draft<RoadmapEntry | MotionEntry>[], Refusal>;

/** The state that a decision is made on, as the ledger hands it over. */
export interface State {
  readonly register: Register;
  readonly adopted: AdoptedCharter;
  /** The time of the entries. */
  readonly at: Instant;
  /** Whether a key is in the ledger. */
  readonly isKnown: (key: string) => boolean;
}

/** What an issue says of the item; a field that is absent stays as it is. `outcome` and `text` are commitments, `lead` is a ref. */
export type Described = Partial<Pick<Values, 'outcome' | 'theme' | 'body' | 'lead' | 'text'>>;

/** Somebody's command, or a label they put on. */
export interface RoadmapRequest {
  readonly key: string;
  readonly author: Account;
  /** The issue, where it is now. */
  readonly subject: SubjectRef;
  /** Where its motions are proposed: another reference after a transfer. */
  readonly origin: SubjectRef;
  readonly isPull: boolean;
  /** Everybody may read it: so everybody may read the roadmap. */
  readonly isPublic: boolean;
  /** The time of receipt: seats and quarters are those of its day. */
  readonly at: Instant;
  /** When it is handled, if its delivery had been given up; else `at`. */
  readonly handledAt: Instant;
  /** A commitment. */
  readonly reason: string | null;
  /** A commitment to the title of the motion, should one be called. */
  readonly title: string | null;
  /** What the issue says now; null where it was not read. */
  readonly described: Described | null;
}

/** The request with what the decisions ask of it first. */
export interface Case {
  readonly state: State;
  readonly request: RoadmapRequest;
  readonly plan: RoadmapPlan;
  readonly item: Item | undefined;
  /** Who asks; null for somebody outside the charter. */
  readonly ref: string | null;
  readonly isLead: boolean;
  /** Whether the writer has a seat in one of the bodies of a verb. */
  readonly isIn: (verb: RoadmapVerb) => boolean;
}

/** The case of a request in an issue; refused where there is no roadmap, no issue, or not everybody may read it. */
export function caseOf(state: State, request: RoadmapRequest): Result<Case, Refusal> {
  const { register, adopted } = state;
  const plan = adopted.charter.roadmap;
  if (plan === null) return err({ code: 'no-roadmap' });
  if (request.isPull) return err({ code: 'only-in-an-issue' });
  if (!request.isPublic) return err({ code: 'private-roadmap' });
  const speaker = speakerOf(adopted, request.author);
  const item = itemOf(register.roadmap, request.subject) ?? itemOf(register.roadmap, request.origin);
  const day = dayOf(request.at);
  return ok({
    state,
    request,
    plan,
    item,
    ref: speaker?.ref ?? null,
    isLead: speaker !== null && item?.lead === speaker.ref,
    isIn: (verb) =>
      speaker !== null && electorateOn(adopted.charter, plan.who[verb].bodies, day).includes(speaker.person.id),
  });
}

/** The refusal of one who may not. */
export function mayNot({ plan, item }: Case, verb: RoadmapVerb): RoadmapRefusal {
  const { bodies, clause } = plan.who[verb];
  const lead = verb === 'move' || verb === 'status' || (verb === 'drop' && item?.status === 'proposed');
  return { code: 'may-not-change-the-roadmap', verb, bodies, lead, clause };
}

/** The refusal while a motion is to decide on the item; null when none is. */
export function pendingRefusal(item: Item | undefined): RoadmapRefusal | null {
  if (item?.pending == null) return null;
  const motion = lastAsked(item)?.motion ?? '';
  return { code: 'change-pending', item: item.id, motion, pending: item.pending };
}

/** What an item is to be; a field that is absent stays as it is. */
export type Wanted = Partial<Omit<Values, 'subject'>> & { readonly status?: Status };

const inOrder: readonly Exclude<Field, 'subject'>[] = [
  'outcome',
  'theme',
  'body',
  'lead',
  'text',
  'horizon',
  'status',
  'pending',
];

/** Who or what makes the changes, under which key. */
export interface By {
  readonly key: string;
  readonly ref: string | null;
  readonly motion: string | null;
  readonly reason: string | null;
}

/** The changes that make an item what it is to be, in a fixed order; the last has the key itself. A subject that is no item becomes one first. */
export function changes(
  item: Item | undefined,
  { register, at }: Pick<State, 'register' | 'at'>,
  subject: SubjectRef | null,
  wanted: Wanted,
  { key, ref, motion, reason }: By,
): readonly RoadmapDraft[] {
  const id = item?.id ?? nextItemId(register.roadmap, at.slice(0, 4));
  const by = { ref, motion, reason };
  const created = item || subject === null ? [] : [{ field: 'subject' as const, from: null, to: subjectKey(subject) }];
  const rest = inOrder.flatMap((field) => {
    const [from, to] = [item?.[field] ?? null, wanted[field]];
    return to === undefined || to === from ? [] : [{ field, from, to }];
  });
  const all = [...created, ...rest];
  return all.map(({ field, from, to }, i) => ({
    key: i === all.length - 1 ? key : `${key}/${field}`,
    entry: { type: 'roadmap.changed', item: id, field, from, to, ...by },
  }));
}
