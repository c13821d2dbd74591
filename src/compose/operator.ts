// What an operator's subcommands work on: the deployment's database, opened by the same settings as the app.
import { pino } from 'pino';
import { modeOf, readConfig } from '../config.js';
import type { DeliveryStore } from '../inbox/store.js';
import { collections } from '../storage/collections.js';
import { connect, ensureIndexes } from '../storage/connect.js';
import { createDeliveryStore } from '../storage/deliveries.js';
import { databaseName } from './database-name.js';

export interface Operator {
  readonly deliveries: DeliveryStore;
  close(): Promise<void>;
}

/** Opens the database of this deployment. Throws an Error that says which setting to mend. */
export async function openOperator(): Promise<Operator> {
  const config = readConfig();
  if (!config.ok) throw new Error(config.error.join('; '));
  const { mongodbUri, dataDir, logLevel } = config.value;
  const dbName = databaseName(mongodbUri, modeOf(config.value));
  const log = pino({ level: logLevel === 'info' ? 'warn' : logLevel }, process.stderr);
  const database = await connect({ uri: mongodbUri, dataDir, dbName, log });
  await ensureIndexes(database, collections);
  return { deliveries: createDeliveryStore(database, Date.now), close: () => database.close() };
}
