// Asks the portal within this process: real HTTP over streams in memory, so that no port is opened.
import { createServer, request, type RequestListener } from 'node:http';
import { duplexPair } from 'node:stream';

export interface Asked {
  readonly status: number;
  /** The media type without its parameters: `text/html`. */
  readonly type: string;
  readonly body: Buffer;
}

/** Reads an address: path and query, without the path of PUBLIC_URL. */
export type Ask = (address: string) => Promise<Asked>;

/** Asks what would listen on a server. */
export function askWithin(listener: RequestListener): Ask {
  const server = createServer(listener);
  return (address) =>
    new Promise((resolve, reject) => {
      const [ours, theirs] = duplexPair();
      server.emit('connection', theirs);
      const headers = { Host: 'localhost', 'Accept-Encoding': 'identity' };
      request({ path: address, headers, createConnection: () => ours }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const [type = ''] = (answer.headers['content-type'] ?? '').split(';');
          resolve({ status: answer.statusCode ?? 0, type, body: Buffer.concat(chunks) });
        });
      })
        .on('error', reject)
        .end();
    });
}
