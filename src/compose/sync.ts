// What `opencharter sync` works with: the deployment's database and a forge, by the same settings as the app.
import { pino, type Logger } from 'pino';
import { isFoundationRepository } from '../charter/repositories.js';
import { modeOf, readConfig, type Config } from '../config.js';
import { createGitee } from '../forges/gitee/app.js';
import { createGitHub } from '../forges/github/app.js';
import type { ForgeLists } from '../forges/forge.js';
import type { InstallationStore } from '../forges/store.js';
import { mirrorSighting } from '../mirror/mirror.js';
import type { SyncTools } from '../mirror/sync.js';
import type { ForgeId } from '../shared/refs.js';
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

const names = { github: 'GitHub', gitee: 'Gitee' } as const satisfies Readonly<Record<ForgeId, string>>;

/** Throws an Error where there is nothing to read from. */
function requireForge(config: Config, forge: ForgeId): void {
  if (config[forge]) return;
  if (modeOf(config) === 'live')
    throw new Error(`${names[forge]} is not configured, so nothing can be read from there`);
  throw new Error('no forge is configured; the sandbox mirrors everything by itself, there is nothing to sync');
}

interface Listing {
  readonly log: Logger;
  readonly installations: InstallationStore;
  readonly observe: () => void;
}

function listsOf({ github, gitee }: Config, forge: ForgeId, { log, installations, observe }: Listing): ForgeLists {
  const shared = { log, now: Date.now, observe, onEvent: () => Promise.reject(new Error('a sync handles no event')) };
  if (forge === 'github' && github) return createGitHub({ ...github, ...shared, installations }).lists;
  if (forge === 'gitee' && gitee) return createGitee({ ...gitee, ...shared, clock: systemClock }).lists;
  throw new Error(`${names[forge]} is not configured`);
}

/** Opens what a sync needs. Throws an Error that says what to mend. */
export async function openSync(forge: ForgeId, config = readConfig()): Promise<Syncing> {
  if (!config.ok) throw new Error(config.error.join('; '));
  requireForge(config.value, forge);
  const { mongodbUri, dataDir, logLevel } = config.value;
  const log = pino({ level: logLevel === 'info' ? 'warn' : logLevel }, process.stderr);
  const database = await connect({ uri: mongodbUri, dataDir, dbName: databaseName(mongodbUri, 'live'), log });
  try {
    const stores = await openStores(database, systemClock, () => undefined);
    const { charterVersion } = await stores.ledger.sync();
    const adopted = charterVersion === null ? null : await stores.charters.version(charterVersion);
    if (!adopted) throw new Error('no charter is in force yet: start the app once, so that it adopts one');
    let calls = 0;
    function observe(): void {
      calls += 1;
    }
    return {
      tools: {
        forge,
        lists: listsOf(config.value, forge, { log, installations: stores.installations, observe }),
        store: stores.syncs,
        see: (sighting, seenAt) => mirrorSighting(stores.mirror, adopted.charter, sighting, seenAt),
        clock: systemClock,
      },
      isOurs: (repo) => isFoundationRepository(adopted.charter, forge, repo),
      calls: () => calls,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
