// The database: one mongoose connection, to MONGODB_URI's server or to the embedded engine.
import { createConnection, type Connection, type Model, type mongo } from 'mongoose';
import type { Log } from '../shared/log.js';
import { modelOn, type AnyCollection, type CollectionDefinition, type Keyed } from './collection.js';
import { startEmbedded } from './embedded/start.js';

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
  /** Whether the database answers now. */
  ready(): boolean;
  /** The driver's own collection. */
  collection<T extends Keyed>(definition: CollectionDefinition<T>): mongo.Collection<T>;
  /** The mongoose model. */
  model<T extends Keyed>(definition: CollectionDefinition<T>): Model<T>;
  /** Ends the connection, and the embedded engine when this process runs it. */
  close(): Promise<void>;
}

/** How long an operation waits for a database that is away, and `connect` for one to be there. */
const selectionTimeoutMs = 3000;

/** How often the server is looked at: so soon `ready` is true again after it was away. */
const heartbeatMs = 2000;

/** An address without its credentials, for people. */
function shown(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');
}

async function open(uri: string, options: ConnectOptions): Promise<Connection> {
  const connection = createConnection(uri, {
    dbName: options.dbName,
    serverSelectionTimeoutMS: selectionTimeoutMs,
    writeConcern: { w: 'majority', journal: true },
    monitorCommands: options.monitorCommands ?? false,
    heartbeatFrequencyMS: heartbeatMs,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  try {
    await connection.asPromise();
    return connection;
  } catch (cause) {
    await connection.destroy(true);
    throw new Error(`could not reach MongoDB at ${shown(uri)} within 3 s: check MONGODB_URI`, { cause });
  }
}

function databaseOf(connection: Connection, stop: () => Promise<void>): Database {
  return {
    connection,
    ready: () => connection.readyState === connection.states.connected,
    collection: (definition) => connection.getClient().db(connection.name).collection(definition.name),
    model: (definition) => modelOn(connection, definition),
    async close() {
      try {
        await connection.close();
      } finally {
        await stop();
      }
    },
  };
}

/**
 * Connects to the database. Throws an Error that says what to do when it can't be reached, or when the embedded engine can't run
 * here.
 */
export async function connect(options: ConnectOptions): Promise<Database> {
  if (options.uri !== null) {
    const server = await open(options.uri, options);
    return databaseOf(server, () => Promise.resolve());
  }
  const engine = await startEmbedded(`${options.dataDir}/db`, options.log);
  try {
    return databaseOf(await open(engine.uri, options), () => engine.stop());
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
