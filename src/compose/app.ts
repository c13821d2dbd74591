// Puts the app together: database, ledger, forges, queues, clocks, portal; starts it and stops it.
import { randomBytes } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { modeOf, type Config } from '../config.js';
import type { PaceLimits } from '../forges/gitee/pace.js';
import { adoptCharter, refuseOtherMode } from '../jobs/adopt-charter.js';
import { runDueMotions } from '../jobs/due-motions.js';
import { remindLeads } from '../jobs/remind-leads.js';
import { followRoadmapWork } from '../jobs/roadmap-work.js';
import { sha256Hex } from '../jobs/sha256.js';
import { repeat, type Timer } from '../jobs/timer.js';
import { watchGovernance } from '../jobs/watch-governance.js';
import { keepIssues } from '../planning/keep.js';
import type { Readiness } from '../portal/health.js';
import { createMetrics, type Metrics } from '../portal/metrics.js';
import { createRetries } from '../queue/retries.js';
import type { FollowingApp } from '../sandbox/app-follows.js';
import type { SeedChoice } from '../sandbox/open.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { systemClock, type Clock } from '../shared/time.js';
import { connect, type Database } from '../storage/connect.js';
import { databaseName } from './database-name.js';
import { startClocks } from './clocks.js';
import { createEngine, type Engine } from './engine.js';
import { configureForges } from './forge.js';
import { createOpened, type Opened } from './opened.js';
import { createInLane, type Parts } from './parts.js';
import { queueGauges } from './portal-store.js';
import { openStores, type Stores } from './stores.js';
import { closeServer, createWeb, listen, reachable } from './web.js';

export interface AppOptions {
  readonly config: Config;
  /** Governance time; the machine's by default. */
  readonly clock?: Clock;
  readonly log?: Logger;
  /** The driver tells each command it sends; for tests. */
  readonly monitorCommands?: boolean;
  /** Our own limits on calls to Gitee; null for none, where it is simulated. */
  readonly giteeLimits?: PaceLimits | null;
  /** So many times shorter than otherwise comments wait between two edits; for tests. Default 1. */
  readonly hurry?: number;
  /** What a new sandbox gets; the story by default. */
  readonly seed?: SeedChoice;
  /** Told of each step of the seeding, for people. */
  readonly tell?: (line: string) => void;
}

/** A running app. */
export interface App {
  /** Where it listens; null with `ROLE=worker`. */
  readonly url: string | null;
  readonly database: Database;
  readonly stores: Stores;
  /** Null with a configured forge. */
  readonly sandbox: Sandbox | null;
  ready(): Readiness;
  /** Returns when every delivery and effect that is due now is done. */
  idle(): Promise<void>;
  /** Stops intake, finishes the work in hand, closes everything. */
  stop(): Promise<void>;
}

/** The app as the sandbox drives it. */
function followingApp(parts: Parts, { governance, inbox, outbox, poll, reach }: Engine): FollowingApp {
  const retries = createRetries(Date.now);
  const { instance: holder, stores } = parts;
  const keep = keepIssues({ ...stores });
  // The simulated forges send webhooks of milestones and releases, or the clocks find them later.
  const followWork = followRoadmapWork({ governance, issues: stores.issues, holder, rounds: false });
  const remind = remindLeads({ governance, issues: stores.issues });
  return {
    governance,
    async runRoadmap() {
      await keep();
      await followWork();
      await remind();
    },
    runDue: (now) => runDueMotions(governance, createInLane(parts), now, retries),
    inboxIdle: () => inbox.idle(),
    outboxIdle: () => outbox.idle(),
    poll: () =>
      poll().catch((err: unknown) => {
        parts.log.warn({ err }, 'a poll of the sandbox failed: it is repeated');
      }),
    handled: (repo, before) => {
      reach.handling('gitee', repo, before);
    },
  };
}

function unseeded(sandbox: Sandbox | null): readonly string[] {
  const { done, step, of } = sandbox?.seeding.state() ?? { done: true, step: 0, of: 0 };
  return done ? [] : [`the sandbox is being seeded: step ${String(step)} of ${String(of)}`];
}

