// Adoption of a charter version: parsed, its people bound to accounts and refs, stored, and put in force by one ledger decision.
//
// Everything before the ledger entry can be done twice without harm, so adoption may stop anywhere and be done again, also by two instances
// at once. A version is in force when the ledger says so, never before.
import { policyProblems } from '../contributions/policies/index.js';
import type { Charter } from '../charter/charter.js';
import { parseCharter, type CharterError, type CharterFiles } from '../charter/parse.js';
import type { Sha256Hex } from '../charter/version.js';
import type { Draft } from '../ledger/envelope.js';
import type { Ledger } from '../ledger/ledger.js';
import type { TextStore } from '../ledger/store.js';
import type { Entry, Register } from '../motions/register.js';
import { dayOf, type Instant } from '../shared/time.js';
import { bindAccounts, type BindingContext } from './bind-accounts.js';
import type { FilesRead } from './governance-files.js';
import type { BindingStore, BoundAccount, CharterSource, CharterVersions, PeopleStore } from './store.js';

export interface AdoptionRequest extends Pick<BindingContext, 'forges'> {
  readonly files: FilesRead;
  readonly source: CharterSource;
  readonly now: Instant;
  readonly ledger: Ledger<Register, Entry>;
  readonly charters: CharterVersions;
  readonly people: PeopleStore;
  readonly bindings: BindingStore;
  readonly texts: TextStore;
  /** What the log's first entry says, when it has none yet. */
  readonly log: { readonly origin: string; readonly mode: 'live' | 'sandbox' };
  readonly sha256Hex: Sha256Hex;
}

/**
 * What became of the files. `unchanged`: the version is in force already. `rejected`: the version in force stays, /status shows the
 * errors. `waiting`: a forge could not tell whose account a login is; nothing changed, try again (after `retryAfterMs`, when the forge asked).
 */
export type Adoption =
  | { readonly kind: 'adopted'; readonly version: string }
  | { readonly kind: 'unchanged'; readonly version: string }
  | { readonly kind: 'rejected'; readonly errors: readonly CharterError[] }
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryAfterMs: number | null };

/** Throws an Error when the ledger was begun in another mode. */
export function refuseOtherMode(
  { log }: { readonly log: { readonly mode: 'live' | 'sandbox' } | null },
  mode: 'live' | 'sandbox',
): void {
  if (log === null || log.mode === mode) return;
  const data = { live: 'a live foundation', sandbox: 'a sandbox' };
  throw new Error(
    `this database holds the data of ${data[log.mode]}, and the app was started as ${data[mode]}: ` +
      'it refuses to run one on the other; give it another database, or the forge settings it had before',
  );
}

/**
 * The charter in the files. What is in force was judged when it was adopted: the same version is good on any later day, whoever has
 * left their seat since.
 */
async function chartered(
  { ledger, charters, now, sha256Hex }: AdoptionRequest,
  files: CharterFiles,
): Promise<ReturnType<typeof parseCharter>> {
  const { charterVersion } = await ledger.sync();
  const inForce = charterVersion === null ? null : await charters.stored(charterVersion);
  if (inForce) {
    const again = parseCharter(files, { today: inForce.parsedOn, sha256Hex, policyProblems });
    if (again.ok && again.value.version === inForce.version) return again;
  }
  return parseCharter(files, { today: dayOf(now), sha256Hex, policyProblems });
}

async function reject(
  { charters, now, source }: AdoptionRequest,
  version: string | null,
  errors: readonly CharterError[],
): Promise<Adoption> {
  await charters.reject({ at: now, source, version, errors });
  return { kind: 'rejected', errors };
}

/** The entries that tell of people's accounts, their commitments stored. */
async function identities(
  { texts }: AdoptionRequest,
  refs: ReadonlyMap<string, string>,
  bound: readonly BoundAccount[],
): Promise<readonly Draft<Entry>[]> {
  const drafts = bound.map(async ({ person, forge, id }): Promise<readonly Draft<Entry>[]> => {
    const ref = refs.get(person);
    const account = await texts.commit(`${forge}:${String(id)}`, `identity ${ref ?? person} ${forge} ${String(id)}`);
    if (ref === undefined || account === null) throw new Error(`${person} has no ref, or their account no commitment`);
    return [{ key: `identity/${account}`, entry: { type: 'identity.bound', ref, forge, account } }];
  });
  return (await Promise.all(drafts)).flat();
}

/** Stores the version, unless all that is known of it is stored already. */
async function store(
  { charters, now, source }: AdoptionRequest,
  files: CharterFiles,
  { version }: Charter,
  { bound, refs }: { readonly bound: readonly BoundAccount[]; readonly refs: ReadonlyMap<string, string> },
  isInForce: boolean,
): Promise<void> {
  const before = isInForce ? await charters.stored(version) : null;
  if (before?.bound.length === bound.length) return;
  await charters.put({
    version,
    files: before?.files ?? files,
    source: before?.source ?? source,
    bound,
    refs: [...refs].map(([person, ref]) => ({ person, ref })),
    parsedOn: before?.parsedOn ?? dayOf(now),
  });
}

/** What the ledger does not say yet: the log itself, the people, their accounts, the version. */
function missingEntries(
  register: Register,
  { charter, log, source }: Pick<AdoptionRequest, 'log' | 'source'> & { readonly charter: Charter },
  refs: Iterable<string>,
  identityDrafts: readonly Draft<Entry>[],
): readonly Draft<Entry>[] {
  const { version, foundation } = charter;
  const drafts: Draft<Entry>[] = [];
  if (register.log === null) {
    drafts.push({ key: 'log.created', entry: { type: 'log.created', foundation: foundation.id, ...log } });
  }
  for (const ref of refs) {
    if (!register.people.has(ref)) drafts.push({ key: `person/${ref}`, entry: { type: 'person.listed', ref } });
  }
  drafts.push(...identityDrafts);
  if (register.charterVersion !== version) {
    const key = `charter/${String(register.adoption)}/${version}`;
    drafts.push({ key, entry: { type: 'charter.adopted', version, source } });
  }
  return drafts;
}

/**
 * Adopts the charter in the files when it is good and not in force. Throws when the ledger is of another mode, and when the database is away:
 * do it again then.
 */
export async function adoptCharter(request: AdoptionRequest): Promise<Adoption> {
  const { files, ledger, charters, people, bindings, forges, log, source } = request;
  refuseOtherMode(await ledger.sync(), log.mode);
  if (!files.ok) return reject(request, null, files.error);
  const parsed = await chartered(request, files.value);
  if (!parsed.ok) return reject(request, null, parsed.error);
  const charter = parsed.value;
  const binding = await bindAccounts({ charter, people: files.value.people, bindings, forges });
  if (!binding.ok) {
    return binding.error.kind === 'rejected' ? reject(request, charter.version, binding.error.errors) : binding.error;
  }
  const refs = await people.refsFor(charter.people.map(({ id }) => id));
  const identityDrafts = await identities(request, refs, binding.value);
  const isInForce = (await ledger.sync()).charterVersion === charter.version;
  await store(request, files.value, charter, { bound: binding.value, refs }, isInForce);
  const { appended } = await ledger.append((register) => {
    refuseOtherMode(register, log.mode);
    return { drafts: missingEntries(register, { charter, log, source }, refs.values(), identityDrafts), result: null };
  });
  await charters.reject(null);
  const adopted = appended.some(({ entry }) => entry.type === 'charter.adopted');
  return { kind: adopted ? 'adopted' : 'unchanged', version: charter.version };
}
