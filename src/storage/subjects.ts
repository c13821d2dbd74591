// Subjects that have or had a motion, and where they went. A moved subject's document stays and points to the next.
import { Schema, type mongo } from 'mongoose';
import type { KnownSubject, SubjectStore } from '../events/store.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface SubjectDoc extends KnownSubject {
  /** The subject's key. */
  readonly _id: string;
  /** The key of where it went; null where it is now. */
  readonly movedTo: string | null;
}

export const subjectsCollection = defineCollection<SubjectDoc>({
  name: 'subjects',
  fields: {
    _id: String,
    ref: Schema.Types.Mixed,
    origin: Schema.Types.Mixed,
    url: String,
    isPull: Boolean,
    sameTreeHeads: Schema.Types.Mixed,
    movedTo: String,
  },
  indexes: [],
});

function knownOf({ ref, origin, url, isPull, sameTreeHeads }: SubjectDoc): KnownSubject {
  return { ref, origin, url, isPull, sameTreeHeads };
}

/** The subject store on MongoDB; every lookup is by `_id`. */
export function createSubjectStore(database: Database): SubjectStore {
  function subjects(): mongo.Collection<SubjectDoc> {
    return database.collection(subjectsCollection);
  }

  async function ensure(ref: SubjectRef, facts: Pick<SubjectDoc, 'origin' | 'url' | 'isPull'>): Promise<void> {
    const fresh: SubjectDoc = { _id: subjectKey(ref), ref, ...facts, sameTreeHeads: [], movedTo: null };
    await inserted(subjects().insertOne(fresh));
  }

  /** The documents from this key to where its subject is now. */
  async function trail(key: string): Promise<readonly SubjectDoc[]> {
    const passed: SubjectDoc[] = [];
    let next: string | null = key;
    while (next !== null && !passed.some(({ _id }) => _id === next)) {
      const found: SubjectDoc | null = await subjects().findOne({ _id: next });
      if (found) passed.push(found);
      next = found?.movedTo ?? null;
    }
    return passed;
  }

  return {
    async remember({ ref, url, isPull }) {
      const known = await subjects().updateOne({ _id: subjectKey(ref) }, { $set: { url, isPull } });
      if (known.matchedCount === 0) await ensure(ref, { origin: ref, url, isPull });
    },

    async find(subject) {
      const found = await subjects().findOne({ _id: subjectKey(subject) });
      return found && knownOf(found);
    },

    async originOf(subject) {
      const found = await subjects().findOne({ _id: subjectKey(subject) }, { projection: { origin: 1 } });
      return found?.origin ?? subject;
    },

    async current(origin) {
      const last = (await trail(subjectKey(origin))).at(-1);
      return last ? knownOf(last) : null;
    },

    async move(from, to, url) {
      const [fromKey, toKey] = [subjectKey(from), subjectKey(to)];
      if (fromKey === toKey) return;
      await ensure(from, { origin: from, url, isPull: false });
      const source = await subjects().findOne({ _id: fromKey });
      if (source === null || source.movedTo === toKey) return;
      const { origin, isPull, sameTreeHeads } = source;
      await ensure(to, { origin, url, isPull });
      // It was here before and came back: what pointed onward from here ends.
      const returned = (await trail(toKey)).some(({ _id }) => _id === fromKey);
      await subjects().updateOne(
        { _id: toKey },
        {
          $set: { origin, url, ...(returned ? { movedTo: null } : {}) },
          $addToSet: { sameTreeHeads: { $each: [...sameTreeHeads] } },
        },
      );
      await subjects().updateOne({ _id: fromKey }, { $set: { movedTo: toKey } });
    },

    async addSameTreeHead(origin, { voted, head }) {
      const last = (await trail(subjectKey(origin))).at(-1);
      if (last) await subjects().updateOne({ _id: last._id }, { $addToSet: { sameTreeHeads: { voted, head } } });
    },
  };
}
