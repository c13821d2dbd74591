// Writing the mirror: what is seen goes in with one bulk write; what was removed goes, and takes along what belongs to it.
import { mongo } from 'mongoose';
import type { MirrorWriter } from '../mirror/store.js';
import type { SearchIndex } from '../search/store.js';
import { later, type Instant } from '../shared/time.js';
import type { Database } from './connect.js';
import { changedIn, keyOf, mirrorCollection, seenIn, versionOf, type MirrorDoc } from './mirror-document.js';
import { mirrorSyncsCollection } from './mirror-syncs.js';
import { documentsOf, hiddenRepository, updatesOf, type MirrorUpdate } from './mirror-updates.js';
import { byKey, searchDocOf, searchId, searchVersion, type Found } from './mirror-view.js';

/**
 * Acknowledged, not journaled. The delivery it comes from is noted as done by a journaled write that follows, to the same server: the
 * journal is one sequence, so what was written before is in it. After a crash in between the delivery is handled again, and the same is written
 * again. A sync likewise writes its cursor, journaled, after each page.
 */
const unjournaled = { writeConcern: { w: 'majority', j: false }, ordered: false } as const;
const duplicateKey = 11000;
const removedAtOnce = 500;
/** Transfers of transfers are followed so far. */
const mostTransfers = 20;

/** The writer on MongoDB; the search index is told of everything that came and went. */
export function createMirrorWriter(database: Database, search: Pick<SearchIndex, 'putAll' | 'remove'>): MirrorWriter {
  function mirror(): mongo.Collection<MirrorDoc> {
    return database.collection(mirrorCollection);
  }

  /** Two writers may both insert a document that was not there: the one that comes second looks again, and then updates. */
  async function write(updates: MirrorUpdate[], tries = 5): Promise<void> {
    try {
      await mirror().bulkWrite(updates, unjournaled);
    } catch (error) {
      const raced = error instanceof mongo.MongoServerError && error.code === duplicateKey;
      if (!raced || tries === 0) throw error;
      await write(updates, tries - 1);
    }
  }

  /** Removes documents as of an instant, or for good (null): first from the index, so that after a crash in between they are found here again. */
  async function remove(filter: mongo.Filter<MirrorDoc>, asOf: Instant | null): Promise<void> {
    for (;;) {
      const docs = await mirror().find(filter, { limit: removedAtOnce }).toArray();
      if (docs.length === 0) return;
      for (const doc of docs) {
        const last = asOf === null ? undefined : { version: versionOf(changedIn(doc.version), asOf) };
        await search.remove(searchId(doc), last && searchVersion(last));
      }
      await mirror().deleteMany({ _id: { $in: docs.map(({ _id }) => _id) } });
    }
  }

  /** Removes what is there of a repository, if it is hidden; whether it is. */
  async function removeHidden(repository: MirrorDoc | null | undefined): Promise<boolean> {
    if (!repository?.gone) return false;
    await remove({ repo: repository._id, gone: false }, seenIn(repository.version));
    return true;
  }

  /** Comments on a subject that is no longer there go with it: away, or to where it was transferred. */
  async function settleComments(subject: string): Promise<void> {
    let at = subject;
    for (let hop = 0; hop < mostTransfers; hop += 1) {
      const place = await mirror().findOne({ _id: at });
      if (!place?.gone) return;
      const comments = { kind: 'comment', subject: at, gone: false } as const;
      if (place.subject === null) {
        await remove(comments, null);
        return;
      }
      const [repo = ''] = place.subject.split('#');
      await mirror().updateMany(comments, { $set: { subject: place.subject, repo } });
      await removeHidden(await mirror().findOne({ _id: repo }));
      at = place.subject;
    }
  }

  /** Only what became the state of now is told to the index, and only if it was this sighting that brought it. */
  async function tellSearch(docs: readonly MirrorDoc[], found: Found): Promise<void> {
    const texts = docs.filter(({ kind }) => kind === 'subject' || kind === 'comment');
    for (const doc of texts) if (doc.gone) await search.remove(searchId(doc));
    const kept = texts.filter(({ _id, version }) => found.get(_id)?.version === version);
    const fresh = kept.map(({ _id }) => found.get(_id)).filter((doc) => doc !== undefined);
    const entries = fresh.map((doc) => searchDocOf(doc, found)).filter((entry) => entry !== null);
    if (entries.length > 0) await search.putAll(entries);
  }

  async function hide(key: string, at: Instant): Promise<void> {
    await write([hiddenRepository(key, at)]);
    const hidden = await removeHidden(await mirror().findOne({ _id: key }));
    if (hidden) await database.collection(mirrorSyncsCollection).deleteOne({ _id: key });
  }

  /** Of a repository that is not shown: what was deleted there must not come back, late, when everybody may read it again. */
  async function noteRemoved(tombstones: readonly MirrorDoc[]): Promise<void> {
    if (tombstones.length === 0) return;
    await write(updatesOf(tombstones));
    await tellSearch(tombstones, new Map());
  }

  /**
   * What Gitee's deliveries tell of as deleted is only claimed: the API says no more than that nothing is there, which is as true of what is elsewhere or
   * yet to come. So only what is here, in the same place, is removed. GitHub signs what it tells.
   */
  async function believable(docs: readonly MirrorDoc[]): Promise<readonly MirrorDoc[]> {
    const removed = docs.filter(({ gone }) => gone);
    if (removed.length === 0) return docs;
    const here = await byKey(
      database,
      removed.map(({ _id }) => _id),
    );
    const isHere = ({ _id, repo, subject, kind }: MirrorDoc) => {
      const found = here.get(_id);
      return found?.repo === repo && (kind !== 'comment' || found.subject === subject);
    };
    return docs.filter((doc) => !doc.gone || isHere(doc));
  }

  return {
    async see(sighting, seenAt) {
      const { forge, repository } = sighting;
      const key = keyOf.repository(forge, repository.id);
      const told = documentsOf(sighting, seenAt);
      const docs = forge === 'gitee' ? await believable(told) : told;
      if (!repository.isPublic) {
        await noteRemoved(docs.filter(({ gone }) => gone));
        await hide(key, later(repository.asOf, seenAt));
        return false;
      }
      await write(updatesOf(docs));
      // Looked at after the write: whoever hides or removes something now finds, and removes, what was written.
      const found = await byKey(
        database,
        docs.flatMap(({ _id, subject }) => [_id, subject]),
      );
      if (await removeHidden(found.get(key))) return false;
      const subjects = new Set(docs.map(({ kind, _id, subject }) => (kind === 'comment' ? subject : _id)));
      for (const subject of subjects) {
        if (subject !== null && subject !== key && found.get(subject)?.gone) await settleComments(subject);
      }
      await tellSearch(docs, found);
      return true;
    },

    hide: (forge, repository, at) => hide(keyOf.repository(forge, repository), at),
  };
}
