// Everybody on the simulated forges whom a visitor may act as, each with the accounts they have.
import type { Charter } from '../charter/charter.js';
import type { ForgeId } from '../shared/refs.js';
import { accountByLogin, type Account } from './forge/state.js';
import type { World } from './forge/world.js';
import type { AccountIds, Player, SimulatedForges } from './sandbox.js';

type Worlds = Readonly<Record<ForgeId, World>>;
type Found = Readonly<Partial<Record<ForgeId, Account>>>;

/** Where everybody and everything of each forge is. */
export function worldsOf({ github, gitee }: SimulatedForges): Worlds {
  return { github: github.state, gitee: gitee.world };
}

/** The accounts of the charter's people there, in its order. */
export function peopleOn(forges: SimulatedForges, { people }: Charter): readonly AccountIds[] {
  const worlds = worldsOf(forges);
  function idOn(forge: ForgeId, { accounts }: Charter['people'][number]): number | undefined {
    const named = accounts[forge];
    if (!named) return undefined;
    if (named.id === null) return accountByLogin(worlds[forge], named.login)?.id;
    return worlds[forge].accounts.get(named.id)?.id;
  }
  return people.map((person) => {
    const [github, gitee] = [idOn('github', person), idOn('gitee', person)];
    return { ...(github !== undefined && { github }), ...(gitee !== undefined && { gitee }) };
  });
}

function playerOf({ github, gitee }: Found, role: Player['role']): readonly Player[] {
  const account = github ?? gitee;
  if (!account) return [];
  const { login, name } = account;
  const accounts = { ...(github && { github: github.login }), ...(gitee && { gitee: gitee.login }) };
  return [{ id: github ? login : `gitee:${login}`, name: name ?? login, role, accounts }];
}

function isSame(one: Account, other: Account): boolean {
  return one.login === other.login || (one.name !== null && one.name === other.name);
}

/** Those the charter does not know; the same login or name on both forges is the same somebody. */
function others({ github, gitee }: Worlds, people: readonly AccountIds[]): readonly Found[] {
  const known = {
    github: new Set([github.app.owner.id, github.app.bot.id, ...people.flatMap((one) => one.github ?? [])]),
    gitee: new Set([gitee.app.bot.id, ...people.flatMap((one) => one.gitee ?? [])]),
  };
  const unknown = (world: World, ids: ReadonlySet<number>) =>
    [...world.accounts.values()].filter(({ id, type }) => type !== 'Organization' && !ids.has(id));
  const onGitee = unknown(gitee, known.gitee);
  const onGitHub = unknown(github, known.github);
  const both = onGitHub.map((one): Found => {
    const same = onGitee.find((other) => isSame(one, other));
    return same ? { github: one, gitee: same } : { github: one };
  });
  const taken = new Set(both.map((one) => one.gitee));
  return [...both, ...onGitee.filter((one) => !taken.has(one)).map((one): Found => ({ gitee: one }))];
}

/** Everybody but the app: the people first, in their order; then outsiders, then bots. */
export function playersOf(forges: SimulatedForges, people: readonly AccountIds[]): readonly Player[] {
  const worlds = worldsOf(forges);
  const isBot = ({ github, gitee }: Found): boolean => (github ?? gitee)?.type === 'Bot';
  const strangers = others(worlds, people);
  return [
    ...people.flatMap(({ github, gitee }) => {
      const onGitHub = github === undefined ? undefined : worlds.github.accounts.get(github);
      const onGitee = gitee === undefined ? undefined : worlds.gitee.accounts.get(gitee);
      return playerOf({ ...(onGitHub && { github: onGitHub }), ...(onGitee && { gitee: onGitee }) }, 'person');
    }),
    ...strangers.filter((one) => !isBot(one)).flatMap((one) => playerOf(one, 'outsider')),
    ...strangers.filter(isBot).flatMap((one) => playerOf(one, 'bot')),
  ];
}
