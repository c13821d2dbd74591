// Puts the app together: database, ledger, forges, queues, clocks, portal; starts it and stops it.
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino, type Logger } from 'pino';
import { commands } from '../commands/index.js';
import type { Config } from '../config.js';
import { charterInForce, type Governance } from '../events/governance.js';
import { handleEvent } from '../events/handle.js';
import { createGitHub, type GitHub } from '../forges/github/app.js';
import { createAcceptor, type Acceptor } from '../inbox/accept.js';
import { payloadOf } from '../inbox/delivery.js';
import { createDrain, RetryLater } from '../inbox/drain.js';
import { createIntake, githubIntake, type Intake } from '../inbox/http.js';
import { commitTimeoutMs } from '../inbox/store.js';
import { adoptCharter, refuseOtherMode } from '../jobs/adopt-charter.js';
import { runDueMotions } from '../jobs/due-motions.js';
import { runReminders } from '../jobs/remind.js';
import { sha256Hex } from '../jobs/sha256.js';
import { showStaleMotions } from '../jobs/stale-motions.js';
import type { InLane } from '../jobs/in-lanes.js';
import { repeat, type Timer } from '../jobs/timer.js';
import { watchGovernance } from '../jobs/watch-governance.js';
import { hideForeign, mirrorSighting } from '../mirror/mirror.js';
import { createOutbox, type RunningOutbox } from '../outbox/outbox.js';
import { createPortal } from '../portal/app.js';
import type { Readiness } from '../portal/health.js';
import { createMetrics, type Metrics } from '../portal/metrics.js';
import { secureRandom } from '../queue/backoff.js';
import { holdLane } from '../queue/hold.js';
import { createRetries } from '../queue/retries.js';
import { createWorker, type Worker } from '../queue/worker.js';
import { loadReplyFiles } from '../replies/load.js';
import { createReplies } from '../replies/replies.js';
import type { FollowingApp } from '../sandbox/app-follows.js';
import type { SeedChoice } from '../sandbox/open.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { keepSearch, motionSource } from '../search/keep.js';
import { instant, millis, plus, systemClock, type Clock } from '../shared/time.js';
import { connect, type Database } from '../storage/connect.js';
import { openConsole } from './console.js';
import { databaseName } from './database-name.js';
import { configureForge, type ConfiguredForge } from './forge.js';
import { createOpened, type Opened } from './opened.js';
import { portalStore, queueGauges } from './portal-store.js';
import { openStores, type Stores } from './stores.js';

const leaseMs = 9000;
/**
 * After a motion's due time other instances may still be storing what they received before it. This instance's own are known exactly; where
 * HTTP is served by others, the longest a write takes is waited for.
 */
const settleMs = { all: 1000, worker: 2 * commitTimeoutMs, web: 0 };
const day = 24 * 60 * 60 * 1000;
const month = 30 * day;

export interface AppOptions {
  readonly config: Config;
  /** Governance time; the machine's by default. */
  readonly clock?: Clock;
  readonly log?: Logger;
  /** The driver tells each command it sends; for tests. */
  readonly monitorCommands?: boolean;
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

const helpOfCommands = commands.map(({ name, aliases, help }) => ({ name, aliases, ...help }));

/** Everything the parts below share. */
interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly instance: string;
  readonly forge: ConfiguredForge;
  readonly database: Database;
  readonly stores: Stores;
  readonly metrics: Metrics;
}

function createAppOutbox(
  { clock, config, instance, log, metrics, stores }: Parts,
  writer: () => GitHub,
): RunningOutbox {
  return createOutbox({
    store: stores.effects,
    leases: stores.leases,
    writerOf: (id) => (id === 'github' ? writer().write : null),
    now: Date.now,
    random: secureRandom,
    clock,
    owner: instance,
    writes: config.forgeWrites,
    log,
    observe: ({ kind, result }) => {
      metrics.effect(kind, result);
    },
  });
}

