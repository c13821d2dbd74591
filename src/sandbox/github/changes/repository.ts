// Renaming a repository.
import type { Account, Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { announce } from './announce.js';

export function renameRepository(world: World, actor: Account, repository: Repository, name: string): void {
  const from = repository.name;
  world.formerNames.set(`${repository.owner.login}/${from}`.toLowerCase(), repository);
  repository.name = name;
  announce(world, 'repository', repository, actor, { action: 'renamed', changes: { repository: { name: { from } } } });
}
