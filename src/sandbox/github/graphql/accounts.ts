// Accounts as GraphQL objects.
import { nodeId, userJson } from '../shapes/account.js';
import type { Account } from '../../forge/state.js';
import type { World } from '../../forge/world.js';

/** A user or a bot, as an actor. */
export function actorObject(world: World, account: Account): object {
  const { id, login, name } = account;
  const type = account.type === 'Bot' ? 'Bot' : 'User';
  const url = userJson(world, account).html_url;
  return { __typename: type, id: nodeId(type, id), databaseId: id, login, name, url };
}
