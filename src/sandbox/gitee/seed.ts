// What a simulated Gitee begins with.
import { emptyState, plant, requireAccount, worldOf, type ForgeSeed } from '../forge/seed.js';
import { repositoryByName, type Account, type Repository } from '../forge/state.js';
import type { Surroundings, World } from '../forge/world.js';
import { giveRole } from './roles.js';
import type { GiteeState, Role } from './state.js';

export interface GiteeSeed extends ForgeSeed {
  /** Who was invited where; the bot administers every repository of the seed that does not name it. */
  readonly collaborators?: readonly { readonly repository: string; readonly login: string; readonly role: Role }[];
}

/** The account under which the product acts: an ordinary one, with a token. */
export interface BotSeed {
  readonly login: string;
  readonly id?: number;
  readonly name?: string;
}

/** Ids that are given start here, above those a seed would choose. */
const firstId = 500_000_000;

/** Adds what a seed lists, and answers its repositories. No webhook tells of it. */
export function plantGitee(world: World, gitee: GiteeState, seed: GiteeSeed): readonly Repository[] {
  const planted = plant(world, seed);
  for (const repository of planted) giveRole(gitee, repository, world.app.bot, 'admin');
  for (const { repository: name, login, role } of seed.collaborators ?? []) {
    const repository = repositoryByName(world, name);
    if (!repository) throw new Error(`there is no repository ${name}`);
    giveRole(gitee, repository, requireAccount(world, login), role);
  }
  return planted;
}

/** The world before anything but the bot is there. */
export function giteeWorld(surroundings: Surroundings, bot: BotSeed): World {
  const createdAt = surroundings.now();
  const { login, id = firstId + 1, name = null } = bot;
  const account: Account = { id, login, type: 'User', name, createdAt, members: new Set() };
  const app = { id: 0, slug: login, owner: account, bot: account, permissions: {}, events: [], createdAt };
  return worldOf({ ...emptyState(app), lastId: firstId + 1 }, surroundings);
}
