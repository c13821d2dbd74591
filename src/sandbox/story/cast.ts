// Who and what is there before a story begins: the charter's people, the foundation's repositories, and some whom the charter does not know.
import type { Charter, Person } from '../../charter/charter.js';
import { inLanguage } from '../../shared/text.js';
import type { SimulatedGitHub } from '../github/index.js';
import type { AccountSeed } from '../forge/seed.js';
import { accountByLogin, repositoryByName } from '../forge/state.js';
import { repositoriesWith } from './repositories.js';
import type { Thread } from './scene.js';

/** Accounts that the charter does not know. */
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

/** Owners and names of the repositories that the charter's patterns name on GitHub; `*` for all of an owner. */
function patternsOf({ repositories: patterns }: Charter): readonly { readonly owner: string; readonly name: string }[] {
  return patterns.flatMap((pattern) => {
    const [, owner, name] = /^github:([^/]+)\/(.+)$/.exec(pattern) ?? [];
    return owner === undefined || name === undefined ? [] : [{ owner, name }];
  });
}

/** The organization whose repositories the foundation's all are; null when there is none. */
export function homeOf(charter: Charter): string | null {
  return patternsOf(charter).find(({ name }) => name === '*')?.owner ?? null;
}

/** Why a story cannot be told under this charter; empty when it can. */
export function whatIsMissing(
  charter: Charter,
  threads: readonly Thread[],
  kinds: readonly string[],
): readonly string[] {
  const home = homeOf(charter);
  if (home === null) return ['an organization on GitHub whose repositories are all the foundation’s'];
  const known = new Set([
    ...strangers.map(({ login }) => login),
    ...charter.people.flatMap(({ id, accounts }) => (accounts.github ? [id] : [])),
  ]);
  const people = new Set(threads.flatMap(({ by, acts }) => [by, ...acts.map((act) => act.by)]));
  return [
    ...[...people].filter((who) => !known.has(who)).map((who) => `the person ${who}`),
    ...kinds.filter((id) => !charter.motions.some((kind) => kind.id === id)).map((id) => `the motion kind ${id}`),
  ];
}

/** Ids of the accounts of the charter's people here, in its order. */
export function peopleIn(github: SimulatedGitHub, charter: Charter): readonly number[] {
  return charter.people.flatMap(({ accounts: { github: named } }) => {
    if (!named) return [];
    const account = named.id === null ? accountByLogin(github.state, named.login) : github.state.accounts.get(named.id);
    return account ? [account.id] : [];
  });
}

/** Gives the charter's people accounts; those who have one keep it. */
export function plantPeople(github: SimulatedGitHub, charter: Charter): void {
  for (const person of charter.people) {
    const { login, id = null } = person.accounts.github ?? {};
    if (login === undefined || accountByLogin(github.state, login)) continue;
    if (id !== null && github.state.accounts.has(id)) continue;
    github.plant({ users: [{ login, ...(id === null ? {} : { id }), name: nameOf(person) }] });
  }
}

/** One repository for each pattern of the charter on GitHub. */
export function repositoriesOf(charter: Charter): readonly string[] {
  return patternsOf(charter).map(({ owner, name }) => `${owner}/${name === '*' ? 'welcome' : name}`);
}

/** The login of a person of the charter, or the same login for anybody else. */
export function loginsIn({ people }: Charter): (who: string) => string {
  const logins = new Map(people.map(({ id, accounts }) => [id, accounts.github?.login]));
  return (who) => logins.get(who) ?? who;
}

/** Makes the repositories: those of the story in its organization, or without one those of the charter's patterns. */
export function plantRepositories(github: SimulatedGitHub, charter: Charter, home: string | null): void {
  const wanted =
    home === null
      ? repositoriesOf(charter).map((name) => ({ name }))
      : repositoriesWith(loginsIn(charter)).map((one) => ({ ...one, name: `${home}/${one.name}` }));
  for (const repository of wanted) {
    if (repositoryByName(github.state, repository.name)) continue;
    const [owner = ''] = repository.name.split('/');
    if (!accountByLogin(github.state, owner)) github.plant({ organizations: [{ login: owner }] });
    github.plant({ repositories: [repository] });
  }
}
