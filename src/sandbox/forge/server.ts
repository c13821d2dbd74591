// The HTTP side: reads a call, logs it, plays its fault, lets its forge answer.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, CallLog } from './calls.js';
import type { FaultMode, Faults } from './faults.js';
import type { Reply } from './reply.js';
import type { Endpoint } from './router.js';
import type { World } from './world.js';

/** A call as it came in. */
export interface Asked {
  readonly method: string;
  /** Without the API's prefix and without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parsed body; null when there was none. */
  readonly body: unknown;
  /** The header of that name. */
  readonly authorization: string | undefined;
}

/** A forge's API. */
export interface Protocol {
  /** The path inside the API; null where it has nothing. */
  pathOf(pathname: string): string | null;
  endpoint(method: string, path: string): Endpoint | null;
  answer(asked: Asked): Reply;
  /** The ways to say no. */
  notFound(): Reply;
  problem(status: number, message: string): Reply;
  rateLimited(status: number, retryAfter: number): Reply;
  /** Of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the server serves. */
export interface Served {
  readonly world: World;
  readonly protocol: Protocol;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** Resolves when every change so far is kept: no answer tells of one earlier. */
  readonly durable: () => Promise<void>;
}

/** A form's fields, with `output[title]` as GitHub and Gitee nest them. */
function fromForm(body: string): unknown {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const [, outer = key, inner] = /^(\w+)\[(\w+)\]$/.exec(key) ?? [];
    const before = fields[outer];
    fields[outer] = inner === undefined ? value : { ...(typeof before === 'object' ? before : {}), [inner]: value };
  }
  return fields;
}

function parsed(request: IncomingMessage, body: string): { readonly json: unknown } | null {
  if (body === '') return { json: null };
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return { json: fromForm(body) };
  try {
    return { json: JSON.parse(body) };
  } catch {
    return null;
  }
}

function send({ protocol }: Served, response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...protocol.headers,
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function faultName(fault: FaultMode): string {
  if (typeof fault === 'string') return fault;
  if ('lie' in fault) return 'lie';
  return 'status' in fault ? `status ${fault.status}` : `delay ${fault.delayMs} ms`;
}

/** A defect of the simulation itself is a 500 with its message. */
function perform({ protocol }: Served, asked: Asked): Reply {
  try {
    return protocol.answer(asked);
  } catch (error) {
    return protocol.problem(500, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function note(call: Call, reply: Reply): Reply {
  call.status = reply.status;
  call.responseBody = reply.body ?? null;
  return reply;
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, protocol, calls, faults } = served;
  const { pathname, searchParams: query } = new URL(request.url ?? '/', world.urls.api);
  const method = request.method ?? 'GET';
  const path = protocol.pathOf(pathname);
  if (path === null) {
    send(served, response, protocol.notFound());
    return;
  }
  const body = parsed(request, await text(request));
  const endpoint = protocol.endpoint(method, path);
  const call = calls.record({
    at: world.now(),
    method,
    template: endpoint?.template ?? null,
    path,
    query: Object.fromEntries(query),
    requestBody: body?.json ?? null,
    token: endpoint?.token ?? false,
  });
  const fault = faults.take(method, call.template, path);
  if (fault !== null) call.fault = faultName(fault);
  if (fault === 'timeout') return;
  if (typeof fault === 'object' && fault !== null && 'status' in fault) {
    const { status, retryAfter } = fault;
    const no =
      retryAfter === undefined ? protocol.problem(status, 'Server Error') : protocol.rateLimited(status, retryAfter);
    send(served, response, note(call, no));
    return;
  }
  const { authorization } = request.headers;
  const reply = body
    ? perform(served, { method, path, query, body: body.json, authorization })
    : protocol.problem(400, 'Problems parsing JSON');
  if (method !== 'GET' && !endpoint?.changesNothing && !call.token) world.changed();
  if (!call.token) await served.durable();
  if (fault === 'lost-answer') request.socket.destroy();
  if (fault === 'lost-answer' || fault === 'timeout-after-performing') return;
  if (fault !== null && 'delayMs' in fault) await sleep(fault.delayMs);
  const told = fault !== null && 'lie' in fault ? { ...reply, body: fault.lie(reply.body) } : reply;
  send(served, response, note(call, told));
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

/** Lets the server answer the forge's API. */
export function serve(server: Server, served: Served): void {
  server.on('request', (request, response) => {
    answer(served, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

/** Stops listening and cuts all connections. */
export async function closePort(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeAllConnections();
  await closed;
}
