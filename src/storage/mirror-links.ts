// What issues and pull requests of the mirror say they belong to: stored with each, so that what belongs to something is found by an index.
import type { mongo } from 'mongoose';
import type { MirrorReader } from '../mirror/store.js';
import { belongsTo } from '../roadmap/links.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { Database } from './connect.js';
import { bodyData, keyOf, mirrorCollection, repositoryData, type MirrorDoc } from './mirror-document.js';
import { byKey, referredBy, subjectOf, type Found } from './mirror-view.js';

/** So many are answered at most, the newest. */
export const mostBelonging = 300;
const batch = 200;

/** The field of a document by which it is found; none where the text says nothing. */
export function belongsField(text: string, home: SubjectRef): Pick<MirrorDoc, 'belongs'> {
  const belongs = belongsTo(text, home);
  return belongs.length === 0 ? {} : { belongs };
}

function forgeOf(key: string): SubjectRef['forge'] {
  return key.startsWith('gitee:') ? 'gitee' : 'github';
}

/** Notes anew what a document says it belongs to; a state that was written meanwhile has noted it itself. */
function noted({ _id, version, number, repo, data }: MirrorDoc, found: Found): mongo.AnyBulkWriteOperation<MirrorDoc> {
  const { name } = repositoryData.parse(found.get(repo ?? '')?.data);
  const field = belongsField(bodyData.parse(data).body, { forge: forgeOf(_id), repo: name, number: number ?? '' });
  const update = field.belongs === undefined ? { $unset: { belongs: true } as const } : { $set: field };
  return { updateOne: { filter: { _id, version }, update } };
}

export interface MirrorLinks extends Pick<MirrorReader, 'belonging' | 'among'> {
  /** Reads every text of the mirror anew and notes what it says it belongs to. */
  noteBelonging(): Promise<void>;
}

/** What belongs to something, on MongoDB. */
export function createMirrorLinks(database: Database): MirrorLinks {
  function mirror(): mongo.Collection<MirrorDoc> {
    return database.collection(mirrorCollection);
  }

  async function shown(filter: mongo.Filter<MirrorDoc>) {
    const options = { projection: { 'data.body': 0 }, sort: { order: -1 }, limit: mostBelonging } as const;
    const docs = await mirror()
      .find({ ...filter, kind: 'subject', gone: false }, options)
      .toArray();
    const found = await byKey(database, referredBy(docs));
    return docs.map((doc) => subjectOf(doc, found)).filter((subject) => subject !== null);
  }

  return {
    belonging: (keys) => shown({ belongs: { $in: [...keys] } }),

    async among(keys) {
      const wanted = new Map<string, string[]>();
      for (const key of keys) {
        const [, forge, name = '', number = ''] = /^(github|gitee):([^#]*)#([^#]+)$/.exec(key) ?? [];
        if (forge !== undefined) wanted.set(`${forge}:${name}`, [...(wanted.get(`${forge}:${name}`) ?? []), number]);
      }
      if (wanted.size === 0) return [];
      const names = [...wanted.keys()].map((place) => place.slice(place.indexOf(':') + 1));
      const repositories = await mirror()
        .find({ kind: 'repository', name: { $in: names }, gone: false })
        .toArray();
      const ids = repositories.flatMap(({ _id, name }) =>
        (wanted.get(`${forgeOf(_id)}:${name ?? ''}`) ?? []).flatMap((number) => [
          keyOf.subject(_id, number),
          keyOf.subject(_id, number.toUpperCase()),
        ]),
      );
      const found = await shown({ _id: { $in: ids } });
      const asked = new Set(keys);
      return found.filter(({ ref }) => asked.has(subjectKey(ref)));
    },

    async noteBelonging() {
      let docs: MirrorDoc[] = [];
      async function note(): Promise<void> {
        if (docs.length === 0) return;
        const found = await byKey(
          database,
          docs.map(({ repo }) => repo),
        );
        const told = docs.filter(({ repo }) => found.get(repo ?? '')?.gone === false);
        docs = [];
        if (told.length > 0)
          await mirror().bulkWrite(
            told.map((doc) => noted(doc, found)),
            { ordered: false },
          );
      }
      for await (const doc of mirror().find({ kind: 'subject', gone: false }).batchSize(batch)) {
        docs.push(doc);
        if (docs.length === batch) await note();
      }
      await note();
    },
  };
}
