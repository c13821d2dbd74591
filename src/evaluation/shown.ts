// Pull requests as the portal shows them: the mirror's, each with what the policies said of it.
import { findContribution, listContributions } from '../mirror/contributions.js';
import type { MirroredSubject, MirrorReader, PageQuery } from '../mirror/store.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import type {
  ContributionReader,
  ContributionRecord,
  ListedContribution,
  ShownContribution,
  ShownOverride,
} from './store.js';

/** What is read. */
export interface ShownSources {
  readonly mirror: Pick<MirrorReader, 'subjects' | 'subject' | 'comments' | 'repositories'>;
  readonly contributions: Pick<ContributionReader, 'find' | 'among' | 'list' | 'history'>;
  /** The overrides of a contribution by its origin, the oldest first. */
  readonly overrides: (origin: string) => Promise<readonly ShownOverride[]>;
}

/** What only the records know. */
const judged = ['verdict', 'waiting'];

async function withOverrides(
  { overrides }: ShownSources,
  subject: ListedContribution['subject'],
  record: ContributionRecord | null,
): Promise<ListedContribution> {
  return { subject, record, overrides: record ? await overrides(record.origin) : [] };
}

/** The records, of the repositories that the mirror shows: one that became private is no longer among them. */
async function judgedOnes(sources: ShownSources, query: ListQuery): Promise<ListPage<ListedContribution>> {
  const shown = (await sources.mirror.repositories()).map(({ forge, repo }) => `${forge}:${repo}`);
  const { items, total } = await sources.contributions.list(query, shown);
  return { items: await Promise.all(items.map((record) => withOverrides(sources, record, record))), total };
}

async function mirrored(sources: ShownSources, query: ListQuery): Promise<ListPage<ListedContribution>> {
  const { items, total } = await listContributions(sources.mirror, query);
  const keyOf = ({ ref }: MirroredSubject): string => subjectKey(ref);
  const records = await sources.contributions.among(items.map(keyOf));
  const joined = items.map((subject) => withOverrides(sources, subject, records.get(keyOf(subject)) ?? null));
  return { items: await Promise.all(joined), total };
}

/** Newest first; filters: forge, repo, number, state, author (a login), head, verdict, waiting (an actor's role). */
export function listShown(sources: ShownSources, query: ListQuery): Promise<ListPage<ListedContribution>> {
  return judged.some((field) => field in query.filter) ? judgedOnes(sources, query) : mirrored(sources, query);
}

/** One with a page of its comments; null when it is not in the mirror, or is an issue. */
export async function findShown(
  sources: ShownSources,
  ref: SubjectRef,
  comments: PageQuery,
): Promise<ShownContribution | null> {
  const found = await findContribution(sources.mirror, ref, comments);
  if (!found) return null;
  const now = found.subject.ref;
  const [record, history] = await Promise.all([sources.contributions.find(now), sources.contributions.history(now)]);
  const { overrides } = await withOverrides(sources, found.subject, record);
  return { ...found, record, overrides, history };
}
