// How far the polling of each repository has come, and when each forge was last polled whole.
import { Schema } from 'mongoose';
import { z } from 'zod';
import type { PollProgress, PollStore } from '../jobs/store.js';
import type { ForgeId } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

interface PollDoc extends PollProgress {
  /** `gitee:owner/repo` in lower case. */
  readonly _id: string;
}

interface WholePollDoc {
  readonly _id: ForgeId;
  readonly begunAt: Instant;
}

export const pollsCollection = defineCollection<PollDoc>({
  name: 'polls',
  fields: {
    _id: String,
    startedAt: String,
    subjectsSince: String,
    commentsSince: String,
    reached: String,
    left: Schema.Types.Mixed,
    goneSince: String,
  },
  indexes: [],
});

export const wholePollsCollection = defineCollection<WholePollDoc>({
  name: 'whole_polls',
  fields: { _id: String, begunAt: String },
  indexes: [],
});

const progressShape = z.object({
  startedAt: z.string(),
  subjectsSince: z.string(),
  commentsSince: z.string(),
  reached: z.string(),
  left: z.array(z.object({ number: z.string(), writtenAt: z.string() })),
  goneSince: z.string().nullable(),
});

function keyOf(forge: ForgeId, repo: string): string {
  return `${forge}:${repo}`.toLowerCase();
}

/** Polling progress on MongoDB. */
export function createPollStore(database: Database): PollStore {
  return {
    async get(forge, repo) {
      return progressShape
        .nullable()
        .parse(await database.collection(pollsCollection).findOne({ _id: keyOf(forge, repo) }));
    },
    async put(forge, repo, { startedAt, subjectsSince, commentsSince, reached, left, goneSince }) {
      const doc = { startedAt, subjectsSince, commentsSince, reached, left, goneSince };
      await database.collection(pollsCollection).replaceOne({ _id: keyOf(forge, repo) }, doc, { upsert: true });
    },
    async wholeAt(forge) {
      const found = await database.collection(wholePollsCollection).findOne({ _id: forge });
      return found?.begunAt ?? null;
    },
    async putWhole(forge, begunAt) {
      await database.collection(wholePollsCollection).replaceOne({ _id: forge }, { begunAt }, { upsert: true });
    },
  };
}
