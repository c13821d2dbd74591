// Instants, days and the clock. Time is an argument everywhere: only a Clock, handed in by the composition, knows what time it is.

/** An instant in RFC 3339, UTC, milliseconds: `2026-03-01T09:12:00.000Z`. Of fixed width, so that string order is time order. */
export type Instant = string;

/** A calendar day in UTC: `2026-03-01`. String order is time order. */
export type Day = string;

/** Tells governance time. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => instant(Date.now()) };

/** Makes an instant of milliseconds since 1970 or of any RFC 3339 text. Throws RangeError when it is none. */
export function instant(time: number | string | Date): Instant {
  return new Date(time).toISOString();
}

/** Milliseconds since 1970. */
export function millis(time: Instant): number {
  return Date.parse(time);
}

/** The instant `ms` milliseconds after `time`. */
export function plus(time: Instant, ms: number): Instant {
  return instant(millis(time) + ms);
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** After every instant there will be: until when a mark stands that is never taken back. */
export const forEver: Instant = '9999-12-31T23:59:59.999Z';

/** The UTC day of an instant. */
export function dayOf(time: Instant): Day {
  return time.slice(0, 10);
}
