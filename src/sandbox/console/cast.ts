// Everybody who appears in the console, with what the charter says of them today.
import { organizationOn } from '../../charter/affiliations.js';
import type { Charter, Person } from '../../charter/charter.js';
import { bodiesOf } from '../../charter/electorate.js';
import { dayOf, type Instant } from '../../shared/time.js';
import type { Words } from '../../web/words.js';
import { accountByLogin, type Account } from '../forge/state.js';
import type { World } from '../forge/world.js';
import type { Player } from '../sandbox.js';

export interface Face {
  readonly login: string;
  readonly name: string;
  /** `Technical Steering Committee, Maintainers`, or what they are if they hold no seat. */
  readonly seats: string;
  /** Their organization today; empty if none is known. */
  readonly organization: string;
  /** All of that in one line, for a list to choose from. */
  readonly line: string;
}

export interface Cast {
  /** Those one may act as, in order. */
  readonly players: readonly Face[];
  of(account: Account): Face;
  /** The face of a person of the charter, if somebody may act as them. */
  person(id: string): Face | null;
}

interface Known {
  readonly charter: Charter | null;
  readonly words: Words;
  readonly now: Instant;
}

function personOf(charter: Charter | null, account: Account): Person | undefined {
  return charter?.people.find(({ accounts: { github } }) =>
    github?.id == null ? github?.login.toLowerCase() === account.login.toLowerCase() : github.id === account.id,
  );
}

function organizationOf({ charter, words, now }: Known, person: Person): string {
  const current = organizationOn(person, dayOf(now)) ?? '';
  if (current === 'independent') return words.t('people.independent');
  const organization = charter?.organizations.find(({ id }) => id === current);
  return organization ? words.name(organization.name) : current;
}

function faceOf(known: Known, account: Account, role: Player['role']): Face {
  const { charter, words, now } = known;
  const person = personOf(charter, account);
  const bodies = charter && person ? bodiesOf(charter, person.id, dayOf(now)) : [];
  const titles = bodies.flatMap((id) => charter?.bodies.filter((body) => body.id === id) ?? []);
  const seats =
    titles.length > 0
      ? titles.map((body) => words.name(body.name)).join(words.t('list.joint'))
      : words.t(`console.role.${person ? 'person' : role}`);
  const name = person ? words.name(person.name) : (account.name ?? account.login);
  const organization = person ? organizationOf(known, person) : '';
  const line = [name, seats, ...(organization === '' ? [] : [organization])].join(' — ');
  return { login: account.login, name, seats, organization, line };
}

/** `charter` is null before the first adoption. */
export function createCast(world: World, players: readonly Player[], known: Known): Cast {
  const faces = players.flatMap(({ login, role }) => {
    const account = accountByLogin(world, login);
    return account ? [{ account, face: faceOf(known, account, role) }] : [];
  });
  return {
    players: faces.map(({ face }) => face),
    of: (account) =>
      faces.find((one) => one.account === account)?.face ??
      faceOf(known, account, account.type === 'Bot' ? 'bot' : 'outsider'),
    person: (id) => faces.find(({ account }) => personOf(known.charter, account)?.id === id)?.face ?? null,
  };
}
