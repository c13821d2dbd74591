// The console of the sandbox, joined with what the app decided.
import type { Config } from '../config.js';
import { createConsole, type Console } from '../sandbox/console/index.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Log } from '../shared/log.js';
import type { Stores } from './stores.js';

/** So many of the newest motions are known to the console. */
const motionsShown = 200;

/** Null outside the sandbox. */
export function openConsole(
  sandbox: Sandbox | null,
  { charters, ledger, motions }: Stores,
  { host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>,
  log: Log,
): Console | null {
  if (!sandbox) return null;
  return createConsole({
    sandbox,
    decided: {
      async charter() {
        const { charterVersion } = await ledger.sync();
        return charterVersion === null ? null : ((await charters.version(charterVersion))?.charter ?? null);
      },
      motions: async () => (await motions.list({ filter: {}, page: 1, perPage: motionsShown })).items,
      motion: (id) => motions.find(id),
    },
    publicUrl,
    host,
    log,
  });
}
