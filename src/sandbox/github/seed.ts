// What a simulated GitHub begins with.
import { firstCommit } from './changes/code.js';
import {
  installationOf,
  type Account,
  type App,
  type Repository,
  type Surroundings,
  type World,
  type WorldState,
} from './state.js';

/** A person, a bot or an organization to begin with. An id left out is given. */
export interface AccountSeed {
  readonly login: string;
  readonly id?: number;
  readonly name?: string;
  readonly type?: 'User' | 'Bot';
}

interface OrganizationSeed {
  readonly login: string;
  readonly id?: number;
  readonly name?: string;
  /** Logins of its members. */
  readonly members?: readonly string[];
}

interface RepositorySeed {
  /** `OWNER/NAME`; the owner is one of the users or organizations. */
  readonly name: string;
  readonly id?: number;
  readonly description?: string;
  readonly private?: boolean;
  /** Default `main`. */
  readonly defaultBranch?: string;
  /** Path to content, as the first commit. Default: a README. */
  readonly files?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
}

export interface Seed {
  readonly users?: readonly AccountSeed[];
  readonly organizations?: readonly OrganizationSeed[];
  readonly repositories?: readonly RepositorySeed[];
  /** Logins of the accounts the app is installed on; default: every owner of a repository. No webhook tells of these. */
  readonly installedOn?: readonly string[];
}

export function addAccount(
  world: Pick<World, 'accounts' | 'nextId' | 'now'>,
  seed: AccountSeed,
  type: Account['type'] = seed.type ?? 'User',
): Account {
  const { login, id = world.nextId(), name = null } = seed;
  if (world.accounts.has(id)) throw new Error(`the account id ${id} is taken`);
  if ([...world.accounts.values()].some((one) => one.login.toLowerCase() === login.toLowerCase())) {
    throw new Error(`the login ${login} is taken`);
  }
  const account: Account = { id, login, type, name, createdAt: world.now(), members: new Set() };
  world.accounts.set(id, account);
  return account;
}

/** The account of this login; throws when there is none. */
export function requireAccount(world: Pick<World, 'accounts'>, login: string): Account {
  const found = [...world.accounts.values()].find((account) => account.login.toLowerCase() === login.toLowerCase());
  if (!found) throw new Error(`nobody here has the login ${login}`);
  return found;
}

function addRepository(world: World, seed: RepositorySeed): Repository {
  const [owner = '', name = ''] = seed.name.split('/');
  const account = requireAccount(world, owner);
  const now = world.now();
  const repository: Repository = {
    id: seed.id ?? world.nextId(),
    owner: account,
    name,
    description: seed.description ?? null,
    isPrivate: seed.private ?? false,
    isFork: false,
    defaultBranch: seed.defaultBranch ?? 'main',
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    lastNumber: 0,
    subjects: new Map(),
    labels: new Map(),
    branches: new Map(),
    commits: new Map(),
  };
  world.repositories.set(repository.id, repository);
  firstCommit(world, repository, new Map(Object.entries(seed.files ?? { 'README.md': `# ${name}\n` })));
  for (const label of seed.labels ?? []) {
    const entry = { id: world.nextId(), name: label, color: 'ededed', description: null };
    repository.labels.set(label.toLowerCase(), entry);
  }
  return repository;
}

/** Who the app is. */
export interface AppSeed {
  readonly id: number;
  readonly slug: string;
  /** Default: what the product asks for. */
  readonly permissions?: App['permissions'];
  readonly events?: readonly string[];
}

const permissions = {
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  members: 'read',
  merge_queues: 'read',
} as const;

const events = [
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review',
  'check_run',
  'check_suite',
  'merge_group',
  'push',
  'repository',
];

/** Ids that are given start here, above those a seed would choose. */
const firstId = 500_000_000;

/** A world on its state. */
export function worldOf(state: WorldState, surroundings: Surroundings): World {
  const world: World = {
    ...surroundings,
    ...state,
    nextId() {
      world.lastId += 1;
      return world.lastId;
    },
  };
  return world;
}

/** The state of a world, without what surrounds it. */
export function stateOf(world: World): WorldState {
  const { app, accounts, repositories, formerNames, comments, checkRuns, installations, lastId } = world;
  return { app, accounts, repositories, formerNames, comments, checkRuns, installations, lastId };
}

/** Adds what a seed lists. No webhook tells of it. */
export function plant(world: World, seed: Seed): void {
  for (const user of seed.users ?? []) addAccount(world, user);
  for (const organization of seed.organizations ?? []) addAccount(world, organization, 'Organization');
  for (const { login, members = [] } of seed.organizations ?? []) {
    const organization = requireAccount(world, login);
    for (const member of members) organization.members.add(requireAccount(world, member).id);
  }
  const planted = (seed.repositories ?? []).map((repository) => addRepository(world, repository));
  const owners = planted.map((repository) => repository.owner);
  const installed = seed.installedOn?.map((login) => requireAccount(world, login)) ?? owners;
  for (const account of new Set(installed)) if (!installationOf(world, account)) addInstallation(world, account);
}

/** Makes the world of a seed. */
export function createWorld(surroundings: Surroundings, { app, seed }: { app: AppSeed; seed: Seed }): World {
  const first = { id: firstId + 1, name: null, createdAt: surroundings.now() };
  const owner: Account = { ...first, login: `${app.slug}-owner`, type: 'User', members: new Set() };
  const bot: Account = { ...first, id: firstId + 2, login: `${app.slug}[bot]`, type: 'Bot', members: new Set() };
  const state: WorldState = {
    app: { permissions, events, ...app, owner, bot, createdAt: first.createdAt },
    accounts: new Map([owner, bot].map((account) => [account.id, account])),
    repositories: new Map(),
    formerNames: new Map(),
    comments: new Map(),
    checkRuns: new Map(),
    installations: new Map(),
    lastId: bot.id,
  };
  const world = worldOf(state, surroundings);
  plant(world, seed);
  return world;
}

export function addInstallation(world: World, account: Account) {
  const installation = { id: world.nextId(), account, createdAt: world.now() };
  world.installations.set(installation.id, installation);
  return installation;
}
