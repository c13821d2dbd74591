// A charter version in force: the charter with the persons' refs and account ids as they were bound at its adoption.
import type { Account } from '../shared/refs.js';
import type { Charter, Person } from './charter.js';

/** The charter and who its people are. */
export interface AdoptedCharter {
  readonly charter: Charter;
  /** Person id to ref (sixteen hex digits). */
  readonly refs: ReadonlyMap<string, string>;
  /** `github:1001` to person id. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** Somebody who speaks: a person of the charter with their ref. */
export interface Speaker {
  readonly person: Person;
  readonly ref: string;
}

/** The key of an account in `AdoptedCharter.accounts`. */
export function accountKey({ forge, id }: Pick<Account, 'forge' | 'id'>): string {
  return `${forge}:${String(id)}`;
}

/** Whose account this is: by numeric id only, never by login. Null for somebody the charter does not name. */
export function speakerOf(
  { charter, refs, accounts }: AdoptedCharter,
  account: Pick<Account, 'forge' | 'id'>,
): Speaker | null {
  const id = accounts.get(accountKey(account));
  const person = charter.people.find((candidate) => candidate.id === id);
  const ref = id === undefined ? undefined : refs.get(id);
  return person && ref !== undefined ? { person, ref } : null;
}
