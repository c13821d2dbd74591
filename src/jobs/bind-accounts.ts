// Whose accounts the logins of a charter are: ids as written, as bound before, or looked up now, once for all later versions.
import { accountKey } from '../charter/adopted.js';
import type { Charter } from '../charter/charter.js';
import type { CharterError } from '../charter/parse.js';
import { locate } from '../charter/problem.js';
import { readYaml } from '../charter/yaml.js';
import type { ForgeFailure } from '../forges/answer.js';
import type { Forge } from '../forges/forge.js';
import { err, ok, type Result } from '../shared/result.js';
import type { ForgeId } from '../shared/refs.js';
import type { BindingStore, BoundAccount, NamedAccount } from './store.js';

/** Why accounts could not be bound: the files are wrong, or a forge cannot tell now. */
export type NotBound =
  | { readonly kind: 'rejected'; readonly errors: readonly CharterError[] }
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryAfterMs: number | null };

export interface BindingContext {
  readonly charter: Charter;
  /** The text of people.yml, for the places of errors. */
  readonly people: string;
  readonly bindings: BindingStore;
  readonly forges: Readonly<Partial<Record<ForgeId, Pick<Forge, 'read'>>>>;
}

interface Wrong {
  readonly account: NamedAccount;
  readonly message: string;
}

const forgeIds = ['github', 'gitee'] as const;

function keyOf({ forge, person }: NamedAccount): string {
  return `${forge}:${person}`;
}

/** The accounts with a numeric id in the files, and those with a login only. */
function accountsOf({ people }: Charter): { written: readonly BoundAccount[]; named: readonly NamedAccount[] } {
  const written: BoundAccount[] = [];
  const named: NamedAccount[] = [];
  for (const { id: person, accounts } of people) {
    for (const forge of forgeIds) {
      const account = accounts[forge];
      if (!account) continue;
      const { login, id } = account;
      if (id === null) named.push({ person, forge, login });
      else written.push({ person, forge, login, id });
    }
  }
  return { written, named };
}

/** The errors with their places: each at its login in people.yml. */
function located({ charter, people }: BindingContext, wrong: readonly Wrong[]): readonly CharterError[] {
  const yaml = readYaml(people);
  return wrong.map(({ account, message }) => {
    const index = charter.people.findIndex(({ id }) => id === account.person);
    const path = ['people', index, account.forge, 'login'];
    const position = yaml.ok ? yaml.value.position(path, false) : { line: 1, column: 1 };
    return locate('people.yml', { path, message }, position);
  });
}

function sharedAccounts(bound: readonly BoundAccount[]): readonly Wrong[] {
  const owners = new Map<string, string>();
  return bound.flatMap((account) => {
    const owner = owners.get(accountKey(account));
    owners.set(accountKey(account), account.person);
    if (owner === undefined) return [];
    return [{ account, message: `"${account.login}" is the account ${String(account.id)}, which ${owner} has too` }];
  });
}

function waiting(account: NamedAccount, failure: Exclude<ForgeFailure, { kind: 'gone' | 'refused' }>): NotBound {
  const reason = `the ${account.forge} account "${account.login}" cannot be looked up now: ${failure.detail}`;
  return { kind: 'waiting', reason, retryAfterMs: failure.kind === 'wait' ? failure.retryAfterMs : null };
}

/** Asks the forges for the accounts. Those of a forge that is not configured are left out, to be looked up when it is. */
async function lookUp(
  { forges }: BindingContext,
  accounts: readonly NamedAccount[],
): Promise<Result<{ found: readonly BoundAccount[]; wrong: readonly Wrong[] }, NotBound>> {
  const found: BoundAccount[] = [];
  const wrong: Wrong[] = [];
  for (const account of accounts) {
    const answer = await forges[account.forge]?.read.account(account.login);
    if (!answer) continue;
    if (answer.ok) {
      found.push({ ...account, id: answer.value.id });
      continue;
    }
    const failure = answer.error;
    if (failure.kind === 'wait' || failure.kind === 'unavailable') return err(waiting(account, failure));
    const reason = failure.kind === 'gone' ? 'there is no such account' : `the look-up was refused: ${failure.detail}`;
    wrong.push({ account, message: `${reason} on ${account.forge}: "${account.login}"` });
  }
  return ok({ found, wrong });
}

/**
 * The accounts of the charter's people with their ids. What was looked up is bound durably, and only when all of it is right; when another
 * instance bound an account meanwhile, its id counts.
 */
export async function bindAccounts(context: BindingContext): Promise<Result<readonly BoundAccount[], NotBound>> {
  const { written, named } = accountsOf(context.charter);
  const kept = await context.bindings.of(named);
  const keptKeys = new Set(kept.map(keyOf));
  const lookedUp = await lookUp(
    context,
    named.filter((account) => !keptKeys.has(keyOf(account))),
  );
  if (!lookedUp.ok) return lookedUp;
  const { found, wrong } = lookedUp.value;
  const bound = [...written, ...kept, ...found];
  const errors = located(context, [...wrong, ...sharedAccounts(bound)]);
  if (errors.length > 0) return err({ kind: 'rejected', errors });
  if (found.length === 0) return ok(bound);
  await context.bindings.keep(found);
  return bindAccounts(context);
}
