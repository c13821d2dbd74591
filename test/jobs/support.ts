// A deployment's stores for adoption, on the real engine, and forges that know some accounts.
import { createHash } from 'node:crypto';
import type { ForgeFailure } from '../../src/forges/answer.js';
import { createFactsCache } from '../../src/evaluation/cache.js';
import type { Governance } from '../../src/events/governance.js';
import type { Forge, ForgeReader } from '../../src/forges/forge.js';
import { adoptCharter, type Adoption, type AdoptionRequest } from '../../src/jobs/adopt-charter.js';
import { openLedger } from '../../src/ledger/ledger.js';
import { newRegister } from '../../src/motions/register.js';
import type { CharterFiles } from '../../src/charter/parse.js';
import { err, ok } from '../../src/shared/result.js';
import { createReplies } from '../../src/replies/replies.js';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createAdvisoryStore } from '../../src/storage/advisory.js';
import { createCommandLog } from '../../src/storage/command-log.js';
import { createContributionStore } from '../../src/storage/contributions.js';
import { createMarkStore } from '../../src/storage/marks.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createProjections } from '../../src/storage/projections.js';
import { createSubjectStore } from '../../src/storage/subjects.js';
import { createBindingStore } from '../../src/storage/bindings.js';
import { createCharterStore } from '../../src/storage/charters.js';
import type { Database } from '../../src/storage/connect.js';
import { createLedgerStore } from '../../src/storage/ledger.js';
import { createPeopleStore } from '../../src/storage/people.js';
import { createTextStore } from '../../src/storage/texts.js';
import { charter, people } from '../charter/support.js';

export const now = '2026-11-21T09:00:00.000Z';
export const goodFiles: CharterFiles = { charter, people, policy: null, roadmap: null };

/** A forge whose logins are these ids now, or that fails so; `asked` collects the logins it was asked for. */
export function forgeWith(
  accounts: Readonly<Record<string, number | ForgeFailure>>,
  asked: string[] = [],
): Pick<Forge, 'read'> {
  const account: ForgeReader['account'] = (login) => {
    asked.push(login);
    const known = accounts[login] ?? { kind: 'gone', detail: '404' };
    return Promise.resolve(typeof known === 'number' ? ok({ id: known, login }) : err(known));
  };
  const refused = () => Promise.resolve(err({ kind: 'refused' as const, detail: 'not for adoption' }));
  return { read: { account, issue: refused, releases: refused, subject: refused, head: refused, tree: refused } };
}

/** One instance of the app on a database. */
export function instanceOn(database: Database) {
  const peopleStore = createPeopleStore(database);
  const stores = {
    ledger: openLedger(createLedgerStore(database), newRegister(), { now: () => now }),
    charters: createCharterStore(database, peopleStore),
    people: peopleStore,
    bindings: createBindingStore(database),
    texts: createTextStore(database),
  };
  function adopt(files: Partial<CharterFiles> = {}, given: Partial<AdoptionRequest> = {}): Promise<Adoption> {
    return adoptCharter({
      ...stores,
      files: ok({ ...goodFiles, ...files }),
      source: 'files',
      now,
      log: { origin: 'localhost:3000/ledger', mode: 'live' },
      forges: {},
      sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
      ...given,
    });
  }
  return { ...stores, adopt };
}

/** A deployment with nothing but its database: the charter is in force, no forge is there, and what is wished goes nowhere. */
export async function governanceOn(
  database: Database,
  files: Partial<CharterFiles> = {},
  change: Partial<Governance> = {},
): Promise<Governance> {
  const instance = instanceOn(database);
  await instance.adopt(files);
  return {
    ...instance,
    advisory: createAdvisoryStore(database),
    commandLog: createCommandLog(database),
    contributions: createContributionStore(database),
    factsCache: createFactsCache(),
    forges: {},
    inbox: {
      pendingBefore: () => Promise.resolve(false),
      deadBetween: () => Promise.resolve(0),
      polledSince: () => Promise.resolve(true),
      leftBefore: () => Promise.resolve(false),
    },
    marks: createMarkStore(database),
    mirror: createMirrorReader(database),
    now: () => 1000,
    outbox: { want: () => Promise.resolve() },
    projections: createProjections(database),
    publicUrl: 'https://charter.example',
    replies: createReplies(await loadReplyFiles()),
    subjects: createSubjectStore(database),
    clock: { now: () => now },
    ...change,
  };
}