async function govern(
  parts: Parts,
): Promise<{ governance: Governance; github: GitHub; outbox: RunningOutbox; acceptor: Acceptor; inbox: Worker }> {
  const { clock, config, forge, instance, log, metrics, stores } = parts;
  const replies = createReplies(await loadReplyFiles());
  const github: GitHub = createGitHub({
    ...forge.github,
    log,
    installations: stores.installations,
    now: Date.now,
    observe: ({ endpoint, status, ms }) => {
      metrics.forgeCall('github', endpoint, status === 'error' ? 0 : status, ms / 1000);
    },
    onEvent: (event, { receivedAt, revived }) => handleEvent(governance, event, receivedAt, revived),
    onSighting: async (sighting, { receivedAt }) => {
      const adopted = await charterInForce(governance);
      if (!adopted) throw new RetryLater('no charter is in force yet', 1000);
      await mirrorSighting(stores.mirror, adopted.charter, sighting, receivedAt);
    },
  });
  const outbox = createAppOutbox(parts, () => github);
  const inbox = createWorker({
    name: 'inbox',
    owner: instance,
    dueLanes: (limit) => stores.deliveries.dueLanes(limit),
    drain: createDrain({
      store: stores.deliveries,
      handle: (delivery) =>
        github.receive({
          id: delivery.id,
          name: delivery.event,
          payload: payloadOf(delivery),
          receivedAt: delivery.receivedAt,
          revived: delivery.revived === true,
        }),
      log,
      now: Date.now,
      onSettled: ({ receivedAt }, state) => {
        metrics.processed(state, state === 'done' ? (Date.now() - millis(receivedAt)) / 1000 : undefined);
      },
    }),
    leases: stores.leases,
    concurrency: 16,
    pollMs: 500,
    leaseMs,
    log,
  });
  const acceptor = createAcceptor({
    store: stores.deliveries,
    clock,
    instance,
    onStored: (lane) => {
      inbox.wake(lane);
    },
    log,
  });
  const governance: Governance = {
    ...stores,
    outbox,
    inbox: {
      pendingBefore: async (lane, time) =>
        acceptor.inFlightBefore(lane, time) || (await stores.deliveries.pendingBefore(lane, time)),
      deadBetween: (lane, from, to) => stores.deliveries.deadBetween(lane, from, to),
    },
    forges: { github },
    replies,
    clock,
    publicUrl: config.publicUrl,
  };
  return { governance, github, outbox, acceptor, inbox };
}

function createInLane({ instance, log, stores }: Parts): InLane {
  return (lane, task) =>
    holdLane({ lane: `inbox ${lane}`, owner: instance, leases: stores.leases, leaseMs, log }, task);
}

