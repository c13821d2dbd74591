// What the board can be filtered by: the form above it, the links beside it, and what a filter says in words.
import { itemFilters } from '../../roadmap/board.js';
import { statuses } from '../../roadmap/entries.js';
import { standings, type RoadmapItemView } from '../../roadmap/view.js';
import type { FilterField } from '../list.js';
import { personName, type PageContext } from './page.js';
import { bodyName, horizonName, themeName } from './roadmap-words.js';

type Filter = Readonly<Record<string, string>>;
type Name = (typeof itemFilters)[number];

const forges = ['github', 'gitee'];
/** What the form has a list of. */
const listed = ['theme', 'body', 'status', 'forge'] as const satisfies readonly Name[];
const flags = ['true', 'false'];
const closed: Partial<Record<Name, readonly string[]>> = {
  status: statuses,
  standing: standings,
  forge: forges,
  stale: flags,
  overdue: flags,
};

/** The parameters of the board. */
export const boardFields: readonly FilterField[] = itemFilters.map((name) => ({ name, values: closed[name] ?? null }));

/** Filters that many ask for, by the key of their words. */
const quick: Readonly<Record<string, Filter>> = {
  all: {},
  doing: { status: 'in-progress' },
  pending: { standing: 'voted-on' },
  overdue: { overdue: 'true' },
  stale: { stale: 'true' },
};

/** The address of the board under a filter. */
export function boardAddress(filter: Filter): string {
  const query = new URLSearchParams(filter).toString();
  return query === '' ? '/roadmap' : `/roadmap?${query}`;
}

/** A value of a filter as people call it. */
function valueName(context: PageContext, name: string, value: string): string {
  const { t } = context.words;
  switch (name) {
    case 'theme':
      return themeName(context, value);
    case 'body':
      return bodyName(context, value);
    case 'horizon':
      return horizonName(context, value);
    case 'lead':
      return personName(context, value);
    case 'status':
      return t(`roadmap.status.${value}`);
    case 'standing':
      return t(`roadmap.standingName.${value}`);
    case 'forge':
      return t(`roadmap.forge.${value}`);
    case 'stale':
    case 'overdue':
      return t(`roadmap.flag.${name}.${value}`);
    default:
      return value;
  }
}

/** The filter in words: `Theme: Open weights; Status: in progress`. */
export function filterWords(context: PageContext, filter: Filter): string {
  const { t } = context.words;
  const said = Object.entries(filter).map(([name, value]) =>
    name === 'stale' || name === 'overdue'
      ? valueName(context, name, value)
      : t(`roadmap.by.${name}`) + t('list.colon') + valueName(context, name, value),
  );
  return said.join(t('roadmap.filterJoint'));
}

/** A list of the form: the values there are, each with its words. */
interface Choice {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
}

type Listed = (typeof listed)[number];
type Used = ReadonlyMap<Listed, ReadonlySet<string>>;

function usedIn(items: readonly RoadmapItemView[]): Used {
  const used = new Map(listed.map((name) => [name, new Set<string>()] as const));
  for (const item of items) for (const [name, values] of used) if (item[name] !== null) values.add(item[name]);
  return used;
}

/** Of each roadmap once: its pages have the same items until it changes. */
const usedOf = new WeakMap<readonly RoadmapItemView[], Used>();

/** Values that items have, and the one asked for, in the order given, others behind. */
function valuesOf(
  items: readonly RoadmapItemView[],
  name: Listed,
  order: readonly string[],
  asked: string | undefined,
) {
  const inItems = usedOf.get(items) ?? usedIn(items);
  usedOf.set(items, inItems);
  const used = new Set(inItems.get(name));
  if (asked !== undefined) used.add(asked);
  return [...order.filter((value) => used.has(value)), ...[...used].filter((value) => !order.includes(value)).sort()];
}

/** The lists of the form: theme, body, status and forge, with the values that items have. */
export function filterChoices(
  context: PageContext,
  items: readonly RoadmapItemView[],
  filter: Filter,
): readonly Choice[] {
  const { charter } = context.inForce ?? {};
  const orders = {
    theme: (charter?.roadmap?.themes ?? []).map(({ id }) => id),
    body: (charter?.bodies ?? []).map(({ id }) => id),
    status: statuses,
    forge: forges,
  };
  return listed.map((name) => ({
    name,
    label: context.words.t(`roadmap.by.${name}`),
    values: valuesOf(items, name, orders[name], filter[name]).map((value) => ({
      value,
      label: valueName(context, name, value),
      chosen: filter[name] === value,
    })),
  }));
}

/** What is filtered by, but has no list in the form: kept when the form is sent. */
export function hiddenFilters(filter: Filter): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(filter).flatMap(([name, value]) =>
    listed.some((one) => one === name) ? [] : [{ name, value }],
  );
}

interface FilterLink {
  readonly to: string;
  readonly label: string;
  readonly current: boolean;
}

function same(a: Filter, b: Filter): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Links to what many ask for, and to each theme. */
export function filterLinks(context: PageContext, filter: Filter): readonly FilterLink[] {
  const often = Object.entries(quick).map(([key, wanted]) => ({
    to: boardAddress(wanted),
    label: context.words.t(`roadmap.quickly.${key}`),
    current: same(filter, wanted),
  }));
  const themes = (context.inForce?.charter.roadmap?.themes ?? []).map(({ id }) => ({
    to: boardAddress({ theme: id }),
    label: themeName(context, id),
    current: same(filter, { theme: id }),
  }));
  return [...often, ...themes];
}
