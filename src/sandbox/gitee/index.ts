// A simulated Gitee: state in memory, Gitee's REST API over HTTP, webhooks, people to act as, faults to play.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/time.js';
import { createCallLog, type Call, type CallLog } from '../forge/calls.js';
import { createFaults, type Faults } from '../forge/faults.js';
import { nowhere, type Keeper } from '../forge/keeper.js';
import { requireRepository } from '../forge/lookup.js';
import { asPull, type PullSubject } from '../forge/pull.js';
import { addAccount, requireAccount, stateOf, worldOf, type AccountSeed } from '../forge/seed.js';
import { closePort, openPort, serve } from '../forge/server.js';
import {
  fullName,
  type Account,
  type CheckRun,
  type Comment,
  type Repository,
  type WorldState,
} from '../forge/state.js';
import type { KeptWebhooks, Webhooks } from '../forge/webhooks.js';
import type { Surroundings, World } from '../forge/world.js';
import { createGiteeActor, requireSubject, type GiteeActor } from './actor.js';
import { addHook } from './changes.js';
import type { Ref } from './ident.js';
import { giteeProtocol } from './protocol.js';
import { giteeWorld, plantGitee, type BotSeed, type GiteeSeed } from './seed.js';
import { newGiteeState, type ChecksPolicy, type GiteeState, type HookMode } from './state.js';
import { giteeWays } from './ways.js';
import { createGiteeWebhooks } from './webhooks.js';

/** How to start a simulated Gitee. */
export interface SimulatedGiteeOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Gives everything on it its times, to the second. */
  readonly clock: Clock;
  /** Real milliseconds, for the times that are signed. Default `Date.now`. */
  readonly realNow?: () => number;
  readonly bot: BotSeed;
  /** The bot's access token; made when left out. */
  readonly token?: string;
  /** The hook that every repository of the seed gets; with no address, when `target` is called. None at all when left out. */
  readonly webhook?: { readonly mode: HookMode; readonly secret: string; readonly url?: string };
  readonly checks?: ChecksPolicy;
  readonly seed: GiteeSeed;
  /** How many calls and how many sent webhooks are remembered. Default 20,000. */
  readonly remember?: number;
  /** Where people see its pages, without a final slash; default where it listens. */
  readonly pagesUrl?: string;
  /** Goes on from what was kept before; bot, token, checks and seed are not looked at then. */
  readonly kept?: KeptGitee | undefined;
  /** Where changes are kept. Nothing leaves it, by webhook or answer, before it is kept. Default: nowhere. */
  readonly keeper?: Keeper;
}

/** Everything it must not forget: data only. The latest calls are beside it, for people to look at. */
export interface KeptGitee {
  readonly world: WorldState;
  readonly gitee: GiteeState;
  readonly token: string;
  readonly webhooks: KeptWebhooks;
  readonly calls: readonly Call[];
}

export interface SimulatedGitee {
  /** `http://127.0.0.1:PORT`; the API is under `/api/v5`. */
  readonly url: string;
  readonly port: number;
  /** The bot's. */
  readonly token: string;
  readonly world: World;
  readonly gitee: GiteeState;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** While it is true, webhooks of what happens are lost: none of them is ever sent. False at first. */
  losing: boolean;
  /** Gives every repository the hook of the options, at this address. */
  target(url: string): void;
  /** Acts as the person who has this login now. Throws when nobody has. */
  as(login: string): GiteeActor;
  /** A token with which one calls the API as this person. */
  tokenOf(login: string): string;
  /** Adds more accounts and repositories; no webhook tells of them. */
  plant(seed: GiteeSeed): void;
  kept(): KeptGitee;
  /** A newcomer, or a stranger who takes a login that was given up. */
  addUser(user: AccountSeed): Account;
  pull(repo: string, number: number): PullSubject;
  /** All comments of an issue or pull request, oldest first. */
  comments(repo: string, number: Ref): readonly Comment[];
  /** Names of the labels, in the order they were added. */
  labels(repo: string, number: Ref): readonly string[];
  /** All check runs of a commit, doubled ones too, oldest first. */
  checkRuns(repo: string, sha: string): readonly CheckRun[];
  /** Stops listening, cuts all connections, drops what is being sent. */
  stop(): Promise<void>;
}

