// What a simulated GitHub begins with.
import { commit } from './changes/code.js';
import type { Account, App, Repository, World } from './state.js';

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
  const files = new Map(Object.entries(seed.files ?? { 'README.md': `# ${name}\n` }));
  const first = commit(world, account, repository, [], { files, message: 'Initial commit' });
  repository.branches.set(repository.defaultBranch, first);
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
} as const;

const events = ['issues', 'issue_comment', 'pull_request', 'push', 'repository'];

/** Everything outside the state that a world needs. */
export interface Surroundings extends Pick<World, 'urls' | 'now' | 'emit'> {
  readonly app: AppSeed;
  readonly seed: Seed;
}

/** Ids that are given start here, above those a seed would choose. */
const firstId = 500_000_000;

/** Makes the world of a seed. */
export function createWorld({ app, seed, urls, now, emit }: Surroundings): World {
  let lastId = firstId;
  const ground = {
    accounts: new Map<number, Account>(),
    now,
    nextId: () => {
      lastId += 1;
      return lastId;
    },
  };
  for (const user of seed.users ?? []) addAccount(ground, user);
  for (const organization of seed.organizations ?? []) addAccount(ground, organization, 'Organization');
  for (const { login, members = [] } of seed.organizations ?? []) {
    const organization = requireAccount(ground, login);
    for (const member of members) organization.members.add(requireAccount(ground, member).id);
  }
  const owner = addAccount(ground, { login: `${app.slug}-owner` });
  const bot = addAccount(ground, { login: `${app.slug}[bot]` }, 'Bot');
  const world: World = {
    ...ground,
    urls,
    emit,
    app: { permissions, events, ...app, owner, bot, createdAt: now() },
    repositories: new Map(),
    formerNames: new Map(),
    comments: new Map(),
    checkRuns: new Map(),
    installations: new Map(),
  };
  for (const repository of seed.repositories ?? []) addRepository(world, repository);
  const owners = [...world.repositories.values()].map((repository) => repository.owner);
  const installed = seed.installedOn?.map((login) => requireAccount(world, login)) ?? owners;
  for (const account of new Set(installed)) addInstallation(world, account);
  return world;
}

export function addInstallation(world: World, account: Account) {
  const installation = { id: world.nextId(), account, createdAt: world.now() };
  world.installations.set(installation.id, installation);
  return installation;
}
