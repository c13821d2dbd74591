// Who and what is there before a story begins: the charter's people, the foundation's repositories, and some whom the charter does not know.
import type { Charter, Person } from '../../charter/charter.js';
import type { ForgeId } from '../../shared/refs.js';
import { inLanguage } from '../../shared/text.js';
import type { AccountSeed, ForgeSeed, RepositorySeed } from '../forge/seed.js';
import { accountByLogin, repositoryByName } from '../forge/state.js';
import type { World } from '../forge/world.js';
import { forgeOf } from './deeds.js';
import { repositoriesOnGitee } from './repositories-gitee.js';
import { repositoriesOnGitHub, type StoryRepository } from './repositories.js';
import type { LoginOf } from './house-rules.js';
import type { Thread } from './scene.js';

/** The forges of the story. */
export const forgeIds = ['github', 'gitee'] as const satisfies readonly ForgeId[];

/** Accounts on GitHub that the charter does not know. */
export const strangers: readonly AccountSeed[] = [
  { login: 'passer-by', name: 'Passer-by' },
  { login: 'marco-rossi-dev', name: 'Marco Rossi' },
  { login: 'huang-xiaoyu', name: '黄晓宇' },
  { login: 'ada-lindgren', name: 'Ada Lindgren' },
  { login: 'tove-nyberg', name: 'Tove Nyberg' },
  { login: 'helper-bot[bot]', name: 'Helper', type: 'Bot' },
];

/** `Lin Mei · 林梅`. */
export function nameOf({ name }: Person): string {
  return [...new Set([inLanguage(name, 'en'), inLanguage(name, 'zh')])].join(' · ');
}

/** Accounts on Gitee that the charter does not know. */
export const strangersOnGitee: readonly AccountSeed[] = [
  { login: 'passer-by', name: 'Passer-by' },
  { login: 'huang-xiaoyu', name: '黄晓宇' },
  { login: 'gao-ming', name: '高明' },
];

const strangersOn: Readonly<Record<ForgeId, readonly AccountSeed[]>> = { github: strangers, gitee: strangersOnGitee };

/** A simulated forge, of which the people and repositories of a charter are made. */
export interface Ground {
  readonly id: ForgeId;
  readonly world: World;
  /** No webhook tells of what is added. */
  readonly plant: (seed: ForgeSeed) => void;
}

/** Owners and names of the repositories that the charter's patterns name on a forge; `*` for all of an owner. */
function patternsOf(
  { repositories: patterns }: Charter,
  forge: ForgeId,
): readonly { readonly owner: string; readonly name: string }[] {
  return patterns.flatMap((pattern) => {
    const [, on, owner, name] = /^(\w+):([^/]+)\/(.+)$/.exec(pattern) ?? [];
    return on !== forge || owner === undefined || name === undefined ? [] : [{ owner, name }];
  });
}

/** The organization on a forge whose repositories are all the foundation's; null when there is none. */
export function homeOf(charter: Charter, forge: ForgeId): string | null {
  return patternsOf(charter, forge).find(({ name }) => name === '*')?.owner ?? null;
}

/** Why threads cannot be told under this charter; empty when they can. */
export function whatIsMissing(
  charter: Charter,
  threads: readonly Thread[],
  { kinds, horizons }: { readonly kinds: readonly string[]; readonly horizons: readonly string[] },
): readonly string[] {
  const forges = new Set(threads.map(forgeOf));
  return [
    ...[...forges].flatMap((forge) => {
      if (homeOf(charter, forge) === null)
        return [`an organization on ${forge} whose repositories are all the foundation’s`];
      const known = new Set([
        ...strangersOn[forge].map(({ login }) => login),
        ...charter.people.flatMap(({ id, accounts }) => (accounts[forge] ? [id] : [])),
      ]);
      const here = threads.filter((thread) => forgeOf(thread) === forge);
      const people = new Set(here.flatMap(({ by, acts }) => [by, ...acts.map((act) => act.by)]));
      return [...people].filter((who) => !known.has(who)).map((who) => `the person ${who} on ${forge}`);
    }),
    ...horizons.filter((one) => charter.roadmap?.horizons.includes(one) !== true).map((one) => `the horizon ${one}`),
    ...kinds.filter((id) => !charter.motions.some((kind) => kind.id === id)).map((id) => `the motion kind ${id}`),
  ];
}

/** Gives the charter's people accounts; those who have one keep it. */
export function plantPeople({ id: forge, world, plant }: Ground, { people }: Charter): void {
  for (const person of people) {
    const { login, id = null } = person.accounts[forge] ?? {};
    if (login === undefined || accountByLogin(world, login)) continue;
    if (id !== null && world.accounts.has(id)) continue;
    plant({ users: [{ login, ...(id === null ? {} : { id }), name: nameOf(person) }] });
  }
}

/** One repository for each pattern of the charter on a forge. */
export function repositoriesOf(charter: Charter, forge: ForgeId): readonly string[] {
  return patternsOf(charter, forge).map(({ owner, name }) => `${owner}/${name === '*' ? 'welcome' : name}`);
}

/** The login on a forge of a person of the charter, or the same login for anybody else. */
export function loginsIn({ people }: Charter, forge: ForgeId): LoginOf {
  const logins = new Map(people.map(({ id, accounts }) => [id, accounts[forge]?.login]));
  return (who) => logins.get(who) ?? who;
}

const storyRepositories: Readonly<Record<ForgeId, (loginOf: LoginOf) => readonly StoryRepository[]>> = {
  github: repositoriesOnGitHub,
  gitee: repositoriesOnGitee,
};

/** Makes the story's repositories in an organization. */
export function plantStory(ground: Ground, charter: Charter, home: string): void {
  const repositories = storyRepositories[ground.id](loginsIn(charter, ground.id));
  plantRepositories(
    ground,
    repositories.map((one) => ({ ...one, name: `${home}/${one.name}` })),
  );
}

/** Makes a repository for each of the charter's patterns. */
export function plantAny(ground: Ground, charter: Charter): void {
  plantRepositories(
    ground,
    repositoriesOf(charter, ground.id).map((name) => ({ name })),
  );
}

function plantRepositories({ world, plant }: Ground, wanted: readonly RepositorySeed[]): void {
  for (const repository of wanted) {
    if (repositoryByName(world, repository.name)) continue;
    const [owner = ''] = repository.name.split('/');
    if (!accountByLogin(world, owner)) plant({ organizations: [{ login: owner }] });
    plant({ repositories: [repository] });
  }
}
