// What `opencharter export` works with: the portal over the deployment's database, asked within this process. Writes nothing, and starts no clock.
import { pino } from 'pino';
import type { ExportSession } from '../cli/export.js';
import { modeOf, readConfig } from '../config.js';
import { refuseOtherMode } from '../jobs/adopt-charter.js';
import { askWithin } from '../portal/copy/ask.js';
import { copyPortal } from '../portal/copy/copy.js';
import { later, systemClock, type Instant } from '../shared/time.js';
import { connect } from '../storage/connect.js';
import { databaseName } from './database-name.js';
import { configured } from './forge.js';
import { portalOver } from './portal.js';
import { storesOn, type Stores } from './stores.js';

/** When the last thing happened that the portal knows of: an entry, a delivery, a poll or a sync. So a copy tells no other time than its state. */
async function lastHeardOf({ ledgerReader, deliveries, mirror, polls }: Stores, since: Instant): Promise<Instant> {
  const [entries, [delivery], repositories, polled] = await Promise.all([
    ledgerReader.list({ page: 1, perPage: 1 }),
    deliveries.list({ state: null, page: 1, perPage: 1 }),
    mirror.repositories(),
    polls.wholeAt('gitee'),
  ]);
  const times = [
    ...entries.items.map(({ at }) => at),
    delivery?.receivedAt,
    ...repositories.flatMap(({ seenAt, syncedAt }) => [seenAt, syncedAt]),
    polled,
  ];
  return times.reduce<Instant>((last, time) => (time ? later(last, time) : last), since);
}

/** Opens what an export needs. Throws an Error that says what to mend. */
export async function openExport(config = readConfig()): Promise<ExportSession> {
  if (!config.ok) throw new Error(config.error.join('; '));
  const { mongodbUri, dataDir, logLevel, publicUrl, forgeWrites } = config.value;
  const mode = modeOf(config.value);
  const log = pino({ level: logLevel === 'info' ? 'warn' : logLevel }, process.stderr);
  const database = await connect({ uri: mongodbUri, dataDir, dbName: databaseName(mongodbUri, mode), log });
  try {
    const stores = storesOn(database, systemClock, () => undefined);
    const register = await stores.ledger.sync();
    refuseOtherMode(register, mode);
    const { seq, adoptedAt } = register;
    if (adoptedAt === null) throw new Error('no charter is in force yet, so there is nothing to export: start the app');
    const asOf = await lastHeardOf(stores, adoptedAt);
    const forges = mode === 'live' ? configured(config.value).shown : [];
    const portal = await portalOver(
      stores,
      { mode, forgeWrites, forges },
      {
        clock: { now: () => asOf },
        log,
        metrics: { contentType: 'text/plain', render: () => Promise.resolve('') },
        version: () => 0,
        ready: () => ({ ready: true, reasons: [] }),
        publicUrl,
        copyOf: asOf,
        cacheBytes: 0,
        requestsPerMinute: null,
      },
    );
    const ask = askWithin(portal);
    return {
      asOf,
      copy: (folder, tell, stop) => copyPortal({ ask, publicUrl, entries: seq + 1, folder, tell, stop }),
      hasChanged: async () => (await stores.ledger.sync()).seq !== seq,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
