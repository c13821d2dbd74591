// Everybody who appears in the console, with what the charter says of them today.
import { organizationOn } from '../../charter/affiliations.js';
import type { Charter, Person } from '../../charter/charter.js';
import { bodiesOf } from '../../charter/electorate.js';
import type { ForgeId } from '../../shared/refs.js';
import { dayOf, type Instant } from '../../shared/time.js';
import type { Words } from '../../web/words.js';
import { accountByLogin, type Account } from '../forge/state.js';
import type { Player } from '../sandbox.js';
import type { ConsoleForges } from './forge.js';

export interface Face {
  /** As forms name them: see `Player.id`. */
  readonly id: string;
  /** On the forge that is looked at, if they have an account there. */
  readonly login: string;
  readonly name: string;
  /** `Technical Steering Committee, Maintainers`, or what they are if they hold no seat. */
  readonly seats: string;
  /** Their organization today; empty if none is known. */
  readonly organization: string;
  /** All of that in one line, for a list to choose from; for all of the sandbox with the forges of who has an account on Gitee. */
  readonly line: string;
}

export interface Cast {
  /** Those one may act as, in order: everybody, or those who have an account on the forge that is looked at. */
  readonly players: readonly Face[];
  /** Whoever has this account. */
  of(account: Account): Face;
  /** The face of a person of the charter, if somebody may act as them here. */
  person(id: string): Face | null;
}

interface Known {
  readonly charter: Charter | null;
  readonly words: Words;
  readonly now: Instant;
}

const forgeIds: readonly ForgeId[] = ['github', 'gitee'];

function personOf(charter: Charter | null, forge: ForgeId, { id, login }: Account): Person | undefined {
  return charter?.people.find(({ accounts: { [forge]: named } }) =>
    named?.id == null ? named?.login.toLowerCase() === login.toLowerCase() : named.id === id,
  );
}

function organizationOf({ charter, words, now }: Known, person: Person): string {
  const current = organizationOn(person, dayOf(now)) ?? '';
  if (current === 'independent') return words.t('people.independent');
  const organization = charter?.organizations.find(({ id }) => id === current);
  return organization ? words.name(organization.name) : current;
}

/** Somebody as the charter knows them, or by the name they gave themselves. */
interface Somebody extends Pick<Player, 'id' | 'name' | 'role'> {
  readonly login: string;
  readonly person: Person | undefined;
}

function faceOf(known: Known, { id, login, person, role, ...given }: Somebody): Face {
  const { charter, words, now } = known;
  const bodies = charter && person ? bodiesOf(charter, person.id, dayOf(now)) : [];
  const titles = bodies.flatMap((body) => charter?.bodies.filter((one) => one.id === body) ?? []);
  const seats =
    titles.length > 0
      ? titles.map((body) => words.name(body.name)).join(words.t('list.joint'))
      : words.t(`console.role.${person ? 'person' : role}`);
  const name = person ? words.name(person.name) : given.name;
  const organization = person ? organizationOf(known, person) : '';
  const line = [name, seats, ...(organization === '' ? [] : [organization])].join(' — ');
  return { id, login, name, seats, organization, line };
}

/** `charter` is null before the first adoption. `on`: the forge that is looked at; null for all of the sandbox. */
export function createCast(forges: ConsoleForges, players: readonly Player[], known: Known, on: ForgeId | null): Cast {
  const { charter, words } = known;
  const everybody = players.map((player) => {
    const accounts = forgeIds.flatMap((forge) => {
      const login = player.accounts[forge];
      const account = login === undefined ? undefined : accountByLogin(forges[forge].world, login);
      return account ? [{ forge, account }] : [];
    });
    const person = accounts.map(({ forge, account }) => personOf(charter, forge, account)).find((one) => one);
    const { github = '', gitee = '' } = player.accounts;
    const login = on === null ? github || gitee : (player.accounts[on] ?? '');
    const face = faceOf(known, { ...player, login, person });
    const onlyGitHub = gitee === '';
    const names = accounts.map(({ forge }) => forges[forge].name).join(words.t('list.joint'));
    const line = on === null && !onlyGitHub ? `${face.line} — ${names}` : face.line;
    return { accounts, person, face: { ...face, line } };
  });
  const here = everybody.filter(({ accounts }) => on === null || accounts.some(({ forge }) => forge === on));
  return {
    players: here.map(({ face }) => face),
    of(account) {
      const { login, name, type } = account;
      const found = everybody.find(({ accounts }) => accounts.some((one) => one.account === account));
      if (found) return { ...found.face, login };
      const isBot = type === 'Bot' || Object.values(forges).some(({ world }) => world.app.bot === account);
      const role = isBot ? 'bot' : 'outsider';
      return faceOf(known, { id: login, login, name: name ?? login, role, person: undefined });
    },
    person: (id) => here.find(({ person }) => person?.id === id)?.face ?? null,
  };
}
