// Charter versions: the files as written, with the people and accounts bound to them; and the last version that was refused.
import { Schema, type mongo } from 'mongoose';
import { accountKey, type AdoptedCharter } from '../charter/adopted.js';
import type { Charter } from '../charter/charter.js';
import { formatCharterError, parseCharter } from '../charter/parse.js';
import type { CharterStore } from '../events/store.js';
import { sha256Hex } from '../jobs/sha256.js';
import type { CharterVersions, PeopleStore, RejectedCharter, StoredCharter } from '../jobs/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

export interface CharterDoc extends Omit<StoredCharter, 'version'> {
  /** The version. */
  readonly _id: string;
}

export const chartersCollection = defineCollection<CharterDoc>({
  name: 'charters',
  fields: {
    _id: String,
    files: Schema.Types.Mixed,
    source: Schema.Types.Mixed,
    bound: Schema.Types.Mixed,
    refs: Schema.Types.Mixed,
    parsedOn: String,
  },
  shown: true,
  indexes: [],
});

export interface RejectedDoc extends RejectedCharter {
  readonly _id: string;
}

/** One document, `last`. */
export const rejectedChartersCollection = defineCollection<RejectedDoc>({
  name: 'rejected-charters',
  fields: { _id: String, at: String, source: Schema.Types.Mixed, version: String, errors: Schema.Types.Mixed },
  indexes: [],
});

const lastRejected = { _id: 'last' } as const;

/** A stored version was good on the day it was stored and by the policies of that time, so it is good when read with that day, whatever policies ask today. */
function parse({ version, files, parsedOn }: StoredCharter): Charter {
  const parsed = parseCharter(files, { today: parsedOn, sha256Hex, policyProblems: () => [] });
  if (!parsed.ok) {
    const errors = parsed.error.map(formatCharterError).join('\n');
    throw new Error(`charter version ${version} in the database cannot be read:\n${errors}`);
  }
  if (parsed.value.version !== version) {
    throw new Error(`charter version ${version} in the database holds ${parsed.value.version}`);
  }
  return parsed.value;
}

/** Whether every account has its id. Only then can nothing about a version change any more. */
function isComplete(charter: Charter, { bound }: Pick<StoredCharter, 'bound'>): boolean {
  return bound.length === charter.people.reduce((sum, { accounts }) => sum + Object.keys(accounts).length, 0);
}

/** Charter versions on MongoDB. Parsed versions are kept in memory. */
export function createCharterStore(database: Database, people: PeopleStore): CharterStore & CharterVersions {
  const parsed = new Map<string, Charter>();
  const complete = new Map<string, AdoptedCharter>();

  function charters(): mongo.Collection<CharterDoc> {
    return database.collection(chartersCollection);
  }

  async function stored(version: string): Promise<StoredCharter | null> {
    const found = await charters().findOne({ _id: version });
    if (!found) return null;
    const { _id, ...rest } = found;
    return { version: _id, ...rest };
  }

  return {
    stored,
    async version(version) {
      const known = complete.get(version);
      if (known) return known;
      const found = await stored(version);
      if (!found) return null;
      const charter = parsed.get(version) ?? parse(found);
      parsed.set(version, charter);
      const adopted: AdoptedCharter = {
        charter,
        refs: new Map(found.refs.map(({ person, ref }) => [person, ref])),
        accounts: new Map(found.bound.map((account) => [accountKey(account), account.person])),
      };
      if (isComplete(charter, found)) complete.set(version, adopted);
      return adopted;
    },
    names: (refs) => people.personOf(refs),
    async put({ version, ...rest }) {
      await charters().replaceOne({ _id: version }, rest, { upsert: true });
    },
    async reject(rejected) {
      const collection = database.collection(rejectedChartersCollection);
      if (rejected === null) await collection.deleteOne(lastRejected);
      else await collection.replaceOne(lastRejected, rejected, { upsert: true });
    },
    rejected: () =>
      database
        .collection(rejectedChartersCollection)
        .findOne<RejectedCharter>(lastRejected, { projection: { _id: 0 } }),
  };
}
