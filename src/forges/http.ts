// Outgoing HTTP for the forge adapters: `fetch` with a time limit, by way of a proxy where one is set.
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { connect as tlsConnect } from 'node:tls';

export type Fetch = typeof globalThis.fetch;

export interface FetchOptions {
  /** How long a whole call may take, in milliseconds. */
  readonly timeoutMs: number;
  /** An HTTP proxy, `http://user:password@host:port`; null for none. */
  readonly proxy: string | null;
}

const maxRedirects = 3;
const bodiless = new Set([204, 205, 304]);

function proxyCredentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** A tunnel through the proxy to the host of an https address. */
function tunnel(proxy: URL, target: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${target.hostname}:${target.port === '' ? '443' : target.port}`;
  return new Promise((resolve, reject) => {
    const connecting = httpRequest({
      host: proxy.hostname,
      port: proxy.port === '' ? 80 : proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyCredentials(proxy) },
      signal,
    });
    connecting.once('error', reject);
    connecting.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(`the proxy answered ${statusCode ?? 'nothing'} to CONNECT`));
    });
    connecting.end();
  });
}

async function open(proxy: URL, request: Request): Promise<ClientRequest> {
  const target = new URL(request.url);
  const { signal } = request;
  const options: RequestOptions = { method: request.method, headers: Object.fromEntries(request.headers), signal };
  if (target.protocol === 'http:') {
    const port = proxy.port === '' ? 80 : proxy.port;
    const headers = { host: target.host, ...Object.fromEntries(request.headers), ...proxyCredentials(proxy) };
    return httpRequest({ ...options, headers, host: proxy.hostname, port, path: request.url });
  }
  const socket = await tunnel(proxy, target, signal);
  const secured = tlsConnect({ socket, servername: target.hostname });
  return httpsRequest(target, { ...options, createConnection: () => secured });
}

async function throughProxy(proxy: URL, request: Request, redirects: number): Promise<Response> {
  const body = request.body === null ? null : Buffer.from(await request.clone().arrayBuffer());
  const outgoing = await open(proxy, request);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', resolve);
    outgoing.end(body ?? undefined);
  });
  const status = answer.statusCode ?? 502;
  const { location } = answer.headers;
  if (location !== undefined && [301, 302, 307, 308].includes(status) && redirects < maxRedirects) {
    answer.resume();
    const next = new URL(location, request.url);
    if (next.origin === new URL(request.url).origin) {
      return throughProxy(proxy, new Request(next, request), redirects + 1);
    }
    throw new Error('a redirect to another host is not followed');
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  if (bodiless.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(await buffer(answer), { status, headers });
}

/** `fetch` as the adapters use it; what it throws on a time limit is a TimeoutError. */
export function createFetch({ timeoutMs, proxy }: FetchOptions): Fetch {
  const by = proxy === null ? null : new URL(proxy);
  return (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    if (!by) return fetch(input, { ...init, signal });
    return throughProxy(by, new Request(input, { ...init, signal }), 0);
  };
}
