// People's refs: sixteen random hex digits that stand for a person in the ledger.
import { randomBytes } from 'node:crypto';
import type { PeopleStore } from '../jobs/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface PersonDoc {
  /** The ref. */
  readonly _id: string;
  /** The id in people.yml. */
  readonly person: string;
  /** Whether the public map from ref to person has forgotten them. */
  readonly erased: boolean;
}

export const peopleCollection = defineCollection<PersonDoc>({
  name: 'people',
  fields: { _id: String, person: String, erased: Boolean },
  indexes: [{ keys: { person: 1 }, options: { unique: true } }],
});

const refBytes = 8;

/** People on MongoDB. Two instances that name somebody new at once end with one ref. */
export function createPeopleStore(database: Database): PeopleStore {
  async function refsFor(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const collection = database.collection(peopleCollection);
    const found = await collection.find({ person: { $in: [...people] } }).toArray();
    const refs = new Map(found.map(({ _id, person }) => [person, _id]));
    const fresh = [...new Set(people)]
      .filter((person) => !refs.has(person))
      .map((person): PersonDoc => ({ _id: randomBytes(refBytes).toString('hex'), person, erased: false }));
    if (fresh.length === 0) return refs;
    await inserted(collection.insertMany(fresh, { ordered: false }));
    return refsFor(people);
  }

  return {
    refsFor,
    async personOf(refs) {
      const wanted = { _id: { $in: [...refs] }, erased: false };
      const found = await database.collection(peopleCollection).find(wanted).toArray();
      return new Map(found.map(({ _id, person }) => [_id, person]));
    },
  };
}
