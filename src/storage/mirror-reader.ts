// Reading the mirror: lists of issues and pull requests, one with its comments, counts; and all of it, for the search index.
import type { mongo } from 'mongoose';
import type { MirrorReader, SubjectFilter } from '../mirror/store.js';
import type { SearchDoc, SearchSource } from '../search/store.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import type { Database } from './connect.js';
import { createMirrorLinks, type MirrorLinks } from './mirror-links.js';
import { keyOf, mirrorCollection, repositoryData, seenIn, type MirrorDoc } from './mirror-document.js';
import { byKey, commentOf, referredBy, searchDocOf, subjectOf, textOf } from './mirror-view.js';
import { mirrorSyncsCollection } from './mirror-syncs.js';

const states = ['open', 'closed', 'merged'];
/** So many documents are read at once for the search index. */
const batch = 200;

export function createMirrorReader(database: Database): MirrorReader & MirrorLinks & SearchSource {
  function mirror(): mongo.Collection<MirrorDoc> {
    return database.collection(mirrorCollection);
  }

  /** Keys of the repositories shown, of a forge, of a name. */
  async function repositoryKeys(forge: ForgeId | undefined, repo: string | undefined): Promise<readonly string[]> {
    const named = repo === undefined ? {} : { name: repo.toLowerCase() };
    const filter = { kind: 'repository', gone: false, ...named } as const;
    const found = await mirror()
      .find(filter, { projection: { _id: 1 } })
      .toArray();
    return found.map(({ _id }) => _id).filter((key) => forge === undefined || key.startsWith(`${forge}:`));
  }

  async function subjectKey({ forge, repo, number }: SubjectRef): Promise<string | null> {
    const [key] = await repositoryKeys(forge, repo);
    return key === undefined ? null : keyOf.subject(key, number);
  }

  async function matching(filter: SubjectFilter): Promise<mongo.Filter<MirrorDoc>> {
    const { forge, repo, number, author, head } = filter;
    const placed = [forge, repo, number].some((part) => part !== undefined);
    const repositories = placed ? await repositoryKeys(forge, repo) : [];
    const accounts =
      author === undefined
        ? []
        : await mirror()
            .find({ kind: 'account', name: author.toLowerCase() }, { projection: { _id: 1 } })
            .toArray();
    return {
      kind: 'subject',
      gone: false,
      pull: filter.isPull ?? { $in: [false, true] },
      state: filter.state ?? { $in: states },
      ...(placed ? { repo: { $in: [...repositories] } } : {}),
      ...(number === undefined ? {} : { _id: { $in: repositories.map((key) => keyOf.subject(key, number)) } }),
      ...(author === undefined ? {} : { author: { $in: accounts.map(({ _id }) => _id) } }),
      ...(head === undefined ? {} : { head }),
    };
  }

  async function* searchDocs(filter: mongo.Filter<MirrorDoc>): AsyncGenerator<SearchDoc> {
    let docs: MirrorDoc[] = [];
    async function indexed(): Promise<readonly SearchDoc[]> {
      const taken = docs;
      docs = [];
      const near = await byKey(database, referredBy(taken));
      const found = new Map([...near, ...(await byKey(database, referredBy(near.values())))]);
      return taken.map((doc) => searchDocOf(doc, found)).filter((doc) => doc !== null);
    }
    for await (const doc of mirror().find(filter).batchSize(batch)) {
      docs.push(doc);
      if (docs.length === batch) yield* await indexed();
    }
    yield* await indexed();
  }

  return {
    ...createMirrorLinks(database),

    async subjects(filter, { page, perPage }) {
      const match = await matching(filter);
      const total = await mirror().countDocuments(match);
      const skip = (page - 1) * perPage;
      if (skip >= total) return { items: [], total };
      const options = { projection: { 'data.body': 0 }, sort: { order: -1 }, skip, limit: perPage } as const;
      const docs = await mirror().find(match, options).toArray();
      const found = await byKey(database, referredBy(docs));
      return { items: docs.map((doc) => subjectOf(doc, found)).filter((subject) => subject !== null), total };
    },

    async subject(ref) {
      const key = await subjectKey(ref);
      const doc = key === null ? null : await mirror().findOne({ _id: key });
      return doc && textOf(doc, await byKey(database, referredBy([doc])));
    },

    async comments(ref, { page, perPage }) {
      const key = await subjectKey(ref);
      if (key === null) return { items: [], total: 0 };
      const match = { kind: 'comment', subject: key, gone: false } as const;
      const total = await mirror().countDocuments(match);
      const docs = await mirror()
        .find(match, { sort: { order: 1 }, skip: (page - 1) * perPage, limit: perPage })
        .toArray();
      const found = await byKey(database, referredBy(docs));
      const subject = found.get(key);
      const on = subject ? subjectOf(subject, found) : null;
      return on ? { items: docs.map((doc) => commentOf(doc, on, found)), total } : { items: [], total: 0 };
    },

    async counts() {
      const subjects = { kind: 'subject', gone: false, state: { $in: states } } as const;
      const [issues, pulls, comments] = await Promise.all([
        mirror().countDocuments({ ...subjects, pull: false }),
        mirror().countDocuments({ ...subjects, pull: true }),
        mirror().countDocuments({ kind: 'comment', gone: false }),
      ]);
      return { issues, pulls, comments };
    },

    async repositories() {
      const docs = await mirror().find({ kind: 'repository', gone: false }).toArray();
      const keys = docs.map(({ _id }) => _id);
      const syncs = await database
        .collection(mirrorSyncsCollection)
        .find({ _id: { $in: keys } })
        .toArray();
      return docs.map(({ _id, version, data }) => {
        const { name: repo, url } = repositoryData.parse(data);
        const forge: ForgeId = _id.startsWith('gitee:') ? 'gitee' : 'github';
        const syncedAt = syncs.find((sync) => sync._id === _id)?.finishedAt ?? null;
        const id = Number(_id.split(':')[1]);
        return { forge, id, repo, url, seenAt: seenIn(version), syncedAt };
      });
    },

    async *documents() {
      for (const kind of ['subject', 'comment'] as const) yield* searchDocs({ kind, gone: false });
    },
  };
}