const everything = {
  push_events: true,
  tag_push_events: true,
  issues_events: true,
  note_events: true,
  merge_requests_events: true,
} as const;

function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** Starts one and resolves when it listens. */
export async function startSimulatedGitee(options: SimulatedGiteeOptions): Promise<SimulatedGitee> {
  const { host = '127.0.0.1', clock, realNow = Date.now, remember = 20_000, kept, keeper = nowhere } = options;
  const gitee = kept?.gitee ?? newGiteeState();
  const token = kept?.token ?? options.token ?? newToken();
  const calls = createCallLog(remember, kept?.calls);
  const faults = createFaults();
  const { server, port } = await openPort(host, options.port ?? 0);
  const url = `http://${host}:${port}`;
  const html = options.pagesUrl ?? url;
  const durable = (): Promise<void> => keeper.durable();
  const now = (): string => `${clock.now().slice(0, 19)}Z`;
  let losing = false;
  let target = options.webhook?.url;

  const webhooks = createGiteeWebhooks({
    now,
    gitee,
    realNow,
    html,
    nameOf: (id) => {
      const repository = world.repositories.get(id);
      return repository ? fullName(repository) : String(id);
    },
    limit: remember,
    kept: kept?.webhooks,
    durable,
  });
  const surroundings: Surroundings = {
    urls: { html, api: `${url}/api/v5` },
    ways: giteeWays(gitee),
    now,
    emit: (happening) => {
      if (!losing) webhooks.emit(happening);
      keeper.changed();
    },
    changed: () => {
      keeper.changed();
    },
  };
  const world = kept ? worldOf(kept.world, surroundings) : giteeWorld(surroundings, options.bot);

  /** The hook of the options: made where it is missing, else sent to its address of now. */
  function hookUp(repositories: Iterable<Repository>): void {
    if (!options.webhook || target === undefined) return;
    const { mode, secret } = options.webhook;
    for (const repository of repositories) {
      if (repository.isFork) continue;
      const own = [...gitee.hooks.values()].find((hook) => hook.repositoryId === repository.id);
      if (own) Object.assign(own, { url: target, mode, secret });
      else addHook(world, gitee, repository, { ...everything, mode, secret, url: target });
    }
  }

  if (!kept) {
    gitee.tokens.set(token, world.app.bot.id);
    gitee.checks = options.checks ?? 'allowed';
    hookUp(plantGitee(world, gitee, options.seed));
  }
  serve(server, { world, protocol: giteeProtocol(world, gitee), calls, faults, durable });
  if (target !== undefined) webhooks.wake();

  return {
    url,
    port,
    token,
    world,
    gitee,
    calls,
    faults,
    webhooks,
    get losing() {
      return losing;
    },
    set losing(on: boolean) {
      losing = on;
    },
    target(address) {
      target = address;
      hookUp(world.repositories.values());
      webhooks.wake();
      keeper.changed();
    },
    as: (login) => createGiteeActor(world, gitee, requireAccount(world, login)),
    tokenOf(login) {
      const { id } = requireAccount(world, login);
      const known = [...gitee.tokens].find(([, owner]) => owner === id)?.[0];
      const own = known ?? newToken();
      gitee.tokens.set(own, id);
      keeper.changed();
      return own;
    },
    plant(more) {
      hookUp(plantGitee(world, gitee, more));
      keeper.changed();
    },
    kept: () => ({
      world: stateOf(world),
      gitee,
      token,
      webhooks: webhooks.kept(),
      calls: calls.all({ tokens: true }),
    }),
    addUser(user) {
      keeper.changed();
      return addAccount(world, user);
    },
    pull: (repo, number) => asPull(requireSubject(world, repo, number)),
    comments: (repo, number) => [...requireSubject(world, repo, number).comments],
    labels: (repo, number) => requireSubject(world, repo, number).labels.map(({ name }) => name),
    checkRuns(repo, sha) {
      const repository = requireRepository(world, repo);
      return [...world.checkRuns.values()].filter((run) => run.repository === repository && run.headSha === sha);
    },
    async stop() {
      webhooks.stop();
      await closePort(server);
      await webhooks.idle();
    },
  };
}
