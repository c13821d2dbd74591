// What a simulated forge begins with.
import { firstCommit } from './changes/code.js';
import type { Account, App, Repository, WorldState } from './state.js';
import type { Surroundings, World } from './world.js';

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

/** A repository to begin with. */
export interface RepositorySeed {
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

/** What every forge may begin with. */
export interface ForgeSeed {
  readonly users?: readonly AccountSeed[];
  readonly organizations?: readonly OrganizationSeed[];
  readonly repositories?: readonly RepositorySeed[];
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
    milestones: [],
    releases: [],
    branches: new Map(),
    protects: new Set(),
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

/** Adds what a seed lists, and answers the repositories that were added. No webhook tells of it. */
export function plant(world: World, seed: ForgeSeed): readonly Repository[] {
  for (const user of seed.users ?? []) addAccount(world, user);
  for (const organization of seed.organizations ?? []) addAccount(world, organization, 'Organization');
  for (const { login, members = [] } of seed.organizations ?? []) {
    const organization = requireAccount(world, login);
    for (const member of members) organization.members.add(requireAccount(world, member).id);
  }
  return (seed.repositories ?? []).map((repository) => addRepository(world, repository));
}

/** The state of a new world in which only the app is. */
export function emptyState(app: App): WorldState {
  return {
    app,
    accounts: new Map([app.owner, app.bot].map((account) => [account.id, account])),
    repositories: new Map(),
    formerNames: new Map(),
    comments: new Map(),
    checkRuns: new Map(),
    installations: new Map(),
    lastId: app.bot.id,
  };
}
