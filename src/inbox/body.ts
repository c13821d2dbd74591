// Bodies as they are kept: compressed, with their hash.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRaw } from 'node:zlib';

/** A body ready to be stored. */
export interface PackedBody {
  /** SHA-256 of the bytes kept. */
  readonly hash: Buffer;
  /** Those bytes as a raw deflate stream. */
  readonly compressed: Buffer;
}

/** Above this, compressing would hold up the process and goes to the thread pool; below, that way costs more than the work. */
const syncBytes = 64 * 1024;
/** A small window: payloads repeat themselves near by, and setting up a large one costs more than it saves. */
const fast = { level: 1, memLevel: 7, chunkSize: 8 * 1024 } as const;

const deflate = promisify<Buffer, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Buffer, Buffer>(inflateRaw);

function hashOf(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}

/** At once for an ordinary body, a promise for a large one. */
export function packBody(body: Buffer): PackedBody | Promise<PackedBody> {
  const hash = hashOf(body);
  if (body.length <= syncBytes) return { hash, compressed: deflateRawSync(body, fast) };
  return deflate(body, { level: 1 }).then((compressed) => ({ hash, compressed }));
}

/** Throws an Error when the result is not what was packed. */
export async function unpackBody({ hash, compressed }: PackedBody): Promise<Buffer> {
  const body = await inflate(compressed);
  if (!hashOf(body).equals(hash)) throw new Error('a body is not what was received');
  return body;
}
