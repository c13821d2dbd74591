// What the mirror tells of the roadmap's items, one document an item: a projection behind the pages of the roadmap.
import { Schema, type mongo } from 'mongoose';
import { z } from 'zod';
import type { IssueKeeper } from '../planning/store.js';
import type { Update } from '../roadmap/updates.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface RoadmapIssueDoc {
  /** The item's id. */
  readonly _id: string;
  readonly seq: number;
  readonly charter: string | null;
  /** Counts what is kept of it: another number when that is another. */
  readonly revision: number;
  /** Counts everything written to the document. */
  readonly turn: number;
  /** The mirror has changed since. */
  readonly touched: boolean;
  readonly refers: readonly string[];
  /** What is shown, in parts: not every page needs all of it. Checked when they are read. */
  readonly issue: unknown;
  /** Of the updates the newest of each author. */
  readonly latest: unknown;
  readonly updates: unknown;
  readonly links: unknown;
}

export const roadmapIssuesCollection = defineCollection<RoadmapIssueDoc>({
  name: 'roadmap_issues',
  fields: {
    _id: String,
    seq: Number,
    charter: String,
    revision: Number,
    turn: Number,
    touched: Boolean,
    refers: [String],
    issue: Schema.Types.Mixed,
    latest: Schema.Types.Mixed,
    updates: Schema.Types.Mixed,
    links: Schema.Types.Mixed,
  },
  shown: true,
  indexes: [
    { keys: { revision: 1, _id: 1 } },
    { keys: { refers: 1 } },
    { keys: { touched: 1 }, options: { partialFilterExpression: { touched: true } } },
  ],
});

const forge = z.enum(['github', 'gitee']);
const subject = z.strictObject({ forge, repo: z.string(), number: z.string() });
const local = z.union([z.string(), z.strictObject({ en: z.string().optional(), zh: z.string().optional() })]);
const issueSchema = z
  .strictObject({
    subject,
    title: z.string(),
    url: z.string(),
    wish: z.string().nullable(),
    measure: local.nullable(),
    asks: z.array(z.strictObject({ body: z.string(), text: z.string() })),
    progress: z.strictObject({ done: z.int(), total: z.int() }),
  })
  .nullable();
const updatesSchema = z.array(z.strictObject({ ref: z.string(), at: z.string(), text: z.string(), url: z.string() }));
const linksSchema = z.array(
  z.strictObject({
    subject,
    isPull: z.boolean(),
    title: z.string(),
    url: z.string(),
    state: z.enum(['open', 'closed', 'merged']),
  }),
);

/** What is shown of a document, or would be, in one spelling. */
function spelt({ issue, updates, links }: Pick<RoadmapIssueDoc, 'issue' | 'updates' | 'links'>): string {
  return JSON.stringify([issueSchema.parse(issue), updatesSchema.parse(updates), linksSchema.parse(links)]);
}

/** The newest update of each author: should somebody be erased, the one before is somebody else's. */
function latestOf(updates: readonly Update[]): readonly Update[] {
  return updates.filter(({ ref }, i) => updates.findIndex((other) => other.ref === ref) === i);
}

/** As the mirror is written: what tells of the change, a delivery or a sync, is noted as done by a journaled write that follows. */
const unjournaled = { writeConcern: { w: 'majority', j: false } } as const;
const all = { revision: { $gte: 0 } };
const touch = { $set: { touched: true }, $inc: { turn: 1 } };

/** The projection on MongoDB. */
export function createRoadmapIssues(database: Database): IssueKeeper & { removeAll(): Promise<void> } {
  function issues(): mongo.Collection<RoadmapIssueDoc> {
    return database.collection(roadmapIssuesCollection);
  }

  return {
    async revisions() {
      const found = await issues()
        .find(all, { projection: { revision: 1 } })
        .toArray();
      return new Map(found.map(({ _id, revision }) => [_id, revision]));
    },

    async issues(items) {
      const projection = { issue: 1, latest: 1 };
      const found = await issues()
        .find({ _id: { $in: [...items] } }, { projection })
        .toArray();
      return new Map(
        found.map(({ _id, issue, latest }) => {
          const read = issueSchema.parse(issue);
          return [_id, read && { ...read, updates: updatesSchema.parse(latest) }];
        }),
      );
    },

    async beside(item) {
      const found = await issues().findOne({ _id: item });
      return found && { updates: updatesSchema.parse(found.updates), links: linksSchema.parse(found.links) };
    },

    async madeFrom() {
      const found = await issues()
        .find(all, { projection: { seq: 1, charter: 1 } })
        .toArray();
      return new Map(found.map(({ _id, seq, charter }) => [_id, { seq, charter }]));
    },

    async touched() {
      const found = await issues()
        .find({ touched: true }, { projection: { _id: 1 } })
        .toArray();
      return found.map(({ _id }) => _id);
    },

    async turn(item) {
      return (await issues().findOne({ _id: item }, { projection: { turn: 1 } }))?.turn ?? 0;
    },

    async put({ item, ...fresh }, turn) {
      const before = await issues().findOne({ _id: item });
      if ((before?.turn ?? 0) !== turn) return false;
      const revision = (before?.revision ?? 0) + (before && spelt(before) === spelt(fresh) ? 0 : 1);
      const doc = { ...fresh, latest: latestOf(fresh.updates), revision, turn: turn + 1, touched: false };
      if (!before) return inserted(issues().insertOne({ _id: item, ...doc }));
      return (await issues().replaceOne({ _id: item, turn }, doc)).matchedCount > 0;
    },

    async touch(keys) {
      await issues().updateMany({ refers: { $in: [...keys] } }, touch, unjournaled);
    },

    async touchRepository(forge, repo) {
      const place = `${forge}:${repo}`.toLowerCase();
      const within = { $elemMatch: { $gte: `${place}#`, $lt: `${place}$` } };
      await issues().updateMany({ refers: within }, touch, unjournaled);
    },

    async touchAll() {
      await issues().updateMany(all, touch, unjournaled);
    },

    async removeAll() {
      await issues().deleteMany(all);
    },
  };
}
