// Makes the public view of the roadmap from its items and from the names and texts that the ledger does not hold.
import type { RoadmapPlan } from '../charter/charter.js';
import { subjectOfKey, type SubjectRef } from '../shared/refs.js';
import type { LocalText } from '../shared/text.js';
import { later, type Instant } from '../shared/time.js';
import { changedLines } from './difference.js';
import type { Ask } from './form.js';
import { daysIn, plannedQuarters, shippedAt, slipOf, spansOf, stoodSince, wholeDays, type OrderOf } from './history.js';
import { isPast } from './horizon.js';
import { horizonOf, isLive, lastAsked, type Item } from './item.js';
import { readLocal } from './local.js';
import { numbersOf, type Counted } from './numbers.js';
import type { Count } from './progress.js';
import { isDecision } from './statuses.js';
import { staleFrom, type Update } from './updates.js';
import type { RoadmapChangeView, RoadmapItemView, RoadmapNumbers, Standing } from './view.js';

/** What the mirror tells of an item's issue. */
export interface IssueShown {
  /** As the forge writes it. */
  readonly subject: SubjectRef;
  readonly title: string;
  readonly url: string;
  readonly wish: string | null;
  readonly measure: string | LocalText | null;
  readonly asks: readonly Ask[];
  readonly progress: Count;
  /** The newest first. */
  readonly updates: readonly Update[];
}

/** What the ledger does not say. Erased names and texts are missing: then the ref stands for the person, and the text is empty. */
export interface RoadmapNames {
  readonly person: (ref: string) => string;
  readonly text: (commitment: string | null) => string;
  /** Null while the mirror does not have the issue. */
  readonly issue: (item: Item) => IssueShown | null;
  /** The order of horizons of a charter version. */
  readonly orderOf: OrderOf;
}

/** What the view depends on besides the items. */
export interface Present {
  readonly plan: RoadmapPlan | null;
  /** When the charter version in force was adopted. */
  readonly adoptedAt: Instant | null;
  readonly now: Instant;
}

/** The roadmap at an instant. Items in the order they came. */
export interface RoadmapView {
  readonly items: readonly RoadmapItemView[];
  /** The same, by their ids. */
  readonly byId: ReadonlyMap<string, RoadmapItemView>;
  /** By the id of an item the ids of those that mention it, where there are any. */
  readonly mentionedBy: ReadonlyMap<string, readonly string[]>;
  readonly numbers: RoadmapNumbers;
}

function bothLanguages(text: string | LocalText | null): RoadmapItemView['outcome'] {
  if (text === null || typeof text === 'string') return text;
  const { en, zh } = text;
  return en !== undefined && zh !== undefined ? { en, zh } : (en ?? zh ?? null);
}

function mentionsOf(item: Item, { text }: RoadmapNames): readonly string[] {
  const texts = [item.outcome, ...item.history.map(({ reason }) => reason)];
  const named = texts.flatMap((one) => (one === null ? [] : (text(one).match(/\bRM-\d{4}-\d{3,}\b/g) ?? [])));
  return [...new Set(named)].filter((id) => id !== item.id).sort();
}

type Facts = Pick<RoadmapItemView, 'status' | 'pending' | 'overdue' | 'stale' | 'slips'>;

function standingOf({ status, pending, overdue, stale, slips }: Facts): Standing {
  if (pending !== null) return 'voted-on';
  if (overdue) return 'overdue';
  if (stale) return 'stale';
  return slips > 0 && status === 'accepted' ? 'slipped' : status;
}

