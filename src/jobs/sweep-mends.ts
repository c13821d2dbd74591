// What a sweep finds to mend in one repository: its list of open pull requests beside what is kept of them. Pure.
import { isMislabelled } from '../evaluation/effects.js';
import type { KeptOpen } from '../evaluation/store.js';
import type { OpenPull } from '../forges/forge.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import { millis, type Instant } from '../shared/time.js';

/**
 * `unknown`: nothing is kept of it. `changed`: it is not as it was when it was judged. `unchecked`: its check is not on its head although it was
 * wished, or its label says otherwise. `closed`: the forge's list does not have it any more.
 */
export type MendReason = 'unknown' | 'changed' | 'unchecked' | 'closed';

export interface Mend {
  readonly ref: SubjectRef;
  readonly reason: MendReason;
  /** As the list shows it; as it was kept of one that is closed. */
  readonly head: string;
}

export interface SweptRepository {
  readonly forge: ForgeId;
  readonly repo: string;
  /** The whole list. */
  readonly listed: readonly OpenPull[];
  /** As it was before the list was read. */
  readonly kept: readonly KeptOpen[];
  readonly now: Instant;
  /** Whether anything is written to the forge: otherwise no check can be there. */
  readonly writes: boolean;
}

/** A check is written within moments; after so many ms it is missing. */
const soon = 2 * 60_000;

function reasonFor(pull: OpenPull, kept: KeptOpen | undefined, { now, writes }: SweptRepository): MendReason | null {
  if (!kept) return 'unknown';
  if (kept.isDue) return null;
  const { evaluated } = kept;
  const judged = evaluated?.head === pull.head && kept.head === pull.head;
  const same = kept.title === pull.title && kept.draft === pull.draft && kept.base === pull.base;
  if (!judged || !same) return 'changed';
  const wrong = pull.checked === false || (pull.labels && isMislabelled(evaluated.verdict, pull.labels)) === true;
  const missing = writes && wrong && evaluated.hasFindings;
  return missing && millis(now) - millis(evaluated.at) > soon ? 'unchecked' : null;
}

/** In the order of the list, then those that are not in it. What is due already is left to the clock of what is due. */
export function mendsOf(swept: SweptRepository): readonly Mend[] {
  const { forge, repo, listed, kept } = swept;
  const known = new Map(kept.map((one) => [one.ref.number, one]));
  const open = new Map(listed.map((pull) => [pull.number, pull]));
  const wanting = [...open.values()].flatMap((pull): Mend[] => {
    const { number, head } = pull;
    const reason = reasonFor(pull, known.get(number), swept);
    return reason === null ? [] : [{ ref: { forge, repo, number }, reason, head }];
  });
  const closed = kept.filter(({ ref, isDue }) => !isDue && !open.has(ref.number));
  return [...wanting, ...closed.map(({ ref, head }): Mend => ({ ref, reason: 'closed', head }))];
}
