// The days of an address, `?since=2026-11-01&until=2026-11-21`, as a span of time.
import type { ListQuery } from '../../shared/page.js';
import { err, ok, type Result } from '../../shared/result.js';
import { dayOf, instant, plus, type Instant } from '../../shared/time.js';
import type { FilterField, ParameterProblem } from '../list.js';

const day = 86_400_000;

/** The parameters. */
export const spanFields: readonly FilterField[] = [
  { name: 'since', values: null, longest: 10 },
  { name: 'until', values: null, longest: 10 },
];

/** The first instant of a day of the calendar; null of what is none. */
function startOfDay(text: string): Instant | null {
  const at = `${text}T00:00:00.000Z`;
  return /^[12]\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(at)) && dayOf(instant(at)) === text
    ? at
    : null;
}

/** What a page of changes asks for. */
interface Asked {
  /** Without the days. */
  readonly query: ListQuery;
  readonly span: { readonly from?: Instant; readonly until?: Instant };
}

/** The days of the address as instants; the last day is within the span. */
export function readSpan({ filter, page, perPage }: ListQuery): Result<Asked, ParameterProblem> {
  const { since, until, ...others } = filter;
  const bad = (name: string, value: string): Result<Asked, ParameterProblem> =>
    err({ reason: 'value', name, value, allowed: 'YYYY-MM-DD' });
  const from = since === undefined ? undefined : startOfDay(since);
  if (from === null) return bad('since', since ?? '');
  const last = until === undefined ? undefined : startOfDay(until);
  if (last === null) return bad('until', until ?? '');
  return ok({
    query: { filter: others, page, perPage },
    span: { ...(from === undefined ? {} : { from }), ...(last === undefined ? {} : { until: plus(last, day) }) },
  });
}
