// What the parts of the app share.
import type { Logger } from 'pino';
import { commands } from '../commands/index.js';
import type { Config } from '../config.js';
import type { PaceLimits } from '../forges/gitee/pace.js';
import type { InLane } from '../jobs/in-lanes.js';
import type { Metrics } from '../portal/metrics.js';
import { holdLane } from '../queue/hold.js';
import type { Clock } from '../shared/time.js';
import type { Database } from '../storage/connect.js';
import type { ConfiguredForges } from './forge.js';
import type { Stores } from './stores.js';

/** How long a lane is held without a heartbeat, in real milliseconds. */
export const leaseMs = 9000;

/** The commands as pages and search show them. */
export const helpOfCommands = commands.map(({ name, aliases, help }) => ({ name, aliases, ...help }));

/** Everything the parts share. */
export interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly instance: string;
  readonly forges: ConfiguredForges;
  /** Our own limits on calls to Gitee; the usual ones when undefined, none when null. */
  readonly giteeLimits: PaceLimits | null | undefined;
  /** See OutboxOptions. */
  readonly hurry: number;
  readonly database: Database;
  readonly stores: Stores;
  readonly metrics: Metrics;
}

/** Does a task while it holds a lane of the inbox. */
export function createInLane({ instance, log, stores }: Parts): InLane {
  return (lane, task) =>
    holdLane({ lane: `inbox ${lane}`, owner: instance, leases: stores.leases, leaseMs, log }, task);
}
