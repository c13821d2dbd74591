// What a simulated GitHub begins with.
import { emptyState, plant as plantForge, requireAccount, worldOf, type ForgeSeed } from '../forge/seed.js';
import { installationOf, type Account, type App } from '../forge/state.js';
import type { Surroundings, World } from '../forge/world.js';

export interface Seed extends ForgeSeed {
  /** Logins of the accounts the app is installed on; default: every owner of a repository. No webhook tells of these. */
  readonly installedOn?: readonly string[];
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
  contents: 'write',
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
  'milestone',
  'release',
];

/** Ids that are given start here, above those a seed would choose. */
const firstId = 500_000_000;

/** Adds what a seed lists. No webhook tells of it. */
export function plant(world: World, seed: Seed): void {
  const owners = plantForge(world, seed).map((repository) => repository.owner);
  const installed = seed.installedOn?.map((login) => requireAccount(world, login)) ?? owners;
  for (const account of new Set(installed)) if (!installationOf(world, account)) addInstallation(world, account);
}

/** Makes the world of a seed. */
export function createWorld(surroundings: Surroundings, { app, seed }: { app: AppSeed; seed: Seed }): World {
  const first = { id: firstId + 1, name: null, createdAt: surroundings.now() };
  const owner: Account = { ...first, login: `${app.slug}-owner`, type: 'User', members: new Set() };
  const bot: Account = { ...first, id: firstId + 2, login: `${app.slug}[bot]`, type: 'Bot', members: new Set() };
  const state = emptyState({ permissions, events, ...app, owner, bot, createdAt: first.createdAt });
  const world = worldOf(state, surroundings);
  plant(world, seed);
  return world;
}

export function addInstallation(world: World, account: Account) {
  const installation = { id: world.nextId(), account, createdAt: world.now() };
  world.installations.set(installation.id, installation);
  return installation;
}
