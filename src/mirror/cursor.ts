// Reading a list to its end while it changes: which page comes next. Pure.
//
// The list is in ascending order of change. What is changed while it is read moves to its end, is read again there, and pulls everything
// behind its old place forward by one: whoever goes on with "page 2" then misses the first item of it. So the next page asked for is, where
// possible, the first page of what was changed since the last item read. That reads those items twice that share the last item's second;
// where they are many the page's own link is followed after all, and if something did change meanwhile, that stretch is read again at the end.
import { plus, type Instant } from '../shared/time.js';
import { beginning, type SyncCursor } from './store.js';

/** What of a page matters here: when its items were changed, and the next page by the forge's own link. */
export interface ReadPage {
  readonly changed: readonly Instant[];
  readonly next: string | null;
}

/** A cursor, and within the stretch since its `since` the link to follow and how many were followed. */
export interface Position extends SyncCursor {
  readonly next: string | null;
  readonly followed: number;
}

/** So many items may be read twice at the turn of a page. */
const cheapOverlap = 2;
/** Forges limit how many pages can be followed; GitHub refuses deep ones. */
const mostFollowed = 50;
/** Clocks differ: what was changed so long before the start of a sync may have been changed during it. */
const skewMs = 5 * 60 * 1000;

/** Where reading begins, or goes on in another run: links are not kept, since what they lead to moves. */
export function resume({ since, unsure, again }: SyncCursor): Position {
  return { since, unsure, again, next: null, followed: 0 };
}

/** The beginning of a first sync. */
export const fromBeginning: SyncCursor = { since: beginning, unsure: null, again: false };

/** Where to go on after a page; `done` when the list was read to its end. `startedAt`: when reading it began. */
export function advance(
  at: Position,
  { changed, next }: ReadPage,
  startedAt: Instant,
): { readonly position: Position; readonly done: boolean } {
  const last = changed.at(-1) ?? at.since;
  if (next === null) {
    const changedMeanwhile = last >= plus(startedAt, -skewMs);
    if (at.unsure !== null && changedMeanwhile && !at.again) {
      return { position: resume({ since: at.unsure, unsure: null, again: true }), done: false };
    }
    return { position: resume({ since: last, unsure: null, again: false }), done: true };
  }
  const overlap = changed.filter((time) => time === last).length;
  // A page of one second: there is no other way than to follow, and reading it again would not be safer.
  const spans = changed.some((time) => time < last);
  const turns = spans && (overlap <= cheapOverlap || at.again);
  if (turns || (at.followed >= mostFollowed && last > at.since)) {
    return { position: { ...at, since: last, next: null, followed: 0 }, done: false };
  }
  const unsure = spans ? (at.unsure ?? at.since) : at.unsure;
  return { position: { ...at, unsure, next, followed: at.followed + 1 }, done: false };
}
