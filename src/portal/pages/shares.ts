// Shares of organization groups as rows of a chart: the name, the exact count, and where the bar and the cap's mark stand.
import { parseShare } from '../../shared/fraction.js';
import { organizationName, personName, type PageContext } from './page.js';

/** One group's bar. `value` and `mark` are percentages for drawing only; the numbers beside it are exact. */
export interface ShareRow {
  readonly name: string;
  /** The group's own page, without the language; null for the independent and the unknown. */
  readonly to: string | null;
  readonly count: number;
  readonly of: number;
  readonly value: string;
  readonly mark: string | null;
  readonly withinCap: boolean;
}

function percent(part: number, whole: number): string {
  return `${String(whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100)}%`;
}

/** Where the mark of a cap stands; null without one. */
function markOf(cap: string | null): string | null {
  const share = cap === null ? null : parseShare(cap);
  return share && percent(Number(share.n), Number(share.d));
}

/** A group in words: the organization's name, the independent person's, or that it is not known. */
export function groupName(context: PageContext, group: string): string {
  const { inForce, words } = context;
  if (group === 'unknown') return words.t('groups.unknown');
  if (!group.startsWith('independent:')) return organizationName(context, group) ?? group;
  const ref = group.slice('independent:'.length);
  const person = [...(inForce?.refs ?? [])].find(([, own]) => own === ref)?.[0] ?? ref;
  return words.t('groups.independent', { name: personName(context, person) });
}

/** The page of a group: its organization's, or its only person's. */
export function groupPath({ inForce }: PageContext, group: string): string | null {
  if (group.startsWith('independent:')) {
    const ref = group.slice('independent:'.length);
    const person = [...(inForce?.refs ?? [])].find(([, own]) => own === ref)?.[0];
    return person === undefined ? null : `/people/${person}`;
  }
  const known = inForce?.charter.organizations.some(({ id }) => id === group) ?? false;
  return known ? `/organizations/${group}` : null;
}

/** The rows of a chart of groups; `of` is the whole that each bar is a part of. */
export function shareRows(
  context: PageContext,
  groups: readonly { readonly group: string; readonly count: number; readonly withinCap?: boolean }[],
  whole: { readonly of: number; readonly cap: string | null },
): readonly ShareRow[] {
  return groups.map(({ group, count, withinCap = true }) => ({
    name: groupName(context, group),
    to: groupPath(context, group),
    count,
    of: whole.of,
    value: percent(count, whole.of),
    mark: markOf(whole.cap),
    withinCap,
  }));
}
