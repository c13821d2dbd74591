// Durations: ISO 8601 (`P7D`, `PT36H`) and the short forms people write in comments (`7d`, `2 weeks`, `36h`).
import { err, ok, type Result } from './result.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

const units: Readonly<Record<string, number>> = {
  s: second,
  sec: second,
  second: second,
  seconds: second,
  min: minute,
  minute: minute,
  minutes: minute,
  h: hour,
  hour: hour,
  hours: hour,
  d: day,
  day: day,
  days: day,
  w: week,
  week: week,
  weeks: week,
  秒: second,
  分钟: minute,
  小时: hour,
  天: day,
  日: day,
  周: week,
  星期: week,
};

/** Why a text is not a duration. Months and years are refused because their length is not fixed. */
export type DurationError = 'malformed' | 'calendar-unit' | 'too-long';

/** The longest duration anything may ask for: ten years. */
export const longestDuration = 3653 * day;

function bounded(ms: number): Result<number, DurationError> {
  return Number.isSafeInteger(ms) && ms <= longestDuration ? ok(ms) : err('too-long');
}

/** Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds as milliseconds; a day has 24 hours. */
export function parseIsoDuration(text: string): Result<number, DurationError> {
  if (text.length > 40) return err('malformed');
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match) return err(/^P(?=.*\d[YM])(?:\d+[YMWD])+(?:T|$)/.test(text) ? 'calendar-unit' : 'malformed');
  const parts: readonly (string | undefined)[] = match.slice(1);
  if (text.endsWith('T') || parts.every((part) => part === undefined)) return err('malformed');
  const lengths = [week, day, hour, minute, second];
  return bounded(lengths.reduce((sum, length, i) => sum + Number(parts[i] ?? 0) * length, 0));
}

/** Reads a duration as people write it: ISO 8601, or a whole number and a unit (`7d`, `2 weeks`, `36h`, `3天`). Milliseconds. */
export function parseDuration(text: string): Result<number, DurationError> {
  const trimmed = text.trim();
  const short = /^(\d{1,9})\s?(\p{L}{1,10})$/u.exec(trimmed);
  if (!short) return parseIsoDuration(trimmed.toUpperCase());
  const unit = units[(short[2] ?? '').toLowerCase()];
  if (unit !== undefined) return bounded(Number(short[1]) * unit);
  return err(/^(mo|month|months|y|year|years|个月|月|年)$/i.test(short[2] ?? '') ? 'calendar-unit' : 'malformed');
}

/** Writes milliseconds as ISO 8601: days, hours, minutes and seconds; `P0D` for none. Parts of a second are dropped. */
export function formatDuration(ms: number): string {
  const days = Math.floor(ms / day);
  const rest = [
    [Math.floor((ms % day) / hour), 'H'],
    [Math.floor((ms % hour) / minute), 'M'],
    [Math.floor((ms % minute) / second), 'S'],
  ] as const;
  const time = rest.filter(([n]) => n > 0).map(([n, unit]) => `${String(n)}${unit}`);
  if (time.length === 0) return `P${String(days)}D`;
  return `P${days > 0 ? `${String(days)}D` : ''}T${time.join('')}`;
}
