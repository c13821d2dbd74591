// What is seen, as updates of single documents that a newer state is never overwritten by.
import type { mongo } from 'mongoose';
import type { CommentSnapshot, RepositoryFacts, Sighting, SubjectSnapshot } from '../forges/sighting.js';
import { capped } from '../mirror/text.js';
import type { Account, ForgeId } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { belongsField } from './mirror-links.js';
import { final, keyOf, versionOf, type MirrorDoc } from './mirror-document.js';

export type MirrorUpdate = mongo.AnyBulkWriteOperation<MirrorDoc>;

const nothing = {
  gone: false,
  repo: null,
  subject: null,
  number: null,
  author: null,
  pull: null,
  state: null,
  order: null,
  name: null,
  data: null,
} as const;

const notOlder = (version: string): object => ({ $lte: [{ $ifNull: ['$version', ''] }, version] });

/** Puts the document unless a newer one is there. `head` is kept by a version of its own, and stays when it is not told. */
function put(doc: MirrorDoc): MirrorUpdate {
  const { head, headVersion, ...rest } = doc;
  const whole = doc.gone
    ? { $literal: rest }
    : { $mergeObjects: [{ head: '$head', headVersion: '$headVersion' }, { $literal: rest }] };
  const told =
    head === undefined || headVersion === undefined
      ? []
      : [
          {
            $set: {
              head: {
                $cond: [{ $lte: [{ $ifNull: ['$headVersion', ''] }, headVersion] }, { $literal: head }, '$head'],
              },
              headVersion: { $max: ['$headVersion', headVersion] },
            },
          },
        ];
  const update = [{ $replaceWith: { $cond: [notOlder(doc.version), whole, '$$ROOT'] } }, ...told];
  return { updateOne: { filter: { _id: doc._id }, update, upsert: true } };
}

function repositoryDoc(forge: ForgeId, { id, name, url, asOf }: RepositoryFacts, seenAt: Instant): MirrorDoc {
  const _id = keyOf.repository(forge, id);
  const version = versionOf(asOf, seenAt);
  return { ...nothing, _id, kind: 'repository', version, name: name.toLowerCase(), data: { name, url } };
}

/** The repository is hidden as of the instant. Of its name nothing is kept. */
export function hiddenRepository(key: string, at: Instant): MirrorUpdate {
  return put({ ...nothing, _id: key, kind: 'repository', version: versionOf(at, at), gone: true });
}

function accountDoc({ forge, id, login, bot }: Account, version: string): MirrorDoc {
  const _id = keyOf.account(forge, id);
  return { ...nothing, _id, kind: 'account', version, name: login.toLowerCase(), data: { id, login, bot } };
}

function authorKey(author: Account | null): string | null {
  return author && keyOf.account(author.forge, author.id);
}

function subjectDoc({ forge, repository }: Sighting, snapshot: SubjectSnapshot, seenAt: Instant): MirrorDoc {
  const repo = keyOf.repository(forge, repository.id);
  const { number, isPull, title, body, state, draft, labels, author, head, commentsCount } = snapshot;
  const { createdAt, updatedAt, closedAt } = snapshot;
  const version = versionOf(updatedAt, seenAt);
  return {
    ...nothing,
    _id: keyOf.subject(repo, number),
    kind: 'subject',
    version,
    repo,
    number,
    author: authorKey(author),
    pull: isPull,
    state,
    order: `${createdAt} ${number.padStart(12, '0')}`,
    ...(head === null ? {} : { head, headVersion: version }),
    ...belongsField(capped(body), { forge, repo: repository.name, number }),
    data: {
      title: capped(title),
      body: capped(body),
      draft,
      labels: [...labels],
      createdAt,
      updatedAt,
      closedAt,
      commentsCount,
    },
  };
}

function commentDoc(forge: ForgeId, repo: string, snapshot: CommentSnapshot, seenAt: Instant): MirrorDoc {
  const { id, number, author, body, createdAt, updatedAt } = snapshot;
  return {
    ...nothing,
    _id: keyOf.comment(forge, snapshot),
    kind: 'comment',
    version: versionOf(updatedAt, seenAt),
    repo,
    subject: keyOf.subject(repo, number),
    author: authorKey(author),
    order: `${createdAt} ${id.padStart(20, '0')}`,
    data: { id, body: capped(body), createdAt, updatedAt },
  };
}

/** What stays of something removed: that it was there. */
function tombstones({ forge, repository, removed }: Sighting): MirrorDoc[] {
  const repo = keyOf.repository(forge, repository.id);
  return removed.map((removal) => {
    const tombstone = { ...nothing, version: final, gone: true, repo };
    const subject = keyOf.subject(repo, removal.number);
    if (removal.kind === 'comment') {
      return { ...tombstone, _id: keyOf.comment(forge, removal), kind: 'comment', subject };
    }
    const { to } = removal;
    const now = to && keyOf.subject(keyOf.repository(forge, to.repository.id), to.number);
    return { ...tombstone, _id: subject, kind: 'subject', subject: now };
  });
}

/** Everything a sighting says, one document each. */
export function documentsOf(sighting: Sighting, seenAt: Instant): readonly MirrorDoc[] {
  const { forge, repository, asOf, subjects, comments } = sighting;
  const repo = keyOf.repository(forge, repository.id);
  const authors = new Map(
    [...subjects, ...comments].flatMap(({ author }) => (author ? [[author.id, author] as const] : [])),
  );
  const accountVersion = versionOf(asOf, seenAt);
  return [
    repositoryDoc(forge, repository, seenAt),
    ...[...authors.values()].map((author) => accountDoc(author, accountVersion)),
    ...subjects.map((subject) => subjectDoc(sighting, subject, seenAt)),
    ...comments.map((comment) => commentDoc(forge, repo, comment, seenAt)),
    ...tombstones(sighting),
  ];
}

/** Updates to be made in any order. */
export function updatesOf(docs: readonly MirrorDoc[]): MirrorUpdate[] {
  return docs.map(put);
}
