// A simulated GitHub: state in memory, GitHub's REST API over HTTP, signed webhooks, people to act as, faults to play.
import { generateKeyPairSync } from 'node:crypto';
import type { Clock } from '../../shared/time.js';
import { createActor, type Actor } from './actor.js';
import { createCredentials } from './auth.js';
import { createCallLog, type Call, type CallLog } from '../forge/calls.js';
import { createFaults, type Faults } from '../forge/faults.js';
import { requirePull, requireRepository, requireSubject } from '../forge/lookup.js';
import { addAccount, requireAccount, stateOf, worldOf, type AccountSeed } from '../forge/seed.js';
import { createWorld, plant, type AppSeed, type Seed } from './seed.js';
import { closePort, openPort, serve } from '../forge/server.js';
import { nowhere, type Keeper } from '../forge/keeper.js';
import { gitHubProtocol } from './protocol.js';
import { gitHubWays } from './ways.js';
import { createGitHubWebhooks, type GitHubWebhooks } from './webhooks.js';
import type { PullSubject } from '../forge/pull.js';
import type { Account, CheckRun, Comment, Reaction, WorldState } from '../forge/state.js';
import type { Surroundings, World } from '../forge/world.js';
import type { KeptWebhooks } from '../forge/webhooks.js';

/** How to start a simulated GitHub. */
export interface SimulatedGitHubOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Gives everything on it its times, to the second. */
  readonly clock: Clock;
  /** Real milliseconds, for tokens only. Default `Date.now`. */
  readonly realNow?: () => number;
  readonly app: AppSeed & {
    /** RSA, PEM; made when left out. */
    readonly privateKeyPem?: string;
    readonly webhookSecret: string;
  };
  /** Where webhooks go; may be set later by `webhooks.setTarget`. */
  readonly webhookUrl?: string;
  readonly seed: Seed;
  /** How many calls and how many sent webhooks are remembered. Default 20,000. */
  readonly remember?: number;
  /** Where people see its pages, without a final slash; default where it listens. */
  readonly pagesUrl?: string;
  /** Goes on from what was kept before; app and seed are not looked at then. */
  readonly kept?: KeptGitHub | undefined;
  /** Where changes are kept. Nothing leaves it, by webhook or answer, before it is kept. Default: nowhere. */
  readonly keeper?: Keeper;
}

/** Everything it must not forget: data only. The latest calls are beside it, for people to look at. */
export interface KeptGitHub {
  readonly world: WorldState;
  readonly webhooks: KeptWebhooks;
  readonly calls: readonly Call[];
}

export interface SimulatedGitHub {
  /** `http://127.0.0.1:PORT`; the API is under `/api/v3`. */
  readonly url: string;
  /** `127.0.0.1:PORT`, as in `GHE_HOST`. */
  readonly hostAndPort: string;
  readonly port: number;
  readonly privateKey: string;
  readonly appId: number;
  readonly webhookSecret: string;
  readonly state: World;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly webhooks: GitHubWebhooks;
  /** Acts as the person who has this login now. Throws when nobody has. */
  as(login: string): Actor;
  /** Adds more accounts, repositories and installations; no webhook tells of them. */
  plant(seed: Seed): void;
  /** All there is to keep. */
  kept(): KeptGitHub;
  /** A newcomer, or a stranger who takes a login that was given up. */
  addUser(user: AccountSeed): Account;
  /** A pull request as it is now; `pullCommits` and `pullFiles` tell the rest of it. */
  pull(repo: string, number: number): PullSubject;
  /** All comments of an issue or pull request, oldest first. */
  comments(repo: string, number: number): readonly Comment[];
  /** Names of the labels, in the order they were added. */
  labels(repo: string, number: number): readonly string[];
  /** All check runs of a commit, doubled ones too, oldest first. */
  checkRuns(repo: string, sha: string): readonly CheckRun[];
  /** All reactions to a comment; none when it is gone. */
  reactions(commentId: number): readonly Reaction[];
  /** Stops listening, cuts all connections, drops what is being sent. */
  stop(): Promise<void>;
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** Starts one and resolves when it listens. */
export async function startSimulatedGitHub(options: SimulatedGitHubOptions): Promise<SimulatedGitHub> {
  const { host = '127.0.0.1', clock, seed, realNow = Date.now, remember = 20_000, kept, keeper = nowhere } = options;
  const { privateKeyPem: privateKey = newKey(), webhookSecret, ...app } = options.app;
  const calls = createCallLog(remember, kept?.calls);
  const faults = createFaults();
  const { server, port } = await openPort(host, options.port ?? 0);
  const hostAndPort = `${host}:${port}`;
  const url = `http://${hostAndPort}`;
  const durable = (): Promise<void> => keeper.durable();
  const now = (): string => `${clock.now().slice(0, 19)}Z`;
  const webhooks = createGitHubWebhooks({
    now,
    secret: webhookSecret,
    appId: app.id,
    url: options.webhookUrl,
    limit: remember,
    kept: kept?.webhooks,
    durable,
  });
  const surroundings: Surroundings = {
    urls: { html: options.pagesUrl ?? url, api: `${url}/api/v3` },
    ways: gitHubWays,
    now,
    emit: (happening) => {
      webhooks.emit(happening);
      keeper.changed();
    },
    changed: () => {
      keeper.changed();
    },
  };
  const world = kept ? worldOf(kept.world, surroundings) : createWorld(surroundings, { app, seed });
  const protocol = gitHubProtocol(world, createCredentials(world, privateKey, realNow), () => webhooks.target());
  serve(server, { world, protocol, calls, faults, durable });

  async function stop(): Promise<void> {
    webhooks.stop();
    await closePort(server);
    await webhooks.idle();
  }

  return {
    url,
    hostAndPort,
    port,
    privateKey,
    appId: app.id,
    webhookSecret,
    state: world,
    calls,
    faults,
    webhooks,
    as: (login) => createActor(world, requireAccount(world, login)),
    plant(more) {
      plant(world, more);
      keeper.changed();
    },
    kept: () => ({ world: stateOf(world), webhooks: webhooks.kept(), calls: calls.all({ tokens: true }) }),
    addUser(user) {
      keeper.changed();
      return addAccount(world, user);
    },
    pull: (repo, number) => requirePull(world, repo, number),
    comments: (repo, number) => [...requireSubject(world, repo, number).comments],
    labels: (repo, number) => requireSubject(world, repo, number).labels.map(({ name }) => name),
    checkRuns(repo, sha) {
      const repository = requireRepository(world, repo);
      return [...world.checkRuns.values()].filter((run) => run.repository === repository && run.headSha === sha);
    },
    reactions: (commentId) => [...(world.comments.get(commentId)?.reactions ?? [])],
    stop,
  };
}
