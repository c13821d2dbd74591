// Where the GitHub App is installed: owner (lower case) to installation, cached in memory.
import type { InstallationStore } from '../forges/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

export interface InstallationDoc {
  readonly _id: string;
  readonly installation: number;
}

export const installationsCollection = defineCollection<InstallationDoc>({
  name: 'installations',
  fields: { _id: String, installation: Number },
  indexes: [],
});

/** The cache may be older than the database: a stale id shows itself by a 404, and is then forgotten. */
export function createInstallationStore(database: Database): InstallationStore {
  const cache = new Map<string, number>();

  return {
    async get(owner) {
      const key = owner.toLowerCase();
      const cached = cache.get(key);
      if (cached !== undefined) return cached;
      const found = await database.collection(installationsCollection).findOne({ _id: key });
      if (found) cache.set(key, found.installation);
      return found?.installation ?? null;
    },
    async set(owner, id) {
      const key = owner.toLowerCase();
      if (cache.get(key) === id) return;
      const change = { $set: { installation: id } };
      await database.collection(installationsCollection).updateOne({ _id: key }, change, { upsert: true });
      cache.set(key, id);
    },
    async forget(owner) {
      const key = owner.toLowerCase();
      cache.delete(key);
      await database.collection(installationsCollection).deleteOne({ _id: key });
    },
  };
}
