// Bodies of deliveries that are larger than a document may be, even compressed: they are split.
import { mongo } from 'mongoose';
import { unpackBody } from '../inbox/body.js';
import type { ForgeId } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';

/** What of a body did not fit into its delivery's document. Written before that document, so a delivery is never without its body. */
export interface DeliveryPartDoc {
  /** `FORGE/HASH/n`: the same bytes always have the same parts, so writing them again is harmless. */
  readonly _id: string;
  readonly forge: ForgeId;
  /** SHA-256 of the whole body. */
  readonly hash: mongo.Binary;
  readonly data: mongo.Binary;
  /** When the delivery that brought it was received. */
  readonly receivedAt: Instant;
}

export const deliveryPartsCollection = defineCollection<DeliveryPartDoc>({
  name: 'delivery_parts',
  fields: { _id: String, forge: String, hash: Buffer, data: Buffer, receivedAt: String },
  indexes: [{ keys: { receivedAt: 1 } }],
});

/** A document is at most 16 MiB; the rest of it needs far less than one. */
const partBytes = 15 * 1024 * 1024;
/** The pieces of a compressed body; the first belongs into the delivery's document. */
export function split(compressed: Buffer): Buffer[] {
  const count = Math.max(1, Math.ceil(compressed.length / partBytes));
  return Array.from({ length: count }, (_, i) => compressed.subarray(i * partBytes, (i + 1) * partBytes));
}

/** Whose parts they are. */
interface PartsOwner {
  readonly forge: ForgeId;
  readonly hash: mongo.Binary;
}

function partId({ forge, hash }: PartsOwner, n: number): string {
  return `${forge}/${hash.toString('hex')}/${String(n)}`;
}

/** Stores the pieces after the first. */
export async function writeParts(
  database: Database,
  owner: PartsOwner & { receivedAt: Instant },
  pieces: readonly Buffer[],
): Promise<void> {
  const { forge, hash, receivedAt } = owner;
  const parts = database.collection(deliveryPartsCollection);
  for (const [n, piece] of pieces.entries()) {
    if (n === 0) continue;
    const part = { forge, hash, data: new mongo.Binary(piece), receivedAt };
    await parts.updateOne({ _id: partId(owner, n) }, { $set: part }, { upsert: true });
  }
}

/** Puts a body together again from its first piece and its parts. Throws when it is not what was signed. */
export async function readBody(
  database: Database,
  owner: PartsOwner & { parts: number },
  first: mongo.Binary,
): Promise<Buffer> {
  const pieces = [Buffer.from(first.value())];
  for (let n = 1; n < owner.parts; n += 1) {
    const part = await database.collection(deliveryPartsCollection).findOne({ _id: partId(owner, n) });
    if (!part) throw new Error(`part ${String(n)} of a body is missing`);
    pieces.push(Buffer.from(part.data.value()));
  }
  return unpackBody({ hash: Buffer.from(owner.hash.value()), compressed: Buffer.concat(pieces) });
}

/** Deletes the parts received before the instant whose delivery holds no body any more, or was never stored. */
export async function sweepParts(
  database: Database,
  before: Instant,
  isHeld: (owner: PartsOwner) => Promise<boolean>,
): Promise<void> {
  const parts = database.collection(deliveryPartsCollection);
  const old = { receivedAt: { $lt: before } };
  for await (const part of parts.find(old, { projection: { data: 0 } })) {
    if (!(await isHeld(part))) await parts.deleteOne({ _id: part._id, ...old });
  }
}
