// Account ids by person and login, as they were found when a charter first named the login.
import type { BindingStore, BoundAccount, NamedAccount } from '../jobs/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface BindingDoc {
  /** `github:lin-mei:linmei`: forge, person, login in lower case. */
  readonly _id: string;
  readonly id: number;
}

export const bindingsCollection = defineCollection<BindingDoc>({
  name: 'bindings',
  fields: { _id: String, id: Number },
  indexes: [],
});

function keyOf({ forge, person, login }: NamedAccount): string {
  return `${forge}:${person}:${login.toLowerCase()}`;
}

/** Bindings on MongoDB. The first id kept for a person's login stays. */
export function createBindingStore(database: Database): BindingStore {
  return {
    async of(accounts) {
      const wanted = { _id: { $in: accounts.map(keyOf) } };
      const found = await database.collection(bindingsCollection).find(wanted).toArray();
      const ids = new Map(found.map(({ _id, id }) => [_id, id]));
      return accounts.flatMap(({ person, forge, login }): BoundAccount[] => {
        const id = ids.get(keyOf({ person, forge, login }));
        return id === undefined ? [] : [{ person, forge, login, id }];
      });
    },
    async keep(accounts) {
      if (accounts.length === 0) return;
      const documents = accounts.map((account): BindingDoc => ({ _id: keyOf(account), id: account.id }));
      await inserted(database.collection(bindingsCollection).insertMany(documents, { ordered: false }));
    },
  };
}
