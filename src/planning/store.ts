// The ports of planning: what is kept of the issues behind the roadmap's items, so that a page need not read the mirror.
import type { IssueShown } from '../roadmap/build.js';
import type { Update } from '../roadmap/updates.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';

/** An issue or pull request that belongs to an item, as the mirror shows it. */
export interface LinkShown {
  readonly subject: SubjectRef;
  readonly isPull: boolean;
  readonly title: string;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
}

/** What stands beside an item on its page: its updates and what is linked to it, each the newest first. */
export interface BesideItem {
  readonly updates: readonly Update[];
  readonly links: readonly LinkShown[];
}

/** What the portal reads of items beside the ledger. */
export interface ShownIssues {
  /** By item id a number that is another one whenever what is kept of the item has changed. */
  revisions(): Promise<ReadonlyMap<string, number>>;
  /** The issues of these items, by item id, each with the newest update of each author only; those of which nothing is kept are missing. */
  issues(items: readonly string[]): Promise<ReadonlyMap<string, IssueShown | null>>;
  /** Null while nothing is kept of the item. */
  beside(item: string): Promise<BesideItem | null>;
}

/** What something kept was made from, besides the mirror. */
export interface MadeFrom {
  /** The item's last entry. */
  readonly seq: number;
  /** The charter version in force: it says what a form means. */
  readonly charter: string | null;
}

/** Everything that the mirror tells of one item. */
export interface ItemShown extends MadeFrom, BesideItem {
  readonly item: string;
  /** Null while the mirror does not have the issue. */
  readonly issue: Omit<IssueShown, 'updates'> | null;
  /** What it would be another one for, if it changed: keys of the item's issue under all its names, of what is linked to it, of what its tasks refer to; and its id. */
  readonly refers: readonly string[];
}

/** What is kept of items. A projection of ledger and mirror: it may be lost. */
export interface IssueKeeper extends ShownIssues {
  madeFrom(): Promise<ReadonlyMap<string, MadeFrom>>;
  /** The items that were touched, and not kept anew since. */
  touched(): Promise<readonly string[]>;
  /** A number that is another one after each `put` and each touch of the item. */
  turn(item: string): Promise<number>;
  /** Keeps what was gathered after the turn was read. False when there was another turn meanwhile: it is to be gathered again. */
  put(shown: ItemShown, turn: number): Promise<boolean>;
  /** Something with one of these keys has changed in the mirror. To be told after that was written, and before it is forgotten that it was. */
  touch(keys: readonly string[]): Promise<void>;
  /** The same of everything in a repository, `owner/repo`. */
  touchRepository(forge: ForgeId, repo: string): Promise<void>;
  /** Anything may have changed. */
  touchAll(): Promise<void>;
}
