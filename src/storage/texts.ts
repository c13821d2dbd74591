// Texts and salts by commitment: what the ledger only commits to.
import { createHash } from 'node:crypto';
import { commitmentTo, newSalt } from '../ledger/commitment.js';
import type { TextStore } from '../ledger/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface TextDoc {
  /** The commitment. */
  readonly _id: string;
  readonly salt: string;
  readonly text: string;
  readonly purpose: string;
}

export const textsCollection = defineCollection<TextDoc>({
  name: 'texts',
  fields: { _id: String, salt: String, text: String, purpose: String },
  indexes: [{ keys: { purpose: 1 }, options: { unique: true } }],
});

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

/** Texts on MongoDB. Of several commitments for one purpose at once, the first one written is everybody's. */
export function createTextStore(database: Database): TextStore {
  async function commit(text: string, purpose: string): Promise<string> {
    const texts = database.collection(textsCollection);
    const salt = newSalt();
    const fresh: TextDoc = { _id: commitmentTo(text, salt), salt, text, purpose };
    if (await inserted(texts.insertOne(fresh))) return fresh._id;
    const kept = await texts.findOne({ purpose });
    if (kept === null) return commit(text, purpose);
    return kept.text === text ? kept._id : commit(text, `${purpose}/${hashOf(text)}`);
  }

  return {
    commit: async (text, purpose) => (text === '' ? null : commit(text, purpose)),
    async texts(commitments) {
      if (commitments.length === 0) return new Map();
      const wanted = { _id: { $in: [...commitments] } };
      const found = await database.collection(textsCollection).find(wanted).toArray();
      return new Map(found.map(({ _id, text }) => [_id, text]));
    },
  };
}
