// Backfilling a repository through the forge's lists: page by page, each kept before the next is asked for. It runs no command: what it reads
// goes into the mirror and nowhere else.
import type { Answer, ForgeFailure } from '../forges/answer.js';
import type { ForgeLists, Listed, Listing } from '../forges/forge.js';
import type { RepositoryFacts, Sighting } from '../forges/sighting.js';
import { backoff } from '../queue/backoff.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Clock, Instant } from '../shared/time.js';
import type { ForgeId } from '../shared/refs.js';
import { advance, fromBeginning, resume } from './cursor.js';
import type { SyncProgress, SyncStore } from './store.js';

/** What is told while it runs. `left`: objects still to be read in this part, when the forge tells. */
export type SyncNews =
  | { readonly kind: 'read'; readonly part: Part; readonly objects: number; readonly left: number | null }
  | { readonly kind: 'waiting'; readonly ms: number; readonly why: string };

type Part = 'issues' | 'comments';

/** How one waits for a forge. */
export interface Patience {
  /** Aborted to stop. */
  readonly stop: AbortSignal;
  /** Returns after so many milliseconds, or as soon as `stop` is aborted. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly tell: (news: Extract<SyncNews, { readonly kind: 'waiting' }>) => void;
}

export interface SyncTools extends Patience {
  readonly forge: ForgeId;
  readonly lists: ForgeLists;
  readonly store: SyncStore;
  /** Takes in a page; false when the repository is not to be mirrored any more. */
  readonly see: (sighting: Sighting, seenAt: Instant) => Promise<boolean>;
  readonly clock: Clock;
  readonly tell: (news: SyncNews) => void;
}

/** Objects read in this run, each as often as it was on a page. */
export interface SyncCounts {
  readonly issues: number;
  readonly comments: number;
}

export interface SyncEnd {
  /** False: stopped on request; the next run goes on from here. */
  readonly finished: boolean;
  readonly counts: SyncCounts;
}

const pageSize = 100;
/** A forge that does not answer is asked so often, over about ten minutes. */
const mostTries = 9;

function reasonOf(failure: ForgeFailure, repo: string): string {
  if (failure.kind === 'gone') return `${repo} cannot be read: it does not exist, or the app is not installed there`;
  return `${repo} cannot be read: ${failure.detail}`;
}

/** Asks until there is an answer that waiting does not change. Null when stopped while waiting. */
export async function patiently<T>(
  { stop, sleep, tell }: Patience,
  ask: () => Answer<T>,
): Promise<Result<T, ForgeFailure> | null> {
  for (let tries = 1; ;) {
    if (stop.aborted) return null;
    const answer = await ask();
    if (answer.ok) return answer;
    const { error } = answer;
    if (error.kind === 'gone' || error.kind === 'refused') return answer;
    if (error.kind === 'unavailable' && tries >= mostTries) return answer;
    const ms = error.kind === 'wait' ? error.retryAfterMs : backoff(tries);
    if (error.kind === 'unavailable') tries += 1;
    tell({ kind: 'waiting', ms, why: error.detail });
    await sleep(ms);
  }
}

interface Reading<T> {
  readonly part: Part;
  readonly list: (listing: Listing) => Answer<Listed<T>>;
  readonly sighting: (items: readonly T[], asOf: Instant) => Sighting;
  readonly changed: (item: T) => Instant;
}

/** Reads one list to its end. The error is for people; `false`: stopped. */
async function readList<T>(
  tools: SyncTools,
  repository: RepositoryFacts,
  before: SyncProgress,
  { part, list, sighting, changed }: Reading<T>,
): Promise<Result<{ readonly ended: boolean; readonly objects: number; readonly progress: SyncProgress }, string>> {
  const { forge, store, clock, tell } = tools;
  let [progress, position, objects] = [before, resume(before[part]), 0];
  for (;;) {
    const asOf = clock.now();
    const answer = await patiently(tools, () => list(position));
    if (answer === null) return ok({ ended: false, objects, progress });
    if (!answer.ok) return err(reasonOf(answer.error, repository.name));
    const { items, next, pagesLeft } = answer.value;
    const mirrored = await tools.see(sighting(items, asOf), asOf);
    if (!mirrored) return err(`${repository.name} is not to be mirrored any more: it was hidden meanwhile`);
    objects += items.length;
    tell({ kind: 'read', part, objects, left: pagesLeft === null ? null : pagesLeft * pageSize });
    const { position: then, done } = advance(position, { changed: items.map(changed), next }, before.startedAt);
    const { since, unsure, again } = then;
    progress = { ...progress, [part]: { since, unsure, again } };
    await store.put(forge, repository.id, progress);
    if (done) return ok({ ended: true, objects, progress });
    position = then;
  }
}

function startOf(known: SyncProgress | null, now: Instant): SyncProgress {
  if (known && known.phase !== 'done') return known;
  const from = { issues: known?.issues ?? fromBeginning, comments: known?.comments ?? fromBeginning };
  return { phase: 'issues', ...from, startedAt: now, finishedAt: known?.finishedAt ?? null };
}

/**
 * Reads what was changed since the last sync of this repository, or goes on with one that was stopped. `repo` is `owner/repo`. The error is for
 * people.
 */
export async function syncRepository(tools: SyncTools, repo: string): Promise<Result<SyncEnd, string>> {
  const { forge, lists, store, clock } = tools;
  const none = { issues: 0, comments: 0 };
  const asOf = clock.now();
  const found = await patiently(tools, () => lists.repository(repo));
  if (found === null) return ok({ finished: false, counts: none });
  if (!found.ok) return err(reasonOf(found.error, repo));
  const repository = { ...found.value, asOf };
  const seen = { forge, repository, subjects: [], comments: [], removed: [] };
  if (!repository.isPublic) {
    await tools.see({ ...seen, asOf }, asOf);
    return err(`${repository.name} is private: the portal is public, so it is not mirrored`);
  }
  if (!(await tools.see({ ...seen, asOf }, asOf))) {
    return err(`${repository.name} is not one of the foundation's repositories, by the charter in force`);
  }
  let progress = startOf(await store.get(forge, repository.id), asOf);
  let counts: SyncCounts = none;
  if (progress.phase === 'issues') {
    const read = await readList(tools, repository, progress, {
      part: 'issues',
      list: (listing) => lists.subjects(repository.name, listing),
      sighting: (subjects, at) => ({ ...seen, asOf: at, subjects }),
      changed: ({ updatedAt }) => updatedAt,
    });
    if (!read.ok) return read;
    counts = { ...counts, issues: read.value.objects };
    if (!read.value.ended) return ok({ finished: false, counts });
    progress = { ...read.value.progress, phase: 'comments' };
    await store.put(forge, repository.id, progress);
  }
  const read = await readList(tools, repository, progress, {
    part: 'comments',
    list: (listing) => lists.comments(repository.name, listing),
    sighting: (comments, at) => ({ ...seen, asOf: at, comments }),
    changed: ({ updatedAt }) => updatedAt,
  });
  if (!read.ok) return read;
  counts = { ...counts, comments: read.value.objects };
  if (!read.value.ended) return ok({ finished: false, counts });
  await store.put(forge, repository.id, { ...read.value.progress, phase: 'done', finishedAt: clock.now() });
  return ok({ finished: true, counts });
}
