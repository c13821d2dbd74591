// Which status may follow which: by command, and by the rules of roadmap.yml.
import type { StatusRule } from '../charter/charter.js';
import type { Instant } from '../shared/time.js';
import { isStatus, type Status } from './entries.js';
import type { Change, Item } from './item.js';

/** The steps that `/roadmap status` makes. Every other status comes by `add`, `drop` or a motion. */
const steps: Readonly<Record<Status, readonly Status[]>> = {
  proposed: [],
  accepted: ['in-progress', 'on-hold', 'shipped'],
  'in-progress': ['accepted', 'on-hold', 'shipped'],
  'on-hold': ['accepted', 'in-progress', 'shipped'],
  shipped: ['in-progress'],
  declined: [],
  withdrawn: [],
};

/** The statuses that `/roadmap status` may give to an item of this one. */
export function stepsFrom(status: Status): readonly Status[] {
  return steps[status];
}

/** Whether a change accepts or declines an item. Work that comes to rest is accepted as before: nobody decides that anew. */
export function isDecision({ field, from, to }: Pick<Change, 'field' | 'from' | 'to'>): boolean {
  if (field !== 'status') return false;
  return to === 'declined' || (to === 'accepted' && !(isStatus(from) && stepsFrom(from).includes(to)));
}

/** What a rule of roadmap.yml waits for. */
export type Occasion = StatusRule['when'];

/** What is known of the work on an item: since when each holds; null while it does not. */
export interface Progress {
  /** A linked pull request is open or merged. */
  readonly pullRequestLinked: Instant | null;
  /** Linked pull requests are merged, and none is open. */
  readonly pullRequestsMerged: Instant | null;
  readonly milestoneClosed: Instant | null;
  /** A published release names the item or its issue. */
  readonly released: Instant | null;
}

const occasions = {
  'pull-request-linked': 'pullRequestLinked',
  'pull-requests-merged': 'pullRequestsMerged',
  'milestone-closed': 'milestoneClosed',
  released: 'released',
} as const satisfies Readonly<Record<Occasion, keyof Progress>>;

/** When a person last said where the work stands; null when nobody did. Proposing, accepting and dropping an item say nothing of that. */
function saidAt({ history }: Item): Instant | null {
  const said = history.findLast(
    ({ field, from, to, ref }) =>
      field === 'status' && ref !== null && isStatus(from) && isStatus(to) && steps[from].includes(to),
  );
  return said?.at ?? null;
}

/** The occasions that could give an item another status than it has: nothing else needs to be known of the work on it. */
export function occasionsFor(rules: readonly StatusRule[], { status }: Pick<Item, 'status'>): ReadonlySet<Occasion> {
  if (status !== 'accepted' && status !== 'in-progress') return new Set();
  return new Set(rules.filter(({ to }) => to !== status).map(({ when }) => when));
}

/** When the item was last accepted, or added again. */
function acceptedAt({ history }: Item): Instant | null {
  return history.findLast((change) => isDecision(change) && change.to === 'accepted')?.at ?? null;
}

/**
 * The status that the rules give to an item: the furthest whose occasion has come; null when it keeps its own. Only an accepted item or one in progress gets
 * one, and none goes back. What a person said stands against what had come before; and what came before an item was accepted did not ship it.
 */
export function ruledStatus(rules: readonly StatusRule[], item: Item, progress: Progress): StatusRule['to'] | null {
  const { status } = item;
  if (status !== 'accepted' && status !== 'in-progress') return null;
  const [said, accepted] = [saidAt(item), acceptedAt(item)];
  const given = rules.filter(({ when, to }) => {
    const since = progress[occasions[when]];
    if (since === null || to === status || (said !== null && since <= said)) return false;
    return to !== 'shipped' || accepted === null || since > accepted;
  });
  if (given.some(({ to }) => to === 'shipped')) return 'shipped';
  return given.length > 0 ? 'in-progress' : null;
}
