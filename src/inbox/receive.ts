// Reading a request's body and writing its answer, on plain node:http.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** So much and so long of a refused upload is read and thrown away. */
const discardedBytes = 64 * 1024 * 1024;
const discardingMs = 30_000;

/** The body; `too-large` as soon as that is certain; `aborted` when the client has gone away. */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer | 'too-large' | 'aborted'> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    function onData(chunk: Buffer): void {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) settle('too-large');
    }
    function onEnd(): void {
      const [first = Buffer.alloc(0)] = chunks;
      settle(chunks.length > 1 ? Buffer.concat(chunks, size) : first);
    }
    function onClose(): void {
      settle('aborted');
    }
    function settle(result: Buffer | 'too-large' | 'aborted'): void {
      chunks = [];
      req.off('data', onData).off('end', onEnd).off('close', onClose);
      resolve(result);
    }
    req.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}

/** An answer in JSON. */
export interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'application/problem+json';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/**
 * Answers. When the client is still sending, it gets the whole answer at once, and what it sends is read on, within bounds, before the response
 * ends: closing a connection with unread bytes resets it, and the client would never see the answer.
 */
export function sendAnswer(req: IncomingMessage, res: ServerResponse, { status, type, headers, body }: Answer): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers });
  if (req.complete || req.destroyed) {
    res.end(text);
    return;
  }
  res.write(text);
  let size = 0;
  const timer = setTimeout(() => req.socket.destroy(), discardingMs).unref();
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > discardedBytes) req.socket.destroy();
  });
  req.once('close', () => {
    clearTimeout(timer);
    res.end();
  });
}
