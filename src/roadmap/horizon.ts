// Horizons as people write them, and their order.
import { isQuarter, quarterNumber, quarterOf } from '../shared/quarter.js';
import { err, ok, type Result } from '../shared/result.js';
import { nearest } from '../shared/text.js';
import type { Instant } from '../shared/time.js';
import type { RoadmapRefusal } from './refusal.js';

/** Other names of the horizons that every roadmap may have. */
const aliases: Readonly<Record<string, string>> = {
  现在: 'now',
  当前: 'now',
  近期: 'now',
  接下来: 'next',
  下一步: 'next',
  以后: 'later',
  稍后: 'later',
  远期: 'later',
};

const chineseNumbers: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' };

/** `2026q4`, `Q4 2026` and `2026年第四季度` as `2026-Q4`; anything else as it is. */
function asQuarter(written: string): string {
  const text = written.replace(/\s+/gu, '');
  const [, year = '', number = ''] =
    /^(\d{4})[-/]?q([1-4])$/i.exec(text) ?? /^(\d{4})年第?([1-4一二三四])季度?$/.exec(text) ?? [];
  if (year !== '') return `${year}-Q${chineseNumbers[number] ?? number}`;
  const turned = /^q([1-4])[-/]?(\d{4})$/i.exec(text);
  return turned ? `${turned[2] ?? ''}-Q${turned[1] ?? ''}` : written;
}

/** The horizon of the list that a text names; null when it names none. Letter case, spaces and full-width letters do not matter. */
export function horizonNamed(written: string, horizons: readonly string[]): string | null {
  const plain = written.slice(0, 100).normalize('NFKC').trim();
  const names = [plain, asQuarter(plain), aliases[plain], plain.replace(/[\s_]+/gu, '-')].map((name) =>
    name?.toLowerCase(),
  );
  return horizons.find((horizon) => names.includes(horizon.toLowerCase())) ?? null;
}

/** Whether a quarter is over; a name never is. */
export function isPast(horizon: string, at: Instant): boolean {
  return isQuarter(horizon) && horizon < quarterOf(at);
}

/** The horizon that is meant by a command given at an instant: one of the list, and not over. */
export function readHorizon(written: string, horizons: readonly string[], at: Instant): Result<string, RoadmapRefusal> {
  const known = horizons.filter((horizon) => !isPast(horizon, at));
  const named = horizonNamed(written, horizons);
  const plain = asQuarter(written.slice(0, 100).normalize('NFKC').trim());
  const horizon = named ?? (isQuarter(plain) && isPast(plain, at) ? plain : null);
  if (horizon === null) {
    return err({ code: 'unknown-horizon', written, nearest: nearest(plain, known), known });
  }
  return isPast(horizon, at) ? err({ code: 'past-horizon', horizon, current: quarterOf(at), known }) : ok(horizon);
}

/**
 * How many steps later one horizon is than another, in quarters or in places of the list; negative when it is sooner. Null when that cannot be told: one of them
 * is in no order with the other.
 */
export function stepsBetween(from: string, to: string, horizons: readonly string[]): number | null {
  if (isQuarter(from) && isQuarter(to)) return quarterNumber(to) - quarterNumber(from);
  const [a, b] = [horizons.indexOf(from), horizons.indexOf(to)];
  return a < 0 || b < 0 ? null : b - a;
}
