// Projections: views kept whole, each guarded by the ledger's sequence it was made from, listed newest first.
import { mongo, Schema } from 'mongoose';
import type { ListPage, ListQuery } from '../shared/page.js';
import { defineCollection, type CollectionDefinition } from './collection.js';
import type { Database } from './connect.js';

/** A stored view. `order` sorts oldest first; `terms` are `field=value` texts, through which one index serves every filter. */
export interface ProjectionDoc {
  readonly _id: string;
  readonly seq: number;
  readonly order: string;
  readonly terms: readonly string[];
  readonly view: unknown;
}

export type ProjectionCollection = CollectionDefinition<ProjectionDoc>;

/** Declares a collection of views. */
export function defineProjection(name: string): ProjectionCollection {
  return defineCollection<ProjectionDoc>({
    name,
    fields: { _id: String, seq: Number, order: String, terms: [String], view: Schema.Types.Mixed },
    shown: true,
    indexes: [{ keys: { order: -1 } }, { keys: { terms: 1, order: -1 } }, { keys: { seq: 1, _id: 1 } }],
  });
}

/** `field=value` for each of the object's own texts and numbers: what a list can be filtered by. */
export function termsOf(view: object): readonly string[] {
  return Object.entries(view).flatMap(([field, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${field}=${String(value)}`] : [],
  );
}

/** A time and an id such as `M-2026-0007`: sorts by time, then by the id's number, however many digits it has. */
export function orderOf(time: string, id: string): string {
  return `${time} ${id.replace(/\d+$/, (digits) => digits.padStart(12, '0'))}`;
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 11000;
}

/** Writes a view unless a newer one is there. Of one sequence the later written stays, so that a rebuild may mend it. */
export async function putView(database: Database, definition: ProjectionCollection, doc: ProjectionDoc): Promise<void> {
  const collection = database.collection(definition);
  const older = { _id: doc._id, seq: { $lte: doc.seq } };
  try {
    await collection.replaceOne(older, doc, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // A newer one is there, or an older one was inserted between the upsert's search and its insertion.
    await collection.replaceOne(older, doc);
  }
}

/** The view with the id, or null. */
export async function findView(database: Database, definition: ProjectionCollection, id: string): Promise<unknown> {
  const found = await database.collection(definition).findOne({ _id: id }, { projection: { view: 1 } });
  return found?.view ?? null;
}

/** How many views have a time in this field at `since` or later. */
export function countSince(
  database: Database,
  definition: ProjectionCollection,
  field: string,
  since: string,
): Promise<number> {
  const range = { $gte: `${field}=${since}`, $lt: `${field}=~` };
  return database.collection(definition).countDocuments({ terms: { $elemMatch: range } });
}

/** One page of views, newest first. `without` names the fields of the view that a list does not show. */
export async function listViews(
  database: Database,
  definition: ProjectionCollection,
  { filter, page, perPage }: ListQuery,
  without: readonly string[] = [],
): Promise<ListPage<unknown>> {
  const collection = database.collection(definition);
  const terms = Object.entries(filter).map(([field, value]) => `${field}=${value}`);
  const matching = terms.length > 0 ? { terms: { $all: terms } } : { order: { $gt: '' } };
  const total = await collection.countDocuments(matching);
  const skip = (page - 1) * perPage;
  if (skip >= total) return { items: [], total };
  const projection = {
    _id: 0,
    seq: 0,
    order: 0,
    terms: 0,
    ...Object.fromEntries(without.map((field) => [`view.${field}`, 0])),
  };
  const docs = await collection.find(matching, { projection, sort: { order: -1 }, skip, limit: perPage }).toArray();
  return { items: docs.map(({ view }) => view), total };
}