/** Starts the app. Throws an Error that says what to mend when it cannot start, and leaves nothing open then. */
export async function startApp(options: AppOptions): Promise<App> {
  const { log = pino({ level: options.config.logLevel }) } = options;
  const opened = createOpened(log);
  try {
    return await openApp({ ...options, log }, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openApp(
  {
    config,
    clock: real = systemClock,
    log,
    monitorCommands = false,
    giteeLimits,
    hurry = 1,
    seed = 'story',
    tell = () => undefined,
  }: AppOptions & { readonly log: Logger },
  opened: Opened,
): Promise<App> {
  const instance = randomBytes(6).toString('hex');
  const dbName = databaseName(config.mongodbUri, modeOf(config));
  const database = await connect({ uri: config.mongodbUri, dataDir: config.dataDir, dbName, log, monitorCommands });
  opened.add(() => database.close());
  const forges = await configureForges({ config, database, instance, real, seed, log, tell });
  opened.add(() => forges.stop());
  const { sandbox, mode } = forges;
  const clock = sandbox?.clock ?? real;
  const metrics: Metrics = createMetrics({ gauges: () => queueGauges(stores), log });
  const stores: Stores = await openStores(database, clock, (seconds) => {
    metrics.ledgerAppend(seconds);
  });
  // A sandbox's Gitee is in this process: it is spared nothing.
  const limits = sandbox ? null : giteeLimits;
  const parts: Parts = { config, clock, log, instance, forges, giteeLimits: limits, hurry, database, stores, metrics };
  const engine = await createEngine(parts);
  const { governance, outbox, acceptor, inbox } = engine;
  const works = config.role !== 'web';
  const register = await stores.ledger.sync();
  refuseOtherMode(register, mode);
  let adopted = register.charterVersion !== null;
  let stopping = false;
  let working: Promise<void> | null = null;
  let timers: readonly Timer[] = [];
  let url: string | null = null;

  /** The sandbox's webhooks need an address first; its seeding moves the clock, and does what the clocks would. */
  async function work(): Promise<void> {
    inbox.start();
    outbox.start();
    if (sandbox && url !== null) {
      const app = followingApp(parts, engine);
      await sandbox.begin(app, reachable(url));
    }
    if (stopping) return;
    timers = startClocks(parts, engine);
  }

  function startWork(): void {
    if (!works || stopping || !adopted || (sandbox && url === null)) return;
    working ??= work().catch((err: unknown) => {
      log.error({ err }, 'the sandbox could not be seeded: start the app again');
    });
  }

  function ready(): Readiness {
    const reasons = [
      ...(stopping ? ['the app is stopping'] : []),
      ...(database.ready() ? [] : ['the database does not answer']),
      ...(adopted ? [] : ['no charter is in force yet; see /status']),
      ...unseeded(sandbox),
    ];
    return { ready: reasons.length === 0, reasons };
  }

  const web = config.role === 'worker' ? null : await createWeb(parts, acceptor, ready);
  if (web) opened.add(() => closeServer(web.server));
  opened.add(() => outbox.stop());
  opened.add(() => inbox.stop());
  opened.add(() => Promise.all(timers.map((timer) => timer.stop())));
  const ledgerLog = { origin: `${config.publicUrl.replace(/^https?:\/\//, '')}/ledger`, mode };
  const watcher = works
    ? watchGovernance({
        dir: config.governanceDir,
        log,
        adopt: async (files) => {
          sandbox?.prepare(files);
          const answer = await adoptCharter({
            ...stores,
            files,
            source: 'files',
            now: clock.now(),
            log: ledgerLog,
            forges: governance.forges,
            sha256Hex,
          });
          adopted = (await stores.ledger.sync()).charterVersion !== null;
          startWork();
          return answer;
        },
      })
    : repeat('charter in force', 1000, log, async () => {
        adopted = (await stores.ledger.sync()).charterVersion !== null;
      });
  opened.add(() => watcher.stop());
  const changes = repeat('changes', 1000, log, () => database.changes.poll());
  opened.add(() => changes.stop());
  if (web) opened.add(() => web.intake.close());
  opened.add(async () => {
    stopping = true;
    await sandbox?.pause();
    await working;
  });
  if (web) url = await listen(web.server, config);
  startWork();
  log.info({ url, role: config.role, mode, instance }, 'OpenCharter is running');

  return {
    url,
    database,
    stores,
    sandbox,
    ready,
    async idle() {
      await inbox.idle();
      await outbox.idle();
    },
    stop: () => opened.close(),
  };
}