/** The clocks of a worker. */
function startClocks(parts: Parts, governance: Governance): readonly Timer[] {
  const { clock, config, log, stores } = parts;
  const inLane = createInLane(parts);
  const retries = createRetries(Date.now);
  return [
    repeat('motions', 250, log, () =>
      runDueMotions(governance, inLane, plus(clock.now(), -settleMs[config.role]), retries),
    ),
    repeat('reminders', 1000, log, () => runReminders(governance, clock.now())),
    repeat('stale projections', 5000, log, () => showStaleMotions(governance, inLane)),
    repeat(
      'search',
      2000,
      log,
      keepSearch({
        ...stores,
        commands: helpOfCommands,
        sources: [motionSource(stores.projections, stores.motions, stores.resolutions), stores.mirror],
      }),
    ),
    repeat('mirror', 60_000, log, async () => {
      const adopted = await charterInForce(governance);
      if (adopted) await hideForeign(stores.mirror, adopted.charter, clock.now());
    }),
    repeat('sweep', 60 * 60 * 1000, log, async () => {
      await stores.deliveries.sweepBodies(instant(Date.now() - month));
      await stores.leases.sweep(24 * 60 * 60 * 1000);
    }),
  ];
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound: Pick<AddressInfo, 'port'> = typeof address === 'object' && address ? address : { port };
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(bound.port)}`);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

interface Web {
  readonly server: Server;
  readonly intake: Intake;
}

function createWeb(parts: Parts, acceptor: Acceptor, ready: () => Readiness): Web {
  const { clock, config, database, forge, log, metrics, stores } = parts;
  const intake = createIntake({
    forges: [githubIntake(forge.github.webhookSecret)],
    accept: acceptor.accept,
    log,
    onAnswer: (status, ms) => {
      metrics.delivery('github', String(status), ms / 1000);
    },
  });
  const portal = createPortal({
    store: portalStore(stores, {
      mode: forge.mode,
      forgeWrites: config.forgeWrites,
      forges: [{ id: 'github', account: `app ${String(forge.github.appId)}`, url: forge.url }],
    }),
    clock,
    log,
    commands: helpOfCommands,
    metrics,
    version: () => database.changes.version(),
    ready,
    mode: forge.mode,
    publicUrl: config.publicUrl,
  });
  const console = openConsole(forge.sandbox, stores, config, log);
  const server = createServer((req, res) => {
    if (!intake.handle(req, res) && !console?.handle(req, res)) portal(req, res);
  });
  server.requestTimeout = 60_000;
  return { server, intake };
}

/** The app as the sandbox drives it. */
function followingApp(parts: Parts, governance: Governance, inbox: Worker, outbox: RunningOutbox): FollowingApp {
  const retries = createRetries(Date.now);
  return {
    governance,
    runDue: (now) => runDueMotions(governance, createInLane(parts), now, retries),
    inboxIdle: () => inbox.idle(),
    outboxIdle: () => outbox.idle(),
  };
}

function unseeded(sandbox: Sandbox | null): readonly string[] {
  const { done, step, of } = sandbox?.seeding.state() ?? { done: true, step: 0, of: 0 };
  return done ? [] : [`the sandbox is being seeded: step ${String(step)} of ${String(of)}`];
}

/** Where this machine reaches what listens at an address. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
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
    seed = 'story',
    tell = () => undefined,
  }: AppOptions & { readonly log: Logger },
  opened: Opened,
): Promise<App> {
  const instance = randomBytes(6).toString('hex');
  const dbName = databaseName(config.mongodbUri, config.github ? 'live' : 'sandbox');
  const database = await connect({ uri: config.mongodbUri, dataDir: config.dataDir, dbName, log, monitorCommands });
  opened.add(() => database.close());
  const forge = await configureForge({ config, database, instance, real, seed, log, tell });
  opened.add(() => forge.stop());
  const { sandbox } = forge;
  const clock = sandbox?.clock ?? real;
  const metrics: Metrics = createMetrics({ gauges: () => queueGauges(stores), log });
  const stores: Stores = await openStores(database, clock, (seconds) => {
    metrics.ledgerAppend(seconds);
  });
  const parts: Parts = { config, clock, log, instance, forge, database, stores, metrics };
  const { governance, outbox, acceptor, inbox } = await govern(parts);
  const works = config.role !== 'web';
  const register = await stores.ledger.sync();
  refuseOtherMode(register, forge.mode);
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
      const app = followingApp(parts, governance, inbox, outbox);
      await sandbox.begin(app, `${reachable(url)}/api/github/webhooks`);
    }
    if (stopping) return;
    timers = [
      ...startClocks(parts, governance),
      repeat('dead effects', day, log, async () => {
        metrics.effectsRevived(await outbox.retryDead());
      }),
    ];
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

  const web = config.role === 'worker' ? null : createWeb(parts, acceptor, ready);
  if (web) opened.add(() => closeServer(web.server));
  opened.add(() => outbox.stop());
  opened.add(() => inbox.stop());
  opened.add(() => Promise.all(timers.map((timer) => timer.stop())));
  const ledgerLog = { origin: `${config.publicUrl.replace(/^https?:\/\//, '')}/ledger`, mode: forge.mode };
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
  log.info({ url, role: config.role, mode: forge.mode, instance }, 'OpenCharter is running');

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
