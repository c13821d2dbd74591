// The database: one mongoose connection, to MONGODB_URI's server or to the embedded engine.
import { join } from 'node:path';
import mongoose, { createConnection, type Connection, type Model, type mongo } from 'mongoose';
import type { Log } from '../shared/log.js';
import { changesCollection, createChanges, noting, type Changes } from './changes.js';
import { modelOn, type AnyCollection, type CollectionDefinition, type Keyed } from './collection.js';
import { startEmbedded, type Embedded } from './embedded/start.js';
import { journaledBy, type Journaled } from './write-concern.js';

export interface ConnectOptions {
  /** MONGODB_URI; null for the embedded engine. */
  readonly uri: string | null;
  /** The embedded engine's files are in `db` below it. */
  readonly dataDir: string;
  readonly dbName: string;
  readonly log: Log;
  /** Emit the driver's command events; for tests and benchmarks. */
  readonly monitorCommands?: boolean;
}

/** An open database. It outlives the embedded engine's restarts: what it hands out goes on working. */
export interface Database {
  readonly connection: Connection;
  /** The write concern for what is acknowledged, and the default of every write here. Raw commands must name it themselves. */
  readonly journaled: Journaled;
  /** What has changed in the collections that pages show. */
  readonly changes: Changes;
  /** Whether the database answers now. */
  ready(): boolean;
  /** The driver's own collection. */
  collection<T extends Keyed>(definition: CollectionDefinition<T>): mongo.Collection<T>;
  /** The mongoose model. */
  model<T extends Keyed>(definition: CollectionDefinition<T>): Model<T>;
  /** Ends the connection, and the embedded engine when this process runs it. */
  close(): Promise<void>;
}

/** How long an operation waits for a database that is away, and `connect` for one to be there, unless its address says otherwise. */
const selectionTimeoutMs = 3000;

function patienceOf(uri: string): number {
  const said = /[?&]serverSelectionTimeoutMS=(\d+)/i.exec(uri)?.[1];
  return said === undefined ? selectionTimeoutMs : Number(said);
}

/** How often the server is looked at: so soon `ready` is true again after it was away. */
const heartbeatMs = 2000;

/** An address without its credentials, for people. */
function shown(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');
}

/** Asks the server what it is; the driver wants the write concern before it connects. */
async function journaledAt(uri: string): Promise<Journaled> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: patienceOf(uri) });
  try {
    return journaledBy(await client.db('admin').command({ hello: 1 }));
  } finally {
    await client.close();
  }
}

async function open(uri: string, journaled: Journaled, options: ConnectOptions): Promise<Connection> {
  const connection = createConnection(uri, {
    dbName: options.dbName,
    serverSelectionTimeoutMS: patienceOf(uri),
    writeConcern: { w: journaled.w, journal: journaled.j },
    monitorCommands: options.monitorCommands ?? false,
    heartbeatFrequencyMS: heartbeatMs,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.destroy(true);
    throw error;
  }
}

async function openDatabase(uri: string, options: ConnectOptions, engine: Embedded | null): Promise<Database> {
  try {
    const journaled = await journaledAt(uri);
    return databaseOf(await open(uri, journaled, options), journaled, engine);
  } catch (cause) {
    const advice = engine === null ? ': check MONGODB_URI' : '';
    const seconds = String(patienceOf(uri) / 1000);
    throw new Error(`could not reach MongoDB at ${shown(uri)} within ${seconds} s${advice}`, { cause });
  }
}

function databaseOf(connection: Connection, journaled: Journaled, engine: Embedded | null): Database {
  const db = connection.getClient().db(connection.name);
  function plain<T extends Keyed>({ name }: CollectionDefinition<T>): mongo.Collection<T> {
    return db.collection(name);
  }
  const changes = createChanges(() => plain(changesCollection));
  return {
    connection,
    journaled,
    changes,
    ready: () => connection.readyState === mongoose.ConnectionStates.connected && (engine?.running() ?? true),
    collection: (definition) => (definition.shown ? noting(plain(definition), changes) : plain(definition)),
    model: (definition) => modelOn(connection, definition),
    async close() {
      try {
        await changes.close();
        await connection.close();
      } finally {
        await engine?.stop();
      }
    },
  };
}

/**
 * Connects to the database. Throws an Error that says what to do when it can't be reached, or when the embedded engine can't run
 * here.
 */
export async function connect(options: ConnectOptions): Promise<Database> {
  if (options.uri !== null) return openDatabase(options.uri, options, null);
  const engine = await startEmbedded(join(options.dataDir, 'db'), options.log);
  try {
    return await openDatabase(engine.uri, options, engine);
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** Creates the indexes that are missing; one round trip a collection. */
export async function ensureIndexes(database: Database, definitions: readonly AnyCollection[]): Promise<void> {
  const db = database.connection.getClient().db(database.connection.name);
  for (const { name, indexes } of definitions) {
    if (indexes.length === 0) continue;
    await db.collection(name).createIndexes(indexes.map(({ keys, options }) => ({ ...options, key: { ...keys } })));
  }
}
