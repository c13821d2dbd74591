// Puts the sandbox on its database: only on a sandbox's, for one process at a time, begun again when its seeding was interrupted.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Config } from '../config.js';
import { refuseOtherMode } from '../jobs/adopt-charter.js';
import { repeat } from '../jobs/timer.js';
import type { Lease, Leases } from '../queue/lease.js';
import { openSandbox, type OpenSandbox, type SeedChoice } from '../sandbox/open.js';
import type { Log } from '../shared/log.js';
import type { Clock } from '../shared/time.js';
import { collections } from '../storage/collections.js';
import type { Database } from '../storage/connect.js';
import { createLeases } from '../storage/lanes.js';
import { createLedgerStore } from '../storage/ledger.js';
import { createSandboxStore, emptyCollections } from '../storage/sandbox.js';

export interface SandboxOptions {
  readonly config: Config;
  readonly database: Database;
  /** This instance. */
  readonly instance: string;
  /** Real time. */
  readonly real: Clock;
  readonly seed: SeedChoice;
  readonly log: Log;
  readonly tell: (line: string) => void;
}

const lane = 'sandbox';
/** A process that was killed leaves the sandbox to another after so long. */
const leaseMs = 6000;
const beatMs = 2000;
const askAgainMs = 250;

const created = z.looseObject({ type: z.literal('log.created'), mode: z.enum(['live', 'sandbox']) });

/** The mode that the ledger in a database was begun in; null without a ledger. */
async function modeOf(database: Database): Promise<'live' | 'sandbox' | null> {
  for await (const { entry } of createLedgerStore(database).from(0)) return created.parse(entry).mode;
  return null;
}

async function hold(leases: Leases, owner: string, log: Log): Promise<Lease> {
  const deadline = Date.now() + leaseMs + beatMs;
  let waited = false;
  for (;;) {
    const lease = await leases.acquire(lane, owner, leaseMs);
    if (lease) return lease;
    if (Date.now() > deadline) break;
    if (!waited) log.info({}, 'another process has this sandbox, or was killed a moment ago: waiting');
    waited = true;
    await sleep(askAgainMs);
  }
  throw new Error(
    'another process runs this sandbox, and only one can: stop it, or give this one a DATA_DIR (or database) of its own',
  );
}

/** Opens the sandbox. Throws an Error that says what to mend when it cannot run here. */
export async function startSandbox(options: SandboxOptions): Promise<OpenSandbox> {
  const { config, database, instance, log } = options;
  if (config.role !== 'all') {
    throw new Error(
      `ROLE=${config.role} is for a configured forge: the sandbox does everything in one process; unset ROLE`,
    );
  }
  const mode = await modeOf(database);
  if (mode !== null) refuseOtherMode({ log: { mode } }, 'sandbox');
  const leases = createLeases(database, Date.now);
  const lease = await hold(leases, instance, log);
  try {
    const store = createSandboxStore(database);
    if (mode === 'sandbox' && (await store.get('world')) === null) {
      log.warn({}, 'the seeding of this sandbox was interrupted: it is emptied, and seeded anew');
      await emptyCollections(database, collections);
    }
    const sandbox = await openSandbox({ ...options, store, publicUrl: config.publicUrl });
    const beat = repeat('sandbox lease', beatMs, log, async () => {
      if (await leases.heartbeat(lease, leaseMs)) return;
      log.error({}, 'another process has taken this sandbox over: nothing is kept here any more; stop this one');
      sandbox.abandon();
    });
    return {
      ...sandbox,
      async stop() {
        await sandbox.stop();
        await beat.stop();
        await leases.release(lease);
      },
    };
  } catch (error) {
    await leases.release(lease);
    throw error;
  }
}
