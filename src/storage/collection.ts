// How a collection is declared. One file a collection, src/storage/<name>.ts, holds three things:
//
//   1. the document's interface, with `_id` (a text or number we choose, never an ObjectId) and its fields;
//   2. the definition, with the mongoose type of every field and every index a query needs:
//
//        export const deliveriesCollection = defineCollection<DeliveryDoc>({
//          name: 'deliveries',
//          fields: { _id: String, lane: String, status: String, dueAt: Number, headers: Schema.Types.Mixed },
//          indexes: [{ keys: { status: 1, dueAt: 1 } }, { keys: { bodyHash: 1 }, options: { unique: true } }],
//        });
//
//   3. the store: a function that takes the Database and returns the port of `<folder>/store.ts`.
//
// Then add one line to src/storage/collections.ts; the indexes are made at start by `ensureIndexes(database, collections)`.
// `database.collection(deliveriesCollection)` is the driver's own collection, for hot paths and findOneAndUpdate;
// `database.model(deliveriesCollection)` is the mongoose model, which checks and casts by the declared fields. Both stay good
// when the engine restarts, and both write journaled (`database.journaled`) unless a call says otherwise. Never name
// `{ w: 'majority', j: true }` yourself: a standalone server, as the engine is, loses such writes (write-concern.ts). An operation
// in flight when the database goes away throws: the caller retries. Single-document atomicity only: no sessions, no transactions.
import { Schema, type Connection, type Model, type mongo } from 'mongoose';

const schemaOptions = {
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  id: false,
  minimize: false,
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
} as const;

/** Every document has a key of our own making. */
export interface Keyed {
  readonly _id: string | number;
}

/** A mongoose type: a constructor, `{ type, required }`, or `Schema.Types.Mixed`. */
export type FieldType = object;

/** One index; its name is made from the keys. */
export interface IndexDefinition {
  readonly keys: Readonly<Record<string, 1 | -1 | 'text'>>;
  readonly options?: Readonly<Omit<mongo.IndexDescription, 'key'>>;
}

/** A collection's name and indexes, whatever its documents are. */
export interface AnyCollection {
  readonly name: string;
  readonly indexes: readonly IndexDefinition[];
  /** Pages show what is in it: whatever is written makes them anew. */
  readonly shown?: true;
}

/** A collection of documents T. */
export interface CollectionDefinition<T extends Keyed> extends AnyCollection {
  /** The mongoose type of every field: a constructor, `{ type, required }`, or `Schema.Types.Mixed` for what has its own checks. */
  readonly fields: Readonly<Record<Extract<keyof T, string>, FieldType>>;
}

/** Declares a collection; touches no database. */
export function defineCollection<T extends Keyed>(definition: CollectionDefinition<T>): CollectionDefinition<T> {
  return definition;
}

/** The mongoose model of a collection on a connection, made at its first use. */
export function modelOn<T extends Keyed>(connection: Connection, { name, fields }: CollectionDefinition<T>): Model<T> {
  if (name in connection.models) return connection.model<T>(name);
  // Mongoose's type inference from a generic field map does not end (tsc runs out of memory): hand it over untyped.
  const schema = new Schema<T, Model<T>>({}, schemaOptions);
  for (const [field, type] of Object.entries<FieldType>(fields)) schema.path(field, type);
  return connection.model<T>(name, schema, name);
}
