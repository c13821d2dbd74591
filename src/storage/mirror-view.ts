// Documents of the mirror as the outside sees them: with the latest names of repositories and accounts, and as search finds them.
import { commentUrl, subjectUrl } from '../forges/links.js';
import type { MirroredComment, MirroredSubject, MirroredText } from '../mirror/store.js';
import type { SearchDoc } from '../search/store.js';
import type { Account, ForgeId } from '../shared/refs.js';
import { millis } from '../shared/time.js';
import type { Database } from './connect.js';
import {
  accountData,
  bodyData,
  changedIn,
  commentData,
  mirrorCollection,
  repositoryData,
  seenIn,
  subjectData,
  type MirrorDoc,
} from './mirror-document.js';

/** Documents by key. */
export type Found = ReadonlyMap<string, MirrorDoc>;

/** The documents with these keys, as far as there are any. */
export async function byKey(database: Database, keys: Iterable<string | null>): Promise<Found> {
  const wanted = [...new Set(keys)].filter((key) => key !== null);
  if (wanted.length === 0) return new Map();
  const docs = await database
    .collection(mirrorCollection)
    .find({ _id: { $in: wanted } })
    .toArray();
  return new Map(docs.map((doc) => [doc._id, doc]));
}

/** The keys of what these documents speak of: repositories, authors, subjects. */
export function referredBy(docs: Iterable<MirrorDoc>): readonly (string | null)[] {
  return [...docs].flatMap(({ repo, author, subject }) => [repo, author, subject]);
}

function forgeIn(key: string): ForgeId {
  return key.startsWith('gitee:') ? 'gitee' : 'github';
}

function accountOf(key: string | null, found: Found): Account | null {
  const doc = key === null ? undefined : found.get(key);
  return doc ? { forge: forgeIn(doc._id), ...accountData.parse(doc.data) } : null;
}

function stateOf(state: string | null): MirroredSubject['state'] {
  return state === 'merged' || state === 'closed' ? state : 'open';
}

/** An issue or pull request without its text; null when it or its repository is not shown. */
export function subjectOf(doc: MirrorDoc, found: Found): MirroredSubject | null {
  const repository = found.get(doc.repo ?? '');
  if (doc.gone || !repository || repository.gone) return null;
  const { name, url } = repositoryData.parse(repository.data);
  const [forge, number, isPull] = [forgeIn(doc._id), doc.number ?? '', doc.pull === true];
  return {
    ref: { forge, repo: name, number },
    url: subjectUrl(url, forge, isPull, number),
    isPull,
    state: stateOf(doc.state),
    author: accountOf(doc.author, found),
    head: doc.head ?? null,
    ...subjectData.parse(doc.data),
  };
}

/** The same with its text. */
export function textOf(doc: MirrorDoc, found: Found): MirroredText | null {
  const subject = subjectOf(doc, found);
  return subject && { ...subject, ...bodyData.parse(doc.data) };
}

/** A comment on a subject. */
export function commentOf(doc: MirrorDoc, on: MirroredSubject, found: Found): MirroredComment {
  const data = commentData.parse(doc.data);
  return { ...data, author: accountOf(doc.author, found), url: commentUrl(on.url, on.ref.forge, data.id) };
}

/** The id under which search knows a subject or a comment. */
export function searchId({ _id, kind }: Pick<MirrorDoc, '_id' | 'kind'>): string {
  return kind === 'comment' ? _id.replace(/^(\w+):((?:pull-)?comment):/, '$2:$1:') : `subject:${_id}`;
}

const epoch = Date.UTC(2000);
const [second, tenMinutes, halfWord] = [1000, 600_000, 2 ** 22];

/**
 * What orders a document's states in the index, as a whole number: the forge's second of the last change, then the ten minutes of our
 * receipt. So what is removed for now, as of an instant, can be put in again unchanged when it is seen later.
 */
export function searchVersion({ version }: Pick<MirrorDoc, 'version'>): number {
  const changed = Math.floor((millis(changedIn(version)) - epoch) / second);
  const seen = Math.floor((millis(seenIn(version)) - epoch) / tenMinutes);
  return changed * halfWord + seen;
}

/** What search finds: an issue, a pull request, or a comment under its subject's title. Null while the subject is not shown. */
export function searchDocOf(doc: MirrorDoc, found: Found): SearchDoc | null {
  const subject = doc.kind === 'comment' ? found.get(doc.subject ?? '') : doc;
  const on = subject ? textOf(subject, found) : null;
  if (!on || doc.gone) return null;
  const { forge, repo, number } = on.ref;
  const shared = { id: searchId(doc), title: on.title, where: `${repo}#${number}` };
  if (doc.kind === 'comment') {
    const { body: text, url, author, createdAt: at } = commentOf(doc, on, found);
    // What bots write repeats what is found elsewhere.
    if (author?.bot === true) return null;
    return { ...shared, kind: 'comment', text, keywords: author?.login ?? '', url, at, version: searchVersion(doc) };
  }
  return {
    ...shared,
    kind: on.isPull ? 'pull' : 'issue',
    text: on.body,
    keywords: [on.author?.login ?? '', ...on.labels].join(' '),
    url: on.isPull ? `/contributions/${forge}/${repo}/${number}` : on.url,
    at: on.createdAt,
    version: searchVersion(doc),
  };
}
