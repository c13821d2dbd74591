// The sandbox's world: a few parts of any size, each replaced as a whole; and emptying a sandbox that was never finished.
import { mongo } from 'mongoose';
import type { KeptPart, SandboxPart, SandboxStore } from '../sandbox/store.js';
import { defineCollection, type AnyCollection } from './collection.js';
import type { Database } from './connect.js';
import { lanesCollection } from './lanes.js';
import { ledgerCollection } from './ledger.js';

/** A part, or with `n` above 0 a further piece of one: a document is at most 16 MiB. */
export interface SandboxDoc {
  /** `world`; `world/GENERATION/n` for a further piece. */
  readonly _id: string;
  readonly format: number;
  /** Grows with every replacement: the first piece names the one its further pieces have. */
  readonly generation: number;
  readonly pieces: number;
  readonly data: mongo.Binary;
}

export const sandboxCollection = defineCollection<SandboxDoc>({
  name: 'sandbox',
  fields: { _id: String, format: Number, generation: Number, pieces: Number, data: Buffer },
  indexes: [],
});

const pieceBytes = 12 * 1024 * 1024;

function pieceId(part: SandboxPart, generation: number, n: number): string {
  return n === 0 ? part : `${part}/${String(generation)}/${String(n)}`;
}

/** What is in place of a part now. */
type Place = Pick<SandboxDoc, 'generation' | 'pieces'>;

/**
 * The sandbox's world on MongoDB, for one writer at a time. The first piece, written last, makes a replacement valid; the further pieces of the one
 * before are then deleted.
 */
export function createSandboxStore(database: Database): SandboxStore {
  const places = new Map<SandboxPart, Place>();

  function docs(): mongo.Collection<SandboxDoc> {
    return database.collection(sandboxCollection);
  }

  async function placeOf(part: SandboxPart): Promise<Place> {
    const found =
      places.get(part) ?? (await docs().findOne({ _id: part }, { projection: { generation: 1, pieces: 1 } }));
    return found ?? { generation: 0, pieces: 1 };
  }

  async function removeOthers(part: SandboxPart, generation: number): Promise<void> {
    const further = { _id: { $gt: `${part}/`, $lt: `${part}0` } };
    const found = await docs()
      .find(further, { projection: { generation: 1 } })
      .toArray();
    const others = found.filter((piece) => piece.generation !== generation).map(({ _id }) => _id);
    if (others.length > 0) await docs().deleteMany({ _id: { $in: others } });
  }

  return {
    async put(part, { format, bytes }) {
      const before = await placeOf(part);
      const generation = before.generation + 1;
      const pieces = Math.max(1, Math.ceil(bytes.length / pieceBytes));
      places.delete(part);
      for (let n = pieces - 1; n >= 0; n -= 1) {
        const data = new mongo.Binary(bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes));
        const fields = { format, generation, pieces, data };
        await docs().replaceOne({ _id: pieceId(part, generation, n) }, fields, { upsert: true });
      }
      places.set(part, { generation, pieces });
      if (Math.max(pieces, before.pieces) > 1) await removeOthers(part, generation);
    },
    async get(part): Promise<KeptPart | null> {
      const first = await docs().findOne({ _id: part });
      if (!first) return null;
      const data = [Buffer.from(first.data.value())];
      for (let n = 1; n < first.pieces; n += 1) {
        const piece = await docs().findOne({ _id: pieceId(part, first.generation, n) });
        if (!piece) throw new Error(`piece ${String(n)} of the sandbox's ${part} is missing from the database`);
        data.push(Buffer.from(piece.data.value()));
      }
      return { format: first.format, bytes: Buffer.concat(data) };
    },
  };
}

/**
 * Empties the collections, but keeps the leases, whose fences must not fall; the ledger goes last. For a sandbox whose seeding was interrupted,
 * and for nothing else.
 */
export async function emptyCollections(database: Database, definitions: readonly AnyCollection[]): Promise<void> {
  const db = database.connection.getClient().db(database.connection.name);
  const names = definitions.map(({ name }) => name);
  const emptied = names.filter((name) => name !== lanesCollection.name && name !== ledgerCollection.name);
  for (const name of [...emptied, ledgerCollection.name]) await db.collection(name).deleteMany({});
}
