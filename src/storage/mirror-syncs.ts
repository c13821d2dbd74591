// How far the sync of each repository has come.
import { Schema } from 'mongoose';
import { z } from 'zod';
import type { SyncProgress, SyncStore } from '../mirror/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { keyOf } from './mirror-document.js';

interface MirrorSyncDoc extends SyncProgress {
  /** The key of the repository in the mirror. */
  readonly _id: string;
}

export const mirrorSyncsCollection = defineCollection<MirrorSyncDoc>({
  name: 'mirror_syncs',
  fields: {
    _id: String,
    phase: String,
    issues: Schema.Types.Mixed,
    comments: Schema.Types.Mixed,
    startedAt: String,
    finishedAt: String,
  },
  indexes: [],
});

const cursor = z.object({ since: z.string(), unsure: z.string().nullable(), again: z.boolean() });
const progress = z.object({
  phase: z.enum(['issues', 'comments', 'done']),
  issues: cursor,
  comments: cursor,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});

/** Sync progress on MongoDB. Journaled: the pages it says were read are in the journal before it. */
export function createSyncStore(database: Database): SyncStore {
  return {
    async get(forge, repository) {
      const key = keyOf.repository(forge, repository);
      return progress.nullable().parse(await database.collection(mirrorSyncsCollection).findOne({ _id: key }));
    },
    async put(forge, repository, { phase, issues, comments, startedAt, finishedAt }) {
      const key = keyOf.repository(forge, repository);
      const doc = { phase, issues, comments, startedAt, finishedAt };
      await database.collection(mirrorSyncsCollection).replaceOne({ _id: key }, doc, { upsert: true });
    },
  };
}
