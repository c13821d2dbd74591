// What is known of a contribution before the forge is asked.
import type { Approval, CarriedMotion } from '../contributions/facts.js';
import type { ReadBefore } from './passes.js';

/** What is known without asking the forge. */
export interface KnownBefore {
  readonly approvals: readonly Approval[];
  /** Motions in this contribution that are carried and in force, with their heads as they count now. */
  readonly motions: readonly CarriedMotion[];
  /** Account ids by login in lower case, of the people of the charter: bound when it was adopted, whoever bears the login now. */
  readonly people: ReadonlyMap<string, number>;
  /** A head and its tree. */
  readonly head: { readonly sha: string; readonly tree: string } | null;
  /** What a merge queue made: a commit on top of another. */
  readonly queue: { readonly base: string; readonly head: string } | null;
  /** The last reading; null when there was none. */
  readonly read: ReadBefore | null;
}

/** Of one that is seen for the first time. */
export const nothingBefore: KnownBefore = {
  approvals: [],
  motions: [],
  people: new Map(),
  head: null,
  queue: null,
  read: null,
};
