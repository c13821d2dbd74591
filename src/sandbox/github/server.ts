// The HTTP side: reads a call, logs it, plays its fault, lets its route answer.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller, Credentials } from './auth.js';
import type { Call, CallLog } from './calls.js';
import type { FaultMode, Faults } from './faults.js';
import { notFound, problem, rateLimited, type Reply } from './reply.js';
import type { ApiRequest, Route } from './route.js';
import { findRoute } from './routes/index.js';
import type { World } from './state.js';

/** What the server serves. */
export interface Served {
  readonly world: World;
  readonly credentials: Credentials;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** Resolves when every change so far is kept: no answer tells of one earlier. */
  readonly durable: () => Promise<void>;
}

const base = '/api/v3';

/** GraphQL is beside the REST API, as on GitHub Enterprise Server and as on github.com. */
function pathOf(pathname: string): string | null {
  if (pathname === '/api/graphql' || pathname === '/graphql') return '/graphql';
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null;
  return path === '/graphql' ? null : path;
}

function parsed(body: string): { readonly json: unknown } | null {
  if (body === '') return { json: null };
  try {
    return { json: JSON.parse(body) };
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': '4102444800',
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function faultName(fault: FaultMode): string {
  if (typeof fault === 'string') return fault;
  if ('lie' in fault) return 'lie';
  return 'status' in fault ? `status ${fault.status}` : `delay ${fault.delayMs} ms`;
}

function refused(wanted: Route['as'], kind: Caller['kind']): Reply | null {
  if (wanted === kind || (wanted === 'anybody' && kind === 'installation')) return null;
  if (wanted === 'app') return problem(401, 'A JSON web token could not be decoded');
  if (kind === 'anybody') return problem(401, 'Requires authentication');
  return problem(403, 'Resource not accessible by integration');
}

/** Answers a call as its route says. A defect of the simulation itself is a 500 with its message. */
function perform(
  served: Served,
  request: IncomingMessage,
  asked: Omit<ApiRequest, 'caller' | 'params' | 'needs'>,
): Reply {
  const caller = served.credentials.identify(request.headers.authorization);
  if (!caller.ok) return caller.error;
  const found = findRoute(asked.method, asked.path);
  if (!found) return notFound();
  const { route, params } = found;
  const refusal = refused(route.as, caller.value.kind);
  if (refusal) return refusal;
  try {
    return route.handle({ ...asked, caller: caller.value, params, needs: route.needs });
  } catch (error) {
    return problem(500, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function note(call: Call, reply: Reply): Reply {
  call.status = reply.status;
  call.responseBody = reply.body ?? null;
  return reply;
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, credentials, calls, faults } = served;
  const url = new URL(request.url ?? '/', world.urls.api);
  const method = request.method ?? 'GET';
  const path = pathOf(url.pathname);
  if (path === null) {
    send(response, notFound());
    return;
  }
  const body = parsed(await text(request));
  const found = findRoute(method, path);
  const call = calls.record({
    at: world.now(),
    method,
    template: found?.route.template ?? null,
    path,
    query: Object.fromEntries(url.searchParams),
    requestBody: body?.json ?? null,
    token: found?.route.token ?? false,
  });
  const fault = faults.take(method, call.template, path);
  if (fault !== null) call.fault = faultName(fault);
  if (fault === 'timeout') return;
  if (typeof fault === 'object' && fault !== null && 'status' in fault) {
    const { status, retryAfter } = fault;
    send(
      response,
      note(call, retryAfter === undefined ? problem(status, 'Server Error') : rateLimited(status, retryAfter)),
    );
    return;
  }
  const asked = { world, credentials, method, path, query: url.searchParams };
  const reply = body ? perform(served, request, { ...asked, body: body.json }) : problem(400, 'Problems parsing JSON');
  if (method !== 'GET' && !found?.route.changesNothing && !call.token) world.changed();
  if (!call.token) await served.durable();
  if (fault === 'lost-answer') request.socket.destroy();
  if (fault === 'lost-answer' || fault === 'timeout-after-performing') return;
  if (fault !== null && 'delayMs' in fault) await sleep(fault.delayMs);
  const told = fault !== null && 'lie' in fault ? { ...reply, body: fault.lie(reply.body) } : reply;
  send(response, note(call, told));
}

/** Opens the port and resolves when the server listens there; `serve` gives it something to do. */
export async function openPort(
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

/** Lets the server answer GitHub's API. */
export function serve(server: Server, served: Served): void {
  server.on('request', (request, response) => {
    answer(served, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}
