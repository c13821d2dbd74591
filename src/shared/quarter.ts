// Quarters of the calendar, in UTC: `2026-Q4`.
import type { Instant } from './time.js';

/** `2026-Q4`. String order is time order. */
export type Quarter = string;

export function isQuarter(text: string): boolean {
  return /^[1-9]\d{3}-Q[1-4]$/.test(text);
}

/** The quarter of a day or an instant. */
export function quarterOf(time: Instant): Quarter {
  const month = Number(time.slice(5, 7));
  return `${time.slice(0, 4)}-Q${String(Math.ceil(month / 3))}`;
}

/** Quarters counted from the year 0: the difference of two is how many lie between. */
export function quarterNumber(quarter: Quarter): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
}

/** The quarter with a number of `quarterNumber`. */
export function quarterNumbered(number: number): Quarter {
  return `${String(Math.floor(number / 4)).padStart(4, '0')}-Q${String((number % 4) + 1)}`;
}

/** The first instant of a quarter. */
export function startOf(quarter: Quarter): Instant {
  const month = (Number(quarter.slice(6)) - 1) * 3 + 1;
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01T00:00:00.000Z`;
}

/** The first instant after a quarter. */
export function endOf(quarter: Quarter): Instant {
  return startOf(quarterNumbered(quarterNumber(quarter) + 1));
}
