// What `opencharter sync` works with: the deployment's database and its forge, by the same settings as the app.
import { pino } from 'pino';
import { isFoundationRepository } from '../charter/repositories.js';
import { modeOf, readConfig } from '../config.js';
import { createGitHub } from '../forges/github/app.js';
import { mirrorSighting } from '../mirror/mirror.js';
import type { SyncTools } from '../mirror/sync.js';
import { systemClock } from '../shared/time.js';
import { connect } from '../storage/connect.js';
import { databaseName } from './database-name.js';
import { openStores } from './stores.js';

export interface Syncing {
  /** What is not the command's own. */
  readonly tools: Pick<SyncTools, 'forge' | 'lists' | 'store' | 'see' | 'clock'>;
  /** Whether `owner/repo` is the foundation's, by the charter in force. */
  isOurs(repo: string): boolean;
  /** Calls to the forge so far, those for tokens too. */
  calls(): number;
  close(): Promise<void>;
}

/** Opens what a sync needs. Throws an Error that says what to mend. */
export async function openSync(): Promise<Syncing> {
  const config = readConfig();
  if (!config.ok) throw new Error(config.error.join('; '));
  const { mongodbUri, dataDir, github, logLevel } = config.value;
  if (!github && modeOf(config.value) === 'live')
    throw new Error('GitHub is not configured, and only from there is synced');
  if (!github) {
    throw new Error('no forge is configured; the sandbox mirrors everything by itself, there is nothing to sync');
  }
  const log = pino({ level: logLevel === 'info' ? 'warn' : logLevel }, process.stderr);
  const database = await connect({ uri: mongodbUri, dataDir, dbName: databaseName(mongodbUri, 'live'), log });
  try {
    const stores = await openStores(database, systemClock, () => undefined);
    const { charterVersion } = await stores.ledger.sync();
    const adopted = charterVersion === null ? null : await stores.charters.version(charterVersion);
    if (!adopted) throw new Error('no charter is in force yet: start the app once, so that it adopts one');
    let calls = 0;
    const { lists } = createGitHub({
      ...github,
      log,
      installations: stores.installations,
      now: Date.now,
      observe: () => {
        calls += 1;
      },
      onEvent: () => Promise.reject(new Error('a sync handles no event')),
    });
    return {
      tools: {
        forge: 'github',
        lists,
        store: stores.syncs,
        see: (sighting, seenAt) => mirrorSighting(stores.mirror, adopted.charter, sighting, seenAt),
        clock: systemClock,
      },
      isOurs: (repo) => isFoundationRepository(adopted.charter, 'github', repo),
      calls: () => calls,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
