// What happened to items of the roadmap, told from their changes: what one person did at one moment is one event, with a line for each thing changed.
import { isStatus } from '../../roadmap/entries.js';
import type { RoadmapChangeView, RoadmapItemView } from '../../roadmap/view.js';
import { subjectOfKey } from '../../shared/refs.js';
import type { Instant } from '../../shared/time.js';
import { personName, type PageContext } from './page.js';
import {
  bodyName,
  horizonName,
  inQuarters,
  pendingChange,
  personLink,
  stepsInWords,
  themeName,
  titleOf,
  type Linked,
} from './roadmap-words.js';

/** A difference of more lines is folded. */
const mostUnfolded = 6;

/** One thing changed. */
interface Line {
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
  /** How long the old value had stood. */
  readonly stood: string;
  /** By how much it slipped; null of every other change. */
  readonly slip: string | null;
  readonly difference: Difference | null;
  /** The address of its entry in the ledger, without the base. */
  readonly entry: string;
  readonly seq: number;
}

interface Difference {
  readonly lines: readonly { readonly added: boolean; readonly text: string }[];
  /** What is folded away, in words; null where it is shown at once. */
  readonly folded: string | null;
  /** It is one of so many that its lines are not told here. */
  readonly older: boolean;
}

export interface RoadmapEvent {
  readonly at: Instant;
  /** `14:05`. */
  readonly clock: string;
  readonly item: { readonly id: string; readonly title: string };
  /** Who did it; null where a rule or the forge did. */
  readonly person: Linked | null;
  readonly motion: string | null;
  readonly reason: string;
  readonly lines: readonly Line[];
}

function valueIn(context: PageContext, field: RoadmapChangeView['field'], value: string | null): string | null {
  if (value === null) return null;
  switch (field) {
    case 'status':
      return isStatus(value) ? context.words.t(`roadmap.status.${value}`) : value;
    case 'horizon':
      return horizonName(context, value);
    case 'lead':
      return personName(context, value);
    case 'theme':
      return themeName(context, value);
    case 'body':
      return bodyName(context, value);
    case 'pending':
      return pendingChange(context, value);
    case 'subject': {
      const { forge, repo, number } = subjectOfKey(value);
      return `${forge}:${repo}#${number}`;
    }
    case 'outcome':
    case 'text':
      return value;
  }
}

function differenceOf({ words: { t } }: PageContext, { field, lines }: RoadmapChangeView): Difference | null {
  if (field !== 'outcome' && field !== 'text') return null;
  if (lines === null) return { lines: [], folded: null, older: true };
  const added = lines.filter(({ sign }) => sign === '+').length;
  const count = {
    added: t('roadmap.diff.new', { count: added }),
    removed: t('roadmap.diff.gone', { count: lines.length - added }),
  };
  return {
    lines: lines.map(({ sign, text }) => ({ added: sign === '+', text })),
    folded: lines.length > mostUnfolded ? t('roadmap.diff.folded', count) : null,
    older: false,
  };
}

function lineOf(context: PageContext, change: RoadmapChangeView): Line {
  const { t } = context.words;
  const { field, from, to, slip, days, seq } = change;
  return {
    label: t(`roadmap.field.${field}`),
    from: valueIn(context, field, from),
    to: valueIn(context, field, to),
    stood: days === null ? '' : t('roadmap.stood', { count: days }),
    slip: slip === null ? null : t('roadmap.slipBy', { steps: stepsInWords(context, slip, inQuarters(from, to)) }),
    difference: differenceOf(context, change),
    entry: `/api/v1/ledger/${String(seq)}`,
    seq,
  };
}

/** Whether two changes were made by one act. */
function together(a: RoadmapChangeView, b: RoadmapChangeView): boolean {
  return a.item === b.item && a.at === b.at && a.person === b.person && a.motion === b.motion && a.reason === b.reason;
}

/** The events in the order of the changes. `titles` are those of the items, by id. */
export function eventsOf(
  context: PageContext,
  changes: readonly RoadmapChangeView[],
  items: ReadonlyMap<string, Pick<RoadmapItemView, 'id' | 'title'>>,
): readonly RoadmapEvent[] {
  const acts: RoadmapChangeView[][] = [];
  for (const change of changes) {
    const last = acts.at(-1);
    if (last?.[0] && together(last[0], change)) last.push(change);
    else acts.push([change]);
  }
  return acts.flatMap(([first, ...others]) => {
    if (!first) return [];
    const { at, item, person, motion, reason } = first;
    // What an act changed is told in the order in which it was recorded, in a list of the newest too.
    const lines = [first, ...others].toSorted((a, b) => a.seq - b.seq);
    return {
      at,
      clock: at.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length),
      item: { id: item, title: titleOf(items.get(item) ?? { id: item, title: '' }) },
      person: person === null ? null : personLink(context, person),
      motion,
      reason,
      lines: lines.map((change) => lineOf(context, change)),
    };
  });
}
