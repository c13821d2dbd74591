// A relay between an adapter and a forge: it notes each call, and lets some of them go wrong in the ways of networks and of servers.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A call as it came to the relay. */
export interface Relayed {
  /** `METHOD /path`, without the query. */
  readonly call: string;
  readonly authorization: string | undefined;
}

/**
 * - `instead`: this is answered, and the forge hears nothing.
 * - `alter`: the forge does it, and its answer is another one.
 * - `silence`: the forge hears nothing, and no answer comes.
 * - `lost`: the forge does it, and the connection ends without an answer; `cut`: in the middle of the answer.
 */
export type Trouble =
  | 'silence'
  | 'lost'
  | 'cut'
  | {
      readonly instead: {
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: unknown;
      };
    }
  | { readonly alter: (body: unknown) => unknown };

export interface Relay {
  readonly url: string;
  /** All calls, in order. */
  readonly calls: readonly Relayed[];
  /** From now on calls go there. */
  lead(to: string): void;
  /** The next calls that fit go wrong: one, or so many. */
  trouble(trouble: Trouble, fits: (call: string) => boolean, times?: number): void;
  stop(): Promise<void>;
}

/** Headers of one connection only. */
const ofConnections = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'keep-alive',
]);

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !ofConnections.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** A redirect within the forge leads through the relay again. */
function passedBack(headers: Headers, through: (location: string) => string): Record<string, string> {
  const kept = [...headers].filter(([name]) => !ofConnections.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, name === 'location' ? through(value) : value]));
}

function altered(trouble: Trouble | undefined, body: Buffer): Buffer {
  if (typeof trouble !== 'object' || !('alter' in trouble)) return body;
  return Buffer.from(JSON.stringify(trouble.alter(JSON.parse(body.toString('utf8')))));
}

function answerInstead(response: ServerResponse, trouble: Extract<Trouble, { readonly instead: unknown }>): void {
  const { status, headers = {}, body = { message: 'as the test says' } } = trouble.instead;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export async function startRelay(): Promise<Relay> {
  let [target, url] = ['', ''];
  const calls: Relayed[] = [];
  const troubles: { readonly trouble: Trouble; readonly fits: (call: string) => boolean; left: number }[] = [];

  function troubleOf(call: string): Trouble | undefined {
    const found = troubles.find(({ fits, left }) => left > 0 && fits(call));
    if (found) found.left -= 1;
    return found?.trouble;
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const call = `${request.method ?? ''} ${path}`;
    calls.push({ call, authorization: request.headers.authorization });
    const trouble = troubleOf(call);
    if (trouble === 'silence') return;
    async function pass(): Promise<void> {
      const sent = await buffer(request);
      if (typeof trouble === 'object' && 'instead' in trouble) {
        answerInstead(response, trouble);
        return;
      }
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: passedOn(request.headers),
        redirect: 'manual',
        ...(sent.length > 0 ? { body: new Uint8Array(sent) } : {}),
      });
      const body = altered(trouble, Buffer.from(await answer.arrayBuffer()));
      if (trouble === 'lost') {
        response.destroy();
        return;
      }
      response.writeHead(answer.status, {
        ...passedBack(answer.headers, (location) => location.replace(target, url)),
        ...(body.length > 0 ? { 'content-length': body.length } : {}),
      });
      if (trouble === 'cut') response.write(body.subarray(0, body.length / 2), () => response.destroy());
      else response.end(body);
    }
    pass().catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    calls,
    lead(to) {
      target = to;
    },
    trouble(trouble, fits, times = 1) {
      troubles.push({ trouble, fits, left: times });
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
