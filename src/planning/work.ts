// How far the work on items is, as far as the rules of roadmap.yml turn on it, and the statuses that follow.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { Answer } from '../forges/answer.js';
import type { ForgeReader } from '../forges/forge.js';
import type { MirroredSubject } from '../mirror/store.js';
import { followWork } from '../roadmap/decide/follow.js';
import type { Item } from '../roadmap/item.js';
import { keysOf, namedIn } from '../roadmap/links.js';
import { occasionsFor, type Occasion, type Progress } from '../roadmap/statuses.js';
import { subjectOfKey, type ForgeId, type SubjectRef } from '../shared/refs.js';
import { later, type Instant } from '../shared/time.js';
import { plan } from './decide.js';
import { byPeople, linkedTo } from './links.js';
import { showItem } from './show.js';

/** Asks a forge something. Null when it has nothing to tell, or cannot tell it now and that does not matter. */
export type Ask = <T>(forge: ForgeId, call: (read: ForgeReader) => Answer<T>) => Promise<T | null>;

/** A repository of the foundation that everybody may read. */
export type Place = Pick<SubjectRef, 'forge' | 'repo'>;

/** A release, and what it names. */
export interface NamingRelease {
  readonly publishedAt: Instant;
  readonly keys: ReadonlySet<string>;
}

/** What of items is looked at, and how it is read. */
export interface Look {
  readonly occasions: ReadonlySet<Occasion>;
  readonly ask: Ask;
  /** Called at the first item to which a release matters. */
  readonly releases: () => Promise<readonly NamingRelease[]>;
}

function latest(times: readonly Instant[]): Instant | null {
  return times.reduce<Instant | null>((last, time) => (last === null ? time : later(last, time)), null);
}

/** The releases of some repositories, read when they are first asked for, each repository once. */
export function releasesIn(places: readonly Place[], ask: Ask): Look['releases'] {
  let read: Promise<readonly NamingRelease[]> | null = null;
  async function all(): Promise<readonly NamingRelease[]> {
    const found: NamingRelease[] = [];
    for (const place of places) {
      const releases = (await ask(place.forge, (reader) => reader.releases(place.repo))) ?? [];
      const whole = releases.filter(({ isPreview }) => !isPreview);
      found.push(...whole.map((one) => ({ publishedAt: one.publishedAt, keys: namedIn(one, place) })));
    }
    return found;
  }
  return () => (read ??= all());
}

/** Each holds since the last pull request that made it so: what a person says of the work stands against what was before that only. */
function ofPulls(pulls: readonly MirroredSubject[]): Pick<Progress, 'pullRequestLinked' | 'pullRequestsMerged'> {
  const merged = pulls.filter(({ state }) => state === 'merged');
  const open = pulls.filter(({ state }) => state === 'open');
  return {
    pullRequestLinked: latest([...open, ...merged].map(({ createdAt }) => createdAt)),
    pullRequestsMerged:
      merged.length === 0 || open.length > 0
        ? null
        : latest(pulls.map(({ closedAt, updatedAt }) => closedAt ?? updatedAt)),
  };
}

async function milestoneClosed({ subject }: Item, ask: Ask): Promise<Instant | null> {
  const ref = subjectOfKey(subject);
  const issue = await ask(ref.forge, (reader) => reader.issue(ref));
  return issue?.isPublic === true ? (issue.milestone?.closedAt ?? null) : null;
}

/** What is known of the work on an item, of the occasions that are asked for. */
export async function progressOf(
  { mirror }: Pick<Governance, 'mirror'>,
  adopted: AdoptedCharter,
  item: Item,
  { occasions, ask, releases }: Look,
): Promise<Progress> {
  const wants = (...some: readonly Occasion[]): boolean => some.some((one) => occasions.has(one));
  const linked = wants('pull-request-linked', 'pull-requests-merged');
  const [issue] = linked ? await mirror.among([item.subject]) : [];
  const work = linked ? await linkedTo(mirror, item, issue ? await mirror.subject(issue.ref) : null) : null;
  const pulls = byPeople(adopted, work?.pulls ?? []);
  const own = keysOf(item);
  // Only what names the item itself: of a pull request that is a part of it, others are not done yet.
  const naming = wants('released') ? (await releases()).filter(({ keys }) => own.some((key) => keys.has(key))) : [];
  return {
    ...ofPulls(pulls),
    milestoneClosed: wants('milestone-closed') ? await milestoneClosed(item, ask) : null,
    released: latest(naming.map(({ publishedAt }) => publishedAt)),
  };
}

/** The items to which an occasion of these matters, the oldest first, each with those that do. */
export function concerned(
  items: Iterable<Item>,
  { charter }: AdoptedCharter,
  occasions: ReadonlySet<Occasion>,
): readonly { readonly item: Item; readonly occasions: ReadonlySet<Occasion> }[] {
  const rules = charter.roadmap?.statuses ?? [];
  return [...items].flatMap((item) => {
    const own = new Set([...occasionsFor(rules, item)].filter((one) => occasions.has(one)));
    return own.size === 0 ? [] : [{ item, occasions: own }];
  });
}

/** Looks at the work on an item, and gives it the status that follows. Safe to repeat. */
export async function followItem(
  governance: Governance,
  adopted: AdoptedCharter,
  item: Item,
  look: Look,
): Promise<void> {
  const progress = await progressOf(governance, adopted, item, look);
  const subject = subjectOfKey(item.subject);
  const { items } = await plan(governance, (known) => ({
    drafts: followWork({ ...known, adopted }, subject, progress),
    result: null,
  }));
  for (const id of items) await showItem(governance, id);
}
