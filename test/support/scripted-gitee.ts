// A server that answers as a test tells it, and the app's Gitee adapter pointed at it; and Gitee's own description as a judge of what was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { ForgeEvent } from '../../src/forges/event.js';
import { createGitee, type Gitee, type GiteeOptions } from '../../src/forges/gitee/app.js';
import type { ObservedCall } from '../../src/forges/gitee/client.js';
import type { Sighting } from '../../src/forges/sighting.js';
import { systemClock } from '../../src/shared/time.js';
import { recorded } from './gitee-recorded.js';

/** `body`: JSON, or text when it is one. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What was asked: `METHOD /path` as it came, without `/api/v5`. */
export interface Asked {
  readonly call: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly authorization: string | undefined;
}

/** Answers by `METHOD /path`; what it does not have is 404. */
export type Script = Readonly<Record<string, Scripted | ((asked: Asked) => Scripted)>>;

export interface ScriptedGitee {
  readonly url: string;
  readonly gitee: Gitee;
  readonly asked: readonly Asked[];
  /** The calls, in order, without the one for our own account. */
  readonly calls: () => readonly string[];
  readonly observed: readonly ObservedCall[];
  readonly events: readonly ForgeEvent[];
  readonly sightings: readonly Sighting[];
  readonly refused: readonly string[];
  readonly close: () => Promise<void>;
}

export const token = 'a-token-of-gitee';
/** The id of our own account. */
export const ownId = 900;

/** Our own account, the silent log, and a server that has only what `script` says. Another script may take its place. */
export async function scriptedGitee(script: Script, options: Partial<GiteeOptions> = {}): Promise<ScriptedGitee> {
  const asked: Asked[] = [];
  const all: Script = { 'GET /user': { body: { id: ownId, login: 'opencharter-bot', type: 'User' } }, ...script };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://gitee.test');
    const call = `${request.method ?? ''} ${url.pathname.replace(/^\/api\/v5/, '')}`;
    const one = {
      call,
      query: url.searchParams,
      body: await text(request),
      authorization: request.headers.authorization,
    };
    asked.push(one);
    const found = all[call] ?? { status: 404, body: { message: '404 Not Found' } };
    const { status = 200, headers = {}, body } = typeof found === 'function' ? found(one) : found;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const events: ForgeEvent[] = [];
  const sightings: Sighting[] = [];
  const refused: string[] = [];
  const observed: ObservedCall[] = [];
  const nothing = () => undefined;
  const gitee = createGitee({
    url,
    token,
    proxy: null,
    log: { info: nothing, warn: nothing, error: nothing },
    now: Date.now,
    clock: systemClock,
    observe: (call) => observed.push(call),
    onEvent: (event) => Promise.resolve(void events.push(event)),
    onSighting: (sighting) => Promise.resolve(void sightings.push(sighting)),
    onRefused: (reason) => void refused.push(reason),
    ...options,
  });
  return {
    url,
    gitee,
    asked,
    calls: () => asked.map(({ call }) => call).filter((call) => call !== 'GET /user'),
    observed,
    events,
    sightings,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const operations = z
  .array(
    z.object({
      method: z.string(),
      path: z.string(),
      parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })),
    }),
  )
  .parse(recorded('operations'))
  .map((operation) => ({
    ...operation,
    holes: operation.path.match(/\{/g)?.length ?? 0,
    pattern: new RegExp(
      `^${operation.path
        .replace(/^\/v5/, '')
        .replaceAll('.', '\\.')
        .replaceAll('{path}', '.+')
        .replace(/\{\w+\}/g, '[^/]+')}$`,
    ),
  }))
  .sort((a, b) => a.holes - b.holes);

/** Lists are paged even where the description does not say so; `pulls/comments` is of an older one. */
const undescribed = /^GET \/repos\/[^/]+\/[^/]+\/pulls\/comments$/;

function namesIn(value: unknown, prefix: string): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item: unknown) => namesIn(item, prefix)))];
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, inner]) => namesIn(inner, prefix === '' ? key : `${prefix}[${key}]`));
}

function sentNames(body: string): readonly string[] {
  if (body === '') return [];
  const value: unknown = JSON.parse(body);
  return Array.isArray(value) ? ['body'] : namesIn(value, '');
}

/** What Gitee's description does not know of these calls, in words; none where all is well. */
export function notDescribed(asked: readonly Asked[]): readonly string[] {
  return asked.flatMap(({ call, query, body }) => {
    if (undescribed.test(call)) return [];
    const [method = '', path = ''] = call.split(' ');
    const operation = operations.find((one) => one.method === method && one.pattern.test(path));
    if (!operation) return [`no such call: ${call}`];
    const known = new Set([...operation.parameters.map(({ name }) => name), 'page', 'per_page']);
    const named = [...query.keys(), ...sentNames(body)];
    const needed = operation.parameters
      .filter(
        ({ required, in: place, name }) => required && place !== 'path' && !/annotations|images|actions/.test(name),
      )
      .filter(({ name }) => !named.includes(name));
    return [
      ...named.filter((name) => !known.has(name)).map((name) => `${call} does not take ${name}`),
      ...needed.map(({ name }) => `${call} needs ${name}`),
    ];
  });
}
