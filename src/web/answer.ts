// An answer whose bytes are ready: sent plain or compressed, or as 304 to who has them already.
import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { nonceOf, noncePlaceholder } from './security.js';

export interface Answer {
  readonly status: number;
  /** Content-Type, Cache-Control and the like. */
  readonly headers: Readonly<Record<string, string>>;
  /** Weak, since the nonce is another in each answer and compression changes the bytes. Only of a 200. */
  readonly etag: string | null;
  /** Bytes of the text, without nonces. */
  readonly size: number;
  /** The body with this nonce where the text held `noncePlaceholder`. */
  plain(nonce: string): Buffer;
  /** The same as one gzip member. */
  gzip(nonce: string): Buffer;
}

/** Less is not worth the work: it fits into one packet. */
const leastCompressed = 1024;
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

function joined(parts: readonly Buffer[], between: Buffer): Buffer {
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts.flatMap((part) => [between, part]).slice(1));
}

/** Deflate's block of bytes as they are: a nonce fits between blocks that were compressed before it was known. RFC 1951, 3.2.4. */
function storedBlock(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}

function deflated(parts: readonly Buffer[]): readonly Buffer[] {
  return parts.map((part, i) =>
    deflateRawSync(part, i === parts.length - 1 ? {} : { finishFlush: constants.Z_SYNC_FLUSH }),
  );
}

/** Makes an answer of a text; what is costly is done at the first need and then kept. */
export function answerOf(status: number, headers: Readonly<Record<string, string>>, text: string | Buffer): Answer {
  const parts = typeof text === 'string' ? text.split(noncePlaceholder).map((part) => Buffer.from(part)) : [text];
  const hash = createHash('sha256').update(JSON.stringify(headers));
  for (const part of parts) hash.update('\0').update(part);
  let compressed: readonly Buffer[] | null = null;
  const plain = (nonce: string): Buffer => joined(parts, Buffer.from(nonce));
  return {
    status,
    headers,
    etag: status === 200 ? `W/"${hash.digest('base64url').slice(0, 27)}"` : null,
    size: parts.reduce((sum, { length }) => sum + length, 0),
    plain,
    gzip(nonce) {
      compressed ??= deflated(parts);
      const bytes = plain(nonce);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(crc32(bytes), 0);
      trailer.writeUInt32LE(bytes.length % 2 ** 32, 4);
      return Buffer.concat([gzipHeader, joined(compressed, storedBlock(Buffer.from(nonce))), trailer]);
    },
  };
}

/**
 * Sends an answer, or 304 when the request names its ETag. A browser replaces the headers it has kept by those of a 304: the content
 * policy is left out of it, since the page that was kept holds the nonce of its own answer.
 */
export function sendAnswer(req: Request, res: Response, answer: Answer): void {
  res.set(answer.headers);
  res.vary('Accept-Encoding');
  res.status(answer.status);
  if (answer.etag !== null) {
    res.set('ETag', answer.etag);
    if (req.fresh) {
      for (const name of ['Content-Security-Policy', 'Content-Type']) res.removeHeader(name);
      res.status(304).end();
      return;
    }
  }
  const compress = answer.size >= leastCompressed && req.acceptsEncodings('gzip', 'identity') === 'gzip';
  if (compress) res.set('Content-Encoding', 'gzip');
  const body = compress ? answer.gzip(nonceOf(res)) : answer.plain(nonceOf(res));
  res.set('Content-Length', String(body.length));
  if (req.method === 'HEAD') res.end();
  else res.end(body);
}