/** One item's view, and what the numbers need of it. Null while only the first entries of its adding were written. */
function viewOf(item: Item, names: RoadmapNames, { plan, now }: Present): readonly [RoadmapItemView, Counted] | null {
  const { id, status, history } = item;
  const horizon = horizonOf(item);
  const [first, last] = [history[0], history.at(-1)];
  if (status === null || !first || !last) return null;
  const shown = names.issue(item);
  const { forge, repo, number } = shown?.subject ?? subjectOfKey(item.subject);
  const spans = spansOf(item, now);
  const live = isLive(item);
  const slips = history.flatMap((change) => slipOf(change, names.orderOf) ?? []);
  const latest = shown?.updates[0] ?? null;
  const staleAt = staleFrom(item, latest?.at ?? null, plan?.updateWithin ?? null);
  const changed = history.findLast(({ field }) => field === 'status') ?? last;
  const acceptedAt = history.find(({ field, to }) => field === 'status' && to === 'accepted')?.at ?? null;
  const decided = history.findLast(isDecision);
  const asked = lastAsked(item);
  const days = (wanted: (span: (typeof spans)[number]) => boolean) => daysIn(spans.filter(wanted));
  const facts: Facts = {
    status,
    pending: item.pending === null ? null : { change: item.pending, motion: asked?.motion ?? '' },
    overdue: live && horizon !== null && isPast(horizon, now),
    stale: staleAt !== null && staleAt <= now,
    slips: slips.length,
  };
  const view: RoadmapItemView = {
    id,
    title: shown?.title ?? '',
    forge,
    repo,
    number,
    url: shown?.url ?? '',
    status,
    standing: standingOf(facts),
    since: changed.at,
    horizon,
    wish: horizon === null ? (shown?.wish ?? null) : null,
    overdue: facts.overdue,
    theme: item.theme,
    body: item.body,
    lead: item.lead === null ? null : names.person(item.lead),
    outcome: item.outcome === null ? null : readLocal(names.text(item.outcome)),
    measure: bothLanguages(shown?.measure ?? null),
    asks: (shown?.asks ?? []).map(({ body, text }) => ({ body, text })),
    pending: facts.pending,
    decision: decided?.motion ?? null,
    reason: names.text(changed.reason),
    progress: { done: shown?.progress.done ?? 0, total: shown?.progress.total ?? 0 },
    slips: slips.length,
    slipped_steps: slips.reduce((sum, steps) => sum + steps, 0),
    latest_update: latest && { person: names.person(latest.ref), at: latest.at, text: latest.text, url: latest.url },
    stale_from: staleAt,
    stale: facts.stale,
    added_at: first.at,
    accepted_at: acceptedAt,
    ended_at: live || status === 'proposed' ? null : changed.at,
    changed_at: last.at,
    days_proposed: days((span) => span.status === 'proposed'),
    days_open: days(isLive),
    mentions: [...mentionsOf(item, names)],
  };
  const counted: Counted = {
    open: live,
    hadHorizon: history.some(({ field }) => field === 'horizon'),
    slips,
    planned: plannedQuarters(spans, names.orderOf),
    shippedAt: shippedAt(item),
    heardOf: latest === null ? last.at : later(last.at, latest.at),
  };
  return [view, counted];
}

function mentionedBy(items: readonly RoadmapItemView[]): RoadmapView['mentionedBy'] {
  const by = new Map<string, string[]>();
  for (const { id, mentions } of items) {
    for (const mentioned of mentions) {
      const others = by.get(mentioned) ?? [];
      others.push(id);
      by.set(mentioned, others);
    }
  }
  return by;
}

/** The whole roadmap. Pure: the same items, names and instant give the same bytes. */
export function buildRoadmap(all: Iterable<Item>, names: RoadmapNames, present: Present): RoadmapView {
  const built = [...all].flatMap((item) => {
    const one = viewOf(item, names, present);
    return one ? [one] : [];
  });
  const { plan, adoptedAt, now } = present;
  const items = built.map(([view]) => view);
  const counted = built.map(([, one]) => one);
  return {
    items,
    byId: new Map(items.map((item) => [item.id, item])),
    mentionedBy: mentionedBy(items),
    numbers: numbersOf(counted, plan, adoptedAt, now),
  };
}

/** The changes of an item, the oldest first. */
export function changesOf(item: Item, names: RoadmapNames): readonly RoadmapChangeView[] {
  const since = stoodSince(item.history);
  return item.history.map((change, i) => {
    const { seq, at, field, from, to, ref, motion, reason } = change;
    const isText = field === 'outcome' || field === 'text';
    const value = (one: string | null) => (one === null || isText ? null : field === 'lead' ? names.person(one) : one);
    const stood = since[i] ?? null;
    return {
      seq,
      item: item.id,
      at,
      field,
      from: value(from),
      to: value(to),
      person: ref === null ? null : names.person(ref),
      motion,
      reason: names.text(reason),
      slip: slipOf(change, names.orderOf),
      days: stood === null ? null : wholeDays(stood, at),
      lines: isText ? [...changedLines(names.text(from), names.text(to))] : null,
    };
  });
}
