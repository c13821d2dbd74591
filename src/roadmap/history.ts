// What an item's history comes to: its slips, the spans in which it was to be done, and how long each value stood.
import type { Quarter } from '../shared/quarter.js';
import { endOf, isQuarter, quarterNumber, quarterNumbered, quarterOf, startOf } from '../shared/quarter.js';
import { millis, type Instant } from '../shared/time.js';
import { isStatus, type Status } from './entries.js';
import { stepsBetween } from './horizon.js';
import { isLive, type Change, type Item } from './item.js';

/** The horizons of a charter version, the soonest first. */
export type OrderOf = (charter: string | null) => readonly string[];

/** Whole days of several times together. */
export function daysIn(times: readonly { readonly from: Instant; readonly to: Instant }[]): number {
  return Math.floor(times.reduce((sum, { from, to }) => sum + millis(to) - millis(from), 0) / 86_400_000);
}

/** Whole days from one instant to another. */
export function wholeDays(from: Instant, to: Instant): number {
  return daysIn([{ from, to }]);
}

/** How many steps later a change moves an item, by the order that was in force; null for every change that is no slip. */
export function slipOf({ field, from, to, charter }: Change, orderOf: OrderOf): number | null {
  if (field !== 'horizon' || from === null || to === null) return null;
  const steps = stepsBetween(from, to, orderOf(charter));
  return steps !== null && steps > 0 ? steps : null;
}

/** A time in which an item had one status and one horizon. */
export interface Span {
  readonly status: Status;
  readonly horizon: string | null;
  readonly from: Instant;
  readonly to: Instant;
  /** The charter version in force when it began. */
  readonly charter: string | null;
}

/** The spans of an item's life until an instant, without those of no length. */
export function spansOf({ history }: Pick<Item, 'history'>, now: Instant): readonly Span[] {
  const spans: Span[] = [];
  let status: Status | null = null;
  let horizon: string | null = null;
  let since: Pick<Change, 'at' | 'charter'> | null = null;
  function end(to: Instant): void {
    if (since && status !== null && since.at < to) {
      spans.push({ status, horizon, from: since.at, to, charter: since.charter });
    }
  }
  for (const change of history) {
    if (change.field !== 'status' && change.field !== 'horizon') continue;
    end(change.at);
    since = change;
    if (change.field === 'horizon') horizon = change.to;
    else status = isStatus(change.to) ? change.to : null;
  }
  end(now);
  return spans;
}

/** The quarters for which an item was planned: those in which it stood, accepted, under their own horizon, or under the first one of the order then in force. */
export function plannedQuarters(spans: readonly Span[], orderOf: OrderOf): ReadonlySet<Quarter> {
  const planned = new Set<Quarter>();
  for (const { status, horizon, from, to, charter } of spans) {
    if (horizon === null || !isLive({ status })) continue;
    if (isQuarter(horizon)) {
      if (from < endOf(horizon) && to > startOf(horizon)) planned.add(horizon);
    } else if (orderOf(charter)[0] === horizon) {
      const first = quarterNumber(quarterOf(from));
      const last = quarterNumber(quarterOf(to));
      for (let number = first; number <= last; number += 1) {
        const quarter = quarterNumbered(number);
        if (to > startOf(quarter)) planned.add(quarter);
      }
    }
  }
  return planned;
}

/** When the item was shipped, if it is; a shipping that was taken back does not count. */
export function shippedAt({ status, history }: Pick<Item, 'status' | 'history'>): Instant | null {
  if (status !== 'shipped') return null;
  return history.findLast(({ field }) => field === 'status')?.at ?? null;
}

/** For each change the instant since which the former value stood; null where there was none. */
export function stoodSince(history: readonly Change[]): readonly (Instant | null)[] {
  const since = new Map<string, Instant>();
  return history.map(({ field, from, at }) => {
    const before = since.get(field) ?? null;
    since.set(field, at);
    return from === null ? null : before;
  });
}
